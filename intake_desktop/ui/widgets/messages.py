"""What went wrong, in plain words, in the place where it happened. No box that must be clicked away."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from intake_desktop.language import sentence_of
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.glyphs import icon
from intake_desktop.ui.widgets.text import label

_DRAWINGS = {"danger": "warning-circle-fill", "warn": "warning-fill", "good": "check-circle-fill"}


class MessageBar(QFrame):
    """A line of plain words, hidden while there is nothing to say. Screen readers say it as it appears."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme().space(3), theme().space(2), theme().space(3), theme().space(2))
        line.setSpacing(theme().space(3))
        self._icon = icon("warning-circle-fill", "danger", 20)
        self._text = label("", "strong")
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """What is said now."""
        return self._text.text()

    def show_error(self, error: ActionableError) -> None:
        """Say an error's sentence in the interface language."""
        self.say(sentence_of(error), "danger")

    def say(self, text: str, tone: str = "danger") -> None:
        """Say something; tones are danger, warn and good. An empty text says nothing and takes no room."""
        self._text.setText(text)
        self.setVisible(bool(text))
        if not text:
            return
        self._icon.show_glyph(_DRAWINGS[tone], "accent" if tone == "good" else tone)
        self.setProperty("kind", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        from PySide6.QtGui import (
            QAccessible,
            QAccessibleAnnouncementEvent,
            QAccessibleEvent,
        )  # nothing is said before the first paint

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def clear(self) -> None:
        """Nothing to say any more."""
        self.say("")
