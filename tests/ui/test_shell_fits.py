"""Every screen of the shell, at the sizes of a counter, in both directions and up to twice the type: looked at with a ruler."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intake_desktop.casework.consents import ReceiverId
from intake_desktop.casework.parcels import ParcelId, ParcelState, Receiver
from intake_desktop.casework.people import Role
from intake_desktop.casework.promises import Kept, Party, PromiseId
from intake_desktop.casework.visits import InterviewId, InterviewState, VisitId
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.names import HelperName
from intake_desktop.desk.places import Places
from intake_desktop.desk.views import DraftView, Overview, ParcelView, PromiseView, RecentView
from intake_desktop.ui import fonts, work
from intake_desktop.ui.desk.promises import PromiseRow
from intake_desktop.ui.desk.screen import DeskScreen
from intake_desktop.ui.languages.screen import LanguagesScreen
from intake_desktop.ui.parcels.screen import ParcelsScreen
from intake_desktop.ui.screens import Screen
from intake_desktop.ui.setup.pages import CheckPage, CodePage, HelperPage, PassphrasePage, PlacePage
from intake_desktop.ui.setup.screen import SetUpScreen
from intake_desktop.ui.setup.way import SetUpWay
from intake_desktop.ui.stage import Stage
from intake_desktop.ui.unlocking.screen import UnlockScreen
from intake_desktop.ui.widgets import Icon
from intake_desktop.ui.widgets.glyphs import is_glyph
from tests.ui.conftest import BoxOfKeys, DeskFolder, destroy_what_is_due
from tests.ui.looking import cut_off, jumps, unnamed, without_object_name

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONG_FOLDER = "/media/gemeente/uitwisseling/servicepunten/oefenplein/schuldhulpverlening/inkomend"
KEY = "age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm"
LOOKS = {
    "Dutch at a counter": ("nl", 1.0, (1366, 768)),
    "Arabic at a counter": ("ar", 1.0, (1366, 768)),
    "a large screen": ("nl", 1.0, (1920, 1080)),
    "large type": ("en", 1.5, (1366, 768)),
    "the largest type": ("ar", 2.0, (1366, 768)),
}


def full_overview() -> Overview:
    drafts = (
        DraftView(
            InterviewId("a"), VisitId("a"), AT, "S.O.", "Mevrouw S. Oefenaar-van der Voorbeeldstraat", InterviewState.DRAFT
        ),
        DraftView(InterviewId("b"), VisitId("b"), AT - timedelta(days=3), "", "", InterviewState.STOPPED),
    )
    promises = (
        PromiseView(
            PromiseId("1"),
            VisitId("a"),
            Party.US,
            "Karin",
            "belt vandaag de verhuurder over uitstel",
            date(2026, 11, 23),
            time(16),
            False,
            "phone",
            label="Wij bellen de verhuurder over uitstel van betaling",
            initials="S.O.",
        ),
        PromiseView(
            PromiseId("2"),
            VisitId("a"),
            Party.OTHER,
            "De gemeente",
            "belt over bijzondere bijstand",
            date(2026, 11, 18),
            None,
            True,
            "bank",
            label="De gemeente belt over bijzondere bijstand",
        ),
    )
    recent = (
        RecentView(VisitId("c"), AT, "S.O.", "Mevrouw S. Oefenaar-van der Voorbeeldstraat", open_question=False),
        RecentView(VisitId("d"), AT - timedelta(days=3), "A.V.", "Amal Voorbeeld", open_question=True),
    )
    counts = tuple((state, number + 1) for number, state in enumerate(ParcelState))
    return Overview(
        "Karin",
        Role.PROFESSIONAL,
        "Wijkcentrum Oefenplein",
        date(2026, 11, 23),
        promises,
        drafts,
        counts,
        first_day=False,
        recent=recent,
    )


def all_parcels() -> tuple[ParcelView, ...]:
    return tuple(
        ParcelView(
            ParcelId(state.value),
            "Gemeente Oefenstad, schuldhulpverlening",
            AT,
            state,
            ("uw naam en telefoon", "uw vraag over de huur"),
            "S.O.",
            "De map is vol; probeer het morgen opnieuw." if state is ParcelState.ATTENTION else "",
            AT if state is ParcelState.CONFIRMED else None,
            AT if state is ParcelState.CONFIRMED else None,
        )
        for state in ParcelState
    )


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    made, _code = DeskFolder(Places(tmp_path_factory.mktemp("desk")), BoxOfKeys()).set_up()
    yield made
    made.lock()


def unlock_screen(_counter: Counter, _folder: Path) -> QWidget:
    screen = UnlockScreen()
    screen._show_names(tuple(HelperName(str(number), name) for number, name in enumerate(("Karin", "Ouafae", "Jan-Willem"))))  # type: ignore[arg-type]  # any id does
    screen._message.say("Deze wachtzin klopt niet. Over 10 seconden kan het weer. Er gaat niets verloren.", "warn")
    return screen


def desk_screen(counter: Counter, _folder: Path) -> QWidget:
    screen = DeskScreen(counter)
    work.wait_for_all()
    QApplication.processEvents()
    screen._show(full_overview())
    screen._show_names(on=True)
    screen.findChildren(PromiseRow)[0].show_kept(Kept.BROKEN)
    return screen


def empty_desk_screen(counter: Counter, _folder: Path) -> QWidget:
    return DeskScreen(counter)


def languages_screen(_counter: Counter, _folder: Path) -> QWidget:
    fonts.load_rest()
    return LanguagesScreen()


def parcels_screen(counter: Counter, _folder: Path) -> QWidget:
    screen = ParcelsScreen(counter)
    work.wait_for_all()
    QApplication.processEvents()
    screen._show_parcels(all_parcels())
    screen._show_receivers((Receiver(ReceiverId("r"), "Gemeente Oefenstad, schuldhulpverlening", KEY, LONG_FOLDER),))
    return screen


def enrol_screen(counter: Counter, folder: Path) -> QWidget:
    screen = parcels_screen(counter, folder)
    assert isinstance(screen, ParcelsScreen)
    screen._ask_receiver()
    return screen


def set_up_page(page: Callable[[SetUpWay, DeskFolder], QWidget]) -> Callable[[Counter, Path], QWidget]:
    def making(_counter: Counter, folder: Path) -> QWidget:
        desk = DeskFolder(Places(folder / "new"), BoxOfKeys())
        screen = SetUpScreen(desk.front)
        way = SetUpWay()
        screen._make_page = lambda: page(way, desk)  # type: ignore[method-assign]  # straight to one page
        screen._show()
        return screen

    return making


SCREENS: dict[str, Callable[[Counter, Path], QWidget]] = {
    "unlock": unlock_screen,
    "desk": desk_screen,
    "empty desk": empty_desk_screen,
    "languages": languages_screen,
    "parcels": parcels_screen,
    "enrol": enrol_screen,
    "set-up place": set_up_page(lambda way, _desk: PlacePage(way)),
    "set-up helper": set_up_page(lambda way, _desk: HelperPage(way)),
    "set-up passphrase": set_up_page(lambda way, desk: PassphrasePage(way, desk.front)),
    "set-up code": set_up_page(lambda _way, _desk: CodePage("WXYZ-WXYZ-WXYZ-WXYZ-WXYZ-WXYZ-WXYZ")),
    "set-up check": set_up_page(lambda _way, _desk: CheckPage()),
}


@pytest.fixture(params=LOOKS)
def stage(request: pytest.FixtureRequest, dress: Callable[..., QApplication], qtbot: QtBot) -> Stage:
    language, scale, size = LOOKS[request.param]
    dress(language, "light", scale)
    made = Stage()
    qtbot.addWidget(made)
    made.setFixedSize(*size)
    return made


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_cut_off_unnamed_or_out_of_order(stage: Stage, counter: Counter, tmp_path: Path, name: str) -> None:
    stage.open(Screen.DESK, SCREENS[name](counter, tmp_path))
    stage.show()
    for _ in range(12):  # a change of height passes up through every scrolling view
        QApplication.processEvents()
    destroy_what_is_due()

    assert cut_off(stage) == []
    assert unnamed(stage) == []
    assert without_object_name(stage) == []
    assert jumps(stage) == []
    assert [icon._name for icon in stage.findChildren(Icon) if not is_glyph(icon._name)] == []
    work.wait_for_all()
