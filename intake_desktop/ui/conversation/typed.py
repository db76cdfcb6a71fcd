"""What a helper types, made into what is stored: dates and numbers as Dutch people write them."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
# Ways a month is also written: "mrt" does not begin "maart", the others are English forms people mix in.
_ALSO = {"mrt": 3, "march": 3, "may": 5, "october": 10, "okt": 10, "oct": 10}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SEPARATED = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})(?:[.:u\s]*(\d{2}))?\s*(?:uur)?")
_RUN_ON = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:[a-z]+dag\s+|[a-z]{2}\s+)?(\d{1,2})[\s./-]*([a-zé]+)[\s./-]*(\d{4}|\d{2})?")


def read_date(text: str, today: date, *, future: bool = False) -> date | None:
    """A day as it was typed, or None when it is no day of the calendar.

    Understands ``1-2-63``, ``1/2/1963``, ``01021963``, ``1 februari 1963``, ``1 feb 63``, ``1963-02-01``; without a year the
    coming such day is meant when ``future`` is set. Digits of other scripts (Arabic ones) count as digits.

    Args:
        text: what was typed.
        today: decides the century of a year of two digits.
        future: a year of two digits lies near today (a promise, the last day in a letter) instead of in the past (a birth date).
    """
    typed = _plain_digits(text).strip().casefold()
    if match := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in match.groups())
        return _day(year, month, day)
    if match := _SEPARATED.fullmatch(typed) or _RUN_ON.fullmatch(typed):
        return _day(_year(match[3], today, future=future), int(match[2]), int(match[1]))
    if future and (match := _DAY_MONTH.fullmatch(typed)):
        return _coming(int(match[1]), int(match[2]), today)
    if match := _WORDS.fullmatch(typed):
        month = _month(match[2])
        if match[3]:
            return _day(_year(match[3], today, future=future), month, int(match[1]))
        return _coming(int(match[1]), month, today) if future else None
    return None


def suggest_date(text: str, today: date, *, future: bool = False) -> date | None:
    """What was probably meant by a date that cannot be: day and month changed round ("2-13-1963"). `future` as in `read_date`."""
    match = _SEPARATED.fullmatch(_plain_digits(text).strip())
    if match is None:
        return None
    return _day(_year(match[3], today, future=future), int(match[1]), int(match[2]))


def read_time(text: str) -> time | None:
    """A time of day as it was typed ("10", "10.30", "14:05 uur"), or None."""
    match = _TIME.fullmatch(_plain_digits(text).strip().casefold())
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        return None


def read_number(text: str) -> str | None:
    """The number as it is stored (``1250.5``), or None. Understands ``1.250,50``, ``€ 1250,50``, ``1250.50``, ``1 250``.

    A single point followed by exactly three digits is a thousands sign, as Dutch is written.
    """
    typed = (
        _plain_digits(text).replace("€", "").replace("\u00a0", "").replace(" ", "").strip().removesuffix(",-").removesuffix(",--")
    )
    if "," in typed:
        typed = typed.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+", typed):
        typed = typed.replace(".", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", typed):
        return None
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return None
    return f"{number:f}"


def read_whole(text: str) -> str | None:
    """A whole number as it is stored, or None when it is none."""
    number = read_number(text)
    if number is None or "." in number:
        return None
    return number


def write_number(stored: str) -> str:
    """A stored number as Dutch people write it: a comma for the fraction."""
    return stored.replace(".", ",")


def write_date(stored: str) -> str:
    """A stored ISO day as it is typed in the Netherlands (``01-02-1963``); what is no day comes back as it is."""
    match = _ISO.fullmatch(stored)
    return f"{int(match[3]):02}-{int(match[2]):02}-{match[1]}" if match else stored


def _plain_digits(text: str) -> str:
    """Digits of every script as ASCII digits."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def _month(word: str) -> int:
    if word in _ALSO:
        return _ALSO[word]
    if len(word) >= 3:  # noqa: PLR2004 - "ju" and "ma" fit two months
        for number, name in enumerate(_MONTHS, start=1):
            if name.startswith(word):
                return number
    return 0


def _year(digits: str, today: date, *, future: bool) -> int:
    year = int(digits)
    if len(digits) == 4:  # noqa: PLR2004 - four digits are a whole year
        return year
    century = today.year - today.year % 100
    if future:
        return min((century - 100 + year, century + year, century + 100 + year), key=lambda one: abs(one - today.year))
    return century + year if century + year <= today.year else century - 100 + year


def _coming(day: int, month: int, today: date) -> date | None:
    this_year = _day(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    return _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
