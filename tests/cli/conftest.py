"""One folder with everything a person can hand to the command line, good and bad; made once, for it takes some seconds."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake_desktop.casework.people import Helper, HelperId, Role, ServicePoint
from intake_desktop.desk.front import Front, SetUpDraft
from intake_desktop.desk.places import Places
from intake_desktop.sync import DeviceKeys, new_identity, seal, write_identity_file
from intake_desktop.vault import Action, SystemKeychain
from tests.conftest import KeychainSession
from tests.sync.invented import contents_for

ROOT = Path(__file__).parents[2]
HELPER = "Noor-Proefmedewerker"
PASSPHRASE = "Egel vouwt zeven wafels"
POINT = ServicePoint("Servicepunt Verzonnen Plein", "Fantasiewijk", "Nergensstraat 1", "070-0000000", "ma-vr 9-17")

LONG = "n" * 300
"""No file system takes a name of this length."""

FORM = """| survey |
|        | type | name | label        |
|        | text | wish | Wat wilt u?  |
| settings |
|          | form_title | form_id | version |
|          | Proef      | proef   | 1       |
"""
BROKEN_FORM = """| survey |
|        | type | name | label       | relevant       |
|        | text | wish | Wat wilt u? | nosuch() = 'x' |
"""
BILLION_LAUGHS = """<?xml version="1.0"?><!DOCTYPE h [<!ENTITY a "ha">{}]><h>&l9;</h>""".format(
    "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(10))
)


@pytest.fixture(scope="session")
def made_once(system_keychain: KeychainSession, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as every test finds it."""
    assert system_keychain
    place = tmp_path_factory.mktemp("command-line")
    _forms(place)
    _parcels(place)
    _desks(place)
    return place


@pytest.fixture
def place(made_once: Path, tmp_path: Path) -> Path:
    """A copy for one test, so that what a command writes is seen."""
    copy = tmp_path / "place"
    shutil.copytree(made_once, copy)
    return copy


def run(
    place: Path, words: Sequence[str], typed: str = "", *, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The program as a person starts it, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "intake_desktop", *words],
        input=typed,
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(more or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        start_new_session=True,
    )


def _forms(place: Path) -> None:
    (place / "good.md").write_text(FORM)
    (place / "broken.md").write_text(BROKEN_FORM)
    (place / "latin.md").write_bytes("| survey |\n| | é |".encode("latin-1"))
    (place / "empty.md").write_bytes(b"")
    (place / "one-line.csv").write_text("dit is geen formulier\n")
    (place / "random.csv").write_bytes(bytes(range(256)))
    (place / "empty.xlsx").write_bytes(b"")
    (place / "random.xlsx").write_bytes(bytes(range(256)) * 20)
    (place / "sheetless.xlsx").write_bytes(_zip({"hello.txt": "hello"}))
    (place / "bomb.xlsx").write_bytes(_bomb())
    (place / "broken.xml").write_text("<h:html>")
    (place / "other.xml").write_text("<recept><eieren>3</eieren></recept>")
    (place / "bomb.xml").write_text(BILLION_LAUGHS)
    (place / "garbage.json").write_bytes(b"\xff{{{")
    (place / "list.json").write_text("[1, 2]")
    (place / "lost-form.json").write_text(json.dumps({"form": "nowhere.md", "steps": []}))
    (place / "folder").mkdir()


def _parcels(place: Path) -> None:
    identity, device = new_identity(), DeviceKeys.new()
    write_identity_file(place / "identity.txt", identity)
    write_identity_file(place / "other.txt", new_identity())
    parcel = seal(contents_for(device), identity.recipient, device).data
    (place / "parcel.age").write_bytes(parcel)
    (place / "cut.age").write_bytes(parcel[:-10])
    (place / "garbage.age").write_bytes(bytes(range(256)))


def _desks(place: Path) -> None:
    data = place / "sound"
    front = Front(Places(data), SystemKeychain(), lambda: datetime.now(UTC))
    done = front.set_up(SetUpDraft(POINT, HELPER, Role.COORDINATOR, PASSPHRASE))
    done.counter.lock()
    for name in ("damaged", "newer", "newer-slots", "lost-slots", "lost-ways"):
        shutil.copytree(data, place / name)
    database = place / "damaged" / "desk" / "vault.db"
    content = bytearray(database.read_bytes())
    content[5000] ^= 1
    database.write_bytes(content)
    for name in ("newer-slots", "lost-slots", "lost-ways"):
        for file in ("slots.json", "slots-copy.json"):
            path = place / name / "desk" / file
            path.write_text(path.read_text().replace('"version": 1', '"version": 2') if name == "newer-slots" else "")
    (place / "lost-ways" / "desk" / "recovery.json").unlink()
    _make_newer(place / "newer")
    _add_helper(place / "sound", place / "two")


def _make_newer(data: Path) -> None:
    """As a later version of this program leaves it."""
    front = Front(Places(data), SystemKeychain(), lambda: datetime.now(UTC))
    vault = front._folder.open(front.helpers()[0].id, PASSPHRASE)
    vault._submit(lambda: vault._connection.execute("PRAGMA user_version = 99")).result()
    vault.close()


def _add_helper(source: Path, target: Path) -> None:
    shutil.copytree(source, target)
    front = Front(Places(target), SystemKeychain(), lambda: datetime.now(UTC))
    vault = front._folder.open(front.helpers()[0].id, PASSPHRASE)
    second = Helper(HelperId("second"), "Bram-Proef", Role.VOLUNTEER)
    vault.change(Action.SET_UP, lambda change: change.helpers.add(second))
    front._folder.set_passphrase(vault, second.id, PASSPHRASE)
    vault.close()


def _zip(members: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def _bomb() -> bytes:
    """A real workbook with a part of 200 megabytes."""
    from openpyxl import Workbook

    data = io.BytesIO()
    Workbook().save(data)
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet2.xml", "w") as part:
        for _megabyte in range(200):
            part.write(bytes(1024 * 1024))
    return data.getvalue()
