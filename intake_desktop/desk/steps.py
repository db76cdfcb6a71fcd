"""The order of pages of an interview: one question at a time, a page for the persons of a repeat, and the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from intake_desktop.forms import GroupItem, Item, QuestionItem, RepeatItem

END = "end"
"""Stored as the position when the helper stands behind the last question."""


@frozen
class QuestionStep:
    """One question. `person` is the repeat instance it belongs to, or empty."""

    ref: str
    section: str
    person: str
    item: QuestionItem


@frozen
class PersonsStep:
    """The page behind the questions of all persons: who is there, add, go on."""

    ref: str
    section: str
    item: RepeatItem


@frozen
class EndStep:
    """Behind the last question."""

    ref: str = END
    section: str = ""


Step = QuestionStep | PersonsStep | EndStep


@frozen
class Section:
    """A top-level group of the form."""

    ref: str
    steps: tuple[QuestionStep | PersonsStep, ...]


def sections(outline: Sequence[Item]) -> tuple[Section, ...]:
    """The form's top-level groups that have something to ask now. A question outside any group forms a section of its own."""
    found = (Section(item.ref, tuple(_walk(item, item.ref, ""))) for item in outline)
    return tuple(section for section in found if section.steps)


def steps(all_sections: Sequence[Section]) -> tuple[Step, ...]:
    """Every page in order, the end last."""
    return (*(step for section in all_sections for step in section.steps), EndStep())


def _walk(item: Item, section: str, person: str) -> Iterator[QuestionStep | PersonsStep]:
    match item:
        case QuestionItem():
            yield QuestionStep(item.ref, section, person, item)
        case GroupItem():
            for inner in item.items:
                yield from _walk(inner, section, person)
        case RepeatItem():
            for instance in item.instances:
                for inner in instance.items:
                    yield from _walk(inner, section, instance.ref)
            if not item.fixed:
                yield PersonsStep(item.ref, section, item)
