"""Receivers, and what residents agreed that those receive."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from intake_desktop.casework.consents import Consent, ConsentAnswer, ConsentId, ReceiverId, ToldBack
from intake_desktop.casework.parcels import Receiver
from intake_desktop.casework.people import HelperId
from intake_desktop.casework.visits import VisitId
from intake_desktop.vault.rows import Row, Table


class ReceiverTable(Table):
    """Rows of receiver."""

    def put(self, receiver: Receiver) -> None:
        """Add a receiver, or replace what was known."""
        self._run(
            "INSERT INTO receiver (id, name, recipient, folder) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET name = excluded.name, recipient = excluded.recipient, folder = excluded.folder",
            (receiver.id, receiver.name, receiver.recipient, receiver.folder),
        )

    def get(self, receiver: ReceiverId) -> Receiver:
        """One receiver. Raises NotFound."""
        return _receiver(self._row("SELECT id, name, recipient, folder FROM receiver WHERE id = ?", (receiver,)))

    def all(self) -> tuple[Receiver, ...]:
        """All receivers by name."""
        return tuple(_receiver(row) for row in self._rows("SELECT id, name, recipient, folder FROM receiver ORDER BY name, id"))


class ConsentTable(Table):
    """Rows of consent: one an answer; a later answer is a new row."""

    def add(self, consent: Consent) -> None:
        """A new answer."""
        self._run(
            "INSERT INTO consent (id, visit, receiver, purpose, bundles, answer, told_back, until, text_version, language,"
            " explained_by, given_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                consent.id,
                consent.visit,
                consent.receiver,
                consent.purpose,
                msgspec.json.encode(consent.bundles).decode(),
                consent.answer,
                consent.told_back,
                consent.until.isoformat(),
                consent.text_version,
                consent.language,
                consent.explained_by,
                consent.given_at.isoformat(),
            ),
        )

    def get(self, consent: ConsentId) -> Consent:
        """One answer. Raises NotFound."""
        return _consent(
            self._row(
                "SELECT id, visit, receiver, purpose, bundles, answer, told_back, until, text_version, language, explained_by,"
                " given_at FROM consent WHERE id = ?",
                (consent,),
            )
        )

    def of_visit(self, visit: VisitId) -> tuple[Consent, ...]:
        """The answers given in a visit, the first first."""
        rows = self._rows(
            "SELECT id, visit, receiver, purpose, bundles, answer, told_back, until, text_version, language, explained_by,"
            " given_at FROM consent WHERE visit = ? ORDER BY julianday(given_at), id",
            (visit,),
        )
        return tuple(_consent(row) for row in rows)

    def newest(self) -> tuple[Consent, ...]:
        """The answer that holds now, for each visit and receiver that was asked about. Ids sort by time (RFC 9562, version 7)."""
        rows = self._rows(
            "SELECT id, visit, receiver, purpose, bundles, answer, told_back, until, text_version, language, explained_by,"
            " given_at FROM consent WHERE id IN (SELECT max(id) FROM consent GROUP BY visit, receiver) ORDER BY id"
        )
        return tuple(_consent(row) for row in rows)


def _receiver(row: Row) -> Receiver:
    return Receiver(ReceiverId(row[0]), row[1], row[2], row[3])


def _consent(row: Row) -> Consent:
    return Consent(
        ConsentId(row[0]),
        VisitId(row[1]),
        ReceiverId(row[2]),
        row[3],
        msgspec.json.decode(row[4], type=tuple[str, ...]),
        ConsentAnswer(row[5]),
        ToldBack(row[6]),
        date.fromisoformat(row[7]),
        row[8],
        row[9],
        HelperId(row[10]),
        datetime.fromisoformat(row[11]),
    )
