"""What is always in view while a conversation is open: who sits here, which languages, what must happen first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from attrs import define

from intake_desktop.casework.people import Resident, ResidentId
from intake_desktop.casework.visits import Visit
from intake_desktop.desk.packs import DUTCH
from intake_desktop.desk.pages import NON_ANSWERS, Reading
from intake_desktop.forms import Interview, UnknownNode
from intake_desktop.language import _, current, day_in_words, language

NO_HASTE = "nee"
"""Choice of the haste question that means that nothing must happen this week."""

LETTER = "brief"
"""Choice of the haste question for a letter with a date."""


@define
class Header:
    """Read from the answers by the roles of the form pack (desk.toml): which question holds the name, birth date, …."""

    interview: Interview
    roles: Mapping[str, str]
    visit: Visit

    def value(self, role: str) -> str:
        """The answer in a role; empty when the form has no such question, or it was not answered."""
        ref = self.roles.get(role, "")
        try:
            value = self.interview.node(ref).value if ref else ""
        except UnknownNode:
            return ""
        return "" if value in NON_ANSWERS else value

    def has(self, role: str) -> bool:
        """Whether the form has a question in this role."""
        try:
            self.interview.node(self.roles.get(role, ""))
        except UnknownNode:
            return False
        return True

    @property
    def name(self) -> str:
        """The resident's name as it was told."""
        return self.value("name").strip()

    @property
    def birth_date(self) -> date | None:
        """The birth date, once it is a possible date."""
        try:
            return date.fromisoformat(self.value("birth_date")[:10])
        except ValueError:
            return None

    def resident(self, known: ResidentId) -> Resident:
        """The resident as this interview knows them."""
        return Resident(known, self.name, self.birth_date, self.value("phone"))

    @property
    def facts(self) -> str:
        """Birth date and languages in the program's language: the line under the name."""
        parts = [self._born, self._languages]
        return " · ".join(part for part in parts if part)

    @cached_property
    def urgent(self) -> str:
        """What must happen this week, in words; empty when nothing must."""
        haste = [one for one in self.value("haste").split() if one != NO_HASTE]
        labels = self._labels("haste")
        return " · ".join(self._letter(labels) if one == LETTER else labels.get(one, one) for one in haste)

    @property
    def _born(self) -> str:
        born = self.birth_date
        return _("born {day}", day=day_in_words(born, current(), year=True, weekday=False)) if born else ""

    @property
    def _languages(self) -> str:
        speaks = _language_name(self.visit.speaks)
        if not self.visit.reads:
            return _("speaks {language}, does not read", language=speaks)
        if self.visit.reads == self.visit.speaks:
            return _("speaks and reads {language}", language=speaks)
        return _("speaks {language}, reads {other}", language=speaks, other=_language_name(self.visit.reads))

    def _letter(self, labels: Mapping[str, str]) -> str:
        kind = self._labels("letter_kind").get(self.value("letter_kind"), labels.get(LETTER, ""))
        try:
            day = date.fromisoformat(self.value("letter_day")[:10])
        except ValueError:
            return kind
        if not self.interview.node(self.roles["letter_day"]).valid:
            return kind
        return _("{letter}: before {day}", letter=kind, day=day_in_words(day, current()))

    def _labels(self, role: str) -> dict[str, str]:
        if not self.has(role):
            return {}
        options = Reading(self.interview, DUTCH).options(self.roles[role])
        return {choice.value: label.nl for choice, label in options}


def _language_name(code: str) -> str:
    known = language(code)
    return known.dutch_name if current() == DUTCH else known.own_name
