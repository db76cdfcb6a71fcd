"""Two small questions beside the sheet: was it handed over, and is a readable file really wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from intake_desktop.language import _
from intake_desktop.ui.widgets import Button, Card, label, row


class HandedOver(Card):
    """After printing: walk along to the printer, then say what became of the sheet."""

    answered = Signal(bool)  # True: handed over

    def __init__(self) -> None:
        super().__init__("warn", padding=4, spacing=2)
        self.lines.addWidget(label(_("Walk with the resident to the printer."), "name"))
        self.lines.addWidget(label(_("Afterwards: was the sheet handed over?")))
        self.yes = Button(_("Yes, handed over"), "main", icon="hand-palm")
        self.no = Button(_("No, shredded"), "plain", icon="scissors")
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        self.lines.addWidget(self.yes)
        self.lines.addWidget(self.no)
        self.yes.setObjectName("print.handed-over")
        self.no.setObjectName("print.shredded")
        self.setAccessibleName(_("Afterwards: was the sheet handed over?"))
        self.hide()

    def ask(self) -> None:
        """Ask it; the focus goes to the answer that is usual."""
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)


class ReadableFile(Card):
    """Before saving: what a readable file means."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__("warn", padding=4, spacing=2)
        self.lines.addWidget(label(_("This file is not locked."), "name"))
        self.lines.addWidget(label(_("Everybody who finds it can read the sheet. Save it only if the resident wants that.")))
        self.no = Button(_("Do not save"), "plain")
        self.yes = Button(_("Save it anyway"), "plain", icon="floppy-disk")
        self.no.clicked.connect(self.hide)
        self.yes.clicked.connect(self.hide)
        self.yes.clicked.connect(self.confirmed)
        self.lines.addLayout(row(self.no, self.yes, None, spacing=2))
        self.no.setObjectName("print.do-not-save")
        self.yes.setObjectName("print.save-anyway")
        self.setAccessibleName(_("This file is not locked."))
        self.hide()

    def ask(self) -> None:
        """Ask it; the focus goes to the answer that harms nobody."""
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
