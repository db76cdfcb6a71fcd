"""Names in sight: only while somebody asks for them, and never longer than a glance."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_GLANCE = 5000  # milliseconds
_LEAVING = frozenset({QEvent.Type.WindowDeactivate, QEvent.Type.Hide})


class Peek(QObject):
    """Covers the names again when the hold ends, after a glance, and whenever nobody may be looking at this window any more."""

    changed = Signal(bool)

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._glance = QTimer(self)
        self._glance.setSingleShot(True)
        self._glance.setInterval(_GLANCE)
        self._glance.timeout.connect(self.cover)
        self._open = False
        screen.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._look_away)

    @property
    def is_open(self) -> bool:
        """Whether names are in sight now."""
        return self._open

    def open(self) -> None:
        """Show the names. Asking again while they are in sight does not make it longer."""
        if not self._open:
            self._open = True
            self._glance.start()
            self.changed.emit(True)

    def cover(self) -> None:
        """Cover them again."""
        self._glance.stop()
        if self._open:
            self._open = False
            self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The release of a key never comes to a window that is no longer in front."""
        if event.type() in _LEAVING:
            self.cover()
        return super().eventFilter(watched, event)

    def _look_away(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self.cover()
