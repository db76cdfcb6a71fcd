"""The three columns: sections, the page, what stands beside it. Columns fold away before anything is clipped."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_desktop.language import _
from intake_desktop.ui.conversation.aside import Aside
from intake_desktop.ui.conversation.sections import SectionList
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Button, label, row

# Widths at 100 %, in pixels; they grow with the type.
_SECTIONS = 232
_ASIDE = 286
_MIDDLE = 700
_WIDEST = 1440


class Panes(QWidget):
    """Lays the columns out. Folded columns come back, one at a time, in the place of the page."""

    def __init__(self, sections: SectionList, middle: QWidget, aside: Aside) -> None:
        super().__init__()
        self._sections, self._middle, self._aside = sections, middle, aside
        self._folded: set[QWidget] = set()
        self._shown: QWidget = middle
        self.sections_button = Button("", "plain", icon="list")
        self.aside_button = Button("", "plain", icon="handshake")
        self.sections_button.setObjectName("conversation.sections")
        self.aside_button.setObjectName("conversation.promises")
        self.sections_button.clicked.connect(lambda: self._turn(self._sections))
        self.aside_button.clicked.connect(lambda: self._turn(self._aside))
        self._urgent_words = ""
        self.show_section("")
        self.show_promises(0)
        held = QWidget()
        held.setMaximumWidth(round(_WIDEST * theme().scale))
        outer = QVBoxLayout(held)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme().space(3))
        around = row(None, spacing=0)
        around.setContentsMargins(theme().space(5), theme().space(4), theme().space(5), theme().space(4))
        around.addWidget(held, 1000)
        around.addStretch(1)
        self.setLayout(around)
        self._urgent = label("", "warn")
        strip = row(self.sections_button, spacing=3)
        strip.addWidget(self._urgent, 1)
        strip.addWidget(self.aside_button)
        outer.addLayout(strip)
        columns = QHBoxLayout()
        columns.setSpacing(theme().space(5))
        columns.addWidget(sections)
        columns.addWidget(middle, 1)
        columns.addWidget(aside)
        outer.addLayout(columns, 1)
        self.arrange(self.width())

    def arrange(self, width: int) -> None:
        """Fold what does not fit: first what stands beside the page, then the sections."""
        scale, spaces = theme().scale, theme().space(5)
        with_sections = round((_SECTIONS + _MIDDLE) * scale) + 3 * spaces
        with_both = with_sections + round(_ASIDE * scale) + spaces
        folded: set[QWidget] = set()
        if width < with_both:
            folded.add(self._aside)
        if width < with_sections:
            folded.add(self._sections)
        self._folded = folded
        if self._shown not in folded:
            self._shown = self._middle
        for column, wide in ((self._sections, _SECTIONS), (self._aside, _ASIDE)):
            if column in folded:
                column.setMinimumWidth(0)
                column.setMaximumWidth(16777215)  # Qt's own "no limit"
            else:
                column.setFixedWidth(round(wide * scale))
        self._show_columns()

    def show_talk(self) -> None:
        """Back to the page, when a folded column stood in its place."""
        self._shown = self._middle
        self._show_columns()

    def show_section(self, words: str) -> None:
        """What the folded list of sections says: the section the helper is in."""
        _say(self.sections_button, words or _("Sections"))

    def show_promises(self, count: int) -> None:
        """What the folded column of promises says."""
        _say(self.aside_button, _("Promises ({count})", count=count))

    def show_urgent(self, words: str) -> None:
        """What must happen first stays in view while the column it stands in is folded away."""
        if words == self._urgent_words:
            return
        self._urgent_words = words
        self._urgent.setText(words)
        self._urgent.setVisible(bool(words) and self._aside in self._folded)

    def _turn(self, column: SectionList | Aside) -> None:
        self._shown = self._middle if self._shown is column else column
        self._show_columns()
        if self._shown is column:
            column.begin()

    def _show_columns(self) -> None:
        beside = self._shown is not self._middle
        self._middle.setVisible(not beside)
        for column, button in ((self._sections, self.sections_button), (self._aside, self.aside_button)):
            folded = column in self._folded
            column.setVisible(self._shown is column if folded else not beside or column not in self._folded)
            button.setVisible(folded)
        self._urgent.setVisible(bool(self._urgent_words) and self._aside in self._folded and self._shown is not self._aside)


def _say(button: Button, words: str) -> None:
    """Another text makes the whole row find its place again: only when it is another."""
    if button.text() != words:
        button.show_text(words)
