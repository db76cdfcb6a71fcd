"""Whether what is on the screen is kept: follows each `Saved` to the end, on the window's thread."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from intake_desktop.desk.views import Saved
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import work


class Shown(Enum):
    """What the word in the bar says."""

    SAVED = auto()
    SAVING = auto()
    NOT_SAVED = auto()


class Saving(QObject):
    """Counts what is under way. Typed text that was not handed on yet counts as under way: it is not kept either."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._under_way = 0
        self._typed = Shown.SAVED
        self._problem: ActionableError | None = None

    @property
    def shown(self) -> Shown:
        """SAVED only when everything on the screen was acknowledged after its durable commit."""
        if self._typed is Shown.NOT_SAVED:
            return Shown.NOT_SAVED
        if self._under_way or self._typed is Shown.SAVING:
            return Shown.SAVING
        return Shown.NOT_SAVED if self._problem else Shown.SAVED

    @property
    def problem(self) -> ActionableError | None:
        """Why the newest answer is not kept; None as soon as a later write brought everything home."""
        return self._problem

    def follow(self, saved: Saved) -> None:
        """Wait, without holding anybody up, until this is kept or refused."""
        self._under_way += 1
        self.changed.emit()
        work.follow(saved.done, self._kept, self._refused, owner=self)

    def typing(self, typed: Shown) -> None:
        """How far the text in the box is: handed on, not yet, or nothing that can be stored."""
        if typed is not self._typed:
            self._typed = typed
            self.changed.emit()

    def refuse(self, error: ActionableError) -> None:
        """A call that waited for the disk came back with a refusal."""
        self._problem = error
        self.changed.emit()

    def _kept(self, _nothing: None) -> None:
        self._under_way -= 1
        self._problem = None
        self.changed.emit()

    def _refused(self, error: ActionableError) -> None:
        self._under_way -= 1
        self.refuse(error)
