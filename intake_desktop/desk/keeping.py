"""Keeps every answer of one interview in the vault the moment it is given, and knows truthfully what is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from enum import StrEnum

from attrs import evolve, frozen

from intake_desktop.casework.visits import InterviewId, Visit
from intake_desktop.desk.views import Saved
from intake_desktop.vault import Action, Change, StoredAnswer, Vault

Rows = Mapping[str, StoredAnswer]


class SaveState(StrEnum):
    """What the word in the bar may say."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@frozen
class Write:
    """What one step of the helper changes: rows by reference or under a repeat, the position, the visit's languages."""

    rows: Rows
    under: tuple[str, ...] = ()
    position: str | None = None
    visit: Visit | None = None


class Keeper:
    """Hands writes to the vault in order. After a failed write the next one carries everything again, so nothing stays behind."""

    def __init__(self, vault: Vault, interview: InterviewId, everything: Callable[[], Write]) -> None:
        self._vault = vault
        self._interview = interview
        self._everything = everything
        self._lock = threading.Lock()
        self._under_way = 0
        self._failed = False

    @property
    def state(self) -> SaveState:
        """SAVED only when every write so far was acknowledged after its durable commit."""
        with self._lock:
            if self._failed:
                return SaveState.FAILED
            return SaveState.SAVING if self._under_way else SaveState.SAVED

    def keep(self, action: Action, write: Write) -> Saved:
        """Begin to save; returns at once. `Saved.done` ends after the durable commit."""
        with self._lock:
            again, self._failed = self._failed, False
            self._under_way += 1
        if again:
            write = evolve(self._everything(), position=write.position)
        done: Future[None] = self._vault.change_soon(
            action, lambda change: self._apply(change, write), detail={"interview": self._interview}
        )
        done.add_done_callback(self._acknowledged)
        return Saved(done)

    def settle(self, action: Action, write: Write) -> None:
        """Save and wait. When an earlier write failed meanwhile, everything is carried once more.

        Raises:
            CannotSave: the disk refuses; what was answered is still in memory.
        """
        self.keep(action, write).done.result()
        if self.state is SaveState.FAILED:
            self.keep(action, write).done.result()

    def _apply(self, change: Change, write: Write) -> None:
        for prefix in write.under:
            rows = {ref: row for ref, row in write.rows.items() if ref.startswith(prefix)}
            change.answers.replace_under(self._interview, prefix, rows)
        for ref, row in write.rows.items():
            if not any(ref.startswith(prefix) for prefix in write.under):
                change.answers.put(self._interview, ref, row.value, row.mark)
        if write.position is not None:
            change.interviews.set_position(self._interview, write.position)
        if write.visit is not None:
            change.visits.set_languages(write.visit.id, write.visit.speaks, write.visit.reads)

    def _acknowledged(self, done: Future[None]) -> None:
        with self._lock:
            self._under_way -= 1
            if done.exception() is not None:
                self._failed = True
