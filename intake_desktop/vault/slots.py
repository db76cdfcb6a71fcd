"""The key slots: who can open the database key, kept in a file outside the database.

Each slot is an X25519 pair. Its private half is wrapped by the passphrase (Argon2id) mixed with a device secret from the
keychain; the database key is sealed to its public half, and to that of the recovery code. The file is hostile input: sizes
and costs are bounded before anything is computed.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

import msgspec

from intake_desktop.casework.people import HelperId
from intake_desktop.vault import sealing
from intake_desktop.vault.errors import SlotsDamaged, VaultNewer, WaysInLost
from intake_desktop.vault.files import read_bounded

VERSION: Final = 1
MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 4
MOST_BYTES = 512 * 1024
_MARK = b"intake-desktop slot file"

Meta = msgspec.Meta
Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
Salt = Annotated[bytes, Meta(min_length=16, max_length=16)]
KeyBox = Annotated[bytes, Meta(min_length=60, max_length=60)]
"""Nonce (12), a 32-byte key, authentication tag (16)."""
Id = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Cost(_Strict, frozen=True):
    """What Argon2id costs. The bounds keep a changed file from asking for all memory, or for next to no work."""

    memory_kib: Annotated[int, Meta(ge=MEMORY_KIB, le=4 * MEMORY_KIB)] = MEMORY_KIB
    passes: Annotated[int, Meta(ge=PASSES, le=10)] = PASSES
    lanes: Annotated[int, Meta(ge=1, le=8)] = LANES


class SealedKey(_Strict, frozen=True):
    """The database key, sealed to one public key."""

    once_public: Key
    box: KeyBox


class Slot(_Strict, frozen=True):
    """One helper's way in."""

    helper: Annotated[str, Meta(min_length=1, max_length=64)]
    first_name: Annotated[str, Meta(max_length=100)]
    cost: Cost
    salt: Salt
    device_secret: Id
    public: Key
    private: KeyBox
    database_key: SealedKey


class Recovery(_Strict, frozen=True):
    """The way in by the printed code."""

    public: Key
    database_key: SealedKey


class SlotFile(_Strict, frozen=True):
    """All of slots.json.

    `digest` tells an accident from a wrong passphrase; `mark`, made with the database key, tells a change on purpose.
    """

    version: Literal[1]
    database: Id
    slots: Annotated[tuple[Slot, ...], Meta(max_length=200)]
    recovery: Recovery
    mark: Annotated[bytes, Meta(max_length=32)] = b""
    digest: Annotated[bytes, Meta(max_length=32)] = b""

    def slot_of(self, helper: HelperId) -> Slot | None:
        """The slot of one helper."""
        return next((slot for slot in self.slots if slot.helper == helper), None)

    def is_ours(self, key: bytes) -> bool:
        """Whether somebody who had the database key wrote this file as it is."""
        return sealing.same(self.mark, _mark(self, key))


class RecoveryFile(_Strict, frozen=True):
    """All of recovery.json: the way in by the printed code once more, for when slots.json and its copy are gone."""

    version: Literal[1]
    database: Id
    recovery: Recovery
    digest: Annotated[bytes, Meta(max_length=32)] = b""


File = TypeVar("File", SlotFile, RecoveryFile)


class _AnyVersion(msgspec.Struct, frozen=True):
    version: int


def read_slots(path: Path) -> SlotFile:
    """Read and check the file, or its copy when a bad sector or a slip of somebody's hand spoilt it.

    Raises:
        SlotsDamaged: both are missing, too long, not in this form, or changed by accident.
        WaysInLost: so is the file for the recovery code.
        VaultNewer: a newer program wrote it.
    """
    for place in (path, copy_of(path)):
        with suppress(SlotsDamaged):
            return _read_one(place, SlotFile)
    recoveries(path)
    raise SlotsDamaged


def recoveries(path: Path) -> tuple[RecoveryFile, ...]:
    """What can be read of the way in by the printed code: from the slot file, its copy, and the file of its own.

    Raises:
        WaysInLost: none of the three can be read.
        VaultNewer: a newer program wrote it.
    """
    found = []
    for place in (path, copy_of(path)):
        with suppress(SlotsDamaged):
            file = _read_one(place, SlotFile)
            found.append(RecoveryFile(VERSION, file.database, file.recovery))
    with suppress(SlotsDamaged):
        found.append(_read_one(recovery_of(path), RecoveryFile))
    if not found:
        raise WaysInLost
    return tuple(found)


