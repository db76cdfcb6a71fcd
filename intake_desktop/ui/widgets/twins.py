"""A twin text that can be shown again with other words: made once, filled for every question."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from intake_desktop.desk.views import Bilingual
from intake_desktop.language import _, resident_text
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.frames import Rule
from intake_desktop.ui.widgets.text import Badge, direction_of, label


def twin(dutch: str, reads: str, **slots: str) -> Bilingual:
    """A text of the resident catalog beside its Dutch source. Slots are filled after translation.

    Args:
        dutch: the Dutch source, marked with ``R_`` where it stands in code.
        reads: language the resident reads; empty or Dutch gives one column.
        slots: values for the places in the text, the same in both languages.
    """
    filled = dutch.format(**slots) if slots else dutch
    if reads in ("", "nl"):
        return Bilingual(filled)
    other = resident_text(dutch, reads)
    return Bilingual(filled, other.text.format(**slots) if slots else other.text, other_is_dutch=other.is_dutch)


class Twin(QWidget):
    """Dutch and the resident's language, equally large. Keeps its labels: showing other words costs no new widgets."""

    def __init__(self, role: str = "body", *, spacing: int = 5, divided: bool = False, marked: bool = True) -> None:
        super().__init__()
        # Dutch stays left also under a right-to-left interface: two people point at the same place.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._language = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().space(spacing))
        self.nl = _top(label("", role, "nl"))
        self.other = _top(label("", role, "nl"))
        self._rule = Rule(vertical=True) if divided else None
        self._badge = Badge(_("Not translated yet"), "translate", "soft") if marked else None
        line.addWidget(self.nl, 1)
        if self._rule is not None:
            line.addWidget(self._rule)
        self._beside = QWidget()
        lines = QVBoxLayout(self._beside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(1))
        lines.addWidget(self.other, 1)
        if self._badge is not None:
            lines.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeading)
        line.addWidget(self._beside, 1)

    def show_text(self, text: Bilingual, language: str) -> None:
        """Show a text; an empty one takes no room."""
        language = "nl" if text.other_is_dutch else language or "nl"
        if language != self._language:
            self._language = language
            self.other.setFont(theme().font(language))
            self.other.setLayoutDirection(direction_of(language))
        _change(self.nl, text.nl)
        _change(self.other, text.other)
        beside = bool(text.other)
        self._beside.setVisible(beside)
        if self._rule is not None:
            self._rule.setVisible(beside)
        if self._badge is not None:
            self._badge.setVisible(beside and text.other_is_dutch)
        self.setVisible(bool(text.nl))

    def set_role(self, role: str) -> None:
        """Say it in another role of the style sheet."""
        for one in (self.nl, self.other):
            if one.property("role") != role:
                one.setProperty("role", role)
                one.style().unpolish(one)
                one.style().polish(one)


def _top(text: QLabel) -> QLabel:
    text.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    return text


def _change(shown: QLabel, text: str) -> None:
    if shown.text() != text:
        shown.setText(text)
