"""Visits and the interviews held in them."""

from __future__ import annotations

from datetime import datetime

from intake_desktop.casework.people import HelperId, ResidentId
from intake_desktop.casework.visits import InterviewId, InterviewRecord, InterviewState, Visit, VisitId
from intake_desktop.vault.rows import Row, Table, moment_of, text_of


class VisitTable(Table):
    """Rows of visit: one a contact moment."""

    def add(self, visit: Visit) -> None:
        """A new visit."""
        self._run(
            "INSERT INTO visit (id, opened_at, helper, speaks, reads, resident, closed_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                visit.id,
                visit.opened_at.isoformat(),
                visit.by,
                visit.speaks,
                visit.reads,
                visit.resident,
                text_of(visit.closed_at),
            ),
        )

    def get(self, visit: VisitId) -> Visit:
        """One visit. Raises NotFound."""
        return _visit(
            self._row("SELECT id, opened_at, helper, speaks, reads, resident, closed_at FROM visit WHERE id = ?", (visit,))
        )

    def count(self) -> int:
        """How many visits there ever were at this desk."""
        return int(self._row("SELECT count(*) FROM visit")[0])

    def closed_since(self, moment: datetime) -> tuple[Visit, ...]:
        """Visits that were finished at or after a moment, the latest first."""
        rows = self._rows(
            "SELECT id, opened_at, helper, speaks, reads, resident, closed_at FROM visit"
            " WHERE julianday(closed_at) >= julianday(?) ORDER BY julianday(closed_at) DESC, id",
            (moment.isoformat(),),
        )
        return tuple(_visit(row) for row in rows)

    def set_resident(self, visit: VisitId, resident: ResidentId) -> None:
        """Who sat there. Raises NotFound."""
        self._change_one("UPDATE visit SET resident = ? WHERE id = ?", (resident, visit))

    def set_languages(self, visit: VisitId, speaks: str, reads: str) -> None:
        """The resident's languages turned out different. Raises NotFound."""
        self._change_one("UPDATE visit SET speaks = ?, reads = ? WHERE id = ?", (speaks, reads, visit))

    def close(self, visit: VisitId, at: datetime) -> None:
        """The resident has left. Raises NotFound."""
        self._change_one("UPDATE visit SET closed_at = ? WHERE id = ?", (at.isoformat(), visit))


class InterviewTable(Table):
    """Rows of interview: one a form being filled."""

    def add(self, record: InterviewRecord) -> None:
        """A new interview."""
        self._run(
            "INSERT INTO interview (id, visit, form_id, form_hash, state, current_ref, started_at, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.id,
                record.visit,
                record.form_id,
                record.form_hash,
                record.state,
                record.current_ref,
                record.started_at.isoformat(),
                record.changed_at.isoformat(),
            ),
        )

    def get(self, interview: InterviewId) -> InterviewRecord:
        """One interview. Raises NotFound."""
        return _interview(self._row(f"{_INTERVIEW} WHERE id = ?", (interview,)))

    def of_visit(self, visit: VisitId) -> tuple[InterviewRecord, ...]:
        """The interviews of a visit, in the order in which they began."""
        rows = self._rows(f"{_INTERVIEW} WHERE visit = ? ORDER BY julianday(started_at), id", (visit,))
        return tuple(_interview(row) for row in rows)

    def unfinished(self) -> tuple[InterviewRecord, ...]:
        """Drafts and stopped ones, the last changed first."""
        found = [_interview(row) for row in self._rows(f"{_INTERVIEW} WHERE state <> 'finished' ORDER BY id DESC")]
        return tuple(sorted(found, key=lambda record: record.changed_at, reverse=True))

    def set_position(self, interview: InterviewId, ref: str) -> None:
        """Where the helper is, so that a draft goes on there. Raises NotFound."""
        self._change_one(
            "UPDATE interview SET current_ref = ?, changed_at = ? WHERE id = ?", (ref, self._at.isoformat(), interview)
        )

    def set_state(self, interview: InterviewId, state: InterviewState, at: datetime) -> None:
        """Stopped, finished, or taken up again. Raises NotFound."""
        self._change_one("UPDATE interview SET state = ?, changed_at = ? WHERE id = ?", (state, at.isoformat(), interview))


_INTERVIEW = (
    "SELECT id, visit, form_id, form_hash, state, current_ref, started_at, changed_at,"
    " (SELECT given_at FROM answer WHERE interview = interview.id ORDER BY julianday(given_at) DESC LIMIT 1) FROM interview"
)


def _visit(row: Row) -> Visit:
    resident = None if row[5] is None else ResidentId(row[5])
    return Visit(VisitId(row[0]), datetime.fromisoformat(row[1]), HelperId(row[2]), row[3], row[4], resident, moment_of(row[6]))


def _interview(row: Row) -> InterviewRecord:
    """Changed when its own row was, or the last of its answers."""
    changed, answered = datetime.fromisoformat(row[7]), moment_of(row[8])
    return InterviewRecord(
        InterviewId(row[0]),
        VisitId(row[1]),
        row[2],
        row[3],
        InterviewState(row[4]),
        row[5],
        datetime.fromisoformat(row[6]),
        changed if answered is None else max(changed, answered),
    )
