"""The take-home sheet: composed from what was promised, rendered in memory, noted when it leaves the printer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from intake_desktop.casework.people import Helper, ServicePoint
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.packs import pack
from intake_desktop.summary import Paper, SheetFacts, bring_items, compose, render
from intake_desktop.vault import Action, Tables, Vault


class Prints:
    """Everything about the sheet of a visit."""

    def __init__(
        self, vault: Vault, *, helper: Helper, service_point: ServicePoint, practice: bool, now: Callable[[], datetime]
    ) -> None:
        self._vault = vault
        self._helper = helper
        self._service_point = service_point
        self._practice = practice
        self._now = now

    def sheet(self, visit: VisitId, paper: Paper = Paper.A4) -> bytes:
        """The short sheet as PDF bytes, in Dutch and the language the resident reads. About 0.1 s: from a worker thread."""
        return render(compose(self._vault.read(lambda tables: self._facts(tables, visit))), paper)

    def bring_choices(self) -> tuple[tuple[str, str], ...]:
        """What can be asked to bring: id and Dutch words."""
        return tuple((one.id, one.nl) for one in bring_items())

    def bring(self, visit: VisitId) -> tuple[str, ...]:
        """What the resident brings next time."""
        return self._vault.read(lambda tables: tables.bring.of_visit(visit))

    def set_bring(self, visit: VisitId, ids: tuple[str, ...]) -> None:
        """Choose what the resident brings next time; unknown ids are left out."""
        known = [one.id for one in bring_items()]
        chosen = tuple(one for one in known if one in ids)
        self._vault.change(Action.SHEET_CHANGED, lambda change: change.bring.set(visit, chosen), detail={"visit": visit})

    def printed(self, visit: VisitId, *, handed_over: bool) -> None:
        """Note that a sheet was printed, and whether it was handed over or shredded."""
        result = "handed over" if handed_over else "shredded"
        self._vault.change(Action.PRINTED, lambda _change: None, detail={"visit": visit, "result": result})

    def saved_to_file(self, visit: VisitId) -> None:
        """Note that a readable copy was saved; where is not noted, the name of the file could be a person's."""
        self._vault.change(Action.SAVED_TO_FILE, lambda _change: None, detail={"visit": visit})

    def _facts(self, tables: Tables, visit: VisitId) -> SheetFacts:
        return SheetFacts(
            service_point=self._service_point,
            helper=self._helper.first_name,
            today=self._now().astimezone().date(),
            promises=tables.promises.of_visit(visit),
            bring=tables.bring.of_visit(visit),
            language=tables.visits.get(visit).reads,
            practice=self._practice,
            agreed=_agreed(tables, visit),
        )


def _agreed(tables: Tables, visit: VisitId) -> str:
    """What was agreed in the resident's own words; empty when it was not told."""
    record = tables.interviews.of_visit(visit)[-1]
    row = tables.answers.get(record.id, pack(record.form_id).roles.get("agreed", ""))
    return row.value.strip() if row is not None and row.mark is None else ""
