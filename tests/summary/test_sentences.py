"""A promise reads the same in both languages, and no value is turned around or torn apart."""

from __future__ import annotations

from datetime import date, time

import pytest

from intake_desktop.casework.promises import Party
from intake_desktop.language import isolate
from intake_desktop.summary import promise_sentence
from intake_desktop.summary.sentences import fill, promise_line, typed_words, value, words
from tests.summary.making import promise

THURSDAY = date(2026, 11, 26)


def test_a_promise_says_who_what_and_on_which_day() -> None:
    said = promise_sentence(promise("call_landlord", Party.US, THURSDAY), "nl")

    assert said.text == f"{isolate('Karin')} belt op {isolate('donderdag 26 november')} de verhuurder."
    assert not said.is_dutch


def test_day_and_time_are_isolated_with_spaces_that_do_not_break() -> None:
    said = promise_sentence(promise("come_back", Party.RESIDENT, THURSDAY, time(10, 30)), "ar").text

    assert "\u2066الخميس\u00a026\u00a0نوفمبر\u2069" in said
    assert "10.30" in said


def test_a_time_without_a_place_in_the_sentence_stands_behind_the_day() -> None:
    said = promise_sentence(promise("call_landlord", Party.US, THURSDAY, time(9)), "nl").text

    assert f"{isolate('donderdag 26 november')}, {isolate('9.00 uur')}" in said


def test_typed_words_stay_as_they_are_and_are_marked_as_dutch_in_the_other_language() -> None:
    told = promise("organisation_does", Party.OTHER, THURSDAY, text="uitstel vragen")

    marked = [part for part in promise_line(told, "ar").parts if part.language == "nl"]

    assert [part.text.strip("\u2068\u2069") for part in marked] == ["uitstel vragen"]
    assert typed_words(told, "ar")
    assert not any(part.language for part in promise_line(told, "nl").parts)


def test_things_from_the_list_are_translated_when_somebody_typed_them() -> None:
    told = promise("bring", Party.RESIDENT, THURSDAY, things="Huurcontract, bankpas")

    said = promise_sentence(told, "en").text

    assert "rental contract" in said
    assert not typed_words(told, "en")


def test_one_thing_that_is_not_on_the_list_leaves_all_of_it_as_typed() -> None:
    told = promise("bring", Party.RESIDENT, THURSDAY, things="huurcontract, sleutel van de schuur")

    assert "huurcontract, sleutel van de schuur" in promise_sentence(told, "en").text
    assert typed_words(told, "en")


def test_the_name_of_an_organisation_is_not_called_typed_words() -> None:
    assert not typed_words(promise("call_creditor", Party.US, THURSDAY, organisation="Verzonnen BV"), "ar")


def test_a_resident_s_own_free_promise_begins_with_the_day() -> None:
    told = promise("free", Party.RESIDENT, THURSDAY, who="u", text="de brief zoeken")

    assert promise_line(told, "nl").text == f"{isolate('donderdag 26 november')}: \u2068de brief zoeken\u2069"


@pytest.mark.parametrize("typed", ["{who}", "{", "}}", "{0.__class__}", "100% {day"])
def test_braces_in_typed_words_stay_braces(typed: str) -> None:
    assert typed in promise_sentence(promise("free", Party.US, THURSDAY, text=typed), "ar").text


def test_direction_marks_in_typed_words_cannot_turn_the_line() -> None:
    assert words("a\u202eb\u2069c").text == "\u2068abc\u2069"


def test_a_long_name_may_break_a_short_one_may_not() -> None:
    short = promise_sentence(promise("call_landlord", Party.US, THURSDAY, who="Jan Peter"), "nl").text
    long = promise_sentence(promise("call_landlord", Party.US, THURSDAY, who="Stichting Verzonnen Schuldhulp"), "nl").text

    assert "Jan\u00a0Peter" in short
    assert "Stichting Verzonnen Schuldhulp" in long


def test_a_number_with_a_hyphen_cannot_break_behind_it() -> None:
    assert value("070 - 00").text == "\u2066070\u00a0-\u2060\u00a000\u2069"


def test_a_text_without_translation_stands_in_dutch_and_says_so() -> None:
    line = fill("Deze zin staat in geen enkele catalogus.", "ar")

    assert line.stands_in
    assert line.language == "nl"
    assert line.text == "Deze zin staat in geen enkele catalogus."
