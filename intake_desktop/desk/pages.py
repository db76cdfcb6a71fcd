"""What a page shows: values for the screen, drawn from the running interview in Dutch and the resident's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from intake_desktop.casework.visits import NonAnswer
from intake_desktop.desk.packs import DUTCH
from intake_desktop.desk.steps import EndStep, PersonsStep, QuestionStep, Section, Step
from intake_desktop.desk.views import (
    Bilingual,
    EndView,
    ErrorView,
    OptionView,
    Page,
    PersonsView,
    PersonView,
    QuestionKind,
    QuestionView,
    SectionState,
    SectionView,
)
from intake_desktop.forms import Choice, GroupItem, Interview, NodeState, QuestionItem, Text
from intake_desktop.language import _, reading_languages

HELPER_ONLY = "helper_only"
"""Appearance of a question that the helper answers: never in the resident's view, never printed, never released."""

FUTURE = "future"
"""Appearance of a question for a day that lies ahead: the last day in a letter."""

NON_ANSWERS = {one.value: one for one in NonAnswer}

_BESIDE = {one.code for one in reading_languages()} - {DUTCH}
"""Languages with a catalog: for any other one the Dutch would only stand beside itself."""

_KINDS = {"int": QuestionKind.INTEGER, "decimal": QuestionKind.DECIMAL, "date": QuestionKind.DATE}


@frozen
class Reading:
    """Which language stands beside the Dutch: a language code, or empty for one column."""

    interview: Interview
    language: str

    def bilingual(self, nl: Text, other: Text | None) -> Bilingual:
        """Twin texts; a missing translation is marked and shows the Dutch."""
        if other is None or not nl.value:
            return Bilingual(nl.value)
        return Bilingual(nl.value, other.value, other_is_dutch=other.language == DUTCH)

    @property
    def beside(self) -> bool:
        """True when a second column is shown: never Dutch beside Dutch."""
        return self.language in _BESIDE

    def label(self, ref: str) -> Bilingual:
        """The question."""
        asked = self.interview.label
        return self.bilingual(asked(ref, DUTCH), asked(ref, self.language) if self.beside else None)

    def hint(self, ref: str) -> Bilingual:
        """The line under the question."""
        asked = self.interview.hint
        return self.bilingual(asked(ref, DUTCH), asked(ref, self.language) if self.beside else None)

    def why(self, ref: str) -> Bilingual:
        """Why we ask this."""
        asked = self.interview.guidance
        return self.bilingual(asked(ref, DUTCH), asked(ref, self.language) if self.beside else None)

    def message(self, ref: str) -> Bilingual:
        """What is wrong with the answer."""
        asked = self.interview.constraint_message
        return self.bilingual(asked(ref, DUTCH), asked(ref, self.language) if self.beside else None)

    def options(self, ref: str) -> tuple[tuple[Choice, Bilingual], ...]:
        """The choices of a question with their twin labels."""
        dutch = self.interview.choices(ref, DUTCH)
        other = self.interview.choices(ref, self.language) if self.beside else (None,) * len(dutch)
        return tuple((one, self.bilingual(one.label, two.label if two else None)) for one, two in zip(dutch, other, strict=True))


def kind_of(step: QuestionStep, node: NodeState) -> QuestionKind:
    """How the screen draws a question."""
    match step.item.control:
        case "select1":
            return QuestionKind.ONE
        case "select":
            return QuestionKind.MANY
        case _ if node.readonly:
            return QuestionKind.NOTE
        case _ if "multiline" in step.item.appearance:
            return QuestionKind.LONG_TEXT
        case _:
            return _KINDS.get(step.item.data_type, QuestionKind.TEXT)


def declined(value: str, mark: str | None) -> NonAnswer | None:
    """Which of the three non-answers was given, as a choice of the form or as the desk's mark."""
    return NON_ANSWERS.get(mark or value)


def page(reading: Reading, step: Step, section: Section | None, marks: Mapping[str, str]) -> Page:
    """The page of a step."""
    match step:
        case QuestionStep():
            return _question(reading, step, section, marks)
        case PersonsStep():
            return _persons(reading, step, section)
        case EndStep():
            return EndView(errors(reading))


def errors(reading: Reading) -> tuple[ErrorView, ...]:
    """Wrong answers, in the words that stand at the question. A missing answer is never wrong."""
    wrong = (node for node in reading.interview.violations() if node.violation == "constraint")
    return tuple(ErrorView(node.ref, reading.label(node.ref), reading.message(node.ref)) for node in wrong)


def section_views(
    reading: Reading, all_sections: Sequence[Section], current: Step, marks: Mapping[str, str]
) -> tuple[SectionView, ...]:
    """The list on the left."""
    return tuple(_section(reading, one, current, marks) for one in all_sections)


