"""What the resident brings next time: ticks that stand on the sheet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from intake_desktop.language import _
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import label


class BringList(QWidget):
    """One tick a thing. Asks for nothing that was not offered."""

    changed = Signal(tuple)  # ids

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: Collection[str]) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(1))
        lines.addWidget(label(_("What does the resident bring?"), "name"))
        for thing, words in choices:
            box = QCheckBox(words[:1].upper() + words[1:])
            box.setObjectName(f"print.bring.{thing}")
            box.toggled.connect(self._tell)
            self._boxes[thing] = box
            lines.addWidget(box)
        self.show_chosen(chosen)

    def box(self, thing: str) -> QCheckBox:
        """The tick of a thing."""
        return self._boxes[thing]

    def show_chosen(self, chosen: Collection[str]) -> None:
        """Tick these and no others, without telling anybody."""
        for thing, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(thing in chosen)
            box.blockSignals(False)

    def _tell(self) -> None:
        self.changed.emit(tuple(thing for thing, box in self._boxes.items() if box.isChecked()))
