"""A twin text that can be shown again with other words: made once, filled for every question."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_desktop.desk.views import Bilingual
from intake_desktop.language import _, resident_text
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.frames import Rule
from intake_desktop.ui.widgets.text import Badge, label

_KEPT_TOGETHER = re.compile(r"[^ \n]+")
_LONGEST_KEPT = 28  # characters: "donderdag 26 november 2026" has 26


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
    """Dutch and the resident's language, equally large. Keeps its labels: showing other words costs no new widgets.

    Centred, both stand in the middle of the height (one line in two scripts); otherwise both begin at the top.
    """

    def __init__(
        self, role: str = "body", *, spacing: int = 5, divided: bool = False, marked: bool = True, centred: bool = False
    ) -> None:
        super().__init__()
        # Dutch stays left also under a right-to-left interface: two people point at the same place.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._centred = centred
        self._shown: tuple[Bilingual, str] | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().space(spacing))
        self.nl = label("", role, "nl")
        self.other = label("", role, "nl")
        if not centred:
            self.nl.align_top()
            self.other.align_top()
        self._rule = Rule(vertical=True) if divided else None
        self._badge = Badge(_("Not translated yet"), "translate", "soft") if marked else None
        self._left = QVBoxLayout()
        self._left.addWidget(self.nl)
        line.addLayout(self._left, 1)
        if self._rule is not None:
            line.addWidget(self._rule)
        self._beside = QWidget()
        self._lines = lines = QVBoxLayout(self._beside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(1))
        lines.addWidget(self.other, 1)
        if self._badge is not None:
            lines.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeading)
        line.addWidget(self._beside, 1)

    def show_text(self, text: Bilingual, language: str) -> None:
        """Show a text; an empty one takes no room."""
        if self._shown == (text, language):
            return
        self._shown = (text, language)
        language = "nl" if text.other_is_dutch else language or "nl"
        self.other.set_language(language)
        self.nl.setText(_breakable(text.nl))
        self.other.setText(_breakable(text.other))
        beside = bool(text.other)
        self._level(beside=beside)
        self._beside.setVisible(beside)
        if self._rule is not None:
            self._rule.setVisible(beside)
        if self._badge is not None:
            self._badge.setVisible(beside and text.other_is_dutch)
        if self.parentWidget() is not None or not text.nl:  # without a parent, showing would open a window
            self.setVisible(bool(text.nl))

    def _level(self, *, beside: bool) -> None:
        """Let both first lines stand on one baseline, whatever room the other script takes above it."""
        if not self._centred:
            nl, other = self.nl.fontMetrics().ascent(), self.other.fontMetrics().ascent()
            self._left.setContentsMargins(0, max(0, other - nl) if beside else 0, 0, 0)
            self._lines.setContentsMargins(0, max(0, nl - other), 0, 0)

    def set_role(self, role: str) -> None:
        """Say it in another role of the style sheet."""
        for one in (self.nl, self.other):
            one.set_role(role)


def _breakable(text: str) -> str:
    """Days and times stay on one line; a longer name that was kept together for paper may break on a screen."""
    return _KEPT_TOGETHER.sub(lambda found: found[0].replace("\u00a0", " ") if len(found[0]) > _LONGEST_KEPT else found[0], text)
