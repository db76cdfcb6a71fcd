from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from intake_desktop.casework.people import HelperId
from intake_desktop.vault import (
    Action,
    CannotLook,
    DeviceSecretMissing,
    NoSuchHelper,
    SlotName,
    TryLater,
    Vault,
    VaultBusy,
    VaultClosed,
    VaultExists,
    VaultFolder,
    WrongPassphrase,
    folder,
)

from .invented import NOOR, PASSPHRASE, POINT, Clock, Desk, MemoryKeychain

ROOT = Path(__file__).parents[2]


def test_the_right_passphrase_opens_what_was_set_up(desk: Desk) -> None:
    vault = desk.folder.open(NOOR.id, PASSPHRASE)

    assert vault.helper == NOOR.id
    assert vault.read(lambda tables: (tables.settings.service_point(), tables.helpers.get(NOOR.id))) == (POINT, NOOR)
    assert vault.check() == ()
    vault.close()


def test_a_passphrase_may_be_typed_with_other_spaces_and_composed_letters(tmp_path: Path) -> None:
    place = VaultFolder(tmp_path / "desk", MemoryKeychain(), now=Clock())
    vault, _code = place.create(NOOR, "één  café vol", POINT)
    vault.close()

    place.open(NOOR.id, " e\u0301e\u0301n cafe\u0301 vol ").close()


def test_first_names_can_be_read_before_unlocking(desk: Desk) -> None:
    assert desk.folder.exists()
    assert desk.folder.slots() == (SlotName(NOOR.id, NOOR.first_name),)


def test_a_folder_without_a_vault_says_so(tmp_path: Path) -> None:
    assert not VaultFolder(tmp_path / "none", MemoryKeychain(), now=Clock()).exists()


def test_a_folder_that_cannot_be_looked_at_says_so(tmp_path: Path) -> None:
    with pytest.raises(CannotLook):
        VaultFolder(tmp_path / ("n" * 300), MemoryKeychain(), now=Clock()).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps who may look elsewhere")
def test_a_folder_this_account_may_not_enter_says_so(desk: Desk) -> None:
    desk.path.chmod(0)
    looks = [sys.executable, "-m", "tests.vault.child_that_looks", desk.path / "slots.json"]
    child = subprocess.run(looks, cwd=ROOT, capture_output=True, text=True, check=False)
    desk.path.chmod(0o700)

    assert (child.stdout, child.stderr) == ("CannotLook\n", "")


def test_the_folder_and_its_files_belong_to_this_account_only(desk: Desk) -> None:
    desk.path.chmod(0o755)

    with pytest.raises(VaultExists):
        desk.folder.create(NOOR, PASSPHRASE, POINT)

    assert stat.S_IMODE(desk.path.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in desk.path.iterdir()} == dict.fromkeys(
        ("vault.db", "vault.lock", "slots.json", "slots-copy.json", "recovery.json", "anchor.json"), 0
    )


def test_an_existing_vault_is_never_made_again(desk: Desk) -> None:
    with pytest.raises(VaultExists):
        desk.folder.create(NOOR, "another passphrase altogether", POINT)

    desk.folder.open(NOOR.id, PASSPHRASE).close()


def test_a_database_without_slots_is_never_overwritten(desk: Desk) -> None:
    before = (desk.path / "vault.db").read_bytes()
    for name in ("slots.json", "slots-copy.json"):
        (desk.path / name).unlink()

    with pytest.raises(VaultExists):
        desk.folder.create(NOOR, PASSPHRASE, POINT)

    assert (desk.path / "vault.db").read_bytes() == before


def test_set_up_that_ended_before_its_last_step_is_finished_on_opening(desk: Desk) -> None:
    (desk.path / "vault.db").rename(desk.path / "vault.db.new")

    vault = desk.folder.open(NOOR.id, PASSPHRASE)

    assert vault.check() == ()
    vault.close()


def test_set_up_that_never_came_to_slots_can_begin_again(desk: Desk) -> None:
    (desk.path / "vault.db").rename(desk.path / "vault.db.new")
    for name in ("slots.json", "slots-copy.json"):
        (desk.path / name).unlink()

    vault, _code = desk.folder.create(NOOR, PASSPHRASE, POINT)

    assert vault.check() == ()
    vault.close()


def test_a_wrong_passphrase_is_refused_and_the_right_one_still_opens(desk: Desk) -> None:
    with pytest.raises(WrongPassphrase) as told:
        desk.folder.open(NOOR.id, "Egel vouwt acht wafels")

    assert told.value.wait == 0
    desk.folder.open(NOOR.id, PASSPHRASE).close()


def test_somebody_who_has_no_slot_is_told_so(desk: Desk) -> None:
    with pytest.raises(NoSuchHelper):
        desk.folder.open(HelperId("nobody"), PASSPHRASE)