def _read_one(path: Path, form: type[File]) -> File:
    content = read_bounded(path, MOST_BYTES)
    if content is None:
        raise SlotsDamaged
    try:
        if msgspec.json.decode(content, type=_AnyVersion).version > VERSION:
            raise VaultNewer
        file = msgspec.json.decode(content, type=form)
    except msgspec.DecodeError as error:
        raise SlotsDamaged from error
    if not sealing.same(file.digest, _digest(file)):
        raise SlotsDamaged
    return file


def slot_files(path: Path, file: SlotFile, key: bytes) -> dict[Path, bytes]:
    """The files to write, marked with the database key; the one that is read first stands last, for it is the one in force."""
    content = _text(msgspec.structs.replace(file, mark=_mark(file, key)))
    way_in = _text(RecoveryFile(VERSION, file.database, file.recovery))
    return {recovery_of(path): way_in, copy_of(path): content, path: content}


def make_slot(
    database: str, helper: HelperId, first_name: str, *, passphrase: str, device: tuple[str, bytes], key: bytes
) -> Slot:
    """A new slot with a pair of its own.

    Args:
        database: identifier of the database.
        helper: whose slot.
        first_name: readable before unlocking.
        passphrase: as typed.
        device: name and value of a fresh device secret.
        key: the database key.
    """
    private, public = sealing.new_pair()
    cost, salt = Cost(), sealing.new_salt()
    name, secret = device
    wrapping = _wrapping_key(passphrase, salt, cost, secret)
    box = sealing.close_box(wrapping, private, _slot_context(database, helper, (cost, salt), name, public))
    return Slot(helper, first_name, cost, salt, name, public, box, seal_key(database, helper, public, key))


def open_slot(database: str, slot: Slot, passphrase: str, secret: bytes) -> bytes:
    """The database key. Takes about 0.13 s and the memory the slot asks for.

    Raises:
        DoesNotOpen: wrong passphrase or device secret, or the slot was changed.
    """
    bound = _slot_context(database, slot.helper, (slot.cost, slot.salt), slot.device_secret, slot.public)
    private = sealing.open_box(_wrapping_key(passphrase, slot.salt, slot.cost, secret), slot.private, bound)
    return unseal_key(database, slot.helper, private, slot.database_key)


def seal_key(database: str, holder: str, public: bytes, key: bytes) -> SealedKey:
    """Seal the database key to a slot (holder: the helper) or to the recovery code (holder: RECOVERY)."""
    return SealedKey(*sealing.seal_to(public, key, _key_context(database, holder)))


def unseal_key(database: str, holder: str, private: bytes, sealed: SealedKey) -> bytes:
    """The database key.

    Raises:
        DoesNotOpen: another pair, holder or database.
    """
    return sealing.unseal(private, sealed.once_public, sealed.box, _key_context(database, holder))


RECOVERY = "\x00recovery"
"""Holder of the key sealed to the recovery code; no helper has this name."""


def copy_of(path: Path) -> Path:
    """Where the copy of the slot file stands."""
    return path.with_name(f"{path.stem}-copy{path.suffix}")


def recovery_of(path: Path) -> Path:
    """Where the way in by the printed code stands by itself."""
    return path.with_name("recovery.json")


def _text(file: SlotFile | RecoveryFile) -> bytes:
    return msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(file, digest=_digest(file))), indent=1)


def _wrapping_key(passphrase: str, salt: bytes, cost: Cost, secret: bytes) -> bytes:
    stretched = sealing.stretch(passphrase, salt, memory_kib=cost.memory_kib, passes=cost.passes, lanes=cost.lanes)
    return sealing.derive(stretched + secret, sealing.context("intake-desktop slot"))


def _slot_context(database: str, helper: str, stretching: tuple[Cost, bytes], secret_name: str, public: bytes) -> bytes:
    cost, salt = stretching
    spent = (cost.memory_kib, cost.passes, cost.lanes)
    return sealing.context("intake-desktop slot", VERSION, database, helper, *spent, salt, secret_name, public)


def _key_context(database: str, holder: str) -> bytes:
    return sealing.context("intake-desktop database key", VERSION, database, holder)


def _mark(file: SlotFile, key: bytes) -> bytes:
    return sealing.mark(key, _MARK, msgspec.json.encode(msgspec.structs.replace(file, mark=b"", digest=b"")))


def _digest(file: SlotFile | RecoveryFile) -> bytes:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(file, digest=b""))).digest()
