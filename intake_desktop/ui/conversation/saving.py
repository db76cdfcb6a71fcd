"""Whether what is on the screen is kept: asks the desk after each `Saved`, on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from intake_desktop.desk.keeping import SaveState
from intake_desktop.desk.views import Saved
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import work


class Shown(Enum):
    """What the word in the bar says."""

    SAVED = auto()
    SAVING = auto()
    NOT_SAVED = auto()


class Saving(QObject):
    """Draws what the desk says is kept. Of its own it knows only text that is typed and not yet handed on."""

    changed = Signal()

    def __init__(self, kept: Callable[[], SaveState], parent: QObject) -> None:
        """`kept` asks the desk; it is true also when an earlier write failed while later ones were on their way."""
        super().__init__(parent)
        self._kept = kept
        self._typed = Shown.SAVED
        self._problem: ActionableError | None = None

    @property
    def shown(self) -> Shown:
        """SAVED only when everything on the screen was acknowledged after its durable commit."""
        state = self._kept()
        if self._problem or state is SaveState.FAILED or self._typed is Shown.NOT_SAVED:
            return Shown.NOT_SAVED
        return Shown.SAVING if state is SaveState.SAVING or self._typed is Shown.SAVING else Shown.SAVED

    @property
    def problem(self) -> ActionableError | None:
        """Why something is not kept; None as soon as a later write brought everything home."""
        return self._problem

    def follow(self, saved: Saved) -> None:
        """Wait, without holding anybody up, until this is kept or refused."""
        self.changed.emit()
        work.follow(saved.done, self._over, self.refuse, owner=self)

    def typing(self, typed: Shown) -> None:
        """How far the text in the box is: handed on, not yet, or nothing that can be stored."""
        if typed is not self._typed:
            self._typed = typed
            self.changed.emit()

    def refuse(self, error: ActionableError) -> None:
        """Something could not be kept."""
        self._problem = error
        self.changed.emit()

    def _over(self, _nothing: None) -> None:
        if self._kept() is SaveState.SAVED:
            self._problem = None
        self.changed.emit()
