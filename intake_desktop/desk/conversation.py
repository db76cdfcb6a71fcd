"""The conversation: one interview in a visit, as a flow of pages without a window. Every call returns at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from attrs import evolve, frozen

from intake_desktop.casework.people import ResidentId
from intake_desktop.casework.visits import InterviewRecord, InterviewState, NonAnswer, Visit
from intake_desktop.desk import pages
from intake_desktop.desk.finishing import Finished
from intake_desktop.desk.header import Header
from intake_desktop.desk.identifiers import new_id
from intake_desktop.desk.keeping import Keeper, Rows, SaveState, Write
from intake_desktop.desk.pages import Reading
from intake_desktop.desk.steps import END, EndStep, PersonsStep, Section, Step, sections, steps
from intake_desktop.desk.views import ErrorView, Page, Saved, SectionView
from intake_desktop.forms import Changes, FormDefinition, Interview
from intake_desktop.vault import Action, Change, StoredAnswer, Vault

DOES_NOT_READ = "none"
"""Choice of the form's question for the reading language."""

MOST_UNDO = 50
"""Changes that can be taken back: more than anybody does by hand, few enough to hold in memory."""


@frozen
class Snapshot:
    """An interview as it was before a change."""

    values: Mapping[str, str]
    marks: Mapping[str, str]
    position: str


@frozen
class Basis:
    """What a conversation rests on: the form, who sits there, which nodes the desk knows by role."""

    definition: FormDefinition
    roles: Mapping[str, str]
    visit: Visit
    record: InterviewRecord
    private: tuple[str, ...] = ()


