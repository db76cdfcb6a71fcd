"""A new visit, and a draft that goes on where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache

from intake_desktop.casework.visits import InterviewId, InterviewRecord, InterviewState, Visit, VisitId
from intake_desktop.desk.case import definition_of, read_case
from intake_desktop.desk.conversation import DOES_NOT_READ, Basis, Conversation
from intake_desktop.desk.header import Header
from intake_desktop.desk.identifiers import new_id
from intake_desktop.desk.packs import FormPack, pack
from intake_desktop.forms import Interview
from intake_desktop.vault import Action, Change, StoredAnswer, Vault

BROAD_INTAKE = "brede-intake"

WHO_IS_HERE = "who_is_here"
"""Role of the question who sits at the table."""


class Visits:
    """Begins and resumes conversations."""

    def __init__(self, vault: Vault, *, now: Callable[[], datetime]) -> None:
        self._vault = vault
        self._now = now

    @staticmethod
    def prepare_forms() -> None:
        """Read the form beforehand, so that the first conversation begins at once. From a worker thread; about a second."""
        _form = _pack(BROAD_INTAKE).definition

    def heading(self, visit: VisitId) -> tuple[str, str]:
        """Who this visit is about: the name, empty when it was not told, and a line with birth date and languages."""
        case = read_case(self._vault, visit)
        header = Header(case.told.interview, _pack(case.record.form_id).roles, case.visit)
        return header.name, header.facts

    def begin(self, speaks: str, reads: str) -> Conversation:
        """Open a visit and its interview. Both are language codes; `reads` is empty for who does not read.

        Raises:
            CannotSave: the disk refuses; nothing was begun.
        """
        form = _pack(BROAD_INTAKE)
        at = self._now()
        visit = Visit(VisitId(new_id()), at, self._vault.helper, speaks, reads)
        interview = Interview.begin(form.definition, now=self._now)
        for role, value in (("speaks", speaks), ("reads", reads or DOES_NOT_READ)):
            if role in form.roles:
                interview.answer(form.roles[role], value)
        record = InterviewRecord(InterviewId(new_id()), visit.id, form.name, form.text.hash, InterviewState.DRAFT, "", at, at)
        rows = {ref: StoredAnswer(value, None) for ref, value in interview.stored().items()}

        def work(change: Change) -> None:
            change.forms.put(form.text.hash, form.text.xform, form.name, form.definition.version)
            change.visits.add(visit)
            change.interviews.add(record)
            change.answers.replace_under(record.id, "", rows)

        self._vault.change(Action.VISIT_OPENED, work, detail={"visit": visit.id, "interview": record.id})
        return Conversation(
            self._vault, Basis(form.definition, form.roles, visit, record, form.private), interview, {}, now=self._now
        )

    def resume(self, interview: InterviewId) -> Conversation:
        """Go on with a draft, in the form text it was begun with, at the question where it was left.

        Somebody else may sit there now: who sits at the table is asked again, and what is only asked alone stays out of sight
        until then. What was answered before is kept.
        """

        def work(change: Change) -> tuple[InterviewRecord, Visit, str, dict[str, StoredAnswer]]:
            record = change.interviews.get(interview)
            return record, change.visits.get(record.visit), change.forms.get(record.form_hash), change.answers.all(interview)

        record, visit, xform, rows = self._vault.change(Action.VISIT_RESUMED, work, detail={"interview": interview})
        form = _pack(record.form_id)
        definition = definition_of(xform)
        running = Interview.resume(definition, {ref: row.value for ref, row in rows.items()}, now=self._now)
        if WHO_IS_HERE in form.roles:
            running.answer(form.roles[WHO_IS_HERE], "")
        marks = {ref: row.mark for ref, row in rows.items() if row.mark}
        return Conversation(
            self._vault, Basis(definition, form.roles, visit, record, form.private), running, marks, now=self._now
        )


@cache
def _pack(name: str) -> FormPack:
    """Packs do not change while the program runs; converting one takes about a second."""
    return pack(name)
