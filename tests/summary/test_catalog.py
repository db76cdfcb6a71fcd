"""What we ship as sentences is whole."""

from __future__ import annotations

import re
from datetime import date, time
from string import Formatter

import pytest

from intake_desktop.casework.promises import Party
from intake_desktop.language import reading_languages
from intake_desktop.summary import Phrase, UnknownPhrase, bring_items, phrase, phrases, promise_sentence
from intake_desktop.summary.catalog import fixed
from intake_desktop.typeset.pictograms import outline
from tests.summary.making import promise

_OWN = {"who", "day", "time"}


def slots(text: str) -> set[str]:
    return {name for _words, name, _spec, _conversion in Formatter().parse(text) if name}


def test_there_are_sentences_for_each_party() -> None:
    assert len(phrases()) >= 14
    assert {one.party for one in phrases()} == set(Party)


@pytest.mark.parametrize("one", phrases(), ids=lambda one: one.id)
def test_a_sentence_asks_for_exactly_the_slots_it_has(one: Phrase) -> None:
    assert slots(one.text) - _OWN == {name for name, _label in one.slots}
    assert one.needs_time == ("time" in slots(one.text))
    assert "day" in slots(one.text)


@pytest.mark.parametrize("one", phrases(), ids=lambda one: one.id)
def test_a_sentence_on_paper_is_short(one: Phrase) -> None:
    for sentence in re.split(r"(?<=[.?!])\s", one.text):
        assert len(sentence.split()) <= 12


@pytest.mark.parametrize("one", phrases(), ids=lambda one: one.id)
def test_a_sentence_has_a_pictogram_that_can_be_drawn_and_named(one: Phrase) -> None:
    path, _em = outline(one.icon)

    assert path
    assert fixed("pictograms")[one.icon]


@pytest.mark.parametrize("one", phrases(), ids=lambda one: one.id)
@pytest.mark.parametrize("code", [one.code for one in reading_languages()])
def test_a_sentence_can_be_said_in_every_language_we_read(one: Phrase, code: str) -> None:
    typed = {name: "Verzonnen BV" for name, _label in one.slots}

    said = promise_sentence(promise(one.id, one.party, date(2026, 11, 26), time(10, 30), **typed), code)

    assert not said.is_dutch
    assert "{" not in said.text
    assert "26" in said.text


def test_a_sentence_that_was_never_in_the_catalog_is_refused() -> None:
    with pytest.raises(UnknownPhrase):
        phrase("buy_a_boat")


def test_ids_are_unique() -> None:
    ids = [one.id for one in phrases()] + [one.id for one in bring_items()]

    assert len(ids) == len(set(ids))