class Conversation:
    """One interview on the desk. The screen asks `page` and `sections` after every call and draws what it gets."""

    def __init__(
        self, vault: Vault, basis: Basis, interview: Interview, marks: Mapping[str, str], *, now: Callable[[], datetime]
    ) -> None:
        self._vault = vault
        self._basis = basis
        self._interview = interview
        self._marks = dict(marks)
        self._now = now
        self._position = basis.record.current_ref
        self._undo: list[Snapshot] = []
        self._keeper = Keeper(vault, basis.record.id, self._everything)
        self.interview_id = basis.record.id
        self.visit_id = basis.visit.id
        self.started_at = basis.record.started_at
        self.state = basis.record.state

    # what a screen asks -------------------------------------------------------------------------------------------

    @property
    def speaks(self) -> str:
        """What the resident speaks: a language code."""
        return self._basis.visit.speaks

    @property
    def reads(self) -> str:
        """What the resident reads: a language code, or empty for who does not read."""
        return self._basis.visit.reads

    @property
    def title(self) -> str:
        """The resident's name, always in view; empty before it is told."""
        return self._header.name

    @property
    def facts(self) -> str:
        """Birth date and languages, for the line under the name."""
        return self._header.facts

    @property
    def urgent(self) -> str:
        """What must happen first, for the amber box; empty when nothing must."""
        return self._header.urgent

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    @property
    def saved_state(self) -> SaveState:
        """What is truly saved."""
        return self._keeper.state

    def page(self) -> Page:
        """The page the helper is on."""
        step = self._current()
        return pages.page(self._reading, step, self._section_of(step), self._marks)

    def sections(self) -> tuple[SectionView, ...]:
        """The sections with their state."""
        shown = pages.section_views(self._reading, self._sections, self._current(), self._marks)
        return tuple(pages.without_count(one) if one.ref in self._basis.private else one for one in shown)

    def values(self) -> Mapping[str, str]:
        """Every value as it is stored, by reference."""
        return self._interview.stored()

    def marks(self) -> Mapping[str, str]:
        """Non-answers to questions that do not list them among their choices, by reference."""
        return dict(self._marks)

    # what a helper does -------------------------------------------------------------------------------------------

    def answer(self, ref: str, value: str) -> Saved:
        """Give an answer; an empty value takes it back."""
        before = self._snapshot()
        changes = self._interview.answer(ref, value)
        self._marks.pop(ref, None)
        self._remember(before)
        return self._keep(Action.ANSWERED, changes, ref, visit=self._listen())

    def decline(self, ref: str, kind: NonAnswer) -> Saved:
        """Give one of the three non-answers, or take it back when it was given already."""
        before = self._snapshot()
        node = self._interview.node(ref)
        given = pages.declined(node.value, self._marks.get(ref))
        listed = kind in self._listed(ref)
        changes = self._interview.answer(ref, kind.value if listed and given is not kind else "")
        self._marks.pop(ref, None)
        if not listed and given is not kind:
            self._marks[ref] = kind.value
        self._remember(before)
        return self._keep(Action.ANSWERED, changes, ref)

    def next(self) -> Saved:
        """One page on; behind the last question stands the end."""
        return self._move(1)

    def previous(self) -> Saved:
        """One page back; on the first page nothing happens."""
        return self._move(-1)

    def next_section(self) -> Saved:
        """To the first page of the next section, or the end."""
        refs = [section.ref for section in self._sections]
        here = self._current().section
        after = refs.index(here) + 1 if here in refs else len(refs)
        return self.go_to(refs[after] if after < len(refs) else END)

    def previous_section(self) -> Saved:
        """To the first page of this section; from there to the section before it."""
        step = self._current()
        refs = [section.ref for section in self._sections]
        here = refs.index(step.section) if step.section in refs else len(refs)
        at_start = here == len(refs) or self._sections[here].steps[0].ref == step.ref
        return self.go_to(refs[max(0, here - at_start)])

    def go_to(self, ref: str) -> Saved:
        """To a question, a persons page, the first page of a section or about a person, or `END`. Anything else stays here."""
        here = [step.ref for step in self._steps if step.ref == ref]
        inside = [step.ref for step in self._steps if step.ref.startswith(f"{ref}/")]
        self._position = next(iter(here + inside), self._position)
        return self._keeper.keep(Action.MOVED, Write({}, position=self._position))

    def add_person(self, ref: str) -> Saved:
        """One more person; goes to the first question about them."""
        before = self._snapshot()
        changes = self._interview.add_repeat(ref)
        self._forget()
        self._remember(before)
        newest = self._instances(ref)[-1]
        first = next((step.ref for step in self._steps if step.ref.startswith(f"{newest}/")), ref)
        self._position = first
        return self._keep(Action.PERSON_ADDED, changes, ref)

    def remove_person(self, ref: str) -> Saved:
        """Take a person out; `undo` brings everything about them back."""
        before = self._snapshot()
        repeat = ref.rpartition("[")[0]
        changes = self._interview.remove_repeat(ref)
        self._forget()
        self._marks = _without_instance(self._marks, ref)
        self._remember(before)
        self._position = repeat
        return self._keep(Action.PERSON_REMOVED, changes, repeat)

    def undo(self) -> Saved:
        """Take back the last change and go to where it was made."""
        if not self._undo:
            return self._keeper.keep(Action.MOVED, Write({}, position=self._position))
        last = self._undo.pop()
        self._interview = Interview.resume(self._basis.definition, last.values, now=self._now)
        self._marks = dict(last.marks)
        self._position = last.position
        self._forget()
        self._listen()
        return self._keeper.keep(Action.ANSWERED, evolve(self._everything(), position=self._position))

    def language(self, reads: str) -> Saved:
        """Another language beside the Dutch, in the middle of a conversation. Empty: the resident does not read."""
        return self.answer(self._basis.roles["reads"], reads or DOES_NOT_READ)

    def stop(self) -> None:
        """Stop here: wait until everything is saved and leave it open to go on later.

        Raises:
            CannotSave: the disk refuses; what was answered is still in memory.
        """
        self._set_state(InterviewState.STOPPED, Action.STOPPED)

    def finish(self) -> tuple[ErrorView, ...]:
        """Finish: take over what the form says about persons. Wrong answers come first; missing ones never block.

        Finishing again takes over what was changed since; the resident stays the same one.

        Returns:
            The errors to jump to; empty when the interview is finished.

        Raises:
            CannotSave: the disk refuses; nothing is marked as finished.
        """
        wrong = pages.errors(self._reading)
        if wrong:
            return wrong
        known = self._basis.visit.resident or ResidentId(new_id())
        resident = self._header.resident(known) if self._header.name else None
        finished = Finished(
            interview=self.interview_id,
            visit=self.visit_id,
            resident=resident,
            entities=self._interview.entities(),
            rows=self._rows(),
            at=self._now(),
        )
        self._vault.change(Action.FINISHED, finished.write, detail={"interview": self.interview_id})
        self.state = InterviewState.FINISHED
        if resident is not None:
            self._basis = evolve(self._basis, visit=evolve(self._basis.visit, resident=resident.id))
        return ()

    def leave(self) -> None:
        """Back to the desk; the draft stays where it is. Waits until everything is saved.

        Raises:
            CannotSave: the disk refuses.
        """
        self._keeper.settle(Action.MOVED, Write({}, position=self._position))

    def close(self) -> None:
        """Forget everything that was told. After this nothing of the conversation may be used."""
        self._undo.clear()
        self._marks.clear()
        self._forget()
        del self._interview

    # inside -------------------------------------------------------------------------------------------------------

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self._interview, self.reads)

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        return sections(self._interview.outline())

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        return steps(self._sections)

    @cached_property
    def _header(self) -> Header:
        return Header(self._interview, self._basis.roles, self._basis.visit)

    def _forget(self, changes: Changes | None = None) -> None:
        """Drop what was drawn before a change; after an answer that hides and shows nothing, only the header."""
        same_questions = changes is not None and not changes.structure and not changes.relevance
        for name in ("_header",) if same_questions else ("_reading", "_sections", "_steps", "_header"):
            self.__dict__.pop(name, None)

    def _current(self) -> Step:
        """The step at the position. When that question is no longer asked, the nearest one before it."""
        found = {step.ref: step for step in self._steps}
        return found.get(self._position) or self._nearest()

    def _nearest(self) -> Step:
        """Inside a person who is gone: the list of persons. Else the last question before it that is still asked."""
        for step in self._steps:
            if isinstance(step, PersonsStep) and self._position.startswith(f"{step.ref}["):
                return step
        order = {ref: number for number, ref in enumerate(self._interview.stored())}
        here = order.get(self._position, 0)
        before = [step for step in self._steps if not isinstance(step, EndStep) and order.get(step.ref, here) < here]
        return before[-1] if before else self._steps[0]

    def _section_of(self, step: Step) -> Section | None:
        return next((one for one in self._sections if one.ref == step.section), None)

    def _move(self, by: int) -> Saved:
        step = self._current()
        if isinstance(step, EndStep) and by > 0:
            return self.go_to(END)
        refs = [one.ref for one in self._steps]
        return self.go_to(refs[max(0, min(len(refs) - 1, refs.index(step.ref) + by))])

    def _instances(self, repeat: str) -> Sequence[str]:
        found = next(step for step in self._steps if isinstance(step, PersonsStep) and step.ref == repeat)
        return [instance.ref for instance in found.item.instances]

    def _listed(self, ref: str) -> tuple[NonAnswer, ...]:
        values = {choice.value for choice, _label in self._reading.options(ref)} if self._has_choices(ref) else set()
        return tuple(one for one in NonAnswer if one.value in values)

    def _has_choices(self, ref: str) -> bool:
        step = next((one for one in self._steps if one.ref == ref), None)
        return step is not None and not isinstance(step, PersonsStep | EndStep) and step.item.control in ("select", "select1")

    def _rows(self) -> Rows:
        values = self._interview.stored()
        marked = {ref: StoredAnswer(values.get(ref, ""), mark) for ref, mark in self._marks.items()}
        return {ref: StoredAnswer(value, None) for ref, value in values.items()} | marked

    def _everything(self) -> Write:
        return Write(self._rows(), ("",), visit=self._basis.visit)

    def _listen(self) -> Visit | None:
        """Take the languages over from the answers. The visit when they changed: sheet and consent follow it."""
        self.__dict__.pop("_header", None)
        visit = self._basis.visit
        speaks, reads = self._header.value("speaks") or visit.speaks, self._header.value("reads")
        heard = evolve(visit, speaks=speaks, reads="" if reads == DOES_NOT_READ else reads or visit.reads)
        if heard == visit:
            return None
        self._basis = evolve(self._basis, visit=heard)
        self._forget()
        return heard

    def _snapshot(self) -> Snapshot:
        return Snapshot(self._interview.stored(), dict(self._marks), self._current().ref)

    def _remember(self, before: Snapshot) -> None:
        self._undo.append(before)
        del self._undo[:-MOST_UNDO]

    def _keep(self, action: Action, changes: Changes, ref: str, *, visit: Visit | None = None) -> Saved:
        self._forget(changes)
        if changes.structure:
            return self._keeper.keep(action, evolve(self._everything(), position=self._position))
        rows = {one: StoredAnswer(value, self._marks.get(one)) for one, value in changes.values}
        rows.setdefault(ref, StoredAnswer(self._interview.node(ref).value, self._marks.get(ref)))
        return self._keeper.keep(action, Write(rows, visit=visit))

    def _set_state(self, state: InterviewState, action: Action) -> None:
        interview, rows, position = self.interview_id, self._rows(), self._position

        def work(change: Change) -> None:
            change.answers.replace_under(interview, "", rows)
            change.interviews.set_position(interview, position)
            change.interviews.set_state(interview, state, self._now())

        self._vault.change(action, work, detail={"interview": interview})
        self.state = state


def _without_instance(marks: Mapping[str, str], instance: str) -> dict[str, str]:
    """Marks after a person was taken out: theirs go, those of the persons behind move up one."""
    repeat, _, position = instance.rpartition("[")
    gone = int(position.rstrip("]"))
    kept: dict[str, str] = {}
    for ref, mark in marks.items():
        if not ref.startswith(f"{repeat}["):
            kept[ref] = mark
            continue
        number, _, rest = ref.removeprefix(f"{repeat}[").partition("]")
        if int(number) != gone:
            kept[f"{repeat}[{int(number) - (int(number) > gone)}]{rest}"] = mark
    return kept
