from __future__ import annotations

import threading
from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import crash, work
from tests.ui.conftest import destroy_what_is_due

pytestmark = pytest.mark.usefixtures("dutch")


class DiskFull(ActionableError):
    sentence = "The disk is full."


class Listener(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, what: object) -> None:
        self.heard.append((what, threading.current_thread() is threading.main_thread()))


@pytest.fixture
def listener(qtbot: QtBot) -> Listener:
    made = Listener()
    qtbot.addWidget(made)
    return made


def test_work_is_done_elsewhere_and_heard_on_the_windows_thread(listener: Listener, qtbot: QtBot) -> None:
    where: list[bool] = []

    def working() -> int:
        where.append(threading.current_thread() is threading.main_thread())
        return 7

    work.run(working, listener.hear, listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert where == [False]
    assert listener.heard == [(7, True)]


def test_what_a_helper_can_act_on_is_heard_as_such(listener: Listener, qtbot: QtBot) -> None:
    def working() -> int:
        raise DiskFull

    failures: list[ActionableError] = []
    work.run(working, listener.hear, failures.append)
    qtbot.waitUntil(lambda: bool(failures))

    assert isinstance(failures[0], DiskFull)
    assert listener.heard == []


def test_nothing_is_told_to_a_screen_that_is_gone(qtbot: QtBot) -> None:
    gone = Listener()
    may_end = threading.Event()
    over: list[bool] = []
    work.run(lambda: may_end.wait(10), gone.hear, gone.hear)
    gone.deleteLater()
    destroy_what_is_due()

    may_end.set()
    work.run(lambda: True, over.append, lambda _error: None)
    qtbot.waitUntil(lambda: bool(over))

    assert gone.heard == []


def test_a_bug_goes_to_the_crash_page_and_takes_no_value_along(
    listener: Listener, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    codes: list[str] = []
    crash.show_with(codes.append)

    def working() -> int:
        raise ValueError("Samira, geboren 14 maart 1951")

    work.run(working, listener.hear, listener.hear)
    qtbot.waitUntil(lambda: bool(codes))
    crash.show_with(None)

    assert "ValueError" in codes[0]
    assert "Samira" not in codes[0] + capsys.readouterr().err
    assert listener.heard == []


def test_work_the_desk_already_does_is_followed_to_its_end(listener: Listener, qtbot: QtBot) -> None:
    saving: Future[str] = Future()
    work.follow(saving, listener.hear, listener.hear)

    threading.Thread(target=lambda: saving.set_result("saved")).start()
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert listener.heard == [("saved", True)]
