"""One screen at a time; those it was opened from wait behind it. What leaves the stage is destroyed, not hidden."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from intake_desktop.ui.screens import Screen


class _Shown(NamedTuple):
    screen: Screen
    widget: QWidget


class Stage(QStackedWidget):
    """The router's hands: open a screen for good, lay one over another, go back, clear everything."""

    changed = Signal(str)  # the Screen now in front, empty after clear()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "screen")
        self._shown: list[_Shown] = []

    @property
    def showing(self) -> Screen | None:
        """The screen in front."""
        return self._shown[-1].screen if self._shown else None

    @property
    def in_front(self) -> QWidget | None:
        """Its widget."""
        return self._shown[-1].widget if self._shown else None

    def open(self, screen: Screen, widget: QWidget) -> None:
        """Show a screen in place of everything else."""
        before, self._shown = self._shown, []
        self._lay(screen, widget)
        _destroy(self, before)

    def lay_over(self, screen: Screen, widget: QWidget) -> None:
        """Show a screen over the one in front, to go back to."""
        self._lay(screen, widget)

    def back(self) -> None:
        """Destroy the screen in front and show the one behind it. Nothing happens when there is none."""
        if len(self._shown) > 1:
            over = self._shown.pop()
            self.setCurrentWidget(self._shown[-1].widget)
            _destroy(self, [over])
            self._told()

    def clear(self) -> None:
        """Destroy every screen."""
        before, self._shown = self._shown, []
        _destroy(self, before)
        self._told()

    def _lay(self, screen: Screen, widget: QWidget) -> None:
        widget.setObjectName(screen.value)
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown.append(_Shown(screen, widget))
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        if widget.focusProxy() is not None:
            widget.setFocus()
        self._told()

    def _told(self) -> None:
        self.changed.emit(self.showing.value if self.showing else "")


def _destroy(stage: Stage, shown: list[_Shown]) -> None:
    for one in shown:
        stage.removeWidget(one.widget)
        one.widget.setParent(None)
        one.widget.deleteLater()
