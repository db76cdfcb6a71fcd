"""The word in the bar is true: saved means that the disk has it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.desk.views import Saved
from intake_desktop.ui.conversation.saving import Saving, Shown
from tests.ui.talking import Talk, files_that_cannot_grow, real_counter


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with real_counter(Places(tmp_path_factory.mktemp("desk"))) as opened:
        yield opened


@pytest.fixture
def talk(qtbot: QtBot, dutch: QApplication, counter: Counter) -> Iterator[Talk]:
    held = Talk(qtbot, counter)
    yield held
    held.close()


def test_saved_is_said_after_the_commit_and_not_before(qtbot: QtBot) -> None:
    saving = Saving(QApplication.instance())
    first: Future[None] = Future()
    second: Future[None] = Future()

    saving.follow(Saved(first))
    saving.follow(Saved(second))
    assert saving.shown is Shown.SAVING
    with qtbot.waitSignal(saving.changed):
        first.set_result(None)
    assert saving.shown is Shown.SAVING
    with qtbot.waitSignal(saving.changed):
        second.set_result(None)
    assert saving.shown is Shown.SAVED


def test_typing_is_not_saved_until_it_rests(talk: Talk) -> None:
    talk.at("resident_name")
    talk.wait_until_kept()
    talk.type("Amina")
    assert talk.screen.bar.saved.shown is Shown.SAVING
    assert talk.value == ""

    talk.wait_until_kept()
    assert talk.value == "Amina"


def test_text_that_cannot_be_stored_is_never_called_saved(talk: Talk) -> None:
    talk.at("birth_date")
    talk.type("31-31-31")
    talk.key(Qt.Key.Key_Return)
    talk.qtbot.wait(50)

    assert talk.screen.bar.saved.shown is Shown.NOT_SAVED


def test_hiding_the_screen_keeps_what_was_being_typed(talk: Talk) -> None:
    talk.at("resident_name")
    talk.type("Amina")
    talk.screen.hide()

    assert talk.value == "Amina"


def test_a_refused_save_says_so_keeps_the_answer_on_the_screen_and_can_be_tried_again(talk: Talk) -> None:
    talk.at("resident_name")
    talk.wait_until_kept()
    talk.type("Amina")
    with files_that_cannot_grow():
        talk.screen.hand_on()
        talk.qtbot.waitUntil(lambda: talk.screen.bar.saved.shown is Shown.NOT_SAVED)

    middle = talk.screen.middle
    assert middle.problem.isVisible()
    assert middle.patience.isVisible()
    assert middle.question.line.box.value() == "Amina"
    middle.again.click()
    talk.wait_until_kept()
    assert not middle.problem.isVisible()
    assert not middle.again.isVisible()
    kept = talk.counter.visits.resume(talk.conversation.interview_id)
    assert kept.title == "Amina"


def test_stopping_while_the_disk_refuses_stays_in_the_conversation(talk: Talk) -> None:
    talk.wait_until_kept()
    left: list[bool] = []
    talk.screen.left.connect(lambda: left.append(True))
    talk.screen.stop()
    assert talk.screen.stop_box is not None
    with files_that_cannot_grow():
        talk.screen.stop_box.leave_button.click()

    assert left == []
    assert talk.screen.bar.saved.shown is Shown.NOT_SAVED
    talk.screen.middle.again.click()
    talk.wait_until_kept()


def test_a_further_answer_lays_nothing_out_anew(talk: Talk) -> None:
    """What keeps the window from standing still; benchmarks/stall.py measures how long it does."""
    talk.at("income")
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        talk.key(digit)
    talk.wait_until_kept()
    talk.qtbot.waitUntil(lambda: not talk.screen.middle.question.options._ahead.isActive())
    talk.qtbot.wait(50)
    seen = LayoutRequests()
    QApplication.instance().installEventFilter(seen)
    talk.key(Qt.Key.Key_3)
    talk.wait_until_kept()
    talk.qtbot.wait(50)
    QApplication.instance().removeEventFilter(seen)

    assert seen.asked == []


class LayoutRequests(QObject):
    """Notes which widgets lay out what is in them."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() is QEvent.Type.LayoutRequest:
            self.asked.append(type(watched).__name__)
        return False
