"""Stop here: always possible, nothing is lost, the sheet can be printed already."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from intake_desktop.language import _
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Tile, label


class StopBox(QDialog):
    """Three ways on. Esc goes on with the conversation."""

    print_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Stop here"))
        lines = QVBoxLayout(self)
        margin = theme().space(5)
        lines.setContentsMargins(margin, margin, margin, margin)
        lines.setSpacing(theme().space(3))
        lines.addWidget(label(_("Stop here"), "title"))
        lines.addWidget(label(_("What you wrote down stays. The sheet can be printed already.")))
        self.print_button = Tile(_("Stop and print the sheet"), _("You can go on another time."), "printer")
        self.leave_button = Tile(_("Stop without printing"), _("You can go on another time."), "hand")
        self.go_on_button = Tile(_("Go on with the conversation"), "", "arrow-u-up-left")
        for tile, wanted in ((self.print_button, self.print_wanted), (self.leave_button, self.leave_wanted)):
            tile.clicked.connect(self.accept)
            tile.clicked.connect(wanted)
        for name, tile in (("print", self.print_button), ("leave", self.leave_button), ("go-on", self.go_on_button)):
            tile.setObjectName(f"stop.{name}")
        self.go_on_button.clicked.connect(self.reject)
        for tile in (self.print_button, self.leave_button, self.go_on_button):
            lines.addWidget(tile)
        self.setMinimumWidth(round(460 * theme().scale))

    def open(self) -> None:
        """Show it with the focus on printing."""
        super().open()
        self.print_button.setFocus(Qt.FocusReason.PopupFocusReason)
