"""A desk to measure at: real, on disk, of invented people."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from intake_desktop.casework.people import Role, ServicePoint
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.front import Front, SetUpDraft
from intake_desktop.desk.places import Places

PASSPHRASE = "Egel vouwt zeven wafels"
POINT = ServicePoint(
    "Wijkcentrum Oefenplein", "Centrum", "Oefenplein 1, Den Haag", "070 000 00 00", "maandag tot vrijdag, 9 tot 17 uur"
)
# Beside the code: temporary folders are often kept in memory, where a durable commit costs nothing.
ON_DISK = Path(__file__).parents[1] / "build" / "benchmarks"


class Keys:
    """A keychain for one run; the system's own is not what is measured."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self._held.get(name)

    def set(self, name: str, secret: bytes) -> None:
        self._held[name] = secret

    def delete(self, name: str) -> None:
        self._held.pop(name, None)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder on the disk, gone afterwards."""
    ON_DISK.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp(dir=ON_DISK))
    try:
        yield path
    finally:
        shutil.rmtree(path)


@contextmanager
def open_desk(data: Path) -> Iterator[Counter]:
    """A desk that was just set up and is unlocked."""
    front = Front(Places(data), Keys(), lambda: datetime.now(UTC))
    counter = front.set_up(SetUpDraft(POINT, "Karin", Role.PROFESSIONAL, PASSPHRASE)).counter
    try:
        yield counter
    finally:
        counter.lock()