def _section(reading: Reading, section: Section, current: Step, marks: Mapping[str, str]) -> SectionView:
    asked = [reading.interview.node(step.ref) for step in section.steps if isinstance(step, QuestionStep)]
    asked = [node for node in asked if not node.readonly]
    given = [node for node in asked if node.value or node.ref in marks]
    skipped = [node for node in given if declined(node.value, marks.get(node.ref)) is NonAnswer.NOT_DISCUSSED]
    return SectionView(
        section.ref,
        reading.interview.label(section.ref, DUTCH).value,
        _state(len(asked), len(given), len(skipped)),
        len(given),
        len(asked),
        current=current.section == section.ref,
    )


def without_count(section: SectionView) -> SectionView:
    """The same section, telling nothing by its state."""
    return evolve(section, state=SectionState.NOT_YET, answered=0, of=0)


def _state(asked: int, given: int, skipped: int) -> SectionState:
    if not given:
        return SectionState.NOT_YET
    if given < asked:
        return SectionState.BUSY
    return SectionState.NOT_DISCUSSED if skipped == given else SectionState.DONE


def _question(reading: Reading, step: QuestionStep, section: Section | None, marks: Mapping[str, str]) -> QuestionView:
    helper_only = HELPER_ONLY in step.item.appearance
    reading = evolve(reading, language=DUTCH) if helper_only else reading
    node = reading.interview.node(step.ref)
    kind = kind_of(step, node)
    choices = reading.options(step.ref) if kind in (QuestionKind.ONE, QuestionKind.MANY) else ()
    number, of = _place(step, section)
    return QuestionView(
        ref=step.ref,
        kind=kind,
        label=reading.label(step.ref),
        hint=reading.hint(step.ref),
        why=reading.why(step.ref),
        value=node.value,
        declined=declined(node.value, marks.get(step.ref)),
        can_decline=_can_decline(kind, choices, helper_only=helper_only),
        options=_options(kind, choices, node.value),
        error=reading.message(step.ref) if node.violation == "constraint" else None,
        readonly=node.readonly,
        helper_only=helper_only,
        person=_person(reading, step.person),
        number=number,
        of=of,
        future=FUTURE in step.item.appearance,
    )


def _options(kind: QuestionKind, choices: Sequence[tuple[Choice, Bilingual]], value: str) -> tuple[OptionView, ...]:
    chosen = set(value.split()) if kind is QuestionKind.MANY else {value}
    return tuple(
        OptionView(choice.value, label, choice.value in chosen, choice.extra.get("icon", ""))
        for choice, label in choices
        if choice.value not in NON_ANSWERS
    )


def _can_decline(kind: QuestionKind, choices: Sequence[tuple[Choice, Bilingual]], *, helper_only: bool) -> tuple[NonAnswer, ...]:
    """A form may list the non-answers among its choices; everywhere else they are offered by the desk."""
    if kind is QuestionKind.NOTE or helper_only:
        return ()
    listed = tuple(NON_ANSWERS[choice.value] for choice, _label in choices if choice.value in NON_ANSWERS)
    return listed or tuple(NonAnswer)


def _place(step: QuestionStep | PersonsStep, section: Section | None) -> tuple[int, int]:
    inside = section.steps if section else (step,)
    return [one.ref for one in inside].index(step.ref) + 1, len(inside)


def _persons(reading: Reading, step: PersonsStep, section: Section | None) -> PersonsView:
    number, of = _place(step, section)
    persons = tuple(PersonView(one.ref, _person(reading, one.ref), _facts(reading, one)) for one in step.item.instances)
    return PersonsView(step.ref, reading.label(step.ref), reading.hint(step.ref), persons, number, of)


def _person(reading: Reading, instance: str) -> str:
    """A person's name; their number as long as it was not told. Empty where no person is meant."""
    if not instance:
        return ""
    values = reading.interview.stored_under(instance)
    name = next((value for ref, value in values.items() if value and ref.endswith("name")), "")
    return name or _("Person {number}", number=instance.rpartition("[")[2].rstrip("]"))


def _facts(reading: Reading, instance: GroupItem) -> str:
    """What was chosen about a person, and the age in years: one line under the name."""
    values = reading.interview.stored_under(instance.ref)
    chosen = [
        _chosen(reading, one.ref, values) for one in instance.items if isinstance(one, QuestionItem) and one.control == "select1"
    ]
    ages = [_("{age} years", age=value) for ref, value in values.items() if value and ref.endswith("age")]
    return " · ".join(one for one in (*chosen[-1:], *ages) if one)


def _chosen(reading: Reading, ref: str, values: Mapping[str, str]) -> str:
    labels = {choice.value: choice.label.value for choice in reading.interview.choices(ref, DUTCH)}
    return labels.get(values.get(ref, ""), "")
