"""Fields for what opens the desk: a passphrase that can be looked at, a recovery code in groups of four."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_desktop.language import _
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import button, label, row

_SECRET = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase


class PassphraseField(QWidget):
    """A hidden line with a button that shows it as long as it is wanted."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(1))
        self.box = QLineEdit()
        self.box.setObjectName(name)
        self.box.setAccessibleName(text)
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setInputMethodHints(_SECRET | Qt.InputMethodHint.ImhHiddenText)
        question = label(text, "strong")
        question.setBuddy(self.box)
        self._look = button(_("Show"), "plain", "eye")
        self._look.setObjectName(f"{name}.show")
        self._look.setCheckable(True)
        self._look.toggled.connect(self._show)
        lines.addWidget(question)
        lines.addLayout(row(self.box, self._look, spacing=2))

    def show_typing(self) -> None:
        """Begin with the text in sight, where somebody makes up a passphrase and must see what is typed."""
        self._look.setChecked(True)

    def _show(self, on: bool) -> None:
        self.box.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._look.show_text(_("Hide") if on else _("Show"), "eye-slash" if on else "eye")


class RecoveryField(QWidget):
    """A line for the printed code. Small letters, spaces and hyphens may be typed as they come."""

    def __init__(self, name: str) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(1))
        self.box = QLineEdit()
        self.box.setObjectName(name)
        self.box.setAccessibleName(_("Recovery code"))
        self.box.setInputMethodHints(_SECRET)
        self.box.setMaxLength(100)
        self.box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        question = label(_("Recovery code"), "strong")
        question.setBuddy(self.box)
        lines.addWidget(question)
        lines.addWidget(label(_("Seven groups of four letters and digits. Capitals and hyphens do not matter."), "hint"))
        lines.addWidget(self.box)
