"""A real vault in a temporary folder with a real desk on it; only the day stands still."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake_desktop.casework.people import Role, ServicePoint
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.front import Front, SetUpDraft
from intake_desktop.desk.places import Places

PASSPHRASE = "Egel vouwt zeven wafels"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CENTRE = ServicePoint(
    "Wijkcentrum Oefenplein", "Centrum", "Oefenplein 1, Den Haag", "070 000 00 00", "maandag tot vrijdag, 9 tot 17 uur"
)


class BoxOfKeys:
    """A keychain of this test: the real one is tried in tests/vault and tests/whole_way."""

    def __init__(self, held: dict[str, bytes] | None = None) -> None:
        self.held = dict(held or {})

    def get(self, name: str) -> bytes | None:
        return self.held.get(name)

    def set(self, name: str, value: bytes) -> None:
        self.held[name] = value

    def delete(self, name: str) -> None:
        self.held.pop(name, None)


class StandingClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, time: timedelta) -> None:
        self.at += time


class Door:
    """The same desk, opened again and again."""

    def __init__(self, folder: Path, keys: BoxOfKeys) -> None:
        self.clock = StandingClock()
        self._folder = folder
        self._keys = keys

    @property
    def front(self) -> Front:
        return Front(Places(self._folder), self._keys, self.clock)

    def set_up(self) -> Counter:
        return self.front.set_up(SetUpDraft(CENTRE, "Karin", Role.PROFESSIONAL, PASSPHRASE)).counter

    def unlock(self) -> Counter:
        front = self.front
        return front.unlock(front.helpers()[0].id, PASSPHRASE)


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BoxOfKeys]:
    """A desk that was just set up and locked: each test opens a copy of its own."""
    folder, keys = tmp_path_factory.mktemp("desk"), BoxOfKeys()
    Door(folder, keys).set_up().lock()
    return folder, keys


@pytest.fixture
def door(new_desk: tuple[Path, BoxOfKeys], tmp_path: Path) -> Door:
    folder, keys = new_desk
    copy = tmp_path / "data"
    shutil.copytree(folder, copy)
    return Door(copy, BoxOfKeys(keys.held))


@pytest.fixture
def counter(door: Door) -> Iterator[Counter]:
    counter = door.unlock()
    yield counter
    counter.lock()
