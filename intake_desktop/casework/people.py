"""Who there is at the counter: helper, service point, resident."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NewType

from attrs import frozen

HelperId = NewType("HelperId", str)
ResidentId = NewType("ResidentId", str)


class Role(StrEnum):
    """What a helper is; decides what may be seen and done."""

    COORDINATOR = "coordinator"
    PROFESSIONAL = "professional"
    VOLUNTEER = "volunteer"
    INTERN = "intern"


@frozen
class Helper:
    """Somebody who helps at the counter (medewerker, vrijwilliger, stagiair)."""

    id: HelperId
    first_name: str
    role: Role


@frozen
class ServicePoint:
    """The neighbourhood centre of this desk, as it stands on every sheet."""

    name: str
    district: str
    address: str
    phone: str
    hours: str


@frozen
class Resident:
    """Somebody who is helped. Only the name is needed; even that may be missing at first."""

    id: ResidentId
    name: str
    birth_date: date | None = None
    phone: str = ""


def age_on(birth_date: date, day: date) -> int:
    """Whole years on a day. Born on 29 February: a year older on 1 March (BW 1:2 counts full years, Awb has no other rule)."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
