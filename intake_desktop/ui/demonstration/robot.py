"""A pair of hands: finds visible controls by name, clicks, types, waits, takes pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QWidget

PATIENCE = 20.0
"""Seconds that anything may take before the robot gives up; a slow machine is no failure."""


class RobotStuckError(Exception):
    """What should have become visible or true did not. A bug of the program, or of the story."""


class Robot:
    """Drives one window and keeps pictures of it in a folder."""

    def __init__(self, window: QWidget, pictures: Path) -> None:
        self._window = window
        self._pictures = pictures
        self.taken: list[Path] = []

    def begin(self) -> None:
        """Show the window and give it the keyboard."""
        self._window.show()
        self.focus()

    def wait_for(self, what: str, true: Callable[[], bool]) -> None:
        """Let the window live until something is so.

        Raises:
            RobotStuckError: it did not become so in `PATIENCE` seconds.
        """
        end = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > end:
                self.picture("stuck")
                raise RobotStuckError(what)
            self._live(0.01)

    def find(self, name: str) -> QWidget:
        """A visible, enabled control by its object name; waits for it."""
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [one for one in self._everything(name) if one.isVisible() and one.isEnabled()]
            return bool(found)

        self.wait_for(f"{name} did not appear", there)
        return found[0]

    def press(self, name: str) -> None:
        """Click a button in its middle."""
        self.click(self.find(name))

    def click(self, widget: QWidget) -> None:
        """Click a control in its middle, once it can be clicked."""
        self.wait_for(f"{widget.accessibleName()} cannot be clicked", lambda: widget.isVisible() and widget.isEnabled())
        if isinstance(widget, QCheckBox):  # its middle may lie beside its words
            widget.setFocus()
            QTest.keyClick(widget, Qt.Key.Key_Space)
        else:
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, widget.rect().center())
        self.rest()

    def read(self, name: str) -> str:
        """What a screen reader says about the visible thing of this accessible name."""
        found: list[str] = []

        def there() -> bool:
            found[:] = [
                one.accessibleDescription()
                for one in self._window.findChildren(QWidget)
                if one.isVisible() and one.accessibleName() == name and one.accessibleDescription()
            ]
            return bool(found)

        self.wait_for(f"nothing is called {name}", there)
        return found[0]

    def fill(self, name: str, text: str) -> None:
        """Type in a field by its name."""
        widget = self.find(name)
        widget.setFocus()
        self.clear()
        self.type(text)

    def clear(self) -> None:
        """Empty the field that has the focus."""
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.key(Qt.Key.Key_Delete)

    def type(self, text: str) -> None:
        """Type where the focus is. Text of another script arrives as from an input method."""
        target = self.focus()
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(text)
            QApplication.sendEvent(target, commit)
        self.rest()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus(), key, modifier)
        self.rest()

    def focus(self) -> QWidget:
        """What has the focus in the dialog in front, or else in the window. Keys work only in an active window."""
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        front = dialogs[-1] if dialogs else self._window
        if not front.isActiveWindow():
            front.activateWindow()
            self.wait_for("the window did not come to the front", front.isActiveWindow)
        return front.focusWidget() or front

    def picture(self, name: str) -> Path:
        """A picture of what a person sees now, dialogs included."""
        self.rest(0.15)
        path = self._pictures / f"{len(self.taken) + 1:02}-{name}.png"
        shot = self._window.grab()
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self._window and dialog.isVisible() and dialog.isWindow():
                self._lay_over(shot, dialog)
        shot.save(str(path))
        self.taken.append(path)
        return path

    def rest(self, seconds: float = 0.0) -> None:
        """Let the window draw and work off what waits."""
        self._live(0.0)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._live(0.01)

    @staticmethod
    def _live(seconds: float) -> None:
        """Qt's own waiting would hold Python's lock and starve the worker threads that we wait for."""
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(seconds)

    def _lay_over(self, shot: QPixmap, dialog: QWidget) -> None:
        painter = QPainter(shot)
        painter.fillRect(shot.rect(), QColor(0, 0, 0, 60))
        middle = QPoint((self._window.width() - dialog.width()) // 2, (self._window.height() - dialog.height()) // 2)
        painter.drawPixmap(middle, dialog.grab())
        painter.end()

    @staticmethod
    def _everything(name: str) -> list[QWidget]:
        return [one for top in QApplication.topLevelWidgets() for one in top.findChildren(QWidget, name)]
