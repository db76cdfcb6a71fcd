"""Texts for helpers and residents: the right language, a marked fallback, never a blank."""

from __future__ import annotations

import gettext

import pytest

from intake_desktop import language
from intake_desktop.language import N_, ActionableError, ResidentText, _, catalogs, ngettext_, resident_text, sentence_of

UNTRANSLATED = "Deze zin staat in geen enkel formulier."


class DiskFull(ActionableError):
    sentence = N_("The disk in {place} is full.")


def test_a_resident_reads_the_own_language() -> None:
    assert resident_text("Wat is uw naam?", "ar") == ResidentText("ما اسمك؟", is_dutch=False)
    assert resident_text("Wat is uw naam?", "en") == ResidentText("What is your name?", is_dutch=False)


def test_a_text_that_reads_the_same_in_both_languages_is_not_taken_for_a_missing_one() -> None:
    assert resident_text("School", "en") == ResidentText("School", is_dutch=False)


@pytest.mark.parametrize("code", ["ar", "en", "tr", "xx", "", "../ar"])
def test_a_missing_translation_shows_the_dutch_text_marked(code: str) -> None:
    assert resident_text(UNTRANSLATED, code) == ResidentText(UNTRANSLATED, is_dutch=True)


def test_dutch_is_dutch() -> None:
    assert resident_text("Wat is uw naam?", "nl") == ResidentText("Wat is uw naam?", is_dutch=True)


@pytest.mark.parametrize("code", ["nl", "ar", "en"])
def test_an_empty_text_never_shows_the_header_of_a_catalog(code: str) -> None:
    language.use(code)

    assert _("") == ""
    assert resident_text("", code).text == ""


def test_a_text_without_translation_is_filled_in_english() -> None:
    assert sentence_of(DiskFull(place="{0}")) == "The disk in {0} is full."


def test_braces_in_a_value_are_not_slots() -> None:
    assert _("{value}", value="{secret}") == "{secret}"


def test_the_program_speaks_dutch_unless_told_otherwise() -> None:
    assert language.current() == "nl"

    language.use("ar")
    assert language.current() == "ar"

    language.use("fr")
    assert language.current() == "nl"


def test_a_counted_text_takes_the_count_by_itself() -> None:
    language.use("en")

    assert ngettext_("{count} thing", "{count} things", 1) == "1 thing"
    assert ngettext_("{count} thing", "{count} things", 3) == "3 things"


def test_helpers_arabic_falls_back_to_dutch_before_english() -> None:
    arabic = catalogs._program("ar")

    assert isinstance(arabic, gettext.GNUTranslations)
    assert arabic._fallback is catalogs._program("nl")  # type: ignore[attr-defined]  # gettext does not tell
