"""The word in the bar is true: saved means that the disk has it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.ui.conversation.saving import Shown
from intake_desktop.ui.conversation.unread import CannotBeRead
from intake_desktop.vault import CannotSave
from intake_desktop.vault.tables.answers import AnswerTable
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


class Disk:
    """The table of answers, slow or refusing at will: each write waits for its turn and takes the next fate."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.fates: list[Exception | None] = []
        self.turn = threading.Semaphore(0)
        write = AnswerTable.put

        def put(table: AnswerTable, *given: str) -> None:
            if self.fates:
                self.turn.acquire(timeout=20)
                if (fate := self.fates.pop(0)) is not None:
                    raise fate
            write(table, *given)

        patch.setattr(AnswerTable, "put", put)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_saved_is_said_after_the_commit_and_not_before(talk: Talk, disk: Disk) -> None:
    talk.at("haste")
    talk.wait_until_kept()
    disk.fates = [None, None]
    talk.key(Qt.Key.Key_1)
    talk.key(Qt.Key.Key_2)
    assert talk.screen.bar.saved.shown is Shown.SAVING
    disk.turn.release()
    talk.qtbot.waitUntil(lambda: len(disk.fates) == 1)
    talk.qtbot.wait(20)
    assert talk.screen.bar.saved.shown is Shown.SAVING

    disk.turn.release()
    talk.wait_until_kept()


def test_not_saved_is_said_while_an_earlier_write_failed_and_a_later_one_succeeded(talk: Talk, disk: Disk) -> None:
    talk.at("haste")
    talk.wait_until_kept()
    disk.fates = [CannotSave(), None]
    talk.key(Qt.Key.Key_1)
    talk.key(Qt.Key.Key_2)
    disk.turn.release(2)
    talk.qtbot.waitUntil(lambda: talk.screen.bar.saved.shown is Shown.NOT_SAVED)
    talk.qtbot.waitUntil(lambda: not disk.fates)
    talk.qtbot.wait(50)

    talk.qtbot.waitUntil(talk.screen.middle.problem.isVisible)
    assert talk.screen.bar.saved.shown is Shown.NOT_SAVED
    talk.key(Qt.Key.Key_3)  # the next write carries everything
    talk.wait_until_kept()
    assert not talk.screen.middle.problem.isVisible()
    kept = talk.counter.visits.resume(talk.conversation.interview_id)
    assert kept.values()["/data/start/haste"] == talk.value


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


def test_a_half_date_waits_at_its_question_and_that_is_said_once(talk: Talk) -> None:
    talk.at("birth_date")
    talk.type("31-31")
    talk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    left = talk.ref
    assert left
    assert not left.endswith("birth_date")
    assert talk.screen.bar.saved.shown is Shown.NOT_SAVED
    assert talk.screen.middle.unread.isVisible()
    assert "31-31" in talk.screen.middle.unread.accessibleName()
    talk.screen.go_on()
    assert not talk.screen.middle.unread.isVisible()
    assert talk.screen.bar.saved.shown is Shown.NOT_SAVED

    talk.at("birth_date")
    card = talk.screen.middle.question
    assert card.line.box.value() == "31-31"
    assert card._error.isVisible()
    talk.clear_line()
    talk.type("31-1-1963")
    talk.wait_until_kept()
    assert talk.value == "1963-01-31"


def test_going_there_leads_back_to_what_was_not_saved(talk: Talk) -> None:
    talk.at("birth_date")
    talk.type("31-31")
    talk.screen.sections.rows[0].click()
    talk.screen.middle.unread.button.click()

    assert talk.ref.endswith("birth_date")
    assert talk.screen.middle.question.line.box.value() == "31-31"


def test_a_non_answer_takes_the_place_of_a_half_date(talk: Talk) -> None:
    talk.at("birth_date")
    talk.type("31-31")
    talk.key(Qt.Key.Key_F6)

    assert talk.screen.middle.question.line.box.value() == ""
    talk.wait_until_kept()
    talk.screen.hand_on()


def test_locking_over_something_unreadable_is_said_once(talk: Talk) -> None:
    talk.at("birth_date")
    talk.type("31-31")
    with pytest.raises(CannotBeRead) as said:
        talk.screen.hand_on()
    assert "31" not in str(said.value)

    talk.screen.hand_on()


def test_stopping_over_something_unreadable_is_said_once(talk: Talk) -> None:
    talk.at("birth_date")
    talk.type("31-31")
    talk.screen.stop()
    box = talk.screen.stop_box
    assert box is not None
    left: list[bool] = []
    talk.screen.left.connect(lambda: left.append(True))
    box.leave_button.click()
    assert left == []
    assert talk.screen.middle.unread.isVisible()

    talk.screen.stop()
    box.leave_button.click()
    assert left == [True]


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
    talk.qtbot.waitUntil(middle.problem.isVisible)
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
