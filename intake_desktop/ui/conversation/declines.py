"""The three ways not to answer, each one key away, in both languages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_desktop.casework.visits import NonAnswer
from intake_desktop.desk.views import QuestionView
from intake_desktop.language import R_, _, resident_text
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import KeyChip, icon, label
from intake_desktop.ui.widgets.filled import FilledButton

WORDS = {
    NonAnswer.DO_NOT_KNOW: R_("Weet ik niet"),
    NonAnswer.RATHER_NOT_SAY: R_("Zeg ik liever niet"),
    NonAnswer.NOT_DISCUSSED: R_("Niet besproken"),
}
KEYS = {
    Qt.Key.Key_F6: NonAnswer.DO_NOT_KNOW,
    Qt.Key.Key_F7: NonAnswer.RATHER_NOT_SAY,
    Qt.Key.Key_F8: NonAnswer.NOT_DISCUSSED,
}


class DeclinePill(FilledButton):
    """One non-answer: Dutch, its key, and under it what the resident reads."""

    def __init__(self, kind: NonAnswer, key: str) -> None:
        super().__init__("pill", across=3, down=theme().space(1), goes_on=True)
        self.kind = kind
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._mark = icon("check-circle-fill", "accent", 18)
        self._nl = label(WORDS[kind], "body", "nl", wrap=False)
        self._other = label("", "soft", wrap=False)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._nl)
        words.addWidget(self._other)
        self.line.setSpacing(theme().space(2))
        self.line.addWidget(self._mark)
        self.line.addLayout(words)
        self.line.addWidget(KeyChip(key))
        self.settle()

    def show_state(self, reads: str, *, chosen: bool) -> None:
        """Draw it chosen or not; the name for a screen reader says that choosing again takes it back."""
        self.setChecked(chosen)
        self._mark.setVisible(chosen)
        other = "" if reads in ("", "nl") else resident_text(WORDS[self.kind], reads).text
        self._other.set_language(reads or "nl")
        self._other.setText(other)
        self._other.setVisible(bool(other))
        self.setAccessibleName(WORDS[self.kind])
        self.setAccessibleDescription(_("Chosen; press again to take it back") if chosen else other)


class Declines(QWidget):
    """The non-answers a question allows."""

    declined = Signal(object)  # NonAnswer

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().space(2))
        self._pills = {kind: DeclinePill(kind, f"F{key.value - Qt.Key.Key_F1.value + 1}") for key, kind in KEYS.items()}
        for kind, pill in self._pills.items():
            pill.setObjectName(f"conversation.decline.{kind.value}")
            pill.clicked.connect(lambda _checked=False, kind=kind: self.declined.emit(kind))
            line.addWidget(pill)

    def pill(self, kind: NonAnswer) -> DeclinePill:
        """The pill of a non-answer."""
        return self._pills[kind]

    def show_question(self, view: QuestionView, reads: str) -> None:
        """Draw the ones this question allows."""
        for kind, pill in self._pills.items():
            pill.setVisible(kind in view.can_decline)
            pill.show_state(reads, chosen=view.declined is kind)
        self.setVisible(bool(view.can_decline))
