"""What the desk shows when nobody sits in front of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time

from attrs import frozen

from intake_desktop.casework.consents import ConsentAnswer
from intake_desktop.casework.parcels import ParcelState
from intake_desktop.casework.people import Helper, ServicePoint
from intake_desktop.casework.visits import InterviewRecord
from intake_desktop.desk.case import resident_name
from intake_desktop.desk.names import initials
from intake_desktop.desk.promises import Promises
from intake_desktop.desk.views import DraftView, Overview, RecentView
from intake_desktop.vault import Tables, Vault


class Home:
    """The desk at a glance."""

    def __init__(
        self, vault: Vault, *, helper: Helper, service_point: ServicePoint, promises: Promises, now: Callable[[], datetime]
    ) -> None:
        self._vault = vault
        self._helper = helper
        self._service_point = service_point
        self._promises = promises
        self._now = now

    def overview(self) -> Overview:
        """Promises due or late, drafts, what was finished today or is still open, parcels by state."""
        now = self._now().astimezone()
        midnight = datetime.combine(now.date(), time(), now.tzinfo)
        look = self._vault.read(lambda tables: _look(tables, midnight))
        return Overview(
            helper=self._helper.first_name,
            role=self._helper.role,
            service_point=self._service_point.name,
            today=now.date(),
            promises=self._promises.due_until(now.date()),
            drafts=look.drafts,
            parcels=tuple((state, look.parcels[state]) for state in ParcelState),
            first_day=look.visits == 0,
            recent=look.recent,
        )


@frozen
class _Look:
    drafts: tuple[DraftView, ...]
    parcels: Mapping[ParcelState, int]
    visits: int
    recent: tuple[RecentView, ...]


def _look(tables: Tables, midnight: datetime) -> _Look:
    drafts = tuple(_draft(tables, record) for record in tables.interviews.unfinished())
    return _Look(drafts, tables.parcels.counts(), tables.visits.count(), _recent(tables, midnight))


def _draft(tables: Tables, record: InterviewRecord) -> DraftView:
    name = resident_name(tables, record.visit)
    return DraftView(record.id, record.visit, record.started_at, initials(name), name, record.state)


def _recent(tables: Tables, midnight: datetime) -> tuple[RecentView, ...]:
    """Finished today, and those whose resident was still thinking; the latest first."""
    thinking = {one.visit for one in tables.consents.newest() if one.answer is ConsentAnswer.THINKING}
    today = tables.visits.closed_since(midnight)
    earlier = [tables.visits.get(visit) for visit in sorted(thinking - {one.id for one in today}, reverse=True)]
    views = []
    for visit in (*today, *earlier):
        if visit.closed_at is not None:
            name = resident_name(tables, visit.id)
            views.append(RecentView(visit.id, visit.closed_at, initials(name), name, visit.id in thinking))
    return tuple(views)
