"""The sentences a promise can be made with: type to find one, arrows to walk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from intake_desktop.desk.views import PhraseView
from intake_desktop.language import _
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import glyph_icon, label

_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PhraseList(QWidget):
    """A search field above a list. The arrows move in the list while the focus stays in the field."""

    picked = Signal(object)  # PhraseView or None

    def __init__(self, phrases: Sequence[PhraseView]) -> None:
        super().__init__()
        self._phrases = {one.id: one for one in phrases}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme().space(1), theme().space(1), theme().space(1), theme().space(1))
        lines.setSpacing(theme().space(2))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Type to search"))
        self.search.setAccessibleName(_("What do you agree on?"))
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._sift)
        self.search.setObjectName("promise.search")
        self.list = QListWidget()
        self.list.setObjectName("promise.sentences")
        self.list.setAccessibleName(_("Sentences"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in phrases:
            item = QListWidgetItem(glyph_icon(one.icon or "handshake", "accent", 20), one.label)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(item)
        self.list.currentItemChanged.connect(lambda *_items: self.picked.emit(self.current()))
        heading = label(_("What do you agree on?"), "strong")
        heading.setBuddy(self.search)
        for part in (heading, self.search, self.list):
            lines.addWidget(part)
        self.list.setCurrentRow(0)

    def current(self) -> PhraseView | None:
        """The sentence that is chosen now; None when none fits what was typed."""
        item = self.list.currentItem()
        return None if item is None or item.isHidden() else self._phrases[item.data(Qt.ItemDataRole.UserRole)]

    def choose(self, phrase: str) -> None:
        """Choose a sentence by its id."""
        for number in range(self.list.count()):
            if self.list.item(number).data(Qt.ItemDataRole.UserRole) == phrase:
                self.list.setCurrentRow(number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows typed in the search field walk through the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _WALKING:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _sift(self, wanted: str) -> None:
        words = wanted.casefold().split()
        first: QListWidgetItem | None = None
        for number in range(self.list.count()):
            item = self.list.item(number)
            found = all(word in item.text().casefold() for word in words)
            item.setHidden(not found)
            first = first or (item if found else None)
        if self.current() is None:
            self.list.setCurrentRow(-1 if first is None else self.list.row(first))
            self.picked.emit(self.current())
