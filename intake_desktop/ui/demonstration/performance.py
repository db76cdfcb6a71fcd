"""The whole way through the window: set up, unlock, converse, be interrupted, go on, print, release, carry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from attrs import frozen
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from intake_desktop.casework.consents import ConsentAnswer, ToldBack
from intake_desktop.casework.parcels import ParcelState
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.language import _
from intake_desktop.ui import app, work
from intake_desktop.ui.conversation.screen import ConversationScreen
from intake_desktop.ui.demonstration.robot import Robot
from intake_desktop.ui.demonstration.story import Story, story
from intake_desktop.ui.demonstration.teller import Teller
from intake_desktop.ui.printing.screen import PrintScreen
from intake_desktop.ui.releasing.pages import QuestionPage, ResultPage, ToldBackPage
from intake_desktop.ui.releasing.screen import ReleaseScreen
from intake_desktop.ui.screens import Screen
from intake_desktop.ui.window import MainWindow

PICTURES = {
    "who_is_here": "for-the-helper-only",
    "haste": "haste",
    "urgent_day": "last-day",
    "request": "own-words",
    "persons": "household",
    "income": "income",
    "health_goes": "rather-not-say",
    "agreed_words": "what-we-agree",
}
"""Questions worth a picture, and what to call it."""

INTERRUPTED_AT = "lives_with_others"
"""Somebody comes to the counter here: the helper locks, comes back and goes on."""


@frozen
class Stage:
    """What the demo gives the performance."""

    places: Places
    pictures: Path
    size: QSize
    language: str
    palette: str
    recipient: str
    receiver: str
    folder: Path


@frozen
class Performed:
    """What came out: for the table, and for whoever compares it with what arrived."""

    sheet: bytes
    told: dict[str, str]
    marks: dict[str, str]
    parcels: int
    confirmed: int
    pictures: tuple[Path, ...]


class Performance:
    """Drives the real window through the story of an invented household."""

    def __init__(self, stage: Stage, today: date) -> None:
        self._stage = stage
        self._story: Story = story(today)
        self._application = app.make_application(language=stage.language, palette=stage.palette)
        self._window: MainWindow = app.make_window(stage.places)
        self._window.resize(stage.size)
        self._robot = Robot(self._window, stage.pictures)
        self._passphrase = ""
        self._told: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        self._sheet = b""

    def play(self, deliver: Callable[[], None]) -> Performed:
        """From the first start to the confirmed parcel.

        Args:
            deliver: what the municipality does with what lies in the folder, between two rounds of carrying.
        """
        self._robot.begin()
        self._set_up()
        self._unlock_again()
        self._enrol_receiver()
        self._converse()
        self._print()
        self._release()
        confirmed = self._carry(deliver)
        parcels = len(self._counter.deliveries.parcels())
        self._window.close()
        work.wait_for_all()
        return Performed(self._sheet, self._told, self._marks, parcels, confirmed, tuple(self._robot.taken))

    @property
    def _counter(self) -> Counter:
        counter = self._window.counter
        assert counter is not None, "the desk is locked"
        return counter

    def _on(self, screen: Screen) -> QWidget:
        self._robot.wait_for(f"{screen.value} did not open", lambda: self._window.stage.showing is screen)
        self._robot.rest(0.05)
        widget = self._window.stage.in_front
        assert widget is not None
        return widget

    def _set_up(self) -> None:
        robot = self._robot
        self._on(Screen.SET_UP)
        for name, words in {
            "name": "Wijkcentrum Oefenplein",
            "address": "Oefenplein 1, Den Haag",
            "phone": "070 000 00 00",
            "hours": "maandag tot vrijdag, 9 tot 17 uur",
        }.items():
            robot.fill(f"set-up.{name}", words)
        robot.picture("set-up-place")
        robot.press("set-up.go-on")
        robot.fill("set-up.first_name", "Karin")
        robot.press("set-up.role.professional")
        robot.press("set-up.go-on")
        proposal = robot.find("set-up.proposal")
        assert isinstance(proposal, QLabel)
        self._passphrase = proposal.text()
        robot.fill("set-up.passphrase", self._passphrase)
        robot.find("set-up.strength")
        robot.picture("set-up-passphrase")
        robot.press("set-up.go-on")
        robot.find("set-up.print")
        robot.picture("set-up-recovery-code")
        code = self._robot.read(_("Recovery code"))
        robot.press("set-up.go-on")
        robot.fill("set-up.code", code)
        robot.press("set-up.go-on")
        self._on(Screen.DESK)
        robot.picture("desk-first-day")

    def _unlock_again(self) -> None:
        robot = self._robot
        robot.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self._on(Screen.UNLOCK)
        robot.find("unlock.passphrase")
        robot.picture("unlock")
        robot.fill("unlock.passphrase", self._passphrase)
        robot.press("unlock.open")
        self._on(Screen.DESK)

    def _enrol_receiver(self) -> None:
        robot = self._robot
        robot.press("desk.parcels")
        self._on(Screen.PARCELS)
        robot.press("parcels.add")
        robot.fill("parcels.enrol.name", self._stage.receiver)
        robot.fill("parcels.enrol.key", self._stage.recipient)
        robot.fill("parcels.enrol.folder", str(self._stage.folder))
        robot.find("parcels.enrol.fingerprint")
        robot.press("parcels.enrol.add")
        robot.wait_for("the receiver was not added", lambda: bool(self._counter.releases.receivers()))
        robot.press("parcels.back")
        self._on(Screen.DESK)

    def _converse(self) -> None:
        robot = self._robot
        robot.press("desk.new-conversation")
        self._on(Screen.LANGUAGES)
        robot.press("languages.speaks.ar")
        robot.press("languages.reads.ar")
        robot.picture("languages")
        robot.press("languages.begin")
        self._teller().tell(until=INTERRUPTED_AT)
        self._unlock_again()
        robot.picture("desk-with-a-draft")
        robot.press("desk.draft.0")
        teller = self._teller()
        teller.tell_again("who_is_here")
        teller.tell(until="agreed_words")
        for number, promised in enumerate(self._story.promises):
            teller.promise(promised, picture="promise" if number == 1 else "")
        teller.tell()
        robot.picture("end")
        self._told = dict(teller.conversation.values())
        self._marks = dict(teller.conversation.marks())
        screen = self._on(Screen.CONVERSATION)
        assert isinstance(screen, ConversationScreen)
        robot.click(screen.middle.end.finish_button)

    def _print(self) -> None:
        screen = self._on(Screen.PRINT)
        assert isinstance(screen, PrintScreen)
        for thing in self._story.bring:
            self._robot.click(screen.bring.box(thing))
        self._robot.wait_for("no sheet", lambda: bool(screen.pdf) and screen.print_button.isEnabled())
        self._robot.picture("sheet")
        self._sheet = screen.pdf
        self._robot.click(screen.release_button)

    def _release(self) -> None:
        robot = self._robot
        screen = self._on(Screen.RELEASE)
        assert isinstance(screen, ReleaseScreen)
        robot.wait_for("nothing is asked", lambda: isinstance(screen.page, QuestionPage))
        asked = screen.page
        assert isinstance(asked, QuestionPage)
        for bundle in asked.bundles.rows:
            if bundle.id in self._story.bundles:
                robot.click(bundle)
        robot.picture("what-leaves")
        robot.click(asked.buttons[ConsentAnswer.YES])
        told_back = screen.page
        assert isinstance(told_back, ToldBackPage)
        robot.picture("told-back")
        robot.click(told_back.tiles[ToldBack.SELF])
        robot.wait_for("it was not written down", lambda: isinstance(screen.page, ResultPage))
        result = screen.page
        assert isinstance(result, ResultPage)
        robot.picture("will-leave")
        robot.click(result.on_button)
        printed = self._on(Screen.PRINT)
        assert isinstance(printed, PrintScreen)
        robot.click(printed.done_button)
        self._on(Screen.DESK)

    def _carry(self, deliver: Callable[[], None]) -> int:
        robot = self._robot
        robot.press("desk.parcels")
        self._on(Screen.PARCELS)
        robot.picture("parcel-ready")
        robot.press("parcels.carry")
        robot.wait_for("nothing was sent", lambda: self._in_state(ParcelState.SENT) == 1)
        robot.find("parcels.carry")
        robot.picture("parcel-sent")
        deliver()
        robot.press("parcels.carry")
        robot.wait_for("no receipt was read", lambda: self._in_state(ParcelState.CONFIRMED) == 1)
        robot.find("parcels.carry")
        robot.picture("parcel-confirmed")
        robot.press("parcels.back")
        self._on(Screen.DESK)
        robot.picture("desk")
        return self._in_state(ParcelState.CONFIRMED)

    def _in_state(self, state: ParcelState) -> int:
        return sum(one.state is state for one in self._counter.deliveries.parcels())

    def _teller(self) -> Teller:
        screen = self._on(Screen.CONVERSATION)
        assert isinstance(screen, ConversationScreen)
        return Teller(self._robot, screen, self._story, PICTURES)
