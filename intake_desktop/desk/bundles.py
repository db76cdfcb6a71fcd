"""Which answers a bundle holds, and how they read in Dutch. A bundle names places in the form; "never" wins over every bundle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import msgspec
from attrs import frozen

from intake_desktop.desk.packs import DUTCH
from intake_desktop.desk.pages import NON_ANSWERS
from intake_desktop.desk.steps import QuestionStep, sections
from intake_desktop.forms import Interview, QuestionItem
from intake_desktop.language import R_, day_in_words
from intake_desktop.sync import ReleasedAnswer

NOT_SAID = {
    "weet_niet": R_("Weet ik niet"),
    "zeg_liever_niet": R_("Zeg ik liever niet"),
    "niet_besproken": R_("Niet besproken"),
}


@frozen
class Bundle:
    """Fields that leave together, in words. `always`: travels with every release."""

    id: str
    label: str
    fields: tuple[str, ...]
    always: bool = False


@frozen
class Purpose:
    """Why a receiver needs it, and for how many months a yes counts."""

    id: str
    text: str
    months: int


@frozen
class ConsentText:
    """The words the resident hears; Dutch source texts of the catalog, with slots."""

    question: str
    gives: str
    why: str
    withholds: str
    may_refuse: str
    may_change: str
    until: str
    yes: str
    no: str
    thinking: str
    tell_back: str
    withdraw: str


@frozen
class ReleaseRules:
    """release.toml of a form pack."""

    text_version: str
    never: tuple[str, ...]
    consent: ConsentText
    purpose: tuple[Purpose, ...]
    bundle: tuple[Bundle, ...]

    @classmethod
    def of(cls, text: Mapping[str, object]) -> ReleaseRules:
        """Read it strictly: a misspelt field in a rule about what leaves must not be passed over in silence.

        Raises:
            msgspec.ValidationError: the pack is wrong, which is a bug of the pack.
        """
        return msgspec.convert(text, cls)

    def chosen(self, ids: Collection[str]) -> tuple[Bundle, ...]:
        """The bundles with these ids, and those that always travel."""
        return tuple(one for one in self.bundle if one.always or one.id in ids)

    def covers(self, bundles: Collection[Bundle], ref: str) -> bool:
        """Whether an answer may leave in these bundles."""
        return not _under(ref, self.never) and any(_under(ref, one.fields) for one in bundles)


@frozen
class Told:
    """An interview with the desk's marks, as far as it may be told on."""

    interview: Interview
    marks: Mapping[str, str]

    def answers(self, rules: ReleaseRules, bundles: Collection[Bundle]) -> Iterator[ReleasedAnswer]:
        """The answers that these bundles hold: asked, given, covered. In the order of the form; calculations stay here."""
        for ref, item in self._asked.items():
            value = self.interview.node(ref).value or self.marks.get(ref, "")
            if value and rules.covers(bundles, ref):
                yield ReleasedAnswer(ref, self.interview.label(ref, DUTCH).value, value, self._text(item, value))

    def submission(self, rules: ReleaseRules, bundles: Collection[Bundle]) -> str:
        """The form's submission, made anew from what these bundles hold."""
        asked = self._asked
        return self.interview.submission(keep=lambda ref: ref in asked and rules.covers(bundles, ref))

    @property
    def _asked(self) -> dict[str, QuestionItem]:
        """Every question that is asked now, by reference."""
        found = (step for section in sections(self.interview.outline()) for step in section.steps)
        return {step.ref: step.item for step in found if isinstance(step, QuestionStep)}

    def _text(self, item: QuestionItem, value: str) -> str:
        if value in NON_ANSWERS:
            return NOT_SAID[value]
        if item.control in ("select", "select1"):
            labels = {choice.value: choice.label.value for choice in self.interview.choices(item.ref, DUTCH)}
            return ", ".join(labels.get(one, one) for one in value.split())
        if item.data_type == "date":
            return day_in_words(date.fromisoformat(value[:10]), DUTCH, year=True)
        return value


def _under(ref: str, places: Collection[str]) -> bool:
    return any(ref == place or ref.startswith((f"{place}/", f"{place}[")) for place in places)
