"""From facts to the short sheet: which sentences, under which headings, in which languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from attrs import evolve, frozen

from intake_desktop.casework.promises import Party, Promise
from intake_desktop.language import ReviewState, day_in_words, language, resident_text, review_state, time_in_words
from intake_desktop.summary.catalog import bring_items, fixed, phrase
from intake_desktop.summary.sentences import DUTCH, FREE, NO_BREAK, Values, fill, name, promise_line, quoted, typed_words, value
from intake_desktop.summary.values import (
    Entry,
    Footer,
    ImportantDay,
    Line,
    Part,
    Quote,
    Section,
    Sheet,
    SheetFacts,
    ThingsToBring,
    Twin,
)

EMERGENCY_NUMBER = "112"
SAFE_AT_HOME_NUMBER = "0800-2000"  # Veilig Thuis: free, day and night
_SAFE_AT_HOME = "Veilig Thuis"
# only ever read in Dutch: the language has no catalog to look it up in
_NOT_IN_YOUR_LANGUAGE = "Dit blad is er nog niet in uw taal: "


def compose(facts: SheetFacts) -> Sheet:
    """The sheet as values.

    Raises:
        UnknownLanguage: the resident's language is not in the list.
        UnknownPhrase: a promise names a sentence the catalog does not have.
    """
    twins = _Twins(_second_language(facts.language))
    promises = sorted(facts.promises, key=lambda promise: (promise.due, promise.at or time.max, promise.id))
    bring = _bring(facts, twins)
    agreed = _agreed(facts.agreed, twins)
    return Sheet(
        languages=(DUTCH, twins.other) if twins.other else (DUTCH,),
        title=twins.fixed("headings", "agreed"),
        today=twins.make(lambda code: _plain(day_in_words(facts.today, code, year=True), code)),
        helper=twins.fixed("lines", "helper", {"who": (name(facts.helper),)}),
        remark=_remark(facts.language, twins),
        nothing=None if promises or bring or agreed else twins.fixed("lines", "nothing"),
        agreed=agreed,
        sections=_sections(promises, (Party.US, Party.RESIDENT), twins),
        important_day=_important_day([promise for promise in promises if promise.due >= facts.today], twins),
        bring=bring,
        after=_sections(promises, (Party.OTHER,), twins),
        footer=_footer(facts, twins),
    )


@frozen
class _Twins:
    """Says things in Dutch and in the resident's language; `other` is empty for Dutch only."""

    other: str

    def make(self, say: Callable[[str], Line]) -> Twin:
        return Twin(say(DUTCH), say(self.other) if self.other else None)

    def fixed(self, table: str, key: str, values: Values | None = None) -> Twin:
        return self.make(lambda code: fill(fixed(table)[key], code, values))


def _second_language(code: str) -> str:
    """The language of the second column: none for Dutch, for who does not read, and for a language without a catalog."""
    return code if code not in {"", DUTCH} and language(code).has_catalog else ""


def _remark(code: str, twins: _Twins) -> Line | None:
    if twins.other or code in {"", DUTCH}:
        return None
    return Line((Part(_NOT_IN_YOUR_LANGUAGE), Part(language(code).own_name, strong=True, language=code)), DUTCH)


def _agreed(typed: str, twins: _Twins) -> Quote | None:
    """The resident's own words, once: in both columns the same words would stand, for nobody translated them."""
    lines = tuple(quoted(line, twins.other) for line in typed.splitlines() if line.strip())
    if not lines:
        return None
    mine = fill(fixed("lines")["you_said"], DUTCH)
    return Quote(Twin(mine, fill(fixed("lines")["as_written"], twins.other) if twins.other else None), lines)


def _sections(promises: list[Promise], parties: tuple[Party, ...], twins: _Twins) -> tuple[Section, ...]:
    found = []
    for party in parties:
        entries = tuple(_entry(promise, twins) for promise in promises if promise.party is party)
        if entries:
            found.append(Section(twins.fixed("headings", party.value), entries))
    return tuple(found)


def _entry(promise: Promise, twins: _Twins) -> Entry:
    icon = phrase(promise.phrase).icon
    untranslated = bool(twins.other) and typed_words(promise, twins.other)
    return Entry(
        pictogram=icon,
        shows=fixed("pictograms")[icon],
        sentence=twins.make(lambda code: promise_line(promise, code)),
        note=fill(fixed("lines")["written_words"], twins.other) if untranslated else None,
    )


def _important_day(coming: list[Promise], twins: _Twins) -> ImportantDay | None:
    """The first day the resident must be somewhere; without one, the first day the resident promised something."""
    somewhere = [promise for promise in coming if _must_be_somewhere(promise)]
    promised = [promise for promise in coming if promise.party is Party.RESIDENT]
    first = next(iter(somewhere or promised), None)
    if first is None:
        return None
    return ImportantDay(
        heading=twins.fixed("headings", "important_day"),
        day=twins.make(lambda code: _plain(day_in_words(first.due, code), code)),
        detail=_detail(first, twins),
    )


def _must_be_somewhere(promise: Promise) -> bool:
    return phrase(promise.phrase).appointment or (promise.phrase == FREE and promise.party is Party.RESIDENT)


def _detail(promise: Promise, twins: _Twins) -> Twin | None:
    with_us = phrase(promise.phrase).appointment
    at = promise.at
    if at is None:
        return twins.fixed("lines", "with_us") if with_us else None
    if not with_us:
        return twins.make(lambda code: _plain(time_in_words(at, code), code))
    return twins.make(lambda code: _time_with_us(at, code))


def _time_with_us(at: time, code: str) -> Line:
    place = fill(fixed("lines")["with_us"], code).parts
    return fill(fixed("lines")["time_and_place"], code, {"time": (value(time_in_words(at, code)),), "place": place})


def _bring(facts: SheetFacts, twins: _Twins) -> ThingsToBring | None:
    """In the order of the catalog; an id the catalog no longer has is left out."""
    items = tuple(_bring_item(item.nl, twins) for item in bring_items() if item.id in facts.bring)
    return ThingsToBring(twins.fixed("headings", "bring"), items) if items else None


def _bring_item(words: str, twins: _Twins) -> Twin:
    return twins.make(lambda code: fill(words, code))


def _footer(facts: SheetFacts, twins: _Twins) -> Footer:
    codes = [DUTCH, twins.other] if twins.other else [DUTCH]
    unreviewed = bool(twins.other) and review_state(twins.other).state is ReviewState.MACHINE_DRAFT
    return Footer(
        heading=twins.fixed("headings", "questions"),
        service_point=facts.service_point,
        emergency=(
            twins.fixed("footer", "danger", {"phone": (value(EMERGENCY_NUMBER, strong=True),)}),
            twins.make(_safe_at_home),
        ),
        owner=twins.fixed("footer", "owner"),
        not_reviewed=fill(fixed("footer")["not_reviewed"], twins.other) if unreviewed else None,
        practice=twins.fixed("lines", "practice") if facts.practice else None,
        page_patterns=tuple(resident_text(fixed("footer")["page"], code).text for code in codes),
    )


def _safe_at_home(code: str) -> Line:
    """The name of Veilig Thuis stays on one line: it is what to ask for."""
    line = fill(fixed("footer")["safe_at_home"], code, {"phone": (value(SAFE_AT_HOME_NUMBER, strong=True),)})
    parts = tuple(
        evolve(part, text=part.text.replace(_SAFE_AT_HOME, _SAFE_AT_HOME.replace(" ", NO_BREAK))) for part in line.parts
    )
    return evolve(line, parts=parts)


def _plain(text: str, code: str) -> Line:
    return Line((value(text),), code)
