"""A parcel as the desk sees it: what leaves for one receiver, and how far it is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NewType

from attrs import frozen

from intake_desktop.casework.consents import ConsentId, ReceiverId
from intake_desktop.casework.visits import VisitId

ParcelId = NewType("ParcelId", str)


class ParcelState(StrEnum):
    """Four different places, and one that asks for a person."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"
    CONFIRMED = "confirmed"
    ATTENTION = "attention"


@frozen
class Receiver:
    """Somebody a parcel can be sealed for: a name, an age recipient, a folder to carry it to."""

    id: ReceiverId
    name: str
    recipient: str
    folder: str


@frozen
class Parcel:
    """One row of the outbox: sealed once at release; `sealed` holds those bytes and is carried every time."""

    id: ParcelId
    visit: VisitId
    receiver: ReceiverId
    consent: ConsentId
    state: ParcelState
    made_at: datetime
    sha256: str
    sealed: bytes
    reply_token: str
    sent_at: datetime | None = None
    confirmed_at: datetime | None = None
    reason: str = ""
