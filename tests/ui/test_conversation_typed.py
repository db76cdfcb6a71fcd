"""Days and numbers as people type them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_desktop.desk.views import QuestionKind
from intake_desktop.ui.conversation.readers import reader
from intake_desktop.ui.conversation.typed import (
    read_date,
    read_number,
    read_time,
    read_whole,
    suggest_date,
    write_date,
    write_number,
)

TODAY = date(2026, 11, 23)
FEBRUARY = date(1963, 2, 1)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "1-2-63",
        "1-2-1963",
        "01/02/1963",
        "1.2.63",
        "1 2 1963",
        "01021963",
        "010263",
        "1 februari 1963",
        "1 feb 63",
        "1 Februari 1963",
        "vrijdag 1 februari 1963",
        "vr 1 februari 1963",
        "1februari1963",
        "1963-02-01",
        "١-٢-١٩٦٣",
        "  1-2-63 ",
    ],
)
def test_a_day_is_understood_in_every_way_it_is_written_here(text: str) -> None:
    assert read_date(text, TODAY) == FEBRUARY


@pytest.mark.parametrize(
    "text", ["", "31-2-1963", "1-13-1963", "februari", "1 ma 1963", "1-2", "12345", "0-0-0000", "1-2-3", "²-1-63"]
)
def test_what_is_no_day_is_no_day(text: str) -> None:
    assert read_date(text, TODAY) is None


@given(DAYS)
def test_a_day_written_back_is_read_as_the_same_day(day: date) -> None:
    assert read_date(write_date(day.isoformat()), TODAY) == day


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_breaks_the_reading(text: str) -> None:
    read_date(text, TODAY)
    read_date(text, TODAY, future=True)
    suggest_date(text, TODAY)
    read_time(text)
    number = read_number(text)
    assert number is None or float(number) is not None
    read_whole(text)


def test_a_birth_year_of_two_digits_is_never_in_the_future() -> None:
    assert read_date("1-2-26", TODAY) == date(2026, 2, 1)
    assert read_date("1-2-27", TODAY) == date(1927, 2, 1)


def test_a_promise_of_two_digits_lies_near_today() -> None:
    assert read_date("1-2-27", TODAY, future=True) == date(2027, 2, 1)
    assert read_date("1-2-01", date(2099, 12, 1), future=True) == date(2101, 2, 1)


def test_the_last_day_in_a_letter_is_read_as_a_day_ahead_and_a_birth_date_is_not() -> None:
    letter, birth = reader(QuestionKind.DATE, future=True), reader(QuestionKind.DATE)
    year = datetime.now().astimezone().year + 1

    assert letter.read(f"15-1-{year % 100}") == f"{year}-01-15"
    assert birth.read(f"15-1-{year % 100}") == f"{year - 100}-01-15"
    assert letter.read("2 december")
    assert birth.read("2 december") is None


@given(st.dates(TODAY, TODAY + timedelta(days=364)))
def test_a_day_without_a_year_is_the_coming_one(day: date) -> None:
    assert read_date(f"{day.day}-{day.month}", TODAY, future=True) == day


def test_month_and_day_changed_round_are_recognised() -> None:
    assert suggest_date("2-13-1963", TODAY) == date(1963, 2, 13)
    assert suggest_date("45-13-1963", TODAY) is None


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("1250", "1250"),
        ("1.250", "1250"),
        ("1.250,50", "1250.50"),
        ("1250,5", "1250.5"),
        ("1250.50", "1250.50"),
        ("€ 1 250", "1250"),
        ("1250,-", "1250"),
        ("-3", "-3"),
        ("0", "0"),
        ("١٢٣", "123"),
    ],
)
def test_an_amount_is_understood_as_it_is_written_here(text: str, stored: str) -> None:
    assert read_number(text) == stored


@pytest.mark.parametrize("text", ["", "veel", "12a", "1,2,3", "--1", "€", "²", "1e5", "NaN"])
def test_what_is_no_number_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_a_fraction_is_no_whole_number() -> None:
    assert read_whole("3") == "3"
    assert read_whole("3,5") is None


def test_a_number_is_shown_with_a_comma() -> None:
    assert write_number("1250.5") == "1250,5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10", time(10)),
        ("10.30", time(10, 30)),
        ("9:05 uur", time(9, 5)),
        ("14u30", time(14, 30)),
        ("25", None),
        ("straks", None),
    ],
)
def test_a_time_is_understood_as_it_is_said(text: str, expected: time | None) -> None:
    assert read_time(text) == expected
