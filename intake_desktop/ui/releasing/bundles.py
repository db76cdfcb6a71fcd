"""What would leave, in bundles with the answers as they were told. Nothing is ticked beforehand; the resident picks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_desktop.desk.views import BundleView
from intake_desktop.language import _
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import icon, label
from intake_desktop.ui.widgets.filled import FilledButton
from intake_desktop.ui.widgets.twins import Twin


class BundleRow(FilledButton):
    """One bundle: its name in both languages, and under it every answer that would go."""

    def __init__(self, bundle: BundleView, language: str) -> None:
        super().__init__("option", across=3)
        self.id = bundle.id
        self.setObjectName(f"release.bundle.{bundle.id}")
        self.always = bundle.always
        self.setCheckable(not bundle.always)
        self._mark = icon("lock-simple" if bundle.always else "square", "soft", 24)
        words = QVBoxLayout()
        words.setSpacing(theme().space(1))
        name = Twin("strong", marked=False)
        name.show_text(bundle.label, language)
        words.addWidget(name)
        if bundle.always:
            words.addWidget(label(_("Always goes along with a yes"), "soft"))
        self._lines = [label("", "soft", "nl") for _told in bundle.lines]
        for line in self._lines:
            words.addWidget(line)
        self.line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self.line.addLayout(words, 1)
        self.settle()
        self.setAccessibleName(bundle.label.nl)
        self.show_lines(bundle)
        self.toggled.connect(self._draw)

    def show_lines(self, bundle: BundleView) -> None:
        """The answers as they would go now: another bundle decides whether a promise says the resident's name."""
        told = [_line(asked, answer) for asked, answer in bundle.lines]
        for line, words in zip(self._lines, told, strict=True):
            if line.text() != words:
                line.setText(words)
        self.setAccessibleDescription(". ".join(told))

    def _draw(self, chosen: bool) -> None:
        self._mark.show_glyph("check-square-fill" if chosen else "square", "accent" if chosen else "soft")


def _line(asked: str, told: str) -> str:
    """A question with its answer behind it; one that ends in a question mark needs no colon."""
    return f"{asked} {told}" if asked.endswith("?") else f"{asked}: {told}"


class BundleList(QWidget):
    """All bundles of one receiver."""

    changed = Signal()

    def __init__(self, bundles: Sequence[BundleView], language: str) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(2))
        self.rows = [BundleRow(bundle, language) for bundle in bundles]
        for row in self.rows:
            row.toggled.connect(self.changed)
            lines.addWidget(row)

    def begin(self) -> bool:
        """The focus goes to the first thing that can be picked. False when there is none."""
        for row in self.rows:
            if not row.always:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def show_lines(self, bundles: Sequence[BundleView]) -> None:
        """What would go, after a tick."""
        for row, bundle in zip(self.rows, bundles, strict=True):
            row.show_lines(bundle)

    def chosen(self) -> tuple[str, ...]:
        """What the resident picked."""
        return tuple(row.id for row in self.rows if row.isChecked())
