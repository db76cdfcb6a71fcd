from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest

from intake_desktop.casework.people import HelperId
from intake_desktop.language.errors import ActionableError
from intake_desktop.vault import (
    SlotsDamaged,
    VaultFolder,
    VaultNewer,
    WaysInLost,
    WrongPassphrase,
    WrongRecoveryCode,
    slots,
)

from .invented import NOOR, PASSPHRASE, POINT, Clock, Desk, MemoryKeychain

NAMES = ("slots.json", "slots-copy.json")


def spoil(desk: Desk, content: bytes) -> None:
    for name in NAMES:
        (desk.path / name).write_bytes(content)


def forge(desk: Desk, change: Callable[[slots.SlotFile], slots.SlotFile]) -> None:
    """What somebody can write who knows the format and not the key."""
    file = change(slots.read_slots(desk.path / NAMES[0]))
    spoil(desk, msgspec.json.encode(msgspec.structs.replace(file, digest=slots._digest(file))))


def with_first_slot(**changes: Any) -> Callable[[slots.SlotFile], slots.SlotFile]:
    return lambda file: msgspec.structs.replace(file, slots=(msgspec.structs.replace(file.slots[0], **changes),))


def test_the_file_holds_nothing_personal_but_the_first_name(desk: Desk) -> None:
    text = (desk.path / "slots.json").read_text()

    assert NOOR.first_name in text
    assert PASSPHRASE not in text
    assert set(json.loads(text)["slots"][0]) == {
        "helper",
        "first_name",
        "cost",
        "salt",
        "device_secret",
        "public",
        "private",
        "database_key",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory_kib", 100 * 1024 * 1024),
        ("memory_kib", 8),
        ("passes", 1),
        ("passes", 10_000_000),
        ("lanes", 0),
        ("lanes", 10_000),
        ("memory_kib", "65536"),
    ],
)
def test_a_file_that_asks_for_all_memory_or_no_work_is_refused_before_computing(desk: Desk, field: str, value: object) -> None:
    content = json.loads((desk.path / "slots.json").read_bytes())
    content["slots"][0]["cost"][field] = value
    spoil(desk, json.dumps(content).encode())

    with pytest.raises(SlotsDamaged):
        desk.folder.open(NOOR.id, PASSPHRASE)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"version":1}', b"\xff\xfe", b'{"version":1,' * 1000, b"[" * 100_000, b" " * 600_000]
)
def test_what_is_not_a_slot_file_is_refused_with_a_sentence(desk: Desk, content: bytes) -> None:
    spoil(desk, content)

    with pytest.raises(SlotsDamaged):
        desk.folder.slots()
    desk.opened().close()

    (desk.path / "recovery.json").write_bytes(content)
    with pytest.raises(WaysInLost):
        desk.folder.slots()
    with pytest.raises(WaysInLost):
        desk.opened()
    assert (desk.path / "vault.db").exists()


def test_a_file_of_a_newer_program_says_so(desk: Desk) -> None:
    content = json.loads((desk.path / "slots.json").read_bytes())
    spoil(desk, json.dumps(content | {"version": 2, "new_field": True}).encode())

    with pytest.raises(VaultNewer):
        desk.folder.open(NOOR.id, PASSPHRASE)


@pytest.mark.parametrize("name", NAMES)
def test_one_spoilt_copy_of_two_locks_nobody_out(desk: Desk, name: str) -> None:
    content = bytearray((desk.path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (desk.path / name).write_bytes(content)

    desk.folder.open(NOOR.id, PASSPHRASE).close()


def test_a_missing_file_is_read_from_its_copy(desk: Desk) -> None:
    (desk.path / "slots.json").unlink()

    desk.opened().close()


def test_without_any_slot_file_the_code_opens_and_a_new_passphrase_can_be_chosen(desk: Desk) -> None:
    for name in NAMES:
        (desk.path / name).unlink()

    vault = desk.opened()
    desk.folder.set_passphrase(vault, NOOR.id, "Nieuwe zin na verlies")
    vault.close()

    desk.folder.open(NOOR.id, "Nieuwe zin na verlies").close()
    (desk.path / "recovery.json").unlink()
    desk.opened().close()


def test_flipped_bits_are_always_told_and_never_open_anything_else(desk: Desk) -> None:
    good = (desk.path / "slots.json").read_bytes()
    chance = random.Random(20261123)
    for _flip in range(60):
        content = bytearray(good)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        spoil(desk, bytes(content))
        # A space that became another space leaves the same meaning: then it simply opens.
        with suppress(SlotsDamaged, VaultNewer):
            desk.folder.open_with_recovery(desk.code).close()


@pytest.mark.parametrize("field", ["salt", "private", "public"])
def test_a_forged_slot_opens_nothing_and_the_code_still_does(desk: Desk, field: str) -> None:
    old = getattr(slots.read_slots(desk.path / NAMES[0]).slots[0], field)
    forge(desk, with_first_slot(**{field: bytes(len(old))}))

    with pytest.raises(WrongPassphrase):
        desk.folder.open(NOOR.id, PASSPHRASE)
    desk.opened().close()


def test_a_slot_cannot_be_given_another_name_or_a_cheaper_lock(desk: Desk) -> None:
    forge(desk, with_first_slot(helper="02-other"))
    with pytest.raises(WrongPassphrase):
        desk.folder.open(HelperId("02-other"), PASSPHRASE)

    forge(desk, with_first_slot(helper=str(NOOR.id), cost=slots.Cost(passes=4)))
    with pytest.raises(WrongPassphrase):
        desk.folder.open(NOOR.id, PASSPHRASE)


def test_a_changed_first_name_is_noticed_once_the_key_is_known(desk: Desk) -> None:
    forge(desk, with_first_slot(first_name="Iemand anders"))

    with pytest.raises(SlotsDamaged):
        desk.folder.open(NOOR.id, PASSPHRASE)


def test_forged_slots_and_a_forged_recovery_key_are_not_carried_into_a_new_file(desk: Desk) -> None:
    vault = desk.opened()
    stranger = bytes(range(1, 33))
    forge(
        desk,
        lambda file: msgspec.structs.replace(
            file,
            slots=(*file.slots, msgspec.structs.replace(file.slots[0], helper="stranger", public=stranger)),
            recovery=msgspec.structs.replace(file.recovery, public=stranger),
        ),
    )

    desk.folder.set_passphrase(vault, NOOR.id, "Nieuwe zin na inbraak")
    vault.close()

    assert stranger.hex() not in (desk.path / "slots.json").read_bytes().hex()
    assert [slot.helper for slot in desk.folder.slots()] == [NOOR.id]
    desk.folder.open(NOOR.id, "Nieuwe zin na inbraak").close()
    desk.opened().close()


def test_files_of_another_database_open_nothing(desk: Desk, tmp_path: Path) -> None:
    other = VaultFolder(tmp_path / "other", MemoryKeychain(), now=Clock())
    vault, _code = other.create(NOOR, PASSPHRASE, POINT)
    vault.close()
    spoil(desk, (tmp_path / "other" / "slots.json").read_bytes())

    with pytest.raises(ActionableError):
        desk.folder.open(NOOR.id, PASSPHRASE)
    desk.opened().close()

    shutil.copy(tmp_path / "other" / "recovery.json", desk.path)
    with pytest.raises(WrongRecoveryCode):
        desk.opened()
