"""Preview and print: the sheet a resident takes home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.counter import Counter
from intake_desktop.language import _
from intake_desktop.language.errors import ActionableError
from intake_desktop.summary import Paper
from intake_desktop.ui import work
from intake_desktop.ui.printing.asking import HandedOver, ReadableFile
from intake_desktop.ui.printing.bring import BringList
from intake_desktop.ui.printing.pages import Pages
from intake_desktop.ui.printing.preview import Preview
from intake_desktop.ui.printing.printer import PrinterRefused, ask_file, ask_printer, print_pdf, write_file
from intake_desktop.ui.widgets import Bar, Button, Columns, Flow, MessageBar, column, in_reading_order, label, row

_ASIDE = 340


class PrintScreen(QWidget):
    """The real PDF beside what can be done with it. The bytes live in memory only."""

    done = Signal()
    release_requested = Signal(str)  # VisitId

    def __init__(
        self,
        counter: Counter,
        visit: VisitId,
        *,
        choose_printer: Callable[[QWidget], QPrinter | None] = ask_printer,
        choose_file: Callable[[QWidget], Path | None] = ask_file,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._prints = counter.prints
        self._visit = visit
        self._choose_printer = choose_printer
        self._choose_file = choose_file
        self._paper = Paper.A4
        self._wanted = 0
        self.pdf = b""
        self.message = MessageBar()
        self.preview = Preview()
        self.bring = BringList(self._prints.bring_choices(), self._prints.bring(visit))
        self.handed_over = HandedOver()
        self.readable_file = ReadableFile()
        self._build()
        self._connect()
        self._compose()

    def _build(self) -> None:
        self.done_button = Button(_("Done"), "plain", icon="check")
        self.release_button = Button(_("What leaves"), "plain", icon="paper-plane-tilt")
        self.print_button = Button(_("Print"), "main", icon="printer", shortcut="Ctrl+P")
        self.save_button = Button(_("Save as a file…"), "quiet", icon="floppy-disk")
        self.papers = {Paper.A4: Button("A4", "pill"), Paper.A5: Button("A5", "pill")}
        group = QButtonGroup(self)
        for paper, button in self.papers.items():
            button.setCheckable(True)
            button.setObjectName(f"print.paper.{paper.value}")
            button.setChecked(paper is self._paper)
            button.setAccessibleName(_("Paper size {paper}", paper=paper.value.upper()))
            group.addButton(button)
        for name, button in (
            ("done", self.done_button),
            ("release", self.release_button),
            ("print", self.print_button),
            ("save", self.save_button),
        ):
            button.setObjectName(f"print.{name}")
        self._working = label(_("Drawing the sheet…"), "soft")
        left = QWidget()
        left.setLayout(column(self.message, self._working, spacing=2))
        left.layout().addWidget(self.preview)  # type: ignore[union-attr]  # it was set in the line above
        beside = Flow(spacing=4)
        lines = beside.lines
        lines.addWidget(self.print_button)
        lines.addWidget(self.handed_over)
        lines.addLayout(row(label(_("Paper"), "soft", wrap=False), *self.papers.values(), None, spacing=2))
        lines.addWidget(self.bring)
        lines.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeading)
        lines.addWidget(self.readable_file)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar = Bar(_("The sheet"), _("What the resident takes home"), "printer", self.release_button, self.done_button)
        outer.addWidget(bar)
        outer.addWidget(Columns(left, beside, aside_width=_ASIDE), 1)
        self.setFocusProxy(self.print_button)
        in_reading_order(self)

    def _connect(self) -> None:
        self.done_button.clicked.connect(self.done)
        self.release_button.clicked.connect(lambda: self.release_requested.emit(self._visit))
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self.readable_file.ask)
        self.readable_file.confirmed.connect(self._save)
        self.handed_over.answered.connect(self._note)
        self.bring.changed.connect(self._bring)
        for paper, button in self.papers.items():
            button.clicked.connect(lambda _checked=False, paper=paper: self._show_paper(paper))

    # the sheet ----------------------------------------------------------------------------------------------------

    def _compose(self) -> None:
        """Ask for the sheet; an answer that was overtaken by a newer wish is dropped."""
        self._wanted += 1
        wanted, paper = self._wanted, self._paper
        self._working.setVisible(not self.pdf)
        self.print_button.setEnabled(False)
        self.save_button.setEnabled(False)
        work.run(
            lambda: self._prints.sheet(self._visit, paper),
            lambda pdf: self._show(pdf) if wanted == self._wanted else None,
            self.message.show_error,
            owner=self,
        )

    def _show(self, pdf: bytes) -> None:
        first, self.pdf = not self.pdf, pdf
        self._working.hide()
        self.preview.show_pages(Pages(pdf))
        self.print_button.setEnabled(True)
        self.save_button.setEnabled(True)
        if first:
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self, things: tuple[str, ...]) -> None:
        try:
            self._prints.set_bring(self._visit, things)
        except ActionableError as error:
            self.message.show_error(error)
            return
        self._compose()

    def _show_paper(self, paper: Paper) -> None:
        if paper is not self._paper:
            self._paper = paper
            self._compose()

    # out of the program -------------------------------------------------------------------------------------------

    def _print(self) -> None:
        self.message.clear()
        try:
            printer = self._choose_printer(self)
        except PrinterRefused as error:
            self.message.show_error(error)
            return
        if printer is None:
            return
        self.print_button.setEnabled(False)
        pdf = self.pdf
        work.run(lambda: print_pdf(pdf, printer), self._printed, self._not_printed, owner=self)

    def _printed(self, _nothing: None) -> None:
        self.print_button.setEnabled(True)
        self.handed_over.ask()

    def _not_printed(self, error: ActionableError) -> None:
        self.print_button.setEnabled(True)
        self.message.show_error(error)

    def _note(self, handed_over: bool) -> None:
        try:
            self._prints.printed(self._visit, handed_over=handed_over)
        except ActionableError as error:
            self.message.show_error(error)
            return
        self.handed_over.hide()
        self.message.say(_("Noted: handed over.") if handed_over else _("Noted: shredded."), "good")
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        path = self._choose_file(self)
        if path is None:
            return
        try:
            write_file(self.pdf, path)
            self._prints.saved_to_file(self._visit)
        except ActionableError as error:
            self.message.show_error(error)
            return
        self.message.say(_("Saved. Remember that everybody can read this file."), "warn")
