"""Set up, unlock, lock: with the real window on a real desk."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from intake_desktop.desk.conversation import Conversation
from intake_desktop.desk.front import Front
from intake_desktop.ui import crash
from intake_desktop.ui.conversation import ConversationScreen
from intake_desktop.ui.languages.screen import LanguagesScreen
from intake_desktop.ui.printing import PrintScreen
from intake_desktop.ui.screens import Screen
from intake_desktop.ui.widgets import MessageBar
from intake_desktop.ui.window import MainWindow
from intake_desktop.vault.errors import CannotSave
from tests.ui.conftest import PASSPHRASE, DeskFolder, destroy_what_is_due, line, part

pytestmark = pytest.mark.usefixtures("dutch")

Opening = Callable[[], MainWindow]
LONG = 20_000


def press(qtbot: QtBot, window: QWidget, name: str) -> None:
    qtbot.mouseClick(part(window, name), Qt.MouseButton.LeftButton)


def said(window: QWidget) -> str:
    return " ".join(bar.text() for bar in window.findChildren(MessageBar) if bar.isVisible())


def fill_in_until_the_passphrase(qtbot: QtBot, window: MainWindow) -> None:
    line(window, "set-up.name").setText("Wijkcentrum Oefenplein")
    line(window, "set-up.address").setText("Oefenplein 1, Den Haag")
    line(window, "set-up.phone").setText("070 000 00 00")
    press(qtbot, window, "set-up.go-on")
    destroy_what_is_due()
    line(window, "set-up.first_name").setText("Karin")
    press(qtbot, window, "set-up.role.professional")
    press(qtbot, window, "set-up.go-on")
    destroy_what_is_due()


def shown_code(window: MainWindow) -> str:
    rows = [text.text() for text in window.findChildren(QLabel) if text.property("role") == "display"]
    return "-".join(group for row in rows for group in row.strip("\u200e").split())


def unlock(qtbot: QtBot, window: MainWindow, passphrase: str) -> None:
    qtbot.waitUntil(lambda: window.findChild(QWidget, "unlock.helper.0") is not None, timeout=LONG)
    line(window, "unlock.passphrase").setText(passphrase)
    press(qtbot, window, "unlock.open")


def test_a_new_desk_is_set_up_and_its_code_is_read_back_before_anybody_goes_in(
    open_window: Opening, qtbot: QtBot, desk: DeskFolder
) -> None:
    window = open_window()
    fill_in_until_the_passphrase(qtbot, window)
    proposal = part(window, "set-up.proposal")
    assert isinstance(proposal, QLabel)
    line(window, "set-up.passphrase").setText(proposal.text())
    press(qtbot, window, "set-up.go-on")
    qtbot.waitUntil(lambda: window.findChild(QWidget, "set-up.print") is not None, timeout=LONG)
    code = shown_code(window)
    press(qtbot, window, "set-up.go-on")
    destroy_what_is_due()

    line(window, "set-up.code").setText("0000-0000")
    press(qtbot, window, "set-up.go-on")
    assert window.stage.showing is Screen.SET_UP
    assert said(window)

    line(window, "set-up.code").setText(code.lower().replace("-", " "))
    press(qtbot, window, "set-up.go-on")
    qtbot.waitUntil(lambda: window.stage.showing is Screen.DESK, timeout=LONG)
    assert [helper.first_name for helper in desk.front.helpers()] == ["Karin"]


@pytest.mark.parametrize(("name", "longest"), [("name", 60), ("address", 60), ("phone", 20), ("hours", 120)])
def test_what_stands_on_every_sheet_has_a_bound(open_window: Opening, qtbot: QtBot, name: str, longest: int) -> None:
    box = line(open_window(), f"set-up.{name}")

    qtbot.keyClicks(box, "w" * 200)

    assert len(box.text()) == longest


def test_enter_presses_the_button_that_has_the_focus_and_no_other_says_so(open_window: Opening, qtbot: QtBot) -> None:
    window = open_window()
    fill_in_until_the_passphrase(qtbot, window)
    on, another = part(window, "set-up.go-on"), part(window, "set-up.another")
    proposal = part(window, "set-up.proposal")
    assert isinstance(on, QPushButton)
    assert isinstance(proposal, QLabel)
    qtbot.waitUntil(line(window, "set-up.passphrase").hasFocus)
    assert on.accessibleDescription() == "Enter"
    before = proposal.text()

    another.setFocus()
    qtbot.waitUntil(another.hasFocus)
    assert on.accessibleDescription() == ""
    qtbot.keyClick(another, Qt.Key.Key_Return)
    assert proposal.text() != before
    assert part(window, "set-up.passphrase").isVisible()

    line(window, "set-up.passphrase").setFocus()
    qtbot.waitUntil(lambda: on.accessibleDescription() == "Enter")


def test_what_is_missing_is_said_at_the_field_and_nothing_typed_is_lost(open_window: Opening, qtbot: QtBot) -> None:
    window = open_window()
    line(window, "set-up.name").setText("Wijkcentrum Oefenplein")

    press(qtbot, window, "set-up.go-on")

    assert line(window, "set-up.phone").property("wrong") == "true"
    assert line(window, "set-up.name").text() == "Wijkcentrum Oefenplein"
    assert line(window, "set-up.address").hasFocus()


def test_going_back_in_the_set_up_shows_what_was_typed(open_window: Opening, qtbot: QtBot) -> None:
    window = open_window()
    fill_in_until_the_passphrase(qtbot, window)

    press(qtbot, window, "set-up.back")
    destroy_what_is_due()
    assert line(window, "set-up.first_name").text() == "Karin"
    press(qtbot, window, "set-up.back")
    destroy_what_is_due()
    assert line(window, "set-up.name").text() == "Wijkcentrum Oefenplein"


def test_a_weak_passphrase_is_refused_in_words_and_nothing_is_made(open_window: Opening, qtbot: QtBot, desk: DeskFolder) -> None:
    window = open_window()
    fill_in_until_the_passphrase(qtbot, window)
    line(window, "set-up.passphrase").setText("welkom01")

    press(qtbot, window, "set-up.go-on")
    qtbot.waitUntil(lambda: bool(said(window)), timeout=LONG)

    assert window.stage.showing is Screen.SET_UP
    assert not desk.front.is_set_up()


def test_the_right_passphrase_opens_the_desk(open_window: Opening, qtbot: QtBot, desk: DeskFolder) -> None:
    desk.set_up()[0].lock()
    window = open_window()

    unlock(qtbot, window, PASSPHRASE)

    qtbot.waitUntil(lambda: window.stage.showing is Screen.DESK, timeout=LONG)


def test_a_wrong_passphrase_is_told_and_may_be_tried_again(open_window: Opening, qtbot: QtBot, desk: DeskFolder) -> None:
    desk.set_up()[0].lock()
    window = open_window()

    unlock(qtbot, window, "niet deze")
    qtbot.waitUntil(lambda: bool(said(window)), timeout=LONG)
    assert window.stage.showing is Screen.UNLOCK

    unlock(qtbot, window, PASSPHRASE)
    qtbot.waitUntil(lambda: window.stage.showing is Screen.DESK, timeout=LONG)


def test_after_several_wrong_tries_the_pause_is_counted_down_in_words(
    open_window: Opening, qtbot: QtBot, desk: DeskFolder
) -> None:
    desk.set_up()[0].lock()
    window = open_window()
    for _ in range(4):
        unlock(qtbot, window, "niet deze")
        qtbot.waitUntil(lambda: not part(window, "unlock.open").property("busy") and bool(said(window)), timeout=LONG)
        qtbot.waitUntil(lambda: desk.front.wait_seconds() > 0 or line(window, "unlock.passphrase").isEnabled(), timeout=LONG)

    qtbot.waitUntil(lambda: not line(window, "unlock.passphrase").isEnabled(), timeout=LONG)
    first = said(window)

    assert any(letter.isdigit() for letter in first)
    qtbot.waitUntil(lambda: said(window) != first, timeout=5000)
    qtbot.waitUntil(lambda: line(window, "unlock.passphrase").isEnabled(), timeout=LONG)


def test_the_recovery_code_opens_the_desk(open_window: Opening, qtbot: QtBot, desk: DeskFolder) -> None:
    counter, code = desk.set_up()
    counter.lock()
    window = open_window()
    qtbot.waitUntil(lambda: window.findChild(QWidget, "unlock.helper.0") is not None, timeout=LONG)

    press(qtbot, window, "unlock.by-recovery-code")
    line(window, "unlock.recovery-code").setText(code.lower())
    press(qtbot, window, "unlock.recover")

    qtbot.waitUntil(lambda: window.stage.showing is Screen.DESK, timeout=LONG)


def test_a_desk_that_is_open_elsewhere_says_so(open_window: Opening, qtbot: QtBot, desk: DeskFolder) -> None:
    counter, _code = desk.set_up()
    window = open_window()

    unlock(qtbot, window, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(said(window)), timeout=LONG)

    assert window.stage.showing is Screen.UNLOCK
    counter.lock()


def test_the_passphrase_is_hidden_until_it_is_asked_for(open_window: Opening, qtbot: QtBot, desk: DeskFolder) -> None:
    desk.set_up()[0].lock()
    window = open_window()
    box = line(window, "unlock.passphrase")
    assert box.echoMode() is QLineEdit.EchoMode.Password

    press(qtbot, window, "unlock.passphrase.show")
    assert box.echoMode() is QLineEdit.EchoMode.Normal
    press(qtbot, window, "unlock.passphrase.show")
    assert box.echoMode() is QLineEdit.EchoMode.Password


@pytest.fixture
def unlocked(open_window: Opening, qtbot: QtBot, desk: DeskFolder) -> MainWindow:
    desk.set_up()[0].lock()
    window = open_window()
    unlock(qtbot, window, PASSPHRASE)
    qtbot.waitUntil(lambda: window.stage.showing is Screen.DESK, timeout=LONG)
    return window


def test_locking_destroys_every_screen_and_closes_the_desk(unlocked: MainWindow, desk: DeskFolder) -> None:
    screen = unlocked.stage.in_front
    inside = screen.findChildren(QWidget) if screen else []

    unlocked.lock()
    destroy_what_is_due()

    assert unlocked.stage.showing is Screen.UNLOCK
    assert unlocked.counter is None
    assert screen is not None
    assert not isValid(screen)
    assert not any(isValid(widget) for widget in inside)
    front: Front = desk.front
    front.unlock(front.helpers()[0].id, PASSPHRASE).lock()  # the database is free again


def test_ctrl_l_locks_from_any_screen(unlocked: MainWindow, qtbot: QtBot) -> None:
    unlocked.open_parcels()
    unlocked.activateWindow()

    qtbot.keyClick(unlocked, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: unlocked.stage.showing is Screen.UNLOCK)
    assert line(unlocked, "unlock.passphrase").text() == ""


def test_ctrl_l_locks_also_while_a_box_is_open(unlocked: MainWindow, qtbot: QtBot) -> None:
    box = QDialog(unlocked.stage.in_front)
    typing = QLineEdit(box)
    box.open()
    qtbot.waitUntil(typing.hasFocus)

    qtbot.keyClick(typing, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: unlocked.stage.showing is Screen.UNLOCK)
    destroy_what_is_due()
    assert not isValid(box)


def test_closing_the_window_locks_the_desk(unlocked: MainWindow, desk: DeskFolder) -> None:
    assert unlocked.close()

    front = desk.front
    front.unlock(front.helpers()[0].id, PASSPHRASE).lock()


class RefusingDisk:
    """Stands where the conversation stands while the disk is full."""

    def leave(self) -> None:
        raise CannotSave

    def close(self) -> None:
        self.closed = True


def locked_screen_says(window: MainWindow) -> str:
    front = window.stage.in_front
    assert front is not None
    return " ".join(text.text() for text in front.findChildren(QLabel) if text.isVisible())


def test_the_program_begins_without_a_word_about_saving(open_window: Opening, desk: DeskFolder) -> None:
    desk.set_up()[0].lock()

    window = open_window()

    assert window.stage.showing is Screen.UNLOCK
    assert "bewaard" not in locked_screen_says(window)
    assert "Kies uw voornaam" in locked_screen_says(window)


def test_a_locked_desk_says_that_everything_is_saved(unlocked: MainWindow) -> None:
    unlocked.lock()

    assert "Alles is bewaard." in locked_screen_says(unlocked)


def test_a_desk_locked_while_the_disk_refused_says_what_is_not_saved(unlocked: MainWindow) -> None:
    refusing = RefusingDisk()
    unlocked._conversation = refusing  # type: ignore[assignment]  # a full disk cannot be had here
    unlocked.lock()
    assert unlocked.stage.showing is Screen.DESK

    unlocked.lock()

    assert unlocked.stage.showing is Screen.UNLOCK
    assert "Het laatste antwoord is niet bewaard. Schrijf het op papier op." in locked_screen_says(unlocked)
    assert "Alles is bewaard." not in locked_screen_says(unlocked)
    assert refusing.closed


def test_after_a_lock_nothing_of_a_conversation_is_left_in_memory(unlocked: MainWindow, qtbot: QtBot) -> None:
    conversation, screen = begin_conversation(unlocked, qtbot)
    alive = [weakref.ref(conversation), weakref.ref(screen), weakref.ref(conversation._interview)]
    gc.disable()
    try:
        del conversation, screen

        unlocked.lock()

        qtbot.waitUntil(lambda: not any(ref() for ref in alive))
    finally:
        gc.enable()


def begin_conversation(window: MainWindow, qtbot: QtBot) -> tuple[Conversation, ConversationScreen]:
    window.open_languages()
    languages = window.stage.in_front
    assert isinstance(languages, LanguagesScreen)
    languages.chosen.emit("nl", "nl")
    qtbot.waitUntil(lambda: window.stage.showing is Screen.CONVERSATION, timeout=LONG)
    screen = window.stage.in_front
    assert isinstance(screen, ConversationScreen)
    screen.conversation.answer(screen.conversation._basis.roles["name"], "Amal Voorbeeld").done.result(timeout=10)
    return screen.conversation, screen


def go_to_the_end(window: MainWindow, qtbot: QtBot) -> ConversationScreen:
    _conversation, screen = begin_conversation(window, qtbot)
    screen._go_to("end")
    qtbot.waitUntil(screen.middle.end.isVisible)
    return screen


def test_the_sheet_of_an_unfinished_conversation_leads_back_to_its_end(unlocked: MainWindow, qtbot: QtBot) -> None:
    screen = go_to_the_end(unlocked, qtbot)

    screen.middle.end.print_button.click()
    printing = unlocked.stage.in_front
    assert isinstance(printing, PrintScreen)
    printing.done_button.click()

    assert unlocked.stage.in_front is screen
    assert screen.middle.end.isVisible()


def test_the_sheet_of_a_finished_conversation_leads_to_the_desk(unlocked: MainWindow, qtbot: QtBot) -> None:
    screen = go_to_the_end(unlocked, qtbot)

    screen.middle.end.finish_button.click()
    printing = unlocked.stage.in_front
    assert isinstance(printing, PrintScreen)
    qtbot.waitUntil(lambda: bool(printing.pdf), timeout=LONG)
    printing.done_button.click()

    assert unlocked.stage.showing is Screen.DESK


def test_what_could_not_be_saved_is_said_before_the_window_closes(unlocked: MainWindow) -> None:
    unlocked._conversation = RefusingDisk()  # type: ignore[assignment]  # a full disk cannot be had here

    assert not unlocked.close()
    assert unlocked.stage.showing is Screen.DESK
    assert "niet bewaard" in said(unlocked)

    assert unlocked.close()  # asked again, it goes


def test_a_bug_is_told_without_blame_and_the_window_stays(unlocked: MainWindow) -> None:
    crash.report(ValueError("Amal Voorbeeld"))

    assert "Dat ligt niet aan u." in said(unlocked)
    assert "Amal" not in said(unlocked)
    assert unlocked.stage.showing is Screen.DESK


def test_practice_is_marked_above_every_screen(qtbot: QtBot, desk: DeskFolder) -> None:
    window = MainWindow(lambda: desk.front, practice=True)
    qtbot.addWidget(window)
    window.open_door()
    window.show()

    assert part(window, "practice").isVisible()
    window.close()
