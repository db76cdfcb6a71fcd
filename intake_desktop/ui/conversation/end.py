"""Behind the last question: what is still wrong, and what now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_desktop.desk.views import EndView, ErrorView
from intake_desktop.language import R_, _, ngettext_
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Card, Rule, Tile, icon, label
from intake_desktop.ui.widgets.filled import FilledButton
from intake_desktop.ui.widgets.twins import Twin, twin

THANKS = R_("Dit waren de vragen. Dank u wel.")


class ErrorLink(FilledButton):
    """One wrong answer, in the words that stand at its question; pressing it goes there."""

    def __init__(self, error: ErrorView, reads: str) -> None:
        super().__init__("option")
        self.ref = error.ref
        self.setAccessibleName(f"{error.label.nl} {error.message.nl}")
        words = QVBoxLayout()
        words.setSpacing(theme().space(1))
        for text, role in ((error.label, "strong"), (error.message, "danger")):
            made = Twin(role, marked=False)
            made.show_text(text, reads)
            words.addWidget(made)
        self.line.addWidget(icon("warning-circle-fill", "danger", 22))
        self.line.addLayout(words, 1)
        self.line.addWidget(icon("caret-right", "soft", 18))
        self.settle()


class EndCard(Card):
    """The card of the last page."""

    go_to = Signal(str)
    print_wanted = Signal()
    release_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=5, spacing=3)
        self._errors: tuple[ErrorView, ...] | None = None
        self._shown: list[ErrorLink] = []
        self._thanks = Twin("question", divided=True)
        self._wrong = label("", "danger")
        self._links = QVBoxLayout()
        self._links.setSpacing(theme().space(2))
        self.lines.addWidget(self._thanks)
        self.lines.addWidget(Rule())
        self.lines.addWidget(self._wrong)
        self.lines.addLayout(self._links)
        self.lines.addWidget(label(_("What now?"), "name"))
        self.print_button = Tile(_("Print the sheet"), _("Short sheet in both languages, to take home."), "printer")
        self.release_button = Tile(_("What leaves"), _("Ask the resident what may go, and to whom."), "paper-plane-tilt")
        self.finish_button = Tile(_("Finish the conversation"), _("The answers are taken over for next time."), "check-circle")
        signals = (self.print_wanted, self.release_wanted, self.finish_wanted)
        for tile, wanted, name in zip(self.tiles(), signals, ("print", "release", "finish"), strict=True):
            tile.setObjectName(f"conversation.end.{name}")
            tile.clicked.connect(wanted)
            self.lines.addWidget(tile)

    def tiles(self) -> tuple[Tile, Tile, Tile]:
        """Print, what leaves, finish."""
        return self.print_button, self.release_button, self.finish_button

    @property
    def links(self) -> list[ErrorLink]:
        """The links to wrong answers."""
        return list(self._shown)

    def show_end(self, view: EndView, reads: str) -> None:
        """Draw what is still wrong."""
        self._thanks.show_text(twin(THANKS, reads), reads)
        self.setAccessibleName(_("End of the conversation"))
        if view.errors == self._errors:
            return
        self._errors = view.errors
        count = len(view.errors)
        self._wrong.setText(
            ngettext_(
                "{count} answer is not right yet. Press it to go there.",
                "{count} answers are not right yet. Press one to go there.",
                count,
            )
            if count
            else ""
        )
        self._wrong.setVisible(bool(count))
        for gone in self._shown:
            self._links.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._shown = []
        for number, error in enumerate(view.errors, start=1):
            made = ErrorLink(error, reads)
            made.setObjectName(f"conversation.wrong.{number}")
            made.clicked.connect(lambda _checked=False, ref=error.ref: self.go_to.emit(ref))
            self._links.addWidget(made)
            self._shown.append(made)

    def begin(self) -> bool:
        """The focus goes to the first wrong answer, else to printing."""
        first: QWidget = next(iter(self.links), self.print_button)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
