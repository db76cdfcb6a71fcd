from __future__ import annotations

import os
from pathlib import Path

import pytest
import secretstorage
from keyring.backends import null

from intake_desktop.vault import DeviceSecretMissing, KeychainLocked, KeychainMissing, SystemKeychain, VaultFolder

from .invented import NOOR, PASSPHRASE, POINT, Clock

NULL = "keyring.backends.null.Keyring"


@pytest.fixture
def nothing_on_the_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")


@pytest.mark.usefixtures("system_keychain")
def test_the_systems_own_keychain_keeps_gives_back_and_forgets() -> None:
    keychain = SystemKeychain()
    secret = os.urandom(32)

    keychain.set("desk/slot", secret)
    assert SystemKeychain().get("desk/slot") == secret
    assert keychain.name == "keyring.backends.SecretService.Keyring"

    keychain.delete("desk/slot")
    keychain.delete("desk/slot")
    assert keychain.get("desk/slot") is None


@pytest.mark.usefixtures("system_keychain")
def test_a_desk_is_set_up_unlocked_and_recovered_with_the_real_keychain(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "desk", SystemKeychain(), now=Clock())
    vault, code = folder.create(NOOR, PASSPHRASE, POINT)
    vault.close()
    folder.open(NOOR.id, PASSPHRASE).close()

    with secretstorage.dbus_init() as bus:
        for item in secretstorage.get_default_collection(bus).get_all_items():
            item.delete()
    with pytest.raises(DeviceSecretMissing):
        folder.open(NOOR.id, PASSPHRASE)

    vault = folder.open_with_recovery(code)
    folder.set_passphrase(vault, NOOR.id, "Nieuwe zin na herstel")
    vault.close()
    folder.open(NOOR.id, "Nieuwe zin na herstel").close()


@pytest.mark.usefixtures("system_keychain")
def test_a_null_back_end_from_the_environment_is_not_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NULL)
    keychain = SystemKeychain()

    keychain.set("desk/slot", b"secret")

    assert keychain.get("desk/slot") == b"secret"
    assert keychain.name != NULL
    keychain.delete("desk/slot")


@pytest.mark.usefixtures("nothing_on_the_bus")
@pytest.mark.parametrize("backend", [None, NULL, "keyring.backends.chainer.ChainerBackend"])
def test_without_a_keychain_we_trust_there_is_none(monkeypatch: pytest.MonkeyPatch, backend: str | None) -> None:
    if backend:
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)

    for use in (
        lambda keychain: keychain.get("x"),
        lambda keychain: keychain.set("x", b"x"),
        lambda keychain: keychain.delete("x"),
    ):
        with pytest.raises(KeychainMissing):
            use(SystemKeychain())


@pytest.mark.usefixtures("nothing_on_the_bus")
def test_without_a_keychain_nothing_is_set_up_halfway(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "desk", SystemKeychain(), now=Clock())

    with pytest.raises(KeychainMissing):
        folder.create(NOOR, PASSPHRASE, POINT)

    assert not folder.exists()


@pytest.mark.usefixtures("system_keychain")
def test_a_keychain_that_leaves_in_the_middle_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    keychain = SystemKeychain()
    keychain.set("desk/slot", b"secret")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")

    with pytest.raises(KeychainMissing) as told:
        keychain.get("desk/slot")
    assert not isinstance(told.value, KeychainLocked)


def test_a_keychain_that_accepts_and_keeps_nothing_is_not_believed() -> None:
    keychain = SystemKeychain()
    keychain._found = null.Keyring()

    with pytest.raises(KeychainMissing):
        keychain.set("desk/slot", b"secret")
