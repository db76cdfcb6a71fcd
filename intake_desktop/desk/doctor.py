"""What works on this computer, without a window: keychain, cipher, folder, room on the disk, forms, languages."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from intake_desktop.desk.packs import packs
from intake_desktop.desk.places import Places
from intake_desktop.language import Coverage, _, coverage, reading_languages, sentence_of
from intake_desktop.language.errors import ActionableError
from intake_desktop.vault import CannotSave, Keychain, SystemKeychain
from intake_desktop.vault.cipher import NotEncrypted
from intake_desktop.vault.files import is_folder
from intake_desktop.vault.selftest import try_cipher

ROOM_FOR_A_YEAR = 200 * 1024 * 1024
"""Bytes. A desk with 2,000 interviews, its backups and one update take about half of it."""

MEGABYTE = 1024 * 1024
OTHERS = 0o077
ANY_ENTRY = 16


@frozen
class Check:
    """One thing that works or does not. `needed` is false where a helper can do without it: told, not failing."""

    name: str
    ok: bool
    sentence: str
    needed: bool = True


def checks(places: Places, keychain: Keychain | None = None) -> tuple[Check, ...]:
    """Try every part that has no screen. Nothing of a desk is read or changed; takes about two seconds.

    Args:
        places: the desk that is meant.
        keychain: the system's own when None.
    """
    parts: dict[str, Callable[[], Check]] = {
        "keychain": lambda: _keychain(keychain or SystemKeychain()),
        "cipher": _cipher,
        "folder": lambda: _folder(places.data),
        "disk": lambda: _disk(places.data),
        "forms": _forms,
        "languages": _languages,
    }
    return tuple(_looked(name, look) for name, look in parts.items())


def _looked(name: str, look: Callable[[], Check]) -> Check:
    """A part that fails with a sentence for people did not work; any other failure is a bug."""
    try:
        return look()
    except ActionableError as error:
        return Check(name, ok=False, sentence=sentence_of(error))


def _keychain(keychain: Keychain) -> Check:
    """Keep a secret, read it back, remove it."""
    entry, secret = f"doctor/{secrets.token_hex(ANY_ENTRY)}", secrets.token_bytes(32)
    keychain.set(entry, secret)
    kept = keychain.get(entry) == secret
    keychain.delete(entry)
    if not kept or keychain.get(entry) is not None:
        return Check("keychain", ok=False, sentence=_("The keychain of this computer does not keep what it is given."))
    kind = keychain.name if isinstance(keychain, SystemKeychain) else type(keychain).__name__
    return Check("keychain", ok=True, sentence=_("The keychain keeps and gives back ({kind}).", kind=kind))


def _cipher() -> Check:
    with tempfile.TemporaryDirectory(prefix="intake-doctor-") as folder:
        try:
            version = try_cipher(Path(folder))
        except NotEncrypted:
            return Check(
                "cipher", ok=False, sentence=_("The database library does not encrypt. Do not use this computer for intakes.")
            )
    return Check("cipher", ok=True, sentence=_("The database is encrypted (SQLCipher {version}).", version=version))


def _folder(data: Path) -> Check:
    """Private and writable; on a computer without a desk, the place where it will be made."""
    standing = _standing(data)
    try:
        with tempfile.TemporaryFile(dir=standing):
            pass
    except OSError as error:
        raise CannotSave from error
    if standing == data and os.name == "posix" and data.stat().st_mode & OTHERS:
        return Check(
            "folder", ok=False, sentence=_("Other accounts of this computer can look into the folder {folder}.", folder=data)
        )
    return Check("folder", ok=True, sentence=_("The folder {folder} can be written, by this account only.", folder=data))


def _disk(data: Path) -> Check:
    free = shutil.disk_usage(_standing(data)).free
    room = _("{free} MB are free on the disk.", free=free // MEGABYTE)
    if free < ROOM_FOR_A_YEAR:
        return Check("disk", ok=False, sentence=_("{room} That is too little: make room.", room=room))
    return Check("disk", ok=True, sentence=room)


def _forms() -> Check:
    """Converts every form: a form that does not convert cannot be begun."""
    names = [pack.name for pack in packs() if pack.definition]
    if not names:
        return Check("forms", ok=False, sentence=_("There is no form."))
    return Check("forms", ok=True, sentence=_("Forms that can be begun: {names}.", names=", ".join(names)))


def _languages() -> Check:
    """Every language of the two catalogs. One that lags behind is told; the program falls back to Dutch, marked."""
    behind = [_told(one) for one in coverage() if one.translated < one.total]
    names = ", ".join(one.dutch_name for one in reading_languages())
    if behind:
        sentence = _("Residents can read {names}. Not complete, shown in Dutch: {behind}.", names=names, behind=", ".join(behind))
        return Check("languages", ok=False, sentence=sentence, needed=False)
    return Check("languages", ok=True, sentence=_("Residents can read {names}; all of it is translated.", names=names))


def _told(one: Coverage) -> str:
    return f"{one.language} ({one.domain}) {one.translated}/{one.total}"


def _standing(path: Path) -> Path:
    """The folder itself, or the nearest one above it that exists. Raises CannotLook."""
    return next(folder for folder in (path, *path.absolute().parents) if is_folder(folder))
