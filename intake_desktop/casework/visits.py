"""A visit (contactmoment) and the interview held in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NewType

from attrs import frozen

from intake_desktop.casework.people import HelperId, ResidentId

VisitId = NewType("VisitId", str)
InterviewId = NewType("InterviewId", str)


class NonAnswer(StrEnum):
    """Three different things that are not an answer. The values stand in forms as choices too."""

    DO_NOT_KNOW = "weet_niet"
    RATHER_NOT_SAY = "zeg_liever_niet"
    NOT_DISCUSSED = "niet_besproken"


class InterviewState(StrEnum):
    """Draft may always be incomplete. Stopped: printed and left, may go on. Finished: entities were taken over."""

    DRAFT = "draft"
    STOPPED = "stopped"
    FINISHED = "finished"


@frozen
class Visit:
    """One contact moment. `speaks` and `reads` are two questions; `reads` is empty when the resident does not read."""

    id: VisitId
    opened_at: datetime
    by: HelperId
    speaks: str
    reads: str
    resident: ResidentId | None = None
    closed_at: datetime | None = None


@frozen
class InterviewRecord:
    """One form being filled in a visit: which form text (by hash), how far."""

    id: InterviewId
    visit: VisitId
    form_id: str
    form_hash: str
    state: InterviewState
    current_ref: str
    started_at: datetime
    changed_at: datetime
