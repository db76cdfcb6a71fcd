"""The phrase catalog: resources/phrases. Dutch words that can stand on a sheet; translations are in the `resident` catalog."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from attrs import frozen

from intake_desktop.casework.promises import Party
from intake_desktop.language import resources_folder


class UnknownPhrase(LookupError):
    """A promise names a sentence that promises.toml does not have: ids must never be renamed."""


@frozen
class Phrase:
    """A sentence a promise can be made with.

    Attributes:
        id: as kept in the database.
        party: whose promise it usually is.
        label: the line in the helper's menu, Dutch.
        icon: Phosphor name.
        slots: what the helper types: name in the sentence, Dutch label of the box.
        needs_time: the sentence says at what time.
        text: the Dutch sentence, slots in braces; {who}, {day} and {time} come from the promise itself.
        appointment: the resident must be somewhere that day.
        names: slots that hold a name, which nobody translates.
    """

    id: str
    party: Party
    label: str
    icon: str
    slots: tuple[tuple[str, str], ...]
    needs_time: bool
    text: str
    appointment: bool
    names: frozenset[str]


@frozen
class BringItem:
    """Something a resident can be asked to bring: id in the database, Dutch words."""

    id: str
    nl: str


def phrases() -> tuple[Phrase, ...]:
    """Every sentence, in the order of the helper's menu."""
    return tuple(_phrases().values())


def phrase(phrase_id: str) -> Phrase:
    """One sentence.

    Raises:
        UnknownPhrase: the catalog does not have it.
    """
    try:
        return _phrases()[phrase_id]
    except KeyError:
        raise UnknownPhrase(phrase_id) from None


@cache
def bring_items() -> tuple[BringItem, ...]:
    """Everything that can be asked for, in the order of the helper's list."""
    return tuple(BringItem(row["id"], row["nl"]) for row in _read("bring.toml")["item"])


@cache
def fixed(table: str) -> dict[str, str]:
    """A table of sheet.toml: headings, lines, footer or pictograms."""
    words: dict[str, str] = _read("sheet.toml")[table]
    return words


@cache
def _phrases() -> dict[str, Phrase]:
    return {row["id"]: _phrase(row) for row in _read("promises.toml")["phrase"]}


def _phrase(row: dict[str, Any]) -> Phrase:
    return Phrase(
        id=row["id"],
        party=Party(row["party"]),
        label=row["label"],
        icon=row["icon"],
        slots=tuple((slot["name"], slot["label"]) for slot in row.get("slots", ())),
        needs_time=row.get("needs_time", False),
        text=row["text"],
        appointment=row.get("appointment", False),
        names=frozenset(slot["name"] for slot in row.get("slots", ()) if slot.get("is_name")),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources_folder() / "phrases" / name).read_text(encoding="utf-8"))
