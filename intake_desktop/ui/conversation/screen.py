"""The screen of a conversation: draws what the desk says, tells the desk what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_desktop.casework.promises import Party
from intake_desktop.casework.visits import NonAnswer
from intake_desktop.desk.conversation import Conversation
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.views import EndView, PromiseView, QuestionView, Saved
from intake_desktop.language import _, sentence_of
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui.conversation.aside import Aside
from intake_desktop.ui.conversation.bar import ConversationBar
from intake_desktop.ui.conversation.keys import Keys
from intake_desktop.ui.conversation.middle import Middle
from intake_desktop.ui.conversation.panes import Panes
from intake_desktop.ui.conversation.promise_box import PromiseBox
from intake_desktop.ui.conversation.saving import Saving
from intake_desktop.ui.conversation.sections import SectionList
from intake_desktop.ui.conversation.stop_box import StopBox
from intake_desktop.ui.conversation.unread import CannotBeRead, Unread
from intake_desktop.ui.widgets import in_own_order, in_reading_order


class ConversationScreen(QWidget):
    """One interview in progress. Everything that is typed is handed on before anything else happens."""

    left = Signal()
    print_requested = Signal(str)  # VisitId
    release_requested = Signal(str)  # VisitId
    finished = Signal(str)  # VisitId

    def __init__(self, counter: Counter, conversation: Conversation) -> None:
        super().__init__()
        self.setProperty("kind", "screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._counter = counter
        self.conversation = conversation
        self._saving = Saving(lambda: conversation.saved_state, self)
        self._unread = Unread()
        self.promise_box: PromiseBox | None = None
        self.stop_box: StopBox | None = None
        self.bar = ConversationBar(conversation.started_at)
        self.sections = SectionList()
        self.middle = Middle()
        self.aside = Aside()
        self.panes = Panes(self.sections, self.middle, self.aside)
        self._keys = Keys(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.bar)
        lines.addWidget(self.panes, 1)
        self._connect()
        self._show_promises()
        self._draw()

    # what the shell and the keys ask ------------------------------------------------------------------------------

    def hand_on(self) -> None:
        """Give the desk what is being typed. The shell calls this before it locks or closes.

        Raises:
            CannotBeRead: something typed is nothing that can be stored. Said once; asked again, it is left behind.
        """
        self.keep_typed()
        self._unread.warn(self.middle.question.unread)

    def keep_typed(self) -> None:
        """Give the desk what is being typed; what it cannot store waits at its question."""
        self.middle.question.hand_on(leaving=False)

    def go_on(self) -> None:
        """Next page. An answer that turns out wrong at this very moment is shown first; asked again, it goes on."""
        was_wrong = self.middle.shows_error
        kept = self.middle.question.hand_on(leaving=True)
        if not kept or (self.middle.shows_error and not was_wrong):
            self.middle.begin()
            return
        self._do(self.conversation.next)

    def go_back(self) -> None:
        """Previous page."""
        self._do(self.conversation.previous)

    def next_section(self) -> None:
        """First page of the next section."""
        self._do(self.conversation.next_section)

    def previous_section(self) -> None:
        """First page of this section, or of the one before."""
        self._do(self.conversation.previous_section)

    def choose(self, digit: int) -> bool:
        """Choose an option by its digit."""
        return self.middle.question.isVisible() and self.middle.question.choose(digit)

    def decline(self, kind: NonAnswer) -> None:
        """Give a non-answer, or take it back."""
        if self.middle.question.isVisible():
            self.middle.question.decline(kind)

    def undo(self) -> None:
        """Take back the last change."""
        self.keep_typed()
        if self.conversation.can_undo:
            self._do(self.conversation.undo)

    def add_promise(self) -> None:
        """Open the promise box."""
        self.keep_typed()
        if self.promise_box is None:
            self.promise_box = PromiseBox(self._counter.promises, self.conversation.visit_id, self._names(), self)
            self.promise_box.made.connect(self._show_promises)
            self.promise_box.finished.connect(self.activateWindow)  # not every window system gives the focus back
        self.promise_box.propose(self._names())
        self.promise_box.open()

    def stop(self) -> None:
        """Ask how to stop; nothing is lost either way."""
        self.keep_typed()
        if self.stop_box is None:
            self.stop_box = StopBox(self)
            self.stop_box.finished.connect(self.activateWindow)
            self.stop_box.print_wanted.connect(lambda: self._stop_and(lambda: self.print_requested.emit(self._visit)))
            self.stop_box.leave_wanted.connect(lambda: self._stop_and(self.left.emit))
        self.stop_box.open()

    # Qt -----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the control with the focus has no use for."""
        if not self._keys.handle(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as fit."""
        super().resizeEvent(event)
        self.panes.arrange(event.size().width())

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the question as soon as the screen is there."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.middle.begin)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed is never left behind."""
        self.keep_typed()
        super().hideEvent(event)

    # inside -------------------------------------------------------------------------------------------------------

    @property
    def _visit(self) -> str:
        return self.conversation.visit_id

    def _connect(self) -> None:
        question, persons, end = self.middle.question, self.middle.persons, self.middle.end
        talk = self.conversation
        self.bar.stop_wanted.connect(self.stop)
        self.middle.next_wanted.connect(self.go_on)
        self.middle.previous_wanted.connect(self.go_back)
        self.middle.again.clicked.connect(self._try_again)
        self.middle.removed.button.clicked.connect(self.undo)
        self.middle.unread.button.clicked.connect(lambda: self._go_to(self._unread.ref))
        self.sections.chosen.connect(self._go_to)
        question.answered.connect(lambda ref, value: self._done(talk.answer(ref, value)))
        question.declined.connect(lambda ref, kind: self._do(lambda: talk.decline(ref, kind)))
        question.typing.connect(self._saving.typing)
        persons.add.connect(lambda ref: self._do(lambda: talk.add_person(ref)))
        persons.change.connect(self._change_person)
        persons.remove.connect(self._remove_person)
        end.go_to.connect(self._go_to)
        end.print_wanted.connect(lambda: self.print_requested.emit(self._visit))
        end.release_wanted.connect(lambda: self.release_requested.emit(self._visit))
        end.finish_wanted.connect(self._finish)
        self.aside.add_wanted.connect(self.add_promise)
        self.aside.take_back.connect(self._take_back)
        self._saving.changed.connect(self._show_saved)

    def _do(self, call: Callable[[], Saved]) -> None:
        """Hand on what is typed, then do it. Text that cannot be stored waits at its question, and that is said once."""
        self.keep_typed()
        self.middle.removed.say("")
        self._done(call())
        self.panes.show_talk()
        self._say_unread()

    def _say_unread(self) -> None:
        page = self.conversation.page()
        left = self._unread.left_behind(self.middle.question.unread, "" if isinstance(page, EndView) else page.ref)
        self.middle.unread.say(_("This was not saved: {typed}", typed=in_own_order(left)) if left else "")
        self.middle.question.tell_typing()

    def _done(self, saved: Saved) -> None:
        self._saving.follow(saved)
        self._draw()

    def _draw(self) -> None:
        talk = self.conversation
        anew = self.middle.show_page(talk.page(), talk.reads)
        self.sections.show_sections(talk.sections())
        self.bar.show_resident(talk.title, talk.facts)
        self.aside.show_urgent(talk.urgent)
        self.panes.show_urgent(talk.urgent)
        self.panes.show_section(self.sections.current_words())
        if anew:
            in_reading_order(self)

    def _show_saved(self) -> None:
        self.bar.saved.show_state(self._saving.shown)
        self.middle.show_problem(self._saving.problem, self.conversation.reads)

    def _show_promises(self) -> None:
        promises = self._counter.promises.of_visit(self.conversation.visit_id)
        self.aside.show_promises(promises, datetime.now().astimezone().date())
        self.panes.show_promises(len(promises))

    def _names(self) -> dict[Party, str]:
        return {Party.US: self._counter.helper.first_name, Party.RESIDENT: self.conversation.title or _("the resident")}

    def _go_to(self, ref: str) -> None:
        self._do(lambda: self.conversation.go_to(ref))

    def _change_person(self, ref: str) -> None:
        """To the first question about this person."""
        self._do(lambda: self.conversation.go_to(ref))

    def _remove_person(self, ref: str, title: str) -> None:
        self._do(lambda: self.conversation.remove_person(ref))
        self.middle.question.forget_below(ref.rpartition("[")[0])
        self.middle.question.tell_typing()
        self.middle.removed.say(_("{person} was taken out.", person=title))
        self.middle.removed.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, promise: PromiseView) -> None:
        try:
            self._counter.promises.take_back(promise.id)
        except ActionableError as error:
            self._saving.refuse(error)
            return
        self._show_promises()
        self.aside.begin()

    def _try_again(self) -> None:
        """The desk carries everything again with the next write: going to where we are is such a write."""
        page = self.conversation.page()
        self._done(self.conversation.go_to(page.ref if isinstance(page, QuestionView) else "end"))

    def _stop_and(self, then: Callable[[], None]) -> None:
        try:
            self.hand_on()
            self.conversation.stop()
        except CannotBeRead as error:
            self.middle.unread.say(sentence_of(error))
            return
        except ActionableError as error:
            self._saving.refuse(error)
            return
        then()

    def _finish(self) -> None:
        try:
            self.hand_on()
            wrong = self.conversation.finish()
        except CannotBeRead as error:
            self.middle.unread.say(sentence_of(error))
            return
        except ActionableError as error:
            self._saving.refuse(error)
            return
        if wrong:
            self._draw()
            self.middle.begin()
            return
        self.finished.emit(self._visit)
