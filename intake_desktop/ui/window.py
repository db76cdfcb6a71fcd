"""The window: which screen stands in front, and what must happen before it goes away. Knows no rule and draws no screen."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QVBoxLayout, QWidget

from intake_desktop.language import _
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import crash, work
from intake_desktop.ui.screens import Screen
from intake_desktop.ui.stage import Stage
from intake_desktop.ui.unlocking.screen import UnlockScreen
from intake_desktop.ui.widgets import MessageBar, frame, icon, label, row

if TYPE_CHECKING:
    from intake_desktop.casework.visits import VisitId
    from intake_desktop.desk.conversation import Conversation
    from intake_desktop.desk.counter import Counter
    from intake_desktop.desk.front import Front
    from intake_desktop.ui.printing import PrintScreen
    from intake_desktop.ui.releasing import ReleaseScreen

# Screens of the unlocked desk are imported where they are opened: the locked window needs none of them to be drawn.


class MainWindow(QMainWindow):
    """Opens screens in answer to their signals. Locked means: no screen of the desk exists any more."""

    def __init__(self, bring_front: Callable[[], Front], *, practice: bool = False) -> None:
        super().__init__()
        self._bring_front = bring_front
        self._front: Front | None = None
        self._counter: Counter | None = None
        self._conversation: Conversation | None = None
        self._leaving_unsaved = False
        self.stage = Stage()
        self._message = MessageBar()
        self.setWindowTitle(_("Intake Desktop, practice") if practice else "Intake Desktop")
        self.setCentralWidget(self._around(practice=practice))
        self._lock_from(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._reach_box)
        crash.show_with(self._show_crash)

    @property
    def counter(self) -> Counter | None:
        """The unlocked desk; None while it is locked."""
        return self._counter

    # the door -----------------------------------------------------------------------------------------------------

    def open_door(self, *, set_up_already: bool = True) -> None:
        """Show the locked desk, and bring what opens it once the window has been painted.

        Args:
            set_up_already: False keeps the window empty until the set-up can be shown.
        """
        if set_up_already:
            self._open_unlock()
        QTimer.singleShot(0, self, self._fetch_front)

    def _fetch_front(self) -> None:
        work.run(self._bring_front, self._met, self._message.show_error, owner=self)

    def _met(self, front: Front) -> None:
        self._front = front
        if not front.is_set_up():
            self._open_set_up(front)
        elif isinstance(screen := self.stage.in_front, UnlockScreen):
            screen.meet(front)
        else:
            self._open_unlock()

    def _open_unlock(self, *, saved: bool | None = None) -> None:
        screen = UnlockScreen(saved=saved)
        screen.opened.connect(self._unlocked)
        self.stage.open(Screen.UNLOCK, screen)
        if self._front is not None:
            screen.meet(self._front)

    def _open_set_up(self, front: Front) -> None:
        from intake_desktop.ui.setup.screen import SetUpScreen

        screen = SetUpScreen(front)
        screen.made.connect(self._take)
        screen.finished.connect(self._unlocked)
        self.stage.open(Screen.SET_UP, screen)

    def _take(self, counter: Counter) -> None:
        self._counter = counter

    def _unlocked(self, counter: Counter) -> None:
        self._take(counter)
        self.open_desk()
        work.run(
            counter.visits.prepare_forms, lambda _nothing: None, lambda _error: None
        )  # the first conversation begins at once

    def lock(self) -> None:
        """Save what is being typed, destroy every screen, close the desk. Ctrl+L, from anywhere.

        Where saving fails, the first try only says so; the second locks, and the locked desk goes on saying it.
        """
        if self._counter is not None and self._put_down():
            saved = not self._leaving_unsaved
            self._close_counter()
            self._open_unlock(saved=saved)

    def _lock_from(self, window: QWidget) -> None:
        lock = QShortcut(QKeySequence("Ctrl+L"), window)
        lock.setObjectName("lock")
        lock.activated.connect(self.lock)

    def _reach_box(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A box that must be answered keeps the window's own keys away; Ctrl+L must work there too."""
        box = new.window() if new is not None else None
        if isinstance(box, QDialog) and box.findChild(QShortcut, "lock") is None:
            self._lock_from(box)

    # the desk and what is opened from it ----------------------------------------------------------------------------

    def open_desk(self) -> None:
        """Home."""
        from intake_desktop.ui.desk.screen import DeskScreen

        if self._counter is None:
            return
        self._conversation = None
        self._message.clear()
        screen = DeskScreen(self._counter)
        screen.new_conversation.connect(self.open_languages)
        screen.resume_requested.connect(self._resume)
        screen.parcels_requested.connect(self.open_parcels)
        screen.print_requested.connect(self._open_print)
        screen.release_requested.connect(self._open_release)
        screen.lock_requested.connect(self.lock)
        self.stage.open(Screen.DESK, screen)

    def open_languages(self) -> None:
        """A new conversation begins with what is spoken and what is read."""
        from intake_desktop.ui.languages.screen import LanguagesScreen

        screen = LanguagesScreen()
        screen.left.connect(self.open_desk)
        screen.chosen.connect(lambda speaks, reads: self._begin(screen, speaks, reads))
        self.stage.open(Screen.LANGUAGES, screen)

    def open_parcels(self) -> None:
        """What leaves, and how far it is."""
        from intake_desktop.ui.parcels.screen import ParcelsScreen

        if self._counter is not None:
            screen = ParcelsScreen(self._counter)
            screen.done.connect(self.open_desk)
            self.stage.open(Screen.PARCELS, screen)

    def _begin(self, screen: QWidget, speaks: str, reads: str) -> None:
        from intake_desktop.ui.languages.screen import LanguagesScreen

        if self._counter is None or not isinstance(screen, LanguagesScreen):
            return
        visits = self._counter.visits
        screen.wait()
        work.run(lambda: visits.begin(speaks, reads), self._open_conversation, screen.say, owner=screen)

    def _resume(self, interview: str) -> None:
        from intake_desktop.casework.visits import InterviewId
        from intake_desktop.ui.desk.screen import DeskScreen

        screen = self.stage.in_front
        if self._counter is None or not isinstance(screen, DeskScreen):
            return
        visits = self._counter.visits
        screen.wait()
        work.run(lambda: visits.resume(InterviewId(interview)), self._open_conversation, screen.say, owner=screen)

    def _open_conversation(self, conversation: Conversation) -> None:
        from intake_desktop.ui.conversation import ConversationScreen

        if self._counter is None:
            return
        self._conversation = conversation
        screen = ConversationScreen(self._counter, conversation)
        screen.left.connect(self._leave_conversation)
        screen.print_requested.connect(self._print_and_come_back)
        screen.release_requested.connect(self._lay_release)
        screen.finished.connect(self._open_print)
        self.stage.open(Screen.CONVERSATION, screen)

    def _leave_conversation(self) -> None:
        if self._put_down():
            self.open_desk()

    def _print_and_come_back(self, visit: str) -> None:
        """From the end page the sheet lies over the conversation. Who stopped in the middle goes on another time."""
        from intake_desktop.desk.views import EndView

        counter, conversation = self._counter, self._conversation
        if counter is None or conversation is None or not isinstance(conversation.page(), EndView):
            self._open_print(visit)
        elif self._put_down():
            screen = self._make_print(counter, conversation.visit_id, back_to_conversation=True)
            screen.done.connect(self.stage.back)
            self.stage.lay_over(Screen.PRINT, screen)

    def _open_print(self, visit: str) -> None:
        from intake_desktop.casework.visits import VisitId

        if self._counter is not None and self._put_down():
            screen = self._make_print(self._counter, VisitId(visit))
            screen.done.connect(self.open_desk)
            self._conversation = None
            self.stage.open(Screen.PRINT, screen)

    def _make_print(self, counter: Counter, visit: VisitId, *, back_to_conversation: bool = False) -> PrintScreen:
        from intake_desktop.ui.printing import PrintScreen

        screen = PrintScreen(counter, visit, back_to_conversation=back_to_conversation)
        screen.release_requested.connect(self._lay_release)
        return screen

    def _open_release(self, visit: str) -> None:
        """From the desk: asked another time."""
        if (screen := self._make_release(visit)) is not None:
            screen.done.connect(self.open_desk)
            self.stage.open(Screen.RELEASE, screen)

    def _lay_release(self, visit: str) -> None:
        if (screen := self._make_release(visit)) is not None:
            screen.done.connect(self.stage.back)
            self.stage.lay_over(Screen.RELEASE, screen)

    def _make_release(self, visit: str) -> ReleaseScreen | None:
        from intake_desktop.casework.visits import VisitId
        from intake_desktop.ui.releasing import ReleaseScreen

        return None if self._counter is None else ReleaseScreen(self._counter, VisitId(visit))

    # going away ---------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait until everything is saved, then lock. Where saving fails, the first try to close only says so."""
        if not self._put_down():
            event.ignore()
            return
        self._close_counter()
        crash.show_with(None)
        event.accept()

    def _put_down(self) -> bool:
        """Save what is in hand. False when it could not be saved and the helper has not yet been told."""
        hand_on = getattr(self.stage.in_front, "hand_on", None)
        try:
            if hand_on is not None:
                hand_on()
            if self._conversation is not None:
                self._conversation.leave()
        except ActionableError as error:
            if self._leaving_unsaved:
                return True
            self._leaving_unsaved = True
            self._message.show_error(error)
            return False
        self._leaving_unsaved = False
        return True

    def _close_counter(self) -> None:
        counter, self._counter = self._counter, None
        conversation, self._conversation = self._conversation, None
        self._leaving_unsaved = False
        self._message.clear()
        self.stage.clear()
        if counter is None:
            return
        if conversation is not None:
            conversation.close()
        QTimer.singleShot(0, self, _sweep)  # the press that locks may still be on its way through a screen
        try:
            counter.lock()
        except ActionableError as error:
            self._message.show_error(error)

    # around the stage ---------------------------------------------------------------------------------------------

    def _around(self, *, practice: bool) -> QWidget:
        around = QWidget()
        lines = QVBoxLayout(around)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        if practice:
            told = row(icon("warning-fill", "warn", 18), label(_("Practice. Everything here is invented."), "warn"), spacing=2)
            banner = frame("practice", told, horizontal=5, vertical=1)
            banner.setObjectName("practice")
            banner.setAccessibleName(_("Practice. Everything here is invented."))
            lines.addWidget(banner)
        lines.addWidget(self._message)
        lines.addWidget(self.stage, 1)
        return around

    def _show_crash(self, code: str) -> None:
        self._message.say(
            _("Something in this program went wrong. That is not your fault. What was saved is safe. ({code})", code=code)
        )


def _sweep() -> None:
    """Nothing that was told stays in memory until Python happens to look: destroy the screens, then what only held itself."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
