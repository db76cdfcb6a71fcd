"""Beside the conversation: what is urgent, and what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from intake_desktop.desk.views import PromiseView
from intake_desktop.language import _, current, day_in_words, time_in_words
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Button, Flow, icon, label, may_break


def due_words(promise: PromiseView, today: date) -> str:
    """When, for the helper: today, tomorrow or the day in words, with the time."""
    near = {today: _("today"), today + timedelta(days=1): _("tomorrow")}
    day = near.get(promise.due) or day_in_words(promise.due, current())
    return f"{day}, {time_in_words(promise.at, current())}" if promise.at else day


class PromiseRow(QFrame):
    """One promise: the sentence, when, and a way to take it back."""

    take_back = Signal(object)  # PromiseView

    def __init__(self, promise: PromiseView, today: date) -> None:
        super().__init__()
        self.promise = promise
        self.setProperty("kind", "item")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme().space(3), theme().space(2), theme().space(1), theme().space(2))
        line.setSpacing(theme().space(2) + 2)
        line.addWidget(icon(promise.icon or "handshake", "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(may_break(promise.sentence), "body", "nl").align_with_interface())
        when = due_words(promise, today)
        words.addWidget(label(may_break(when), "soft"))
        line.addLayout(words, 1)
        self.button = Button("", "quiet", icon="x")
        self.button.setAccessibleName(_("Take back: {promise}", promise=promise.sentence))
        self.button.setToolTip(_("Take back"))
        self.button.clicked.connect(lambda: self.take_back.emit(promise))
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{promise.sentence} {when}")


class Aside(QWidget):
    """The urgent box and the promises."""

    add_wanted = Signal()
    take_back = Signal(object)  # PromiseView

    def __init__(self) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(3))
        self._urgent = QFrame()
        self._urgent.setProperty("kind", "warn")
        inside = QHBoxLayout(self._urgent)
        inside.setContentsMargins(theme().space(3), theme().space(3), theme().space(3), theme().space(3))
        inside.setSpacing(theme().space(3))
        self._urgent_words = label("", "warn")
        inside.addWidget(icon("alarm", "warn", 22), 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._urgent_words, 1)
        lines.addWidget(self._urgent)
        lines.addWidget(label(_("Promises").upper(), "head"))
        self._flow = Flow(spacing=2)
        self._none = label(_("No promises yet."), "soft")
        self._flow.lines.addWidget(self._none)
        self.add_button = Button(_("Promise"), "quiet", icon="plus", shortcut="F9")
        self.add_button.setAccessibleName(_("Add a promise"))
        self.add_button.setObjectName("conversation.add-promise")
        self.add_button.clicked.connect(self.add_wanted)
        self._flow.lines.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._flow.lines.addStretch(1)
        lines.addWidget(self._flow, 1)
        self._rows: list[PromiseRow] = []

    @property
    def rows(self) -> list[PromiseRow]:
        """The promises in view."""
        return list(self._rows)

    def begin(self) -> None:
        """The focus goes to adding one."""
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_urgent(self, words: str) -> None:
        """What must happen first; nothing takes no room."""
        if words != self._urgent.accessibleName():
            self._urgent_words.setText(may_break(words))
            self._urgent.setAccessibleName(words)
        self._urgent.setVisible(bool(words))

    def show_promises(self, promises: Sequence[PromiseView], today: date) -> None:
        """Draw the promises of this visit."""
        for gone in self._rows:
            self._flow.lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._rows = [PromiseRow(promise, today) for promise in promises]
        for number, made in enumerate(self._rows):
            made.button.setObjectName(f"conversation.promise.{number + 1}.take-back")
            made.take_back.connect(self.take_back)
            self._flow.lines.insertWidget(number, made)
        self._none.setVisible(not promises)