def test_without_the_device_secret_the_passphrase_alone_opens_nothing(desk: Desk) -> None:
    for name in desk.keychain.kept:
        desk.keychain.kept[name] = bytes(32)
    with pytest.raises(WrongPassphrase):
        desk.folder.open(NOOR.id, PASSPHRASE)

    desk.keychain.kept.clear()
    with pytest.raises(DeviceSecretMissing):
        desk.folder.open(NOOR.id, PASSPHRASE)


def test_the_pause_grows_and_survives_a_restart(desk: Desk) -> None:
    waits = []
    for _try in range(5):
        with pytest.raises(WrongPassphrase) as told:
            desk.folder.open(NOOR.id, "fout")
        waits.append(told.value.wait)
        desk.clock.passes(seconds=told.value.wait)

    assert waits == [0, 0, 0, 5, 15]

    with pytest.raises(WrongPassphrase):
        desk.folder.open(NOOR.id, "fout")
    desk.clock.passes(seconds=10)
    assert desk.folder.wait_seconds() == 20
    with pytest.raises(TryLater) as later:
        desk.folder.open(NOOR.id, PASSPHRASE)
    assert later.value.wait == 20

    desk.clock.passes(seconds=20)
    desk.folder.open(NOOR.id, PASSPHRASE).close()
    assert desk.folder.wait_seconds() == 0


def test_ending_the_program_in_the_middle_of_a_try_does_not_undo_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_arguments: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "open_slot", ended)
    for _try in range(4):
        with pytest.raises(KeyboardInterrupt):
            desk.folder.open(NOOR.id, PASSPHRASE)

    assert desk.folder.wait_seconds() == 5


def test_a_clock_set_back_does_not_make_the_pause_longer(desk: Desk) -> None:
    (desk.path / "tries.json").write_text(f'{{"wrong":5,"last":{desk.clock().timestamp()}}}')
    desk.clock.passes(days=-400)

    assert desk.folder.wait_seconds() == 15


@pytest.mark.parametrize("spoilt", ["", "[]", '{"wrong":1e99}', '{"wrong":-1}', "\x00" * 5000])
def test_a_spoilt_file_of_tries_locks_nobody_out(desk: Desk, spoilt: str) -> None:
    (desk.path / "tries.json").write_text(spoilt)

    assert desk.folder.wait_seconds() == 0
    desk.folder.open(NOOR.id, PASSPHRASE).close()


def test_a_second_opening_is_refused_while_the_first_lasts(desk: Desk) -> None:
    vault = desk.opened()

    with pytest.raises(VaultBusy):
        desk.folder.open(NOOR.id, PASSPHRASE)

    vault.close()
    desk.opened().close()


def test_two_processes_never_have_it_open_at_once(desk: Desk) -> None:
    held = desk.opened()
    again = subprocess.run(
        [sys.executable, "-m", "tests.vault.child_that_opens", desk.path],
        input=desk.code,
        text=True,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    held.close()
    after = subprocess.run(
        [sys.executable, "-m", "tests.vault.child_that_opens", desk.path],
        input=desk.code,
        text=True,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert (again.stdout, again.stderr) == ("VaultBusy\n", "")
    assert (after.stdout, after.stderr) == ("opened\n", "")


def test_closing_twice_is_harmless_and_closed_is_closed(desk: Desk) -> None:
    vault = desk.opened()
    vault.close()
    vault.close()

    assert vault.closed
    assert vault.key == b""
    with pytest.raises(VaultClosed):
        vault.change(Action.ANSWERED, lambda _change: None)
    with pytest.raises(VaultClosed):
        vault.read(lambda _tables: None)
    assert not (desk.path / "vault.db-wal").exists()


def test_a_new_passphrase_replaces_the_earlier_one(desk: Desk) -> None:
    vault = desk.folder.open(NOOR.id, PASSPHRASE)
    desk.folder.set_passphrase(vault, NOOR.id, "Een heel andere zin")
    assert vault.read(lambda tables: tables.audit.entries()[-1].action) == Action.PASSPHRASE_CHANGED
    vault.close()

    with pytest.raises(WrongPassphrase):
        desk.folder.open(NOOR.id, PASSPHRASE)
    desk.folder.open(NOOR.id, "Een heel andere zin").close()
    desk.opened().close()
    assert len(desk.keychain.kept) == 1
    assert len(desk.folder.slots()) == 1


def test_a_passphrase_is_set_only_in_the_folder_of_its_vault(desk: Desk, vault: Vault, tmp_path: Path) -> None:
    other = VaultFolder(tmp_path / "other", desk.keychain, now=desk.clock)

    with pytest.raises(ValueError, match="another folder"):
        other.set_passphrase(vault, NOOR.id, "Een heel andere zin")
