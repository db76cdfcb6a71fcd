"""Filling sentences: the Dutch message or its translation, with every value kept in its own direction and on one line."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from string import Formatter

from intake_desktop.casework.promises import Party, Promise
from intake_desktop.language import ResidentText, day_in_words, isolate, language, resident_text, time_in_words
from intake_desktop.summary.catalog import Phrase, bring_items, fixed, phrase
from intake_desktop.summary.values import Line, Part

DUTCH = "nl"
FREE = "free"
_FIRST_STRONG, _POP = "\u2068", "\u2069"
NO_BREAK = "\u00a0"
_SHORT_NAME = 18
_JOINER = "\u2060"
_LTR_QUOTES = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}")
_RTL_QUOTES = ("\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}", "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}")

Values = Mapping[str, tuple[Part, ...]]


def promise_sentence(promise: Promise, code: str) -> ResidentText:
    """The whole sentence of a promise in a language. Words the helper typed stay as they are.

    Raises:
        UnknownPhrase: the catalog does not have its sentence.
    """
    line = promise_line(promise, code)
    return ResidentText(line.text, is_dutch=line.stands_in)


def promise_line(promise: Promise, code: str) -> Line:
    """The same, in parts: day and time strong, typed words marked as Dutch on a sheet in another language."""
    said = phrase(promise.phrase)
    values: dict[str, tuple[Part, ...]] = {"who": (name(promise.who),), "day": _day(promise, said, code)}
    if promise.at is not None:
        values["time"] = (value(time_in_words(promise.at, code), strong=True),)
    for slot, _label in said.slots:
        typed = promise.slots.get(slot, "")
        values[slot] = (name(typed) if slot in said.names else _typed(typed, code),)
    if said.id == FREE and promise.party is Party.RESIDENT:
        # it stands under "U doet" already, and "u" is nobody's name
        return Line((*values["day"], Part(": "), *values["text"]), code)
    return fill(said.text, code, values)


def typed_words(promise: Promise, code: str) -> bool:
    """Whether the sentence holds words of the helper that no catalog could translate."""
    said = phrase(promise.phrase)
    slots = [slot for slot, _label in said.slots if slot not in said.names]
    return any(_translated(promise.slots.get(slot, ""), code) is None for slot in slots)


def fill(message: str, code: str, values: Values | None = None) -> Line:
    """A Dutch message in a language, its slots filled. A translation with other slots than the Dutch is not used.

    Raises:
        KeyError: the Dutch message has a slot that has no value.
    """
    given = values or {}
    told = resident_text(message, code)
    text = told.text
    stands_in = told.is_dutch and code != DUTCH
    if _slots(text) != _slots(message):
        text, stands_in = message, code != DUTCH
    parts: list[Part] = []
    for words, slot, _spec, _conversion in Formatter().parse(text):
        if words:
            parts.append(Part(words))
        if slot is not None:
            parts += given[slot]
    return Line(tuple(parts), DUTCH if stands_in else code, stands_in)


def value(text: str, *, strong: bool = False) -> Part:
    """A day, time or number: never turned around, not broken over lines."""
    kept = isolate(text).replace(f"-{NO_BREAK}", f"-{_JOINER}{NO_BREAK}")  # a hyphen may end a line even before such a space
    return Part(kept, strong)


def name(text: str) -> Part:
    """Somebody's name or an organisation's: on one line, unless that would tear a hole in the line before it."""
    return value(text) if len(text) <= _SHORT_NAME else words(text)


def words(text: str, *, language_of_words: str = "") -> Part:
    """Words of a person: their first letter says in which direction they run, and they may be broken over lines."""
    plain = isolate(text)[1:-1].replace(NO_BREAK, " ")
    return Part(f"{_FIRST_STRONG}{plain}{_POP}", language=language_of_words)


def quoted(text: str, other: str) -> Line:
    """A typed line between quotation marks, in the direction of its own first letter.

    Args:
        text: words of the resident; nobody noted in which language.
        other: language of the second column, empty for none. Words that run its way and not that of Dutch count as written in it.
    """
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    right_to_left = strong != "L"
    code = other if other and right_to_left and language(other).rtl else DUTCH
    opening, closing = _RTL_QUOTES if right_to_left else _LTR_QUOTES
    return Line((Part(opening), words(text.strip()), Part(closing)), code)


def _day(promise: Promise, said: Phrase, code: str) -> tuple[Part, ...]:
    """The day; with the time when there is one and the sentence has no place of its own for it."""
    day = value(day_in_words(promise.due, code), strong=True)
    if promise.at is None or "time" in _slots(said.text):
        return (day,)
    time = value(time_in_words(promise.at, code), strong=True)
    return fill(fixed("lines")["day_and_time"], code, {"day": (day,), "time": (time,)}).parts


def _typed(text: str, code: str) -> Part:
    translated = _translated(text, code)
    if translated is not None:
        return words(translated)
    return words(text, language_of_words="" if code == DUTCH else DUTCH)


def _translated(text: str, code: str) -> str | None:
    """Words of the list of things to bring, in the language; None when something else was typed."""
    known = {item.nl.casefold(): item.nl for item in bring_items()}
    found = [known.get(piece.strip().casefold()) for piece in text.split(",")]
    told = [resident_text(one, code) for one in found if one is not None]
    if len(told) < len(found) or (code != DUTCH and any(one.is_dutch for one in told)):
        return None
    return ("، " if language(code).rtl else ", ").join(one.text for one in told)


def _slots(message: str) -> set[str]:
    return {slot for _words, slot, _spec, _conversion in Formatter().parse(message) if slot is not None}
