"""The folder of a vault: made once, opened by a helper's passphrase or by the recovery code."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import msgspec
from attrs import frozen

from intake_desktop.casework.people import Helper, HelperId, ServicePoint
from intake_desktop.vault import recovery, sealing
from intake_desktop.vault.anchor import Anchor
from intake_desktop.vault.audit import Action
from intake_desktop.vault.errors import (
    CannotSave,
    DeviceSecretMissing,
    NoSuchHelper,
    SlotsDamaged,
    TryLater,
    VaultDamaged,
    VaultExists,
    WrongPassphrase,
    WrongRecoveryCode,
)
from intake_desktop.vault.files import make_private_file, move_file, private_folder
from intake_desktop.vault.keychain import Keychain
from intake_desktop.vault.pause import Pause
from intake_desktop.vault.single import FolderLock
from intake_desktop.vault.slots import (
    RECOVERY,
    Recovery,
    Slot,
    SlotFile,
    make_slot,
    open_slot,
    read_slots,
    seal_key,
    unseal_key,
    write_slots,
)
from intake_desktop.vault.tables import Change
from intake_desktop.vault.vault import Vault

RECOVERY_PUBLIC = "recovery_public"
"""Setting: the public half of the recovery key pair, so that a changed slot file cannot put another in its place."""


@frozen
class SlotName:
    """Who can unlock: readable before unlocking, so first names only."""

    helper: HelperId
    first_name: str


class VaultFolder:
    """What can be done with a vault from outside."""

    def __init__(self, path: Path, keychain: Keychain, *, now: Callable[[], datetime]) -> None:
        """Nothing is touched yet. `path` is made on `create`; `now` gives moments with their offset from UTC."""
        self._path = path
        self._keychain = keychain
        self._now = now
        self._database = path / "vault.db"
        self._new_database = path / "vault.db.new"
        self._slots = path / "slots.json"
        self._anchor = Anchor(path / "anchor.json")
        self._pause = Pause(path / "tries.json", now)

    def exists(self) -> bool:
        """Whether there is a vault, or what is left of one: then `create` refuses."""
        return self._slots.exists() or self._database.exists()

    def create(self, helper: Helper, passphrase: str, service_point: ServicePoint) -> tuple[Vault, str]:
        """Make a vault with one helper. Takes about 0.3 s.

        Returns:
            The open vault, and the recovery code to print: nobody can ask for it again.

        Raises:
            VaultExists: there is one; it is left as it is.
            KeychainMissing: this computer offers no keychain we trust.
            CannotSave: the folder cannot be written.
            VaultBusy: another process is making or using one.
        """
        private_folder(self._path)
        with ExitStack() as undo:
            lock = self._take_lock(undo)
            if self.exists():
                raise VaultExists
            key, code_secret = secrets.token_bytes(sealing.KEY_BYTES), recovery.new_secret()
            database = secrets.token_hex(16)
            file = self._first_slots(database, helper, passphrase, key, code_secret)
            self._make_database(key, helper, service_point, file.recovery.public)
            write_slots(self._slots, file, key)  # from here on the passphrase opens it, also after a power cut
            vault = self._opened(key, helper.id, undo, lock)
        return vault, recovery.write_code(code_secret)

    def slots(self) -> tuple[SlotName, ...]:
        """Who can unlock, in the order in which they came.

        Raises:
            SlotsDamaged, VaultNewer: the file cannot be read.
        """
        return tuple(SlotName(HelperId(slot.helper), slot.first_name) for slot in read_slots(self._slots).slots)

    def wait_seconds(self) -> int:
        """Seconds until another try is allowed, 0 when it may be now. Kept across restarts."""
        return self._pause.wait_seconds()

    def open(self, helper: HelperId, passphrase: str) -> Vault:
        """Open with a passphrase. Takes about 0.2 s.

        Raises:
            TryLater, WrongPassphrase: with the seconds to wait.
            KeychainMissing, DeviceSecretMissing: the keychain is gone or was reset; use the recovery code.
            NoSuchHelper: nobody with this identifier has a slot.
            SlotsDamaged, VaultDamaged, VaultNewer: it cannot be opened; it is kept as it is.
            VaultBusy: another process has it open.
            CannotSave: the disk refuses.
        """
        file = read_slots(self._slots)
        slot = file.slot_of(helper)
        if slot is None:
            raise NoSuchHelper
        with ExitStack() as undo:
            lock = self._take_lock(undo)
            if wait := self.wait_seconds():
                raise TryLater(wait=wait)
            key = self._try(file.database, slot, passphrase)
            if not file.is_ours(key):
                raise SlotsDamaged
            return self._opened(key, helper, undo, lock)

    def open_with_recovery(self, code: str) -> Vault:
        """Open with the printed code; needs no keychain. The first coordinator answers for it in the audit trail.

        Raises:
            MistypedRecoveryCode: the check letters do not fit.
            WrongRecoveryCode: it does not open this database.
            SlotsDamaged, VaultDamaged, VaultNewer, VaultBusy, CannotSave: as `open`.
        """
        secret = recovery.read_code(code)
        file = read_slots(self._slots)
        try:
            private = recovery.private_key(secret, file.database)
            key = unseal_key(file.database, RECOVERY, private, file.recovery.database_key)
        except sealing.DoesNotOpen as error:
            raise WrongRecoveryCode from error
        with ExitStack() as undo:
            return self._opened(key, None, undo, self._take_lock(undo))

    def set_passphrase(self, vault: Vault, helper: HelperId, passphrase: str) -> None:
        """Give a helper a slot with a new passphrase and device secret. The earlier one goes when the new one has proved to open.

        Raises:
            KeychainMissing: this computer offers no keychain we trust.
            CannotSave: the disk refuses; the earlier passphrase still opens.
            SlotsDamaged: the file cannot be read.
        """
        if vault.path != self._database:
            raise ValueError("a vault of another folder")
        file = self._trusted_slots(vault)
        first_name = vault.read(lambda tables: tables.helpers.get(helper)).first_name
        earlier = file.slot_of(helper)
        slot = self._make_slot(file.database, helper, first_name, passphrase, vault.key)
        places = tuple(slot if other is earlier else other for other in file.slots)
        changed = msgspec.structs.replace(file, slots=places if earlier else (*places, slot))

        def work(_change: Change) -> None:
            write_slots(self._slots, changed, vault.key)

        vault.change(Action.PASSPHRASE_CHANGED, work, detail={"helper": helper})
        self._pause.forget()
        if earlier is not None:
            self._keychain.delete(_entry(file.database, earlier.device_secret))

    def _trusted_slots(self, vault: Vault) -> SlotFile:
        """The slot file; without its helpers when somebody without the database key has changed it.

        Their ways in are not carried on then, and the recovery code's is made anew from what the database itself knows.
        """
        file = read_slots(self._slots)
        if file.is_ours(vault.key):
            return file
        public = vault.read(lambda tables: tables.settings.get_bytes(RECOVERY_PUBLIC))
        if public is None:
            raise SlotsDamaged
        sealed = seal_key(file.database, RECOVERY, public, vault.key)
        return msgspec.structs.replace(file, slots=(), recovery=Recovery(public, sealed))

    def _first_slots(self, database: str, helper: Helper, passphrase: str, key: bytes, code_secret: bytes) -> SlotFile:
        public = sealing.public_half(recovery.private_key(code_secret, database))
        sealed = seal_key(database, RECOVERY, public, key)
        slot = self._make_slot(database, helper.id, helper.first_name, passphrase, key)
        return SlotFile(1, database, (slot,), Recovery(public, sealed))

    def _make_slot(self, database: str, helper: HelperId, first_name: str, passphrase: str, key: bytes) -> Slot:
        """A slot that has been opened once, with the device secret as the keychain gives it back."""
        name = secrets.token_hex(16)
        entry = _entry(database, name)
        device_secret = secrets.token_bytes(sealing.KEY_BYTES)
        self._keychain.set(entry, device_secret)
        slot = make_slot(database, helper, first_name, passphrase=passphrase, device=(name, device_secret), key=key)
        if open_slot(database, slot, passphrase, self._keychain.get(entry) or b"") != key:
            raise RuntimeError("a new slot does not open")
        return slot

    def _try(self, database: str, slot: Slot, passphrase: str) -> bytes:
        secret = self._keychain.get(_entry(database, slot.device_secret))
        if secret is None:
            raise DeviceSecretMissing
        self._pause.count()
        try:
            key = open_slot(database, slot, passphrase, secret)
        except sealing.DoesNotOpen as error:
            raise WrongPassphrase(wait=self.wait_seconds()) from error
        self._pause.forget()
        return key

    def _make_database(self, key: bytes, helper: Helper, service_point: ServicePoint, recovery_public: bytes) -> None:
        """Set up under another name: what a crash leaves there was never promised to anybody, and goes."""
        for leftover in self._path.glob(f"{self._new_database.name}*"):
            leftover.unlink()
        make_private_file(self._new_database)
        vault = Vault(self._new_database, key, helper.id, anchor=self._anchor, now=self._now, new=True)

        def work(change: Change) -> None:
            change.helpers.add(helper)
            change.settings.set_service_point(service_point)
            change.settings.set_bytes(RECOVERY_PUBLIC, recovery_public)

        try:
            vault.change(Action.SET_UP, work, detail={"helper": helper.id})
        finally:
            vault.close()

    def _opened(self, key: bytes, helper: HelperId | None, undo: ExitStack, lock: FolderLock) -> Vault:
        self._finish_set_up()
        if not self._database.exists():
            raise VaultDamaged
        vault = Vault(self._database, key, helper, anchor=self._anchor, now=self._now, on_closed=lock.release)
        undo.pop_all()  # from now on the vault releases the lock
        return vault

    def _finish_set_up(self) -> None:
        """Slots without a database, and a new database beside them: set-up was ended just before its last step."""
        if not self._database.exists() and self._new_database.exists():
            try:
                move_file(self._new_database, self._database)
            except OSError as error:
                raise CannotSave from error

    def _take_lock(self, undo: ExitStack) -> FolderLock:
        lock = FolderLock(self._path / "vault.lock")
        undo.callback(lock.release)
        return lock


def _entry(database: str, name: str) -> str:
    """How the keychain entry of one device secret is called."""
    return f"{database}/{name}"
