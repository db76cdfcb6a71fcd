"""A field to fill in: its question, a hint, the box, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.frames import row
from intake_desktop.ui.widgets.text import label

Box = QLineEdit | QPlainTextEdit | QComboBox


class Field(QWidget):
    """Label above, box below, error under it in words. The box carries the label as its accessible name."""

    def __init__(self, text: str, box: Box, hint: str = "", *, language: str | None = None) -> None:
        """`language` is that of the label, where it is not the interface's."""
        super().__init__()
        self.box = box
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(1))
        self.label = label(text, "strong", language).align_with_interface()
        self.label.setBuddy(box)
        lines.addWidget(self.label)
        self._hint_words = label("", "hint")
        lines.addWidget(self._hint_words)
        self._across = row(box, spacing=2)
        lines.addLayout(self._across)
        self._error = label("", "danger")
        self._error.hide()
        lines.addWidget(self._error)
        box.setAccessibleName(text)
        self.show_hint(hint)

    def put_beside(self, widget: QWidget) -> None:
        """A button that helps to fill in the box."""
        self._across.addWidget(widget)

    def show_hint(self, text: str) -> None:
        """Say how it is filled in, or nothing with an empty text."""
        self._hint = text
        self._hint_words.setText(text)
        self._hint_words.setVisible(bool(text))
        self.box.setAccessibleDescription(text)

    def show_error(self, text: str) -> None:
        """Say what is wrong, or nothing with an empty text."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.box.setAccessibleDescription(f"{text} {self._hint}".strip())
        self.box.setProperty("wrong", "true" if text else "false")
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)
