"""Promises (afspraken): somebody does something by a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import NewType

from attrs import field, frozen

from intake_desktop.casework.visits import VisitId

PromiseId = NewType("PromiseId", str)


class Party(StrEnum):
    """Whose promise it is."""

    US = "us"
    RESIDENT = "resident"
    OTHER = "other"


class Kept(StrEnum):
    """How it went."""

    NOT_YET = "not_yet"
    KEPT = "kept"
    BROKEN = "broken"


@frozen
class Promise:
    """Somebody will do something by a day: ours, the resident's or another organisation's.

    `phrase` names a sentence of the phrase catalog (resources/phrases/promises.toml), `slots` fill it: so the sheet says it in
    both languages. A promise in free words has the phrase "free" and the words in slot "text".
    """

    id: PromiseId
    visit: VisitId
    party: Party
    who: str
    phrase: str
    due: date
    at: time | None = None
    slots: Mapping[str, str] = field(factory=dict)
    kept: Kept = Kept.NOT_YET

    def is_late(self, today: date) -> bool:
        """True once the day has passed without the promise being kept."""
        return self.kept is Kept.NOT_YET and self.due < today
