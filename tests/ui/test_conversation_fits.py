"""Every page of the broad intake at the screen of a counter: nothing cut off, everything named, read in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.desk.views import EndView
from tests.ui.conftest import destroy_what_is_due
from tests.ui.talking import Talk, problems, real_counter

LOOKS = [
    pytest.param("nl", "ar", 1.0, (1366, 768), id="counter"),
    pytest.param("ar", "ar", 1.0, (1366, 768), id="mirrored"),
    pytest.param("nl", "nl", 1.25, (1366, 768), id="dutch-resident-larger"),
    pytest.param("nl", "ar", 2.0, (1366, 768), id="twice-the-type"),
    pytest.param("nl", "ar", 1.0, (1920, 1080), id="wide"),
]


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with real_counter(Places(tmp_path_factory.mktemp("desk"))) as opened:
        yield opened


def answer_so_that_every_page_is_asked(talk: Talk) -> None:
    """The answers behind which further questions lie."""
    for ref, value in {
        "who_is_here": "alleen",
        "haste": "brief",
        "resident_name": "Mevrouw A. Oefenaar-van der Voorbeeldstraat",
    }.items():
        talk.at(ref)
        talk.conversation.answer(talk.ref, value)
    talk.live_with_others("Samira")
    for ref in talk.conversation.values():
        if ref.endswith("_goes"):
            talk.conversation.answer(ref, "gaat_moeilijk")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "reads", "scale", "size"), LOOKS)
def test_every_page_fits(
    qtbot: QtBot,
    dress: Callable[..., QApplication],
    counter: Counter,
    language: str,
    reads: str,
    scale: float,
    size: tuple[int, int],
) -> None:
    dress(language, "light", scale)
    talk = Talk(qtbot, counter, reads=reads, size=size)
    answer_so_that_every_page_is_asked(talk)
    talk.at("who_is_here")
    wrong: dict[str, list[str]] = {}
    seen = 0
    while True:
        qtbot.wait(20)
        if found := problems(talk.screen):
            wrong[talk.ref or "end"] = found
        seen += 1
        if isinstance(talk.page, EndView):
            break
        talk.screen.go_on()

    assert wrong == {}
    assert seen > 30
    assert talk.screen.size().width() == size[0], "the window grew: something is wider than the screen"
    talk.close()


@pytest.mark.parametrize(("language", "scale"), [("nl", 1.0), ("ar", 1.0), ("nl", 1.5)])
def test_the_boxes_fit_in_the_window(
    qtbot: QtBot, dress: Callable[..., QApplication], counter: Counter, language: str, scale: float
) -> None:
    dress(language, "light", scale)
    talk = Talk(qtbot, counter)
    for opened in (talk.screen.add_promise, talk.screen.stop):
        opened()
        box: QDialog | None = talk.screen.stop_box or talk.screen.promise_box
        assert box is not None
        qtbot.wait(20)
        assert problems(box) == []
        assert box.width() <= talk.screen.width()
        assert box.height() <= talk.screen.height()
        box.reject()
    talk.close()


def test_columns_fold_away_instead_of_being_cut_off_and_come_back(
    qtbot: QtBot, dress: Callable[..., QApplication], counter: Counter
) -> None:
    dress("nl", "light", 2.0)
    talk = Talk(qtbot, counter)
    panes = talk.screen.panes

    assert not talk.screen.aside.isVisible()
    assert not talk.screen.sections.isVisible()
    panes.aside_button.click()
    assert talk.screen.aside.isVisible()
    assert not talk.screen.middle.isVisible()
    panes.sections_button.click()
    assert talk.screen.sections.isVisible()
    talk.screen.sections.rows[1].click()
    assert talk.screen.middle.isVisible()
    assert not talk.screen.sections.isVisible()
    talk.close()
    destroy_what_is_due()


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_the_card_is_painted_in_every_palette(
    qtbot: QtBot, dress: Callable[..., QApplication], counter: Counter, palette: str
) -> None:
    dress("nl", palette)
    talk = Talk(qtbot, counter)
    talk.at("haste")
    picture = talk.screen.grab().toImage()

    colours = {picture.pixelColor(x, 300).name() for x in range(0, picture.width(), 3)}
    assert len(colours) > 3
    talk.close()
