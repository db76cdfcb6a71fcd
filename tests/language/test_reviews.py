"""Nobody may take a machine draft for a text that a speaker signed for."""

from __future__ import annotations

from datetime import date

import pytest

from intake_desktop.language import ReviewState, coverage, review_state, reviews


def test_every_translation_is_a_machine_draft_until_somebody_signs() -> None:
    assert review_state("ar").state is ReviewState.MACHINE_DRAFT
    assert review_state("en").state is ReviewState.MACHINE_DRAFT


def test_dutch_is_what_residents_texts_are_written_in() -> None:
    assert review_state("nl").state is ReviewState.SOURCE


@pytest.mark.parametrize(
    "said", ["", "reviewed", "reviewed by  on 2026-11-26", "reviewed by A on 2026-02-31", "REVIEWED by A on x"]
)
def test_half_a_signature_is_no_signature(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "header", lambda *_: said)

    assert review_state("ar").state is ReviewState.MACHINE_DRAFT


def test_a_signature_has_a_name_and_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "header", lambda *_: "reviewed by Voorbeeld Vertaler on 2026-11-26")

    signed = review_state("ar")

    assert (signed.state, signed.by, signed.on) == (ReviewState.REVIEWED, "Voorbeeld Vertaler", date(2026, 11, 26))


def test_every_resident_text_is_translated_in_every_reading_language() -> None:
    residents = [one for one in coverage() if one.domain == "resident"]

    assert {one.language for one in residents} == {"nl", "ar", "en"}
    assert all(one.translated == one.total > 0 for one in residents)


def test_the_table_tells_of_both_catalogs() -> None:
    assert {(one.language, one.domain) for one in coverage()} >= {("nl", "program"), ("ar", "program"), ("en", "program")}
