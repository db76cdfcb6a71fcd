"""An invented household, to see the sheet without a vault: for the command line, the documentation and the tests."""

from __future__ import annotations

from datetime import date, time

from intake_desktop.casework.people import ServicePoint
from intake_desktop.casework.promises import Party, Promise, PromiseId
from intake_desktop.casework.visits import VisitId
from intake_desktop.summary.values import SheetFacts

_VISIT = VisitId("sample")


def sample_facts(language: str) -> SheetFacts:
    """Facts of a visit that never was, at a service point that is not there, marked as practice.

    Args:
        language: code of what the resident reads.
    """
    return SheetFacts(
        service_point=ServicePoint(
            name="Servicepunt Voorbeeldwijk",
            district="Voorbeeldstad",
            address="Verzonnenplein 1, 0000 AA Voorbeeldstad",
            phone="0900 - 00 00 00",
            hours="maandag tot en met vrijdag van 9.00 tot 17.00 uur, donderdag tot 20.00 uur",
        ),
        helper="Karin",
        today=date(2026, 11, 19),
        promises=(
            _promise(Party.US, "Karin", "call_landlord", date(2026, 11, 19)),
            _promise(Party.US, "Karin", "call_you", date(2026, 11, 20), time(10)),
            _promise(Party.RESIDENT, "u", "come_back", date(2026, 11, 26), time(10, 30)),
            _promise(Party.RESIDENT, "u", "keep_letters", date(2026, 11, 26)),
            _promise(Party.OTHER, "gemeente", "municipality_calls", date(2026, 12, 2)),
        ),
        bring=("identity", "rental_contract", "letters"),
        language=language,
        practice=True,
        agreed="Ik wil in mijn huis blijven. Karin belt voor mij, en ik kom terug met mijn brieven.",
    )


def _promise(party: Party, who: str, phrase: str, due: date, at: time | None = None) -> Promise:
    return Promise(PromiseId(phrase), _VISIT, party, who, phrase, due, at)
