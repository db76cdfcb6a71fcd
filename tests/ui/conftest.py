"""A dressed application and real desks in temporary folders, for the tests of the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import frozen
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from intake_desktop.casework.people import Role, ServicePoint
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.front import Front, SetUpDraft
from intake_desktop.desk.places import Places
from intake_desktop.ui import app as shell
from intake_desktop.ui import work
from intake_desktop.ui.theme import Theme
from intake_desktop.ui.window import MainWindow

PASSPHRASE = "Egel vouwt zeven wafels"
CENTRE = ServicePoint(
    "Wijkcentrum Oefenplein", "Centrum", "Oefenplein 1, Den Haag", "070 000 00 00", "maandag tot vrijdag, 9 tot 17 uur"
)


class BoxOfKeys:
    """A keychain of this test: the real one is tried in tests/vault."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self._held.get(name)

    def set(self, name: str, secret: bytes) -> None:
        self._held[name] = secret

    def delete(self, name: str) -> None:
        self._held.pop(name, None)


@frozen
class DeskFolder:
    """A desk on disk that is opened again and again."""

    places: Places
    keys: BoxOfKeys

    @property
    def front(self) -> Front:
        return Front(self.places, self.keys, lambda: datetime.now(UTC))

    def set_up(self) -> tuple[Counter, str]:
        done = self.front.set_up(SetUpDraft(CENTRE, "Karin", Role.PROFESSIONAL, PASSPHRASE))
        return done.counter, done.recovery_code


@pytest.fixture
def desk(tmp_path: Path) -> DeskFolder:
    return DeskFolder(Places(tmp_path / "desk"), BoxOfKeys())


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Callable[..., QApplication]]:
    """Dress the application; afterwards it is Dutch, light and at 100 % again."""

    def dressed(language: str = "nl", palette: str = "light", scale: float = 1.0) -> QApplication:
        shell.make_application(language=language, palette=palette)
        Theme.load().apply(qapp, palette, scale)  # type: ignore[arg-type]  # a name from the test's own list
        return qapp

    yield dressed
    dressed()


@pytest.fixture
def dutch(dress: Callable[..., QApplication]) -> QApplication:
    return dress()


@pytest.fixture
def open_window(qtbot: QtBot, desk: DeskFolder) -> Iterator[Callable[[], MainWindow]]:
    """The real window on the real desk of this test."""
    opened: list[MainWindow] = []

    def opening() -> MainWindow:
        window = shell.make_window(desk.places, desk.keys)
        opened.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.stage.showing is not None, timeout=20_000)
        return window

    yield opening
    for window in opened:
        window.close()
        window.deleteLater()
    work.wait_for_all()
    destroy_what_is_due()


def destroy_what_is_due() -> None:
    """What `deleteLater` promised, now: outside an event loop Qt keeps it waiting."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def part(root: QWidget, name: str) -> QWidget:
    """A control by its object name."""
    found = root.findChild(QWidget, name)
    assert found is not None, name
    return found


def line(root: QWidget, name: str) -> QLineEdit:
    """A line to type in, by its object name."""
    found = root.findChild(QLineEdit, name)
    assert found is not None, name
    return found
