"""How a value is stored by the type of its question. The choices are those of Web Forms: what does not fit becomes empty."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

_INTEGERS = range(-(2**31), 2**31)
_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*")
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T\d{2}(?::\d{2}){0,2}(?:\.\d+)?(?:Z|[-+]\d{2}:\d{2})?)?")
_OFFSET = r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
_TIME = re.compile(rf"(\d{{2}}:\d{{2}}:\d{{2}})(?:\.\d+)?{_OFFSET}")
_DATE_TIME = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}}T\d{{2}}:\d{{2}}:\d{{2}})(?:\.\d+)?{_OFFSET}")


def stored_as(data_type: str) -> Callable[[str], str] | None:
    """What turns a text into the stored value of a type; None when every text is stored as it is."""
    return _ENCODERS.get(data_type)


def _number(text: str) -> float:
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    return number if math.isfinite(number) else math.nan


def _integer(text: str) -> str:
    number = _number(text)
    if math.isnan(number) or math.trunc(number) not in _INTEGERS:
        return ""
    return str(math.trunc(number))


def _decimal(text: str) -> str:
    number = _number(text)
    if math.isnan(number):
        return ""
    plain = format(Decimal(repr(number)), "f")
    return plain if "." in plain else f"{plain}.0"


def _day(text: str) -> str:
    match = _DATE.fullmatch(text)
    if match is None:
        return ""
    try:
        return date.fromisoformat(match.group(1)).isoformat()
    except ValueError:
        return ""


def _clock(text: str) -> str:
    match = _TIME.fullmatch(text)
    try:
        return text if match and time.fromisoformat(match.group(1)) is not None else ""
    except ValueError:
        return ""


def _moment(text: str) -> str:
    match = _DATE_TIME.fullmatch(text)
    try:
        return text if match and datetime.fromisoformat(match.group(1)) else ""
    except ValueError:
        return ""


_ENCODERS: dict[str, Callable[[str], str]] = {
    "int": _integer,
    "integer": _integer,
    "decimal": _decimal,
    "date": _day,
    "time": _clock,
    "dateTime": _moment,
}
