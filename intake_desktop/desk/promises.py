"""What a helper can do with promises: make, take back, say how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from intake_desktop.casework.promises import Kept, Promise, PromiseId
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.case import resident_name
from intake_desktop.desk.identifiers import new_id
from intake_desktop.desk.names import initials
from intake_desktop.desk.packs import DUTCH
from intake_desktop.desk.views import PhraseView, PromiseDraft, PromiseView
from intake_desktop.language.errors import N_, ActionableError
from intake_desktop.summary import Phrase, phrases, promise_sentence
from intake_desktop.vault import Action, Tables, Vault


class PromiseWithoutName(ActionableError):
    """Nobody was named."""

    sentence = N_("Who does this? A promise needs a name.")


class PromiseIncomplete(ActionableError):
    """The sentence has an empty place."""

    sentence = N_("Something is still empty in this promise. Fill in every place.")


class DayHasPassed(ActionableError):
    """The day lies before today."""

    sentence = N_("This day has passed. Choose today or a later day.")


class Promises:
    """Promises of visits. Each call is one transaction."""

    def __init__(self, vault: Vault, *, now: Callable[[], datetime]) -> None:
        self._vault = vault
        self._now = now

    def phrases(self) -> tuple[PhraseView, ...]:
        """The sentences a promise can be made with."""
        return tuple(
            PhraseView(one.id, one.party, one.label, one.icon, one.slots, one.needs_time, "{who}" in one.text)
            for one in phrases()
        )

    def make(self, visit: VisitId, draft: PromiseDraft) -> PromiseView:
        """Write a promise down.

        Raises:
            PromiseWithoutName: nobody was named.
            PromiseIncomplete: a place in the sentence is empty.
            DayHasPassed: the day lies before today.
            CannotSave: the disk refuses; nothing was promised.
        """
        promise = self._confirmed(visit, draft)
        self._vault.change(
            Action.PROMISE_MADE, lambda change: change.promises.add(promise), detail={"promise": promise.id, "visit": visit}
        )
        (made,) = self._views(lambda _tables: (promise,))
        return made

    def of_visit(self, visit: VisitId) -> tuple[PromiseView, ...]:
        """The promises of a visit, first day first."""
        return self._views(lambda tables: tables.promises.of_visit(visit))

    def due_until(self, day: date) -> tuple[PromiseView, ...]:
        """Everybody's open promises up to and including a day, first day first."""
        return self._views(lambda tables: tables.promises.due_until(day))

    def take_back(self, promise: PromiseId) -> None:
        """Take a slip back, as long as the visit lasts."""
        self._vault.change(Action.PROMISE_TAKEN_BACK, lambda change: change.promises.remove(promise), detail={"promise": promise})

    def mark(self, promise: PromiseId, kept: Kept) -> None:
        """Say how a promise went."""
        self._vault.change(
            Action.PROMISE_MARKED, lambda change: change.promises.set_kept(promise, kept), detail={"promise": promise}
        )

    def _confirmed(self, visit: VisitId, draft: PromiseDraft) -> Promise:
        who = draft.who.strip()
        if not who:
            raise PromiseWithoutName
        if draft.due < self._today():
            raise DayHasPassed
        wanted = _phrase(draft.phrase)
        slots = {name: draft.slots.get(name, "").strip() for name, _label in wanted.slots}
        if not all(slots.values()) or (wanted.needs_time and draft.at is None):
            raise PromiseIncomplete
        return Promise(PromiseId(new_id()), visit, draft.party, who, wanted.id, draft.due, draft.at, slots)

    def _views(self, find: Callable[[Tables], Sequence[Promise]]) -> tuple[PromiseView, ...]:
        def look(tables: Tables) -> list[tuple[Promise, str]]:
            return [(promise, initials(resident_name(tables, promise.visit))) for promise in find(tables)]

        today = self._today()
        return tuple(_view(promise, about, today) for promise, about in self._vault.read(look))

    def _today(self) -> date:
        return self._now().astimezone().date()


def _phrase(name: str) -> Phrase:
    return next(one for one in phrases() if one.id == name)


def _view(promise: Promise, about: str, today: date) -> PromiseView:
    sentence = _phrase(promise.phrase)
    return PromiseView(
        id=promise.id,
        visit=promise.visit,
        party=promise.party,
        who=promise.who,
        sentence=promise_sentence(promise, DUTCH).text,
        due=promise.due,
        at=promise.at,
        late=promise.is_late(today),
        icon=sentence.icon,
        kept=promise.kept,
        label=sentence.label,
        initials=about,
    )
