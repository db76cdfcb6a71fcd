"""One interview as it may be told on: read from the vault once, asked about as often as needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from intake_desktop.casework.promises import Party, Promise
from intake_desktop.casework.visits import InterviewRecord, Visit, VisitId
from intake_desktop.desk.bundles import Bundle, Purpose, ReleaseRules, Told
from intake_desktop.desk.packs import DUTCH, pack
from intake_desktop.forms import FormDefinition, Interview, read_xform
from intake_desktop.summary import promise_sentence
from intake_desktop.sync import ReleasedPromise
from intake_desktop.vault import StoredAnswer, Tables, Vault

AGREED = "agreed"
"""The bundle with what was agreed: promises travel with it."""

CONTACT = "contact"
"""The bundle with the resident's name."""

THE_RESIDENT = "de inwoner"
"""Who promises, where the name does not leave."""

_FOR_A_PAGE = {0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None, 0x00A0: " "}
"""Isolates and no-break spaces belong on a page of two directions, not in a message (UAX 9, isolates)."""


@frozen
class Rows:
    """What the vault holds of one visit's newest interview; no form was read for it yet."""

    visit: Visit
    record: InterviewRecord
    xform: str
    answers: Mapping[str, StoredAnswer]
    promises: Sequence[Promise]


@frozen
class Case:
    """One interview and everything its release needs."""

    visit: Visit
    record: InterviewRecord
    told: Told
    rules: ReleaseRules
    promised: Sequence[Promise]
    name: str

    @property
    def purpose(self) -> Purpose:
        """Why it would be shared."""
        return self.rules.purpose[0]

    def lines(self, bundle: Bundle, chosen: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
        """Everything a bundle holds, as question and answer: exactly what would leave."""
        answers = tuple((line.question, line.text) for line in self.told.answers(self.rules, (bundle,)))
        if bundle.id != AGREED:
            return answers
        return answers + tuple((one.who, one.sentence) for one in self.promises(chosen))

    def filled(self) -> tuple[Bundle, ...]:
        """The bundles that hold anything."""
        return tuple(one for one in self.rules.bundle if self.lines(one))

    def promises(self, chosen: Collection[str]) -> tuple[ReleasedPromise, ...]:
        """What was promised. The resident's name leaves only with the bundle that holds it."""
        named = CONTACT in chosen or not self.name
        return tuple(_released(one if named else _without(one, self.name)) for one in self.promised)


def rows_of(tables: Tables, visit: VisitId) -> Rows:
    """Read what a case needs; the form is read later, elsewhere, so that nobody's answer waits for it."""
    record = tables.interviews.of_visit(visit)[-1]
    return Rows(
        tables.visits.get(visit),
        record,
        tables.forms.get(record.form_hash),
        tables.answers.all(record.id),
        tables.promises.of_visit(visit),
    )


def read_case(vault: Vault, visit: VisitId) -> Case:
    """The newest interview of a visit, as it stands. The form's text is parsed at most once a run; that takes 0.1 s."""
    rows = vault.read(lambda tables: rows_of(tables, visit))
    values = {ref: row.value for ref, row in rows.answers.items()}
    interview = Interview.resume(definition_of(rows.xform), values, now=lambda: rows.record.changed_at)
    marks = {ref: row.mark for ref, row in rows.answers.items() if row.mark}
    form = pack(rows.record.form_id)
    name = values.get(form.roles.get("name", ""), "").strip()
    return Case(rows.visit, rows.record, Told(interview, marks), ReleaseRules.of(form.release), rows.promises, name)


@lru_cache(maxsize=8)
def definition_of(xform: str) -> FormDefinition:
    """A form as it was stored with an interview. Definitions are immutable and may be shared."""
    return read_xform(xform)


def _without(promise: Promise, name: str) -> Promise:
    """The same promise with the resident's name, whole or in parts, taken out of every place."""
    parts = sorted({name, *(part for part in name.split() if len(part) > 2)}, key=len, reverse=True)  # noqa: PLR2004 - "de", "el"

    def cleaned(text: str) -> str:
        for part in parts:
            text = text.replace(part, THE_RESIDENT)
        return text

    who = THE_RESIDENT if promise.party is Party.RESIDENT else cleaned(promise.who)
    return evolve(promise, who=who, slots={slot: cleaned(text) for slot, text in promise.slots.items()})


def _released(promise: Promise) -> ReleasedPromise:
    sentence = promise_sentence(promise, DUTCH).text.translate(_FOR_A_PAGE)
    return ReleasedPromise(promise.party.value, promise.who, sentence, promise.due)


def resident_name(tables: Tables, visit: VisitId) -> str:
    """The resident's name as it was told in a visit; empty when it was not."""
    for record in reversed(tables.interviews.of_visit(visit)):
        row = tables.answers.get(record.id, pack(record.form_id).roles.get("name", ""))
        if row is not None and row.value:
            return row.value
    return ""
