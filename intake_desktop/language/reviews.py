"""How far each catalog is, and whether a speaker has looked at it. Nobody may take a machine draft for an official text."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from intake_desktop.language.catalogs import PROGRAM, PROGRAM_LANGUAGES, RESIDENT, header
from intake_desktop.language.languages import SOURCE, reading_languages
from intake_desktop.language.places import translations_folder

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

FIELD = "X-Review"
_REVIEWED = re.compile(r"reviewed by (?P<by>.+) on (?P<on>\d{4}-\d{2}-\d{2})")
_SOURCES = {PROGRAM: "en", RESIDENT: SOURCE}


class ReviewState(StrEnum):
    """What a translation is worth. SOURCE: the language the texts were written in."""

    MACHINE_DRAFT = "machine draft"
    REVIEWED = "reviewed"
    SOURCE = "source"


@frozen
class Review:
    """Who looked at a catalog, and when. Both empty unless the state is REVIEWED."""

    state: ReviewState
    by: str = ""
    on: dt.date | None = None


@frozen
class Coverage:
    """One catalog: how many of its texts are translated."""

    language: str
    domain: str
    translated: int
    total: int
    review: Review


def review_state(code: str, domain: str = RESIDENT) -> Review:
    """Review state of a language's catalog, from the header `X-Review` of its .po file.

    The header says "machine draft" or "reviewed by NAME on YYYY-MM-DD". Anything else counts as a machine draft.
    """
    if code == _SOURCES[domain]:
        return Review(ReviewState.SOURCE)
    found = _REVIEWED.fullmatch(header(code, domain, FIELD))
    if found is None:
        return Review(ReviewState.MACHINE_DRAFT)
    try:
        return Review(ReviewState.REVIEWED, found["by"], dt.date.fromisoformat(found["on"]))
    except ValueError:
        return Review(ReviewState.MACHINE_DRAFT)


def coverage() -> tuple[Coverage, ...]:
    """Every language of both catalogs, the source language too, residents' texts first."""
    readers = [(one.code, RESIDENT) for one in reading_languages()]
    helpers = [(code, PROGRAM) for code in PROGRAM_LANGUAGES]
    return tuple(_covered(code, domain) for code, domain in [*readers, *helpers])


def _covered(code: str, domain: str) -> Coverage:
    folder = translations_folder()
    source = _messages(folder / f"{domain}.pot")
    if code == _SOURCES[domain]:
        done = len(source)
    else:
        translated = _messages(folder / code / "LC_MESSAGES" / f"{domain}.po")
        done = sum(translated.get(text, False) for text in source)
    return Coverage(code, domain, done, len(source), review_state(code, domain))


def _messages(path: Path) -> dict[str, bool]:
    """Source texts of a .po or .pot file, and whether each is translated; a fuzzy one is not."""
    return {_source(one): _is_done(one) for one in _po(path) or () if one.id}


def _source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_done(message: Message) -> bool:
    strings = [message.string or ""] if not isinstance(message.string, (tuple, list)) else message.string
    return all(strings) and not message.fuzzy


def _po(path: Path) -> Catalog | None:
    # only the table of translations reads .po files; the program itself reads compiled ones
    from babel.messages.pofile import read_po

    try:
        with path.open("rb") as file:
            return read_po(file)
    except FileNotFoundError:
        return None
