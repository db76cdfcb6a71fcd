"""What the desk shows when nobody sits in front of it."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Callable
from datetime import datetime

from intake_desktop.casework.parcels import ParcelState
from intake_desktop.casework.people import Helper, ServicePoint
from intake_desktop.casework.visits import InterviewRecord
from intake_desktop.desk.names import initials
from intake_desktop.desk.packs import pack
from intake_desktop.desk.promises import Promises
from intake_desktop.desk.views import DraftView, Overview
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
        """Promises due or late, drafts, parcels by state."""
        today = self._now().astimezone().date()
        drafts, parcels, visits = self._vault.read(_look)
        return Overview(
            helper=self._helper.first_name,
            role=self._helper.role,
            service_point=self._service_point.name,
            today=today,
            promises=self._promises.due_until(today),
            drafts=drafts,
            parcels=tuple((state, parcels[state]) for state in ParcelState),
            first_day=visits == 0,
        )


def _look(tables: Tables) -> tuple[tuple[DraftView, ...], Count[ParcelState], int]:
    drafts = tuple(_draft(tables, record) for record in tables.interviews.unfinished())
    return drafts, Count(parcel.state for parcel in tables.parcels.all()), tables.visits.count()


def _draft(tables: Tables, record: InterviewRecord) -> DraftView:
    rows = tables.answers.all(record.id)
    ref = pack(record.form_id).roles.get("name", "")
    name = rows[ref].value if ref in rows else ""
    return DraftView(record.id, record.visit, record.started_at, initials(name), name, record.state)
