"""The outbox: parcels as they were sealed, and how far they are."""

from __future__ import annotations

from datetime import datetime

from intake_desktop.casework.consents import ConsentId, ReceiverId
from intake_desktop.casework.parcels import Parcel, ParcelId, ParcelState
from intake_desktop.casework.visits import VisitId
from intake_desktop.vault.rows import Row, Table, moment_of, text_of


class ParcelTable(Table):
    """Rows of parcel. The sealed bytes never change; the state does."""

    def add(self, parcel: Parcel) -> None:
        """A new parcel."""
        self._run(
            "INSERT INTO parcel (id, visit, receiver, consent, state, made_at, sha256, sealed, reply_token, sent_at,"
            " confirmed_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                parcel.id,
                parcel.visit,
                parcel.receiver,
                parcel.consent,
                parcel.state,
                parcel.made_at.isoformat(),
                parcel.sha256,
                parcel.sealed,
                parcel.reply_token,
                text_of(parcel.sent_at),
                text_of(parcel.confirmed_at),
                parcel.reason,
            ),
        )

    def in_state(self, state: ParcelState) -> tuple[Parcel, ...]:
        """The parcels in one state, the oldest first."""
        rows = self._rows(
            "SELECT id, visit, receiver, consent, state, made_at, sha256, sealed, reply_token, sent_at, confirmed_at, reason"
            " FROM parcel WHERE state = ? ORDER BY julianday(made_at), id",
            (state,),
        )
        return tuple(_parcel(row) for row in rows)

    def listed(self) -> tuple[Parcel, ...]:
        """Every parcel, the oldest first, with `sealed` left empty: a list needs no megabytes."""
        rows = self._rows(
            "SELECT id, visit, receiver, consent, state, made_at, sha256, x'', reply_token, sent_at, confirmed_at, reason"
            " FROM parcel ORDER BY julianday(made_at), id"
        )
        return tuple(_parcel(row) for row in rows)

    def counts(self) -> dict[ParcelState, int]:
        """How many parcels are in each state; every state is there."""
        found: dict[str, int] = dict(self._rows("SELECT state, count(*) FROM parcel GROUP BY state ORDER BY state"))
        return {state: found.get(state, 0) for state in ParcelState}

    def set_state(self, parcel: ParcelId, state: ParcelState, at: datetime, reason: str = "") -> None:
        """How far it is now, and why when it asks for a person. SENT and CONFIRMED keep their moment. Raises NotFound."""
        self._change_one(
            "UPDATE parcel SET state = :state, reason = :reason,"
            " sent_at = CASE WHEN :state = 'sent' THEN :at ELSE sent_at END,"
            " confirmed_at = CASE WHEN :state = 'confirmed' THEN :at ELSE confirmed_at END WHERE id = :id",
            {"state": state, "reason": reason, "at": at.isoformat(), "id": parcel},
        )


def _parcel(row: Row) -> Parcel:
    return Parcel(
        ParcelId(row[0]),
        VisitId(row[1]),
        ReceiverId(row[2]),
        ConsentId(row[3]),
        ParcelState(row[4]),
        datetime.fromisoformat(row[5]),
        row[6],
        row[7],
        row[8],
        moment_of(row[9]),
        moment_of(row[10]),
        row[11],
    )
