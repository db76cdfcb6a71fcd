"""What the doctor says of a computer, and that it leaves nothing behind."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from intake_desktop.desk import doctor
from intake_desktop.desk.doctor import Check, checks
from intake_desktop.desk.places import Places
from intake_desktop.vault import KeychainMissing, SystemKeychain, selftest
from intake_desktop.vault.cipher import NotEncrypted
from tests.desk.conftest import BoxOfKeys


class NoKeychain(BoxOfKeys):
    """A computer without a keychain."""

    def get(self, name: str) -> bytes | None:
        raise KeychainMissing(entry=name)

    def set(self, name: str, value: bytes) -> None:
        raise KeychainMissing(entry=name, length=len(value))


class ForgetfulKeychain(BoxOfKeys):
    """Takes a secret without a word and gives another one back."""

    def get(self, name: str) -> bytes | None:
        return None if super().get(name) is None else b"another secret"


def one(name: str, found: Iterable[Check]) -> Check:
    return next(check for check in found if check.name == name)


def test_a_sound_computer_has_everything_that_is_needed(tmp_path: Path) -> None:
    found = checks(Places(tmp_path / "data"), BoxOfKeys())

    assert [check.sentence for check in found if check.needed and not check.ok] == []
    assert {check.name for check in found} == {"keychain", "cipher", "folder", "disk", "forms", "languages"}
    assert all(check.sentence for check in found)


@pytest.mark.usefixtures("system_keychain")
def test_the_real_keychain_keeps_what_it_is_given_and_nothing_of_the_doctor_stays_in_it(tmp_path: Path) -> None:
    before = stored_by_us()

    found = one("keychain", checks(Places(tmp_path), SystemKeychain()))

    assert found.ok
    assert "SecretService" in found.sentence
    assert stored_by_us() == before


def test_a_computer_without_a_keychain_is_told_so_in_a_sentence(tmp_path: Path) -> None:
    found = one("keychain", checks(Places(tmp_path), NoKeychain()))

    assert not found.ok
    assert found.needed
    assert found.sentence


def test_a_keychain_that_gives_back_something_else_does_not_pass(tmp_path: Path) -> None:
    assert not one("keychain", checks(Places(tmp_path), ForgetfulKeychain())).ok


def test_a_library_that_writes_plaintext_does_not_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest.cipher, "connect", plain_sqlite)

    with pytest.raises(NotEncrypted):
        selftest.try_cipher(tmp_path)


def test_trying_the_cipher_names_its_version(tmp_path: Path) -> None:
    assert "4." in selftest.try_cipher(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps who may look elsewhere")
def test_a_folder_others_can_look_into_does_not_pass(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)
    open_for_others = one("folder", checks(Places(data), BoxOfKeys()))
    data.chmod(0o700)
    private = one("folder", checks(Places(data), BoxOfKeys()))

    assert not open_for_others.ok
    assert private.ok


def test_a_folder_that_cannot_be_written_does_not_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuses)

    assert not one("folder", checks(Places(tmp_path), BoxOfKeys())).ok


def test_a_folder_whose_name_is_too_long_is_told_and_the_rest_is_tried(tmp_path: Path) -> None:
    found = checks(Places(tmp_path / ("n" * 300)), BoxOfKeys())

    assert {check.name for check in found if check.needed and not check.ok} == {"folder", "disk"}
    assert "File name too long" in one("folder", found).sentence


def test_a_full_disk_does_not_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM_FOR_A_YEAR", 1 << 62)

    assert not one("disk", checks(Places(tmp_path), BoxOfKeys())).ok


def test_looking_makes_no_desk(tmp_path: Path) -> None:
    checks(Places(tmp_path / "data"), BoxOfKeys())

    assert list(tmp_path.iterdir()) == []


def stored_by_us() -> list[str]:
    import secretstorage

    connection = secretstorage.dbus_init()
    try:
        collection = secretstorage.get_default_collection(connection)
        return [item.get_label() for item in collection.search_items({"service": "intake-desktop"})]
    finally:
        connection.close()


def plain_sqlite(path: Path, key: bytes, *, new: bool) -> object:
    """What SQLCipher would do without a key."""
    del key, new
    from sqlcipher3 import dbapi2

    return dbapi2.connect(str(path), isolation_level=None)


def refuses(**_where: object) -> None:
    raise PermissionError(13, "refused")
