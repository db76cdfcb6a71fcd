"""The sheet as values: what stands on it, in which language. No points, no glyphs."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from intake_desktop.casework.people import ServicePoint
from intake_desktop.casework.promises import Promise


class Paper(Enum):
    """Sizes a sheet is printed on."""

    A4 = "a4"
    A5 = "a5"


@frozen
class SheetFacts:
    """What the sheet is made of.

    Attributes:
        service_point: where the resident was; its phone and hours stand on every page.
        helper: first name.
        today: day of the visit.
        promises: of this visit.
        bring: ids of bring.toml.
        language: code of what the resident reads; "" or "nl" gives one column, in Dutch and larger.
        practice: invented; marked on every page.
        agreed: what was agreed, in the resident's own words as somebody typed them; empty when nothing was written down.
    """

    service_point: ServicePoint
    helper: str
    today: date
    promises: tuple[Promise, ...]
    bring: tuple[str, ...]
    language: str
    practice: bool
    agreed: str = ""


@frozen
class Part:
    """A stretch of a line. `strong`: what must be found at a glance. `language`: only when it is not that of the line."""

    text: str
    strong: bool = False
    language: str = ""


@frozen
class Line:
    """A sentence or a few. `stands_in`: Dutch, because the translation is missing."""

    parts: tuple[Part, ...]
    language: str
    stands_in: bool = False

    @property
    def text(self) -> str:
        """The whole line, with its isolates and no-break spaces."""
        return "".join(part.text for part in self.parts)


@frozen
class Twin:
    """The same thing in Dutch and in the resident's language. `other` is None on a sheet in Dutch only."""

    dutch: Line
    other: Line | None = None


@frozen
class Entry:
    """A promise: pictogram (Phosphor name), what it shows, the sentence; a note under words that were not translated."""

    pictogram: str
    shows: str
    sentence: Twin
    note: Line | None = None


@frozen
class Quote:
    """Words as they were typed, line by line, over the whole width: nobody translated them. `said` tells whose they are."""

    said: Twin
    lines: tuple[Line, ...]


@frozen
class Section:
    """A heading with its promises."""

    heading: Twin
    entries: tuple[Entry, ...]


@frozen
class ImportantDay:
    """The first day the resident must be somewhere. `detail`: at what time, and where, as far as known."""

    heading: Twin
    day: Twin
    detail: Twin | None


@frozen
class ThingsToBring:
    """What to tick at home."""

    heading: Twin
    items: tuple[Twin, ...]


@frozen
class Footer:
    """The same on every sheet and every page."""

    heading: Twin
    service_point: ServicePoint
    emergency: tuple[Twin, ...]
    owner: Twin
    not_reviewed: Line | None
    practice: Twin | None
    page_patterns: tuple[str, ...]  # with {page} and {pages}; Dutch first


@frozen
class Sheet:
    """The short sheet. `languages`: codes of its columns, Dutch first."""

    languages: tuple[str, ...]
    title: Twin
    today: Twin
    helper: Twin
    remark: Line | None  # nothing was promised, or the language is not there yet
    nothing: Twin | None
    agreed: Quote | None
    sections: tuple[Section, ...]  # before the important day: ours and the resident's
    important_day: ImportantDay | None
    bring: ThingsToBring | None
    after: tuple[Section, ...]  # what another organisation does
    footer: Footer
