"""Home, the choice of languages, and the parcels, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from attrs import evolve
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from intake_desktop.casework.promises import Kept, Party, PromiseId
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.views import PromiseDraft, PromiseView
from intake_desktop.ui import work
from intake_desktop.ui.desk.promises import PromiseRow
from intake_desktop.ui.desk.rows import DraftRow, RecentRow
from intake_desktop.ui.desk.screen import DeskScreen
from intake_desktop.ui.languages.screen import LanguagesScreen
from intake_desktop.ui.parcels.screen import ParcelsScreen
from intake_desktop.ui.widgets import Badge, MessageBar, Tile
from tests.ui.conftest import DeskFolder, destroy_what_is_due, line, part

pytestmark = pytest.mark.usefixtures("dutch")

NAME = "Amal Voorbeeld"


@pytest.fixture
def counter(desk: DeskFolder) -> Iterator[Counter]:
    made, _code = desk.set_up()
    yield made
    work.wait_for_all()
    made.lock()


@pytest.fixture
def with_a_draft(counter: Counter) -> Counter:
    conversation = counter.visits.begin("ar", "ar")
    ref = conversation._basis.roles["name"]
    conversation.answer(ref, NAME).done.result(timeout=10)
    conversation.leave()
    return counter


@pytest.fixture
def with_a_promise(with_a_draft: Counter) -> Counter:
    visit = with_a_draft.home.overview().drafts[0].visit
    draft = PromiseDraft("call_landlord", Party.US, NAME, with_a_draft.home.overview().today)
    with_a_draft.promises.make(visit, draft)
    return with_a_draft


@pytest.fixture
def with_a_finished_visit(with_a_draft: Counter) -> Counter:
    conversation = with_a_draft.visits.resume(with_a_draft.home.overview().drafts[0].interview)
    assert conversation.finish() == ()
    return with_a_draft


def shown(qtbot: QtBot, screen: QWidget) -> QWidget:
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    return screen


def words(screen: QWidget) -> str:
    return " ".join(text.text() for text in screen.findChildren(QLabel) if text.isVisible())


def wait_for_drafts(qtbot: QtBot, screen: QWidget) -> None:
    qtbot.waitUntil(lambda: any(row.isVisible() for row in screen.findChildren(DraftRow)), timeout=10_000)


def press(qtbot: QtBot, screen: QWidget, name: str) -> None:
    qtbot.mouseClick(part(screen, name), Qt.MouseButton.LeftButton)


# home -------------------------------------------------------------------------------------------------------------


def test_the_first_day_says_welcome_and_that_nothing_is_open(counter: Counter, qtbot: QtBot) -> None:
    screen = shown(qtbot, DeskScreen(counter))

    qtbot.waitUntil(lambda: "Karin" in words(screen) and screen.findChild(QWidget, "desk.draft.0") is None)
    qtbot.waitUntil(lambda: "Er staat niets open." in words(screen))
    assert "Welkom, Karin." in words(screen)


def test_names_show_only_while_somebody_holds_the_button(with_a_draft: Counter, qtbot: QtBot) -> None:
    screen = shown(qtbot, DeskScreen(with_a_draft))
    wait_for_drafts(qtbot, screen)
    assert NAME not in words(screen)

    qtbot.mousePress(part(screen, "desk.names"), Qt.MouseButton.LeftButton)
    assert NAME in words(screen)
    qtbot.mouseRelease(part(screen, "desk.names"), Qt.MouseButton.LeftButton)
    assert NAME not in words(screen)


def test_names_show_only_while_somebody_holds_the_key(with_a_draft: Counter, qtbot: QtBot) -> None:
    screen = shown(qtbot, DeskScreen(with_a_draft))
    wait_for_drafts(qtbot, screen)

    qtbot.keyPress(screen, Qt.Key.Key_F2)
    assert NAME in words(screen)
    qtbot.keyRelease(screen, Qt.Key.Key_F2)
    assert NAME not in words(screen)


def hold_names(qtbot: QtBot, screen: QWidget) -> None:
    qtbot.keyPress(screen, Qt.Key.Key_F2)
    assert NAME in words(screen)


@pytest.mark.parametrize("event", [QEvent.Type.WindowDeactivate, QEvent.Type.Hide])
def test_names_are_covered_when_the_window_is_no_longer_in_front(with_a_draft: Counter, qtbot: QtBot, event: QEvent.Type) -> None:
    screen = shown(qtbot, DeskScreen(with_a_draft))
    wait_for_drafts(qtbot, screen)
    hold_names(qtbot, screen)

    QCoreApplication.sendEvent(screen, QEvent(event))

    assert NAME not in words(screen)


def test_names_are_covered_when_another_program_comes_to_the_front(with_a_draft: Counter, qtbot: QtBot) -> None:
    screen = shown(qtbot, DeskScreen(with_a_draft))
    wait_for_drafts(qtbot, screen)
    hold_names(qtbot, screen)

    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)

    assert NAME not in words(screen)


def test_names_are_covered_after_a_glance_also_while_the_key_repeats(with_a_draft: Counter, qtbot: QtBot) -> None:
    screen = DeskScreen(with_a_draft)
    assert screen._peek._glance.interval() == 5000
    screen._peek._glance.setInterval(200)
    shown(qtbot, screen)
    wait_for_drafts(qtbot, screen)
    hold_names(qtbot, screen)

    qtbot.waitUntil(lambda: NAME not in words(screen))
    QCoreApplication.sendEvent(
        screen, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, autorep=True)
    )

    assert NAME not in words(screen)


def test_a_promise_shows_no_name_until_it_is_asked_for(with_a_promise: Counter, qtbot: QtBot) -> None:
    screen = shown(qtbot, DeskScreen(with_a_promise))
    qtbot.waitUntil(lambda: any(row.isVisible() for row in screen.findChildren(PromiseRow)))
    assert "A.V." in words(screen)
    assert NAME not in words(screen)

    qtbot.keyPress(screen, Qt.Key.Key_F2)

    assert NAME in words(screen)


def test_a_promise_is_marked_and_the_mark_is_taken_back(with_a_promise: Counter, qtbot: QtBot) -> None:
    screen = shown(qtbot, DeskScreen(with_a_promise))
    qtbot.waitUntil(lambda: bool(screen.findChildren(PromiseRow)))

    press(qtbot, screen, "desk.promise.0.broken")
    qtbot.waitUntil(part(screen, "desk.promise.0.undo").isVisible)
    assert with_a_promise.home.overview().promises == ()
    assert not part(screen, "desk.promise.0.kept").isVisible()

    press(qtbot, screen, "desk.promise.0.undo")
    qtbot.waitUntil(part(screen, "desk.promise.0.kept").isVisible)
    assert [one.kept for one in with_a_promise.home.overview().promises] == [Kept.NOT_YET]

    press(qtbot, screen, "desk.promise.0.kept")
    qtbot.waitUntil(part(screen, "desk.promise.0.undo").isVisible)
    assert with_a_promise.home.overview().promises == ()


def test_a_late_promise_comes_first_and_says_so(counter: Counter, qtbot: QtBot) -> None:
    screen = DeskScreen(counter)
    shown(qtbot, screen)
    work.wait_for_all()
    QCoreApplication.processEvents()
    today = counter.home.overview()
    promises = [
        PromiseView(PromiseId(name), VisitId("v"), Party.US, "Karin", "zin", today.today, None, late, "phone", label=name)
        for name, late in (("op tijd", False), ("te laat", True))
    ]

    screen._show(evolve(today, promises=tuple(promises)))

    late, on_time = screen.findChildren(PromiseRow)
    assert (late.promise.label, on_time.promise.label) == ("te laat", "op tijd")
    assert [badge.accessibleName() for badge in late.findChildren(Badge) if badge.isVisibleTo(late)] == ["te laat"]
    assert not [badge for badge in on_time.findChildren(Badge) if badge.isVisibleTo(on_time)]


@pytest.mark.parametrize(("what", "signal"), [("sheet", "print_requested"), ("release", "release_requested")])
def test_a_finished_conversation_can_be_printed_and_asked_about(
    with_a_finished_visit: Counter, qtbot: QtBot, what: str, signal: str
) -> None:
    screen = DeskScreen(with_a_finished_visit)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: any(row.isVisible() for row in screen.findChildren(RecentRow)))
    assert "A.V." in words(screen)
    assert NAME not in words(screen)

    with qtbot.waitSignal(getattr(screen, signal)) as asked:
        press(qtbot, screen, f"desk.recent.0.{what}")

    assert asked.args == [with_a_finished_visit.home.overview().recent[0].visit]


@pytest.mark.parametrize("thinking", [True, False])
def test_a_question_that_is_still_open_is_marked(with_a_finished_visit: Counter, qtbot: QtBot, thinking: bool) -> None:
    screen = DeskScreen(with_a_finished_visit)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: bool(screen.findChildren(RecentRow)))
    overview = with_a_finished_visit.home.overview()

    screen._show(evolve(overview, recent=(evolve(overview.recent[0], open_question=thinking),)))
    destroy_what_is_due()

    assert ("De inwoner denkt er nog over na" in words(screen)) is thinking


def test_a_screen_reader_hears_no_name_either_until_it_is_shown(with_a_draft: Counter, qtbot: QtBot) -> None:
    screen = shown(qtbot, DeskScreen(with_a_draft))
    wait_for_drafts(qtbot, screen)

    assert NAME not in part(screen, "desk.draft.0").accessibleName()


def test_a_draft_asks_to_be_resumed(with_a_draft: Counter, qtbot: QtBot) -> None:
    screen = DeskScreen(with_a_draft)
    shown(qtbot, screen)
    wait_for_drafts(qtbot, screen)

    with qtbot.waitSignal(screen.resume_requested) as asked:
        press(qtbot, screen, "desk.draft.0")

    assert asked.args == [with_a_draft.home.overview().drafts[0].interview]


# speaks and reads -------------------------------------------------------------------------------------------------


@pytest.fixture
def languages(qtbot: QtBot) -> LanguagesScreen:
    screen = LanguagesScreen()
    shown(qtbot, screen)
    return screen


def visible_languages(screen: LanguagesScreen) -> list[str]:
    names = [tile.objectName() for tile in screen.findChildren(Tile) if tile.isVisible()]
    return [name.removeprefix("languages.speaks.") for name in names if name.startswith("languages.speaks.")]


def test_both_questions_must_be_answered_before_the_conversation_begins(languages: LanguagesScreen, qtbot: QtBot) -> None:
    begin = part(languages, "languages.begin")
    assert not begin.isEnabled()

    press(qtbot, languages, "languages.speaks.ar")
    assert not begin.isEnabled()

    press(qtbot, languages, "languages.reads.nl")
    with qtbot.waitSignal(languages.chosen) as chosen:
        press(qtbot, languages, "languages.begin")
    assert chosen.args == ["ar", "nl"]


def test_does_not_read_is_an_answer(languages: LanguagesScreen, qtbot: QtBot) -> None:
    press(qtbot, languages, "languages.speaks.rif")
    press(qtbot, languages, "languages.reads.not")

    with qtbot.waitSignal(languages.chosen) as chosen:
        press(qtbot, languages, "languages.begin")

    assert chosen.args == ["rif", ""]


def test_a_language_without_translations_can_be_spoken_and_not_read(languages: LanguagesScreen) -> None:
    assert languages.findChild(Tile, "languages.speaks.pl") is not None
    assert languages.findChild(Tile, "languages.reads.pl") is None
    assert languages.findChild(Tile, "languages.reads.ar") is not None


@pytest.mark.parametrize(("typed", "found"), [("turks", ["tr"]), ("turkce", ["tr"]), ("العرب", ["ar"]), ("klingon", [])])
def test_a_language_is_found_by_either_name_and_without_accents(languages: LanguagesScreen, typed: str, found: list[str]) -> None:
    line(languages, "languages.search").setText(typed)

    assert visible_languages(languages) == found
    assert languages._none.isVisible() == (not found)


def test_enter_in_the_search_takes_the_first(languages: LanguagesScreen, qtbot: QtBot) -> None:
    line(languages, "languages.search").setText("tigrinya")

    qtbot.keyClick(line(languages, "languages.search"), Qt.Key.Key_Return)

    tile = languages.findChild(Tile, "languages.speaks.ti")
    assert tile is not None
    assert tile.isChecked()


def test_dutch_comes_first(languages: LanguagesScreen) -> None:
    assert visible_languages(languages)[0] == "nl"


# parcels ----------------------------------------------------------------------------------------------------------


def test_a_receiver_is_added_after_its_fingerprint_was_shown(counter: Counter, qtbot: QtBot, tmp_path: Path) -> None:
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    screen = shown(qtbot, ParcelsScreen(counter))
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "parcels.add") is not None)
    press(qtbot, screen, "parcels.add")
    add = part(screen, "parcels.enrol.add")
    line(screen, "parcels.enrol.name").setText("Gemeente Oefenstad")
    line(screen, "parcels.enrol.folder").setText(str(tmp_path))
    assert not add.isEnabled()

    line(screen, "parcels.enrol.key").setText(recipient)
    fingerprint = part(screen, "parcels.enrol.fingerprint")
    assert isinstance(fingerprint, QLabel)
    assert fingerprint.text().strip("\u200e").split() == counter.releases.fingerprint(recipient).split()

    press(qtbot, screen, "parcels.enrol.add")
    qtbot.waitUntil(lambda: len(counter.releases.receivers()) == 1)
    qtbot.waitUntil(lambda: "Gemeente Oefenstad" in words(screen))


@pytest.mark.parametrize("key", ["age1onzin", "AGE-SECRET-KEY-1QQQ"])
def test_what_is_no_key_is_told_in_words_and_cannot_be_added(counter: Counter, qtbot: QtBot, key: str) -> None:
    screen = shown(qtbot, ParcelsScreen(counter))
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "parcels.add") is not None)
    press(qtbot, screen, "parcels.add")
    destroy_what_is_due()

    line(screen, "parcels.enrol.name").setText("Gemeente")
    line(screen, "parcels.enrol.folder").setText("/tmp")
    line(screen, "parcels.enrol.key").setText(key)

    assert not part(screen, "parcels.enrol.add").isEnabled()
    assert any(bar.isVisible() and bar.text() for bar in screen.findChildren(MessageBar))


def test_carrying_with_nothing_ready_says_so(counter: Counter, qtbot: QtBot) -> None:
    screen = shown(qtbot, ParcelsScreen(counter))

    press(qtbot, screen, "parcels.carry")

    qtbot.waitUntil(lambda: "Er was niets te versturen." in words(screen))
    assert part(screen, "parcels.carry").isEnabled()
