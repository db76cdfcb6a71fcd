"""Promises and facts of an invented household."""

from __future__ import annotations

from datetime import date, time

from attrs import evolve

from intake_desktop.casework.people import ServicePoint
from intake_desktop.casework.promises import Party, Promise, PromiseId
from intake_desktop.casework.visits import VisitId
from intake_desktop.summary import SheetFacts, sample_facts

TODAY = date(2026, 11, 19)
LONG_POINT = ServicePoint(
    name="Wijkcentrum en Servicepunt Voorbeeldwijk-Verzonnenbuurt (ingang achter de bibliotheek)",
    district="Voorbeeldstad Zuidoost",
    address="Burgemeester van Verzonnenlaan 123-125 A, 0000 AA Voorbeeldstad",
    phone="070 - 000 00 00",
    hours="maandag en dinsdag 9.00-12.30 en 13.30-17.00, woensdag 13.00-20.00, donderdag en vrijdag 9.00-17.00 uur",
)


def promise(
    phrase: str, party: Party, due: date, at: time | None = None, *, who: str = "Karin", key: str = "", **slots: str
) -> Promise:
    return Promise(PromiseId(key or f"{phrase}{due}"), VisitId("visit"), party, who, phrase, due, at, slots)


def facts(*promises: Promise, language: str = "ar", bring: tuple[str, ...] = ()) -> SheetFacts:
    return evolve(sample_facts(language), promises=promises, bring=bring, today=TODAY, agreed="")
