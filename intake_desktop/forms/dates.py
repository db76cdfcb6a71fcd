"""Dates as day numbers.

A moment is the number of days since 1970-01-01 on the clock of the desk: midnight is a whole number in summer and in winter, so
the days between two dates are whole too, also across both changes of the clock. Web Forms counts from midnight in UTC instead and
is an hour off on one side of each change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import Self
from zoneinfo import ZoneInfo

_DATE = r"(\d{4})-(\d{2})-(\d{2})"
_TIME = r"(\d{2})(?::(\d{2}))?(?::(\d{2}))?(?:\.(\d+))?"
_OFFSET = r"(Z|[-+]\d{2}:\d{2})"
_MOMENT = re.compile(rf"{_DATE}(?:T{_TIME}{_OFFSET}?)?")
_UNPADDED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(T.*)?", re.DOTALL)
_CLOCK = re.compile(rf"(\d{{2}}):(\d{{2}})(?::(\d{{2}}))?(?:\.(\d+))?{_OFFSET}?")
_GREATEST_OFFSET = timedelta(hours=14, minutes=59)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the clock on the wall has no zone
_DAY = timedelta(days=1)
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DATE_CODES: dict[str, Callable[[datetime], str]] = {
    "%Y": lambda at: f"{at.year:04}",
    "%y": lambda at: f"{at.year:04}"[2:],
    "%m": lambda at: f"{at.month:02}",
    "%n": lambda at: str(at.month),
    "%b": lambda at: _MONTHS[at.month],
    "%d": lambda at: f"{at.day:02}",
    "%e": lambda at: str(at.day),
    "%a": lambda at: _WEEKDAYS[at.weekday()],
}
_TIME_CODES: dict[str, Callable[[datetime], str]] = {
    "%H": lambda at: f"{at.hour:02}",
    "%h": lambda at: str(at.hour),
    "%M": lambda at: f"{at.minute:02}",
    "%S": lambda at: f"{at.second:02}",
    "%3": lambda at: f"{at.microsecond // 1000:03}",
}
_DATE_CODE = re.compile("|".join(_DATE_CODES))
_ANY_CODE = re.compile("|".join([*_DATE_CODES, *_TIME_CODES]))

INVALID_DATE = "Invalid Date"
"""What a text that is no date becomes, as in Web Forms. A question of type date stays empty instead."""


class DayNumber(float):
    """A day number that still knows how it is written as a date."""

    __slots__ = ("text",)
    text: str

    @classmethod
    def of(cls, wall: datetime, zone: tzinfo | None) -> Self:
        """The day number of a time on the clock of the desk (without a zone of its own)."""
        number = cls((wall - _EPOCH) / _DAY)
        number.text = _written(wall, zone)
        return number

    @classmethod
    def invalid(cls) -> Self:
        """Not a date."""
        number = cls("nan")
        number.text = INVALID_DATE
        return number


def local_zone(now: datetime) -> tzinfo | None:
    """The zone of a clock. None: the computer's own zone, with its summer time, which a bare offset does not know."""
    zone = now.tzinfo
    if zone is None or (isinstance(zone, timezone) and zone is not UTC and now.utcoffset() == now.astimezone().utcoffset()):
        return None
    return zone


def moment(text: str, zone: tzinfo | None) -> datetime | None:
    """The wall-clock time that a text in ISO 8601 stands for; None when it is no date."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    try:
        wall = datetime(int(year), int(month), int(day), *_clock(hour, minute, second, fraction))  # noqa: DTZ001 - on the wall
        return wall if offset is None else _at_the_desk(wall, offset, zone)
    except (ValueError, OverflowError):
        return None


def from_text(text: str, zone: tzinfo | None) -> DayNumber | None:
    """The day number of a text in ISO 8601, or None."""
    wall = moment(text, zone)
    return None if wall is None else DayNumber.of(wall, zone)


def from_loose_text(text: str, zone: tzinfo | None) -> DayNumber:
    """As date() reads it: months and days may lack their zero. Invalid when it is no date."""
    match = _UNPADDED.fullmatch(text)
    if match is not None:
        year, month, day, rest = match.groups()
        text = f"{year}-{month:0>2}-{day:0>2}{rest or ''}"
    found = from_text(text, zone)
    return DayNumber.invalid() if found is None else found


def from_number(days: float, zone: tzinfo | None) -> DayNumber:
    """The date of a day number, to the millisecond."""
    try:
        return DayNumber.of(_EPOCH + timedelta(milliseconds=round(days * 86_400_000)), zone)
    except (OverflowError, ValueError):
        return DayNumber.invalid()


def today(now: datetime) -> DayNumber:
    """The day of a moment, at midnight."""
    return DayNumber.of(datetime.combine(now.date(), time()), None)


def now_number(now: datetime) -> DayNumber:
    """A moment, to the millisecond."""
    wall = now.replace(microsecond=now.microsecond // 1000 * 1000)
    number = DayNumber((wall.replace(tzinfo=None) - _EPOCH) / _DAY)
    number.text = _stamp(wall)
    return number


def time_of_day(text: str, zone: tzinfo | None) -> float | None:
    """The part of the day that a time is (06:00 is 0.25), or None. An offset is counted to the clock of the desk."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second, fraction, offset = match.groups()
    try:
        wall = datetime(1970, 1, 1, *_clock(hour, minute, second, fraction))  # noqa: DTZ001 - on the wall
        wall = wall if offset is None else _at_the_desk(wall, offset, zone)
    except (ValueError, OverflowError):
        return None
    return (wall - datetime.combine(wall.date(), time())) / _DAY


def formatted(wall: datetime, pattern: str, *, with_time: bool) -> str:
    """A date by the codes of format-date() or format-date-time(); anything else stays as it is."""
    if with_time:
        return _ANY_CODE.sub(lambda code: (_DATE_CODES | _TIME_CODES)[code.group()](wall), pattern)
    return _DATE_CODE.sub(lambda code: _DATE_CODES[code.group()](wall), pattern)


def _clock(hour: str | None, minute: str | None, second: str | None, fraction: str | None) -> tuple[int, int, int, int]:
    return int(hour or 0), int(minute or 0), int(second or 0), int((fraction or "0")[:6].ljust(6, "0"))


def _at_the_desk(wall: datetime, offset: str, zone: tzinfo | None) -> datetime:
    return wall.replace(tzinfo=_offset(offset)).astimezone(zone).replace(tzinfo=None)


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    size = timedelta(hours=hours, minutes=minutes)
    if size > _GREATEST_OFFSET or minutes > 59:  # noqa: PLR2004 - minutes of an hour
        raise ValueError("no place on earth has this offset")
    return timezone(size if text[0] == "+" else -size)


def _written(wall: datetime, zone: tzinfo | None) -> str:
    if wall.time() == time():
        return f"{wall:%Y-%m-%d}" if wall.year > 999 else wall.date().isoformat()  # noqa: PLR2004 - strftime does not pad years
    return _stamp(wall.astimezone() if zone is None else wall.replace(tzinfo=zone))


def _stamp(at: datetime) -> str:
    aware = at if at.tzinfo is not None else at.astimezone()
    return aware.isoformat(timespec="milliseconds")


def named_zone(name: str) -> tzinfo:
    """A zone by its name in the time zone database.

    Raises:
        KeyError: there is none of that name.
    """
    return ZoneInfo(name)
