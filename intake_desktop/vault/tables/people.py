"""Helpers of this desk and the residents they help."""

from __future__ import annotations

from datetime import date

from intake_desktop.casework.people import Helper, HelperId, Resident, ResidentId, Role
from intake_desktop.vault.rows import Row, Table, text_of


class HelperTable(Table):
    """Rows of helper, in the order in which they came."""

    def add(self, helper: Helper) -> None:
        """Somebody new at this desk."""
        self._run("INSERT INTO helper (id, first_name, role) VALUES (?, ?, ?)", (helper.id, helper.first_name, helper.role))

    def get(self, helper: HelperId) -> Helper:
        """One helper. Raises NotFound."""
        return _helper(self._row("SELECT id, first_name, role FROM helper WHERE id = ?", (helper,)))

    def first_coordinator(self) -> Helper:
        """Who answers for what is done with the recovery code: the first coordinator, else the first helper. Raises NotFound."""
        return _helper(
            self._row("SELECT id, first_name, role FROM helper ORDER BY role = 'coordinator' DESC, number LIMIT 1"),
        )


class ResidentTable(Table):
    """Rows of resident: one a person, newest version only."""

    def put(self, resident: Resident) -> None:
        """Add somebody, or replace what was known."""
        self._run(
            "INSERT INTO resident (id, name, birth_date, phone) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET name = excluded.name, birth_date = excluded.birth_date, phone = excluded.phone",
            (resident.id, resident.name, text_of(resident.birth_date), resident.phone),
        )

    def get(self, resident: ResidentId) -> Resident:
        """One resident. Raises NotFound."""
        return _resident(self._row("SELECT id, name, birth_date, phone FROM resident WHERE id = ?", (resident,)))


def _helper(row: Row) -> Helper:
    return Helper(HelperId(row[0]), row[1], Role(row[2]))


def _resident(row: Row) -> Resident:
    return Resident(ResidentId(row[0]), row[1], None if row[2] is None else date.fromisoformat(row[2]), row[3])
