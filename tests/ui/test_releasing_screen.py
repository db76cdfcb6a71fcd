"""What leaves: nothing is ticked beforehand, three equal answers, and a yes counts only when it was told back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pyrage
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intake_desktop.casework.consents import ConsentAnswer, ToldBack
from intake_desktop.casework.parcels import ParcelState
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.ui.releasing import ReleaseScreen
from intake_desktop.ui.releasing.pages import QuestionPage, ResultPage, ToldBackPage
from tests.ui.conftest import destroy_what_is_due
from tests.ui.talking import files_that_cannot_grow, problems, real_counter

MOST_WORDS = 12
PATIENCE = 20.0  # seconds
RECEIVER = "Gemeente Oefenstad, team schulden"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with real_counter(Places(tmp_path / "desk")) as opened:
        yield opened


@pytest.fixture
def visit(counter: Counter, tmp_path: Path) -> VisitId:
    """A visit with a name and a question, and one receiver."""
    counter.releases.enrol(RECEIVER, str(pyrage.x25519.Identity.generate().to_public()), str(tmp_path))
    conversation = counter.visits.begin("ar", "ar")
    conversation.answer("/data/person/resident_name", "Amina Oefenaar").done.result()
    conversation.answer("/data/question/request", "Ik krijg brieven over de huur.").done.result()
    return conversation.visit_id


@pytest.fixture
def screen(qtbot: QtBot, dutch: QApplication, counter: Counter, visit: VisitId) -> Iterator[ReleaseScreen]:
    opened = ReleaseScreen(counter, visit)
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.show()
    asked(opened)
    yield opened
    destroy_what_is_due()


Step = TypeVar("Step", bound=QWidget)


def step(screen: ReleaseScreen, kind: type[Step]) -> Step:
    """The step in view, once the worker thread has read or written what it needs."""
    end = time.monotonic() + PATIENCE
    while not isinstance(screen.page, kind) or not screen.isEnabled():
        assert time.monotonic() < end, f"{kind.__name__} did not come"
        QApplication.processEvents()
        time.sleep(0.01)
    return screen.page


def asked(screen: ReleaseScreen) -> QuestionPage:
    return step(screen, QuestionPage)


def result(screen: ReleaseScreen) -> ResultPage:
    return step(screen, ResultPage)


def pick(screen: ReleaseScreen) -> str:
    """The resident picks the first bundle there is to pick."""
    row = next(row for row in asked(screen).bundles.rows if not row.always)
    row.click()
    return row.id


def ready(counter: Counter) -> int:
    return sum(parcel.state is ParcelState.READY for parcel in counter.deliveries.parcels())


def test_nothing_is_ticked_beforehand_and_every_answer_that_would_leave_is_shown(screen: ReleaseScreen) -> None:
    rows = asked(screen).bundles.rows

    assert rows
    assert not any(row.isChecked() for row in rows)
    assert asked(screen).bundles.chosen() == ()
    assert any("Amina Oefenaar" in row.accessibleDescription() for row in rows)


def test_the_three_answers_are_equally_large_and_none_is_marked(screen: ReleaseScreen) -> None:
    buttons = list(asked(screen).buttons.values())

    assert len(buttons) == len(ConsentAnswer)
    assert max(button.width() for button in buttons) - min(button.width() for button in buttons) <= 1
    assert len({button.height() for button in buttons}) == 1
    assert len({button.property("kind") for button in buttons}) == 1
    assert not any(button.isDefault() for button in buttons)


def test_the_text_says_what_goes_as_soon_as_it_is_ticked(screen: ReleaseScreen) -> None:
    page = asked(screen)
    before = [text.nl.text() for text in page._shown]
    row = next(row for row in page.bundles.rows if not row.always)
    row.click()

    after = " ".join(text.nl.text() for text in page._shown)
    assert after != " ".join(before)
    assert row.accessibleName() in after


def test_a_yes_to_nothing_is_not_taken(screen: ReleaseScreen, counter: Counter) -> None:
    asked(screen).buttons[ConsentAnswer.YES].click()

    assert asked(screen).message.isVisible()
    assert ready(counter) == 0


@pytest.mark.parametrize("told", [ToldBack.SELF, ToldBack.EXPLAINED_AGAIN])
def test_a_yes_makes_a_parcel_only_after_it_was_told_back(screen: ReleaseScreen, counter: Counter, told: ToldBack) -> None:
    pick(screen)
    asked(screen).buttons[ConsentAnswer.YES].click()
    assert isinstance(screen.page, ToldBackPage)
    assert ready(counter) == 0

    screen.page.tiles[told].click()
    result(screen)
    assert ready(counter) == 1
    assert RECEIVER.split(",", maxsplit=1)[0] in result(screen).words.nl.replace("\u00a0", " ")


def test_telling_back_that_did_not_work_makes_it_wait(screen: ReleaseScreen, counter: Counter) -> None:
    pick(screen)
    asked(screen).buttons[ConsentAnswer.YES].click()
    assert isinstance(screen.page, ToldBackPage)
    screen.page.tiles[ToldBack.FAILED].click()

    assert "niets weg" in result(screen).words.nl
    assert ready(counter) == 0


@pytest.mark.parametrize("answer", [ConsentAnswer.NO, ConsentAnswer.THINKING])
def test_no_and_thinking_are_ordinary_answers_and_nothing_leaves(
    screen: ReleaseScreen, counter: Counter, answer: ConsentAnswer
) -> None:
    pick(screen)
    asked(screen).buttons[answer].click()

    assert "niets weg" in result(screen).words.nl
    assert ready(counter) == 0


def test_going_back_from_telling_back_keeps_what_was_picked(screen: ReleaseScreen) -> None:
    picked = pick(screen)
    asked(screen).buttons[ConsentAnswer.YES].click()
    assert isinstance(screen.page, ToldBackPage)
    screen.page.back.emit()

    assert asked(screen).bundles.chosen() == (picked,)


def test_the_keyboard_begins_at_the_first_thing_that_can_be_picked(screen: ReleaseScreen, qtbot: QtBot) -> None:
    first = next(row for row in asked(screen).bundles.rows if not row.always)
    screen.activateWindow()

    qtbot.waitUntil(first.hasFocus)


def test_escape_asks_another_time_until_it_was_answered(screen: ReleaseScreen, qtbot: QtBot) -> None:
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    with qtbot.waitSignal(screen.done):
        QTest.keyClick(asked(screen).bundles.rows[-1], Qt.Key.Key_Escape)

    asked(screen).buttons[ConsentAnswer.NO].click()
    assert not result(screen).isHidden()
    assert not screen.leave_button.isVisible()


def test_it_says_whose_answers_these_are(screen: ReleaseScreen) -> None:
    assert "Amina Oefenaar" in screen.bar.name.text()
    assert "Arabisch" in screen.bar.line.text()
    assert RECEIVER in screen.bar.line.text()


def test_a_tick_reads_nothing_from_the_database(screen: ReleaseScreen, counter: Counter) -> None:
    """Reading the answers anew took half a second a tick."""
    counter.lock()

    row = next(row for row in asked(screen).bundles.rows if not row.always)
    row.click()
    assert row.accessibleName() in " ".join(text.nl.text() for text in asked(screen)._shown)


def test_what_would_leave_is_a_list_with_one_thing_a_line(screen: ReleaseScreen) -> None:
    pick(screen)
    lines = [line for text in asked(screen)._shown for line in text.nl.text().split("\n")]

    listed = [line.removeprefix("• ") for line in lines if line.startswith("• ")]
    assert len(listed) > 1
    assert not any(". " in line for line in lines)
    assert max(len(line.split()) for line in lines) <= MOST_WORDS


def test_an_answer_that_cannot_be_written_down_can_be_given_again(screen: ReleaseScreen, counter: Counter, qtbot: QtBot) -> None:
    page = asked(screen)
    with files_that_cannot_grow():
        page.buttons[ConsentAnswer.NO].click()
        qtbot.waitUntil(page.message.isVisible)
    assert screen.isEnabled()
    page.buttons[ConsentAnswer.NO].click()

    assert "niets weg" in result(screen).words.nl


def test_each_receiver_is_asked_by_itself_and_then_it_is_done(
    qtbot: QtBot, dutch: QApplication, counter: Counter, visit: VisitId, tmp_path: Path
) -> None:
    counter.releases.enrol("Woningcorporatie De Oefening", str(pyrage.x25519.Identity.generate().to_public()), str(tmp_path))
    screen = ReleaseScreen(counter, visit)
    qtbot.addWidget(screen)
    screen.show()
    asked(screen).buttons[ConsentAnswer.NO].click()
    result(screen).on_button.click()
    assert asked(screen).bundles.chosen() == ()
    asked(screen).buttons[ConsentAnswer.NO].click()

    with qtbot.waitSignal(screen.done):
        result(screen).on_button.click()


def test_without_a_receiver_the_screen_says_so_and_how_to_add_one(qtbot: QtBot, dutch: QApplication, counter: Counter) -> None:
    screen = ReleaseScreen(counter, counter.visits.begin("ar", "ar").visit_id)
    qtbot.addWidget(screen)
    screen.show()

    with qtbot.waitSignal(screen.done):
        screen.back_button.click()


@pytest.mark.parametrize(
    ("language", "scale", "size"),
    [("nl", 1.0, (1366, 768)), ("ar", 1.0, (1366, 768)), ("nl", 2.0, (1366, 768)), ("nl", 1.0, (1920, 1080))],
)
def test_every_step_fits(
    qtbot: QtBot,
    dress: Callable[..., QApplication],
    counter: Counter,
    visit: VisitId,
    language: str,
    scale: float,
    size: tuple[int, int],
) -> None:
    dress(language, "light", scale)
    screen = ReleaseScreen(counter, visit)
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()

    def seen() -> list[str]:
        qtbot.wait(50)
        return problems(screen)

    asked(screen)
    assert seen() == []
    pick(screen)
    asked(screen).buttons[ConsentAnswer.YES].click()
    assert seen() == []
    assert isinstance(screen.page, ToldBackPage)
    screen.page.tiles[ToldBack.SELF].click()
    result(screen)
    assert seen() == []
    assert screen.width() == size[0]
