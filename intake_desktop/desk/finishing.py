"""What finishing an interview takes over: the persons and things the form declares (ODK Entities), and who the resident is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from intake_desktop.casework.people import Resident
from intake_desktop.casework.visits import InterviewId, InterviewState, VisitId
from intake_desktop.desk.keeping import Rows
from intake_desktop.forms import EntityDeclaration
from intake_desktop.vault import Change


@frozen
class Finished:
    """All that one finished interview writes, in one transaction."""

    interview: InterviewId
    visit: VisitId
    resident: Resident | None
    entities: Sequence[EntityDeclaration]
    rows: Rows
    at: datetime

    def write(self, change: Change) -> None:
        """Write it. A resident without a name stays a visit without a name."""
        change.answers.replace_under(self.interview, "", self.rows)
        for entity in self.entities:
            change.entities.put(entity.dataset, entity.id, entity.label, entity.properties, self.interview, self.at)
        if self.resident is not None:
            change.residents.put(self.resident)
            change.visits.set_resident(self.visit, self.resident.id)
        change.interviews.set_state(self.interview, InterviewState.FINISHED, self.at)
        change.visits.close(self.visit, self.at)
