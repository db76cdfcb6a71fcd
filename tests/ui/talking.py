"""Holds a conversation at the real screen on a real desk, with the keys a helper presses."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.desk.views import EndView, Page
from intake_desktop.ui.conversation import ConversationScreen
from intake_desktop.ui.conversation.saving import Shown
from intake_desktop.ui.widgets.fields import Field
from tests.ui.conftest import BoxOfKeys, DeskFolder, destroy_what_is_due
from tests.ui.looking import cut_off, jumps, unnamed, without_object_name

COUNTER_SCREEN = (1366, 768)


@contextmanager
def real_counter(places: Places) -> Iterator[Counter]:
    counter, _code = DeskFolder(places, BoxOfKeys()).set_up()
    yield counter
    counter.lock()


@contextmanager
def files_that_cannot_grow() -> Iterator[None]:
    """The system refuses to write, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class Talk:
    """One conversation on the screen."""

    def __init__(self, qtbot: QtBot, counter: Counter, *, reads: str = "ar", size: tuple[int, int] = COUNTER_SCREEN) -> None:
        self.qtbot = qtbot
        self.counter = counter
        self.conversation = counter.visits.begin("ar" if reads == "ar" else "nl", reads)
        self.screen = ConversationScreen(counter, self.conversation)
        qtbot.addWidget(self.screen)
        self.screen.resize(*size)
        self.screen.show()
        self.screen.activateWindow()
        qtbot.waitUntil(lambda: self.screen.isActiveWindow() and QApplication.focusWidget() is not None)

    @property
    def page(self) -> Page:
        return self.conversation.page()

    @property
    def ref(self) -> str:
        return "" if isinstance(self.page, EndView) else self.page.ref

    @property
    def value(self) -> str:
        """The answer as the desk has it."""
        return str(getattr(self.page, "value", ""))

    def at(self, leaf: str) -> None:
        """Go to a question by the end of its place; `""` is the end."""
        self.screen._go_to(self._place(leaf))
        assert leaf in self.ref, f"{leaf} is not asked now"

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focused(), key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self._focused(), text)

    def clear_line(self) -> None:
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.key(Qt.Key.Key_Delete)

    def wait_until_kept(self) -> None:
        self.qtbot.waitUntil(lambda: self.screen.bar.saved.shown is Shown.SAVED)

    def live_with_others(self, *names: str) -> None:
        """Answer the household question and add persons by name, through the desk; then stand on their page."""
        self.at("lives_with_others")
        self.conversation.answer(self.ref, "ja")
        self.at("household/member")
        for name in names:
            self.screen.middle.persons.add_button.click()
            self.type(name)
            self.at("household/member")

    def close(self) -> None:
        self.screen.hide()
        destroy_what_is_due()

    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        return focused

    def _place(self, leaf: str) -> str:
        if not leaf:
            return "end"
        steps = (step.ref for step in self.conversation._steps)
        return next((ref for ref in steps if ref.endswith(leaf)), leaf)


def problems(screen: QWidget) -> list[str]:
    """Everything a careful eye would see. What is scrolled away lies lower than what follows it: its order is not looked at."""
    scrolled = any(flow.verticalScrollBar().maximum() > 0 for flow in screen.findChildren(QScrollArea) if flow.isVisible())
    return [*cut_off(screen), *unnamed(screen), *without_object_name(screen), *([] if scrolled else jumps(screen))]


def error_of(field: Field) -> str:
    """What a field of a box says is wrong."""
    return field._error.text() if not field._error.isHidden() else ""


def windows() -> list[QWidget]:
    """Every window there is on the screen."""
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
