"""Days, times and values inside a text of another direction."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_desktop.language import day_in_words, isolate, time_in_words

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("code", "words"),
    [("nl", "donderdag 26 november"), ("en", "Thursday 26 November"), ("ar", "الخميس 26 نوفمبر")],
)
def test_a_day_is_said_in_words_that_stay_on_one_line(code: str, words: str) -> None:
    assert day_in_words(THURSDAY, code) == words.replace(" ", "\u00a0")


def test_a_birth_date_has_a_year_and_no_weekday() -> None:
    assert day_in_words(date(1951, 3, 14), "nl", year=True, weekday=False) == "14\u00a0maart\u00a01951"


def test_a_language_without_texts_gets_the_dutch_day() -> None:
    assert day_in_words(THURSDAY, "tr") == day_in_words(THURSDAY, "nl")
    assert day_in_words(THURSDAY, "../nl") == day_in_words(THURSDAY, "nl")


def test_a_time_is_written_the_dutch_way_in_every_language() -> None:
    assert time_in_words(time(10, 30), "nl") == "10.30\u00a0uur"
    assert time_in_words(time(9, 5), "en") == "9.05"
    assert "16.00" in time_in_words(time(16), "ar")


@given(st.dates(), st.sampled_from(["nl", "en", "ar"]))
def test_no_day_has_other_digits_or_a_space_that_breaks(day: date, code: str) -> None:
    said = day_in_words(day, code, year=True)

    assert " " not in said
    assert [int(part) for part in said.split("\u00a0") if part.isdecimal() and part.isascii()] == [day.day, day.year]


@given(st.text())
def test_an_isolated_value_cannot_reach_outside_its_isolate(value: str) -> None:
    isolated = isolate(value)

    assert isolated[0] == "\u2066"
    assert isolated[-1] == "\u2069"
    assert not set(isolated[1:-1]) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert " " not in isolated


def test_a_phone_number_stays_together() -> None:
    assert isolate("14 070") == "\u206614\u00a0070\u2069"
