"""Preview and print: the sheet a resident takes home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.counter import Counter
from intake_desktop.language import _, ngettext_
from intake_desktop.language.errors import ActionableError
from intake_desktop.summary import Paper
from intake_desktop.ui import work
from intake_desktop.ui.printing.asking import HandedOver, ReadableFile
from intake_desktop.ui.printing.bring import BringList
from intake_desktop.ui.printing.pages import Pages
from intake_desktop.ui.printing.preview import Preview
from intake_desktop.ui.printing.printer import PrinterRefused, ask_file, ask_printer, print_pdf, write_file
from intake_desktop.ui.printing.refusals import words_of
from intake_desktop.ui.widgets import (
    Bar,
    Button,
    Columns,
    Flow,
    MessageBar,
    column,
    in_own_order,
    in_reading_order,
    label,
    row,
)

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
        back_to_conversation: bool = False,
        choose_printer: Callable[[QWidget], QPrinter | None] = ask_printer,
        choose_file: Callable[[QWidget], Path | None] = ask_file,
    ) -> None:
        """`back_to_conversation`: it lies over a conversation that goes on when this is done."""
        super().__init__()
        self.setProperty("kind", "screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._counter = counter
        self._prints = counter.prints
        self._visit = visit
        self._back_to_conversation = back_to_conversation
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
        work.run(lambda: counter.visits.heading(visit), self._show_resident, self.message.show_error)
        self._compose()

    def _build(self) -> None:
        back = self._back_to_conversation
        self.done_button = Button(
            _("Back to the conversation") if back else _("Done"), "plain", icon="arrow-left" if back else "check"
        )
        self.way_back = Button(self.done_button.text(), "plain", icon="arrow-left")
        self.way_back.hide()
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
            ("back", self.way_back),
            ("release", self.release_button),
            ("print", self.print_button),
            ("save", self.save_button),
        ):
            button.setObjectName(f"print.{name}")
        self._working = label(_("Drawing the sheet…"), "soft")
        left = QWidget()
        stacked = column(self.message, spacing=2)
        stacked.addWidget(self.way_back, 0, Qt.AlignmentFlag.AlignLeading)
        stacked.addWidget(self._working)
        stacked.addWidget(self.preview)
        left.setLayout(stacked)
        self.pages_words = label("", "strong")
        self.pages_words.hide()
        beside = Flow(spacing=4)
        lines = beside.lines
        lines.addWidget(self.pages_words)
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
        about = _("What the resident takes home")
        self.bar = Bar(_("The sheet"), about, "printer", self.release_button, self.done_button, wrap=True)
        outer.addWidget(self.bar)
        outer.addWidget(Columns(left, beside, aside_width=_ASIDE), 1)
        self.setFocusProxy(self.print_button)
        in_reading_order(self)

    def _connect(self) -> None:
        self.done_button.clicked.connect(self.done)
        self.way_back.clicked.connect(self.done)
        self.release_button.clicked.connect(lambda: self.release_requested.emit(self._visit))
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self.readable_file.ask)
        self.readable_file.confirmed.connect(self._save)
        self.handed_over.answered.connect(self._note)
        self.bring.changed.connect(self._bring)
        for paper, button in self.papers.items():
            button.clicked.connect(lambda _checked=False, paper=paper: self._show_paper(paper))

    def _show_resident(self, heading: tuple[str, str]) -> None:
        """Whose sheet it is, as long as it is in view."""
        name, facts = heading
        self.bar.name.setText(f"{_('The sheet')} · {in_own_order(name)}" if name else _("The sheet"))
        self.bar.line.setText(facts)

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
            lambda error: self._refused(error) if wanted == self._wanted else None,
            owner=self,
        )

    def _show(self, pdf: bytes) -> None:
        first, self.pdf = not self.pdf, pdf
        if not self.way_back.isHidden():  # what was said was about a sheet that could not be made
            self.message.clear()
            self.way_back.hide()
        self._working.hide()
        pages = Pages(pdf)
        self.preview.show_pages(pages)
        self.pages_words.setText(ngettext_("{count} page", "{count} pages", len(pages)))
        self.pages_words.setVisible(len(pages) > 1)
        self.print_button.setEnabled(True)
        self.save_button.setEnabled(True)
        if first:
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: ActionableError) -> None:
        """There is no such sheet: the one before must not look as if it were."""
        self.pdf = b""
        self._working.hide()
        self.preview.clear()
        self.pages_words.hide()
        self.message.say(words_of(error, self._counter.promises.of_visit(self._visit)))
        self.way_back.show()
        self.way_back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self, things: tuple[str, ...]) -> None:
        try:
            self._prints.set_bring(self._visit, things)
        except ActionableError as error:
            self.bring.show_chosen(self._prints.bring(self._visit))  # what stands on the sheet in view
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
