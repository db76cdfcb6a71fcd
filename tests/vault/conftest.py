"""Every test gets a vault of its own: a copy of one that was made once, for making one takes two rounds of Argon2."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake_desktop.vault import Vault, VaultFolder

from .invented import NOOR, PASSPHRASE, POINT, Clock, Desk, MemoryKeychain


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    path = tmp_path_factory.mktemp("made") / "desk"
    keychain = MemoryKeychain()
    vault, code = VaultFolder(path, keychain, now=Clock()).create(NOOR, PASSPHRASE, POINT)
    vault.close()
    return Desk(path, keychain, code)


@pytest.fixture
def desk(made_once: Desk, tmp_path: Path) -> Desk:
    path = tmp_path / "desk"
    shutil.copytree(made_once.path, path)
    return Desk(path, MemoryKeychain(dict(made_once.keychain.kept)), made_once.code)


@pytest.fixture
def vault(desk: Desk) -> Iterator[Vault]:
    opened = desk.opened()
    yield opened
    opened.close()
