"""Consent (toestemming): a receiver, a purpose, bundles of fields, an answer. Never ticked beforehand."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from attrs import frozen

from intake_desktop.casework.people import HelperId
from intake_desktop.casework.visits import VisitId

ConsentId = NewType("ConsentId", str)
ReceiverId = NewType("ReceiverId", str)


class ConsentAnswer(StrEnum):
    """Three equal answers."""

    YES = "yes"
    NO = "no"
    THINKING = "thinking"


class ToldBack(StrEnum):
    """Whether the resident could say what leaves and to whom. FAILED makes it wait: nothing leaves."""

    SELF = "self"
    EXPLAINED_AGAIN = "explained_again"
    FAILED = "failed"


@frozen
class Consent:
    """What the resident answered, for one receiver."""

    id: ConsentId
    visit: VisitId
    receiver: ReceiverId
    purpose: str
    bundles: tuple[str, ...]
    answer: ConsentAnswer
    told_back: ToldBack
    until: date
    text_version: str
    language: str
    explained_by: HelperId
    given_at: datetime

    def lets_leave(self, today: date) -> bool:
        """Only a yes that was told back and has not ended lets anything leave."""
        return self.answer is ConsentAnswer.YES and self.told_back is not ToldBack.FAILED and today <= self.until
