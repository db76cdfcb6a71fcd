"""Days and times in words, and values that keep their direction inside a text of another direction."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from intake_desktop.language.languages import SOURCE, reading_languages

NO_BREAK = "\u00a0"
_ISOLATE, _POP = "\u2066", "\u2069"
# explicit directional formatting characters (Unicode Standard Annex 9, table 1): in a value they could turn the text around it
_DIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# the hour as the Dutch write it on a letter, with the word each language needs around it
_TIMES = {"nl": "{time} uur", "en": "{time}", "ar": "الساعة {time}"}


def day_in_words(day: dt.date, code: str, *, year: bool = False, weekday: bool = True) -> str:
    """A day as residents read it: "donderdag 26 november", with no-break spaces. A birth date needs no weekday.

    Digits are Western in every language, so that the day looks the same on the sheet and on the official letter. A language
    without a catalog gives Dutch, like every other text for residents.
    """
    weekdays, months = _names(code)
    words = [weekdays[day.weekday()]] if weekday else []
    words += [str(day.day), months[day.month]]
    words += [str(day.year)] if year else []
    return NO_BREAK.join(words).replace(" ", NO_BREAK)


def time_in_words(time: dt.time, code: str) -> str:
    """A time of day as residents read it: "10.30 uur", 24 hours, a full stop between, with no-break spaces."""
    pattern = _TIMES.get(code, _TIMES[SOURCE])
    return pattern.format(time=f"{time.hour}.{time.minute:02}").replace(" ", NO_BREAK)


def isolate(value: str) -> str:
    """A name, number, date or address that keeps its own order inside a text of the other direction (UAX 9, isolates)."""
    plain = _DIRECTIONAL.sub("", value).replace(" ", NO_BREAK)
    return f"{_ISOLATE}{plain}{_POP}"


@cache
def _names(code: str) -> tuple[dict[int, str], dict[int, str]]:
    # Babel takes longer to import than the rest of this room; nothing needs it before the first date is shown
    from babel.dates import get_day_names, get_month_names

    locale = code if code in {one.code for one in reading_languages()} else SOURCE
    return dict(get_day_names("wide", locale=locale)), dict(get_month_names("wide", locale=locale))
