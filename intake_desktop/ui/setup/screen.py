"""The first-run set-up, page after page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from intake_desktop.casework.people import Role
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.front import Front, SetUpDone, SetUpDraft
from intake_desktop.language import _
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import work
from intake_desktop.ui.setup.pages import CheckPage, CodePage, HelperPage, PassphrasePage, PlacePage, focus_first
from intake_desktop.ui.setup.paper import NoPrinter, print_code
from intake_desktop.ui.setup.steps import StepList
from intake_desktop.ui.setup.way import SetUpWay, Step
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Bar, Flow, MessageBar, body, button, in_reading_order, row

_WIDTH = 760  # of the page, in pixels at 100 %
_WITH_STEPS = 940


class SetUpScreen(QWidget):
    """Asks what a desk needs, makes it, and lets nobody in before the recovery code was read back from paper."""

    made = Signal(object)  # Counter, as soon as it is there: whoever closes the window must lock it
    finished = Signal(object)  # Counter, once the recovery code was read back

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.setProperty("kind", "screen")
        self._front = front
        self._way = SetUpWay()
        self._code = ""
        self._counter: Counter | None = None
        self._page: QWidget | None = None
        self._steps = StepList()
        self._message = MessageBar()
        self._back = button(_("Back"), "plain", "arrow-left")
        self._back.setObjectName("set-up.back")
        self._back.clicked.connect(self._go_back)
        self._on = button(_("Go on"), "main", None, "Return")
        self._on.setObjectName("set-up.go-on")
        self._on.clicked.connect(self._go_on)
        self._build()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._give_enter)
        self._show()

    def _build(self) -> None:
        self._flow = Flow()
        self._flow.lines.addWidget(self._message)
        self._flow.lines.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(theme().space(3))
        middle.addWidget(self._flow, 1)
        middle.addLayout(row(self._back, None, self._on))
        holder = QWidget()
        holder.setLayout(middle)
        middle.setContentsMargins(0, 0, 0, 0)
        holder.setMaximumWidth(round(_WIDTH * theme().scale))
        across = row(self._steps, spacing=5)
        across.addStretch(1)
        across.addWidget(holder, 1000)
        across.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Bar("Intake Desktop", _("Set up this desk"), "chats-circle"))
        lines.addLayout(body(across), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of steps gives way where type is large: the page itself needs the room."""
        super().resizeEvent(event)
        self._steps.setVisible(event.size().width() >= round(_WITH_STEPS * theme().scale))

    def _show(self) -> None:
        if self._page is not None:
            self._flow.lines.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = self._make_page()
        self._flow.lines.insertWidget(1, self._page)
        self._steps.show_step(self._way.step)
        self._back.setVisible(self._way.may_go_back())
        self._on.show_text(_on_text(self._way.step))
        self._on.setEnabled(True)
        in_reading_order(self)
        focus_first(self._page)

    def _give_enter(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Enter goes on, unless the focus is on a button that does something else: then Enter is that button's."""
        other = isinstance(new, QPushButton) and new is not self._on and not new.isCheckable() and self.isAncestorOf(new)
        if other and isinstance(new, QPushButton):
            new.setAutoDefault(True)  # Qt presses it on Enter
        self._on.show_key("" if other else "Return")

    def _make_page(self) -> QWidget:
        match self._way.step:
            case Step.PLACE:
                return PlacePage(self._way)
            case Step.HELPER:
                return HelperPage(self._way)
            case Step.PASSPHRASE:
                return PassphrasePage(self._way, self._front)
            case Step.CODE:
                page = CodePage(self._code)
                page.print_requested.connect(self._print)
                return page
            case Step.CHECK:
                return CheckPage()

    def _go_on(self) -> None:
        self._message.clear()
        missing = self._way.missing()
        if missing and isinstance(self._page, PlacePage | HelperPage | PassphrasePage):
            self._page.show_missing(missing)
        elif self._way.step is Step.PASSPHRASE:
            self._make_desk()
        elif self._way.step is Step.CHECK:
            self._enter()
        else:
            self._way.go_on()
            self._show()

    def _go_back(self) -> None:
        self._message.clear()
        self._way.go_back()
        self._show()

    def _make_desk(self) -> None:
        self._on.setEnabled(False)
        self._back.setVisible(False)
        self._on.show_text(_("Making the desk…"))
        way = self._way
        draft = SetUpDraft(way.service_point(), way.get("first_name").strip(), Role(way.get("role")), way.get("passphrase"))
        work.run(lambda: self._front.set_up(draft), self._made, self._refused)

    def _made(self, done: SetUpDone) -> None:
        self._code = done.recovery_code
        self._counter = done.counter
        self._way.made = True
        self._way.go_on()
        self._way.forget_secrets()
        self.made.emit(done.counter)
        self._show()

    def _refused(self, error: ActionableError) -> None:
        self._message.show_error(error)
        self._on.setEnabled(True)
        self._back.setVisible(True)
        self._on.show_text(_on_text(self._way.step))

    def _print(self) -> None:
        try:
            printed = print_code(self, self._code, self._way.service_point())
        except NoPrinter as error:
            self._message.show_error(error)
            return
        if printed:
            self._message.say(_("The code goes to the printer. Walk along and take the paper."), "good")

    def _enter(self) -> None:
        page = self._page
        if self._counter is None or not isinstance(page, CheckPage):
            return
        try:
            same = self._front.recovery_code_matches(page.field.box.text())
        except ActionableError as error:
            self._message.show_error(error)
            return
        if not same:
            self._message.say(_("This is not the same code. Compare it with the paper, letter by letter."))
            page.field.box.setFocus()
            return
        self._code = ""
        self.finished.emit(self._counter)


def _on_text(step: Step) -> str:
    return {
        Step.PASSPHRASE: _("Make the desk"),
        Step.CODE: _("I have it on paper"),
        Step.CHECK: _("Open the desk"),
    }.get(step, _("Go on"))
