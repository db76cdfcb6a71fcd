"""Promises of visits, and what the resident brings next time."""

from __future__ import annotations

from datetime import date, time

import msgspec

from intake_desktop.casework.promises import Kept, Party, Promise, PromiseId
from intake_desktop.casework.visits import VisitId
from intake_desktop.vault.rows import Row, Table


class PromiseTable(Table):
    """Rows of promise: one a promise, newest version only."""

    def add(self, promise: Promise) -> None:
        """A new promise."""
        self._run(
            "INSERT INTO promise (id, visit, party, who, phrase, due, at, slots, kept) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                promise.id,
                promise.visit,
                promise.party,
                promise.who,
                promise.phrase,
                promise.due.isoformat(),
                None if promise.at is None else promise.at.isoformat(),
                msgspec.json.encode(dict(promise.slots)).decode(),
                promise.kept,
            ),
        )

    def of_visit(self, visit: VisitId) -> tuple[Promise, ...]:
        """The promises of a visit, the first due first."""
        rows = self._rows(
            "SELECT id, visit, party, who, phrase, due, at, slots, kept FROM promise WHERE visit = ?"
            " ORDER BY due, at IS NULL, at, id",
            (visit,),
        )
        return tuple(_promise(row) for row in rows)

    def due_until(self, day: date) -> tuple[Promise, ...]:
        """Open promises of everybody due up to and including a day, the first due first."""
        rows = self._rows(
            "SELECT id, visit, party, who, phrase, due, at, slots, kept FROM promise WHERE kept = 'not_yet' AND due <= ?"
            " ORDER BY due, at IS NULL, at, id",
            (day.isoformat(),),
        )
        return tuple(_promise(row) for row in rows)

    def set_kept(self, promise: PromiseId, kept: Kept) -> None:
        """How it went. Raises NotFound."""
        self._change_one("UPDATE promise SET kept = ? WHERE id = ?", (kept, promise))

    def remove(self, promise: PromiseId) -> None:
        """It was taken back. Raises NotFound."""
        self._change_one("DELETE FROM promise WHERE id = ?", (promise,))


class BringTable(Table):
    """Rows of bring: what the resident takes along next time, in the order chosen."""

    def set(self, visit: VisitId, things: tuple[str, ...]) -> None:
        """Put a list in place of what was there."""
        self._run("DELETE FROM bring WHERE visit = ?", (visit,))
        for place, thing in enumerate(things):
            self._run("INSERT INTO bring (visit, place, thing) VALUES (?, ?, ?)", (visit, place, thing))

    def of_visit(self, visit: VisitId) -> tuple[str, ...]:
        """The list of a visit."""
        return tuple(row[0] for row in self._rows("SELECT thing FROM bring WHERE visit = ? ORDER BY place", (visit,)))


def _promise(row: Row) -> Promise:
    return Promise(
        PromiseId(row[0]),
        VisitId(row[1]),
        Party(row[2]),
        row[3],
        row[4],
        date.fromisoformat(row[5]),
        None if row[6] is None else time.fromisoformat(row[6]),
        msgspec.json.decode(row[7], type=dict[str, str]),
        Kept(row[8]),
    )
