"""Whatever step the disk refuses: what opened before still opens, and nothing new does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from intake_desktop.vault import Action, CannotSave, KeychainMissing, Vault, VaultFolder, WrongPassphrase, WrongRecoveryCode

from .invented import NOOR, PASSPHRASE, POINT, Clock, Desk, MemoryKeychain

NEW = "Nieuwe zin die niet lukt"
STEPS = ("fsync", "replace", "open")
"""What writing a file takes. From a chosen call on, the disk refuses it."""


@contextmanager
def refusing(step: str, after: int, only: Callable[[str], bool] = lambda _path: True) -> Iterator[None]:
    """The system refuses a step after so many times."""
    real: Callable[..., Any] = getattr(os, step)
    calls = count()

    def refuse(*what: Any, **how: Any) -> Any:
        if only(str(what[0])) and next(calls) >= after:
            raise OSError(28, "No space left on device")
        return real(*what, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, step, refuse)
        yield


def files(desk: Desk) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in desk.path.glob("*.json") if path.name not in {"tries.json", "anchor.json"}}


def refused_everywhere(desk: Desk, step: str, act: Callable[[Vault], object]) -> int:
    """Try with the step refused from its first, second, … time on, until it is not needed any more; how often that was."""
    before = files(desk)
    for after in count():
        vault = desk.opened()
        entries = vault.read(lambda tables: tables.audit.head().count)
        secrets = dict(desk.keychain.kept)
        try:
            with refusing(step, after, lambda path: "vault.db" not in path):
                act(vault)
        except CannotSave:
            assert files(desk)["slots.json"] == before["slots.json"]
            # what was put in place cannot be taken back on a disk that will not rename any more: only spares are put before slots
            assert step == "replace" or files(desk) == before
            assert desk.keychain.kept == secrets
            assert vault.read(lambda tables: tables.audit.head().count) == entries
            assert not list(desk.path.glob("*.new"))
        else:
            return after
        finally:
            vault.close()
    raise AssertionError


@pytest.mark.parametrize("step", STEPS)
def test_a_new_passphrase_that_cannot_be_saved_leaves_the_earlier_one_alone(desk: Desk, step: str) -> None:
    def act(vault: Vault) -> None:
        desk.folder.set_passphrase(vault, NOOR.id, NEW)

    assert refused_everywhere(desk, step, act) >= 3
    desk.folder.open(NOOR.id, NEW).close()
    with pytest.raises(WrongPassphrase):
        desk.folder.open(NOOR.id, PASSPHRASE)


@pytest.mark.parametrize("step", STEPS)
def test_a_new_code_that_cannot_be_saved_leaves_the_earlier_one_alone(desk: Desk, step: str) -> None:
    codes: list[str] = []

    assert refused_everywhere(desk, step, lambda vault: codes.append(desk.folder.renew_recovery(vault))) >= 3
    with pytest.raises(WrongRecoveryCode):
        desk.opened()
    desk.folder.open_with_recovery(codes[-1]).close()


def test_when_the_audit_entry_cannot_be_kept_the_earlier_passphrase_stays(desk: Desk) -> None:
    vault = desk.opened()
    fill(vault)
    before, secrets = files(desk), dict(desk.keychain.kept)

    with pytest.raises(CannotSave):
        desk.folder.set_passphrase(vault, NOOR.id, NEW)
    with pytest.raises(CannotSave):
        desk.folder.renew_recovery(vault)
    vault.close()

    assert files(desk) == before
    assert desk.keychain.kept == secrets
    desk.folder.open(NOOR.id, PASSPHRASE).close()
    desk.opened().close()


def test_a_keychain_that_goes_away_after_a_new_passphrase_is_no_failure(desk: Desk) -> None:
    class Leaving(MemoryKeychain):
        def delete(self, name: str) -> None:
            raise KeychainMissing(entry=name)

    desk.keychain = Leaving(desk.keychain.kept)
    vault = desk.opened()

    desk.folder.set_passphrase(vault, NOOR.id, NEW)
    vault.close()

    desk.folder.open(NOOR.id, NEW).close()


@pytest.mark.parametrize("step", STEPS)
def test_set_up_that_fails_leaves_nothing_and_can_be_tried_again(tmp_path: Path, step: str) -> None:
    keychain = MemoryKeychain()
    folder = VaultFolder(tmp_path / "desk", keychain, now=Clock())
    for after in count(1 if step == "open" else 0):
        try:
            with refusing(step, after):
                vault, code = folder.create(NOOR, PASSPHRASE, POINT)
        except CannotSave:
            assert keychain.kept == {}
            assert {path.name for path in folder._path.iterdir()} <= {"vault.lock"}
            assert not folder.exists()
        else:
            break
    assert after >= 2
    vault.close()
    folder.open_with_recovery(code).close()
    folder.open(NOOR.id, PASSPHRASE).close()


def test_a_database_that_does_not_open_after_set_up_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keychain = MemoryKeychain()
    folder = VaultFolder(tmp_path / "desk", keychain, now=Clock())

    with monkeypatch.context() as patch:
        patch.setattr("intake_desktop.vault.folder.move_file", refused)
        with pytest.raises(CannotSave):
            folder.create(NOOR, PASSPHRASE, POINT)

    assert not folder.exists()
    assert keychain.kept == {}


def refused(*_paths: Path) -> None:
    raise OSError(28, "No space left on device")


def fill(vault: Vault) -> None:
    """No page can be added to the database any more, and the last one has no room for another entry."""
    vault._submit(lambda: vault._connection.execute("PRAGMA max_page_count = 1")).result()
    with suppress(CannotSave):
        for _entry in count():
            vault.change(Action.LOCKED, lambda _change: None)
