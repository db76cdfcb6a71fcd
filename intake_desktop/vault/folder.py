"""The folder of a vault: made once, opened by a helper's passphrase or by the recovery code."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import ExitStack, suppress
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
    KeychainMissing,
    NoSuchHelper,
    SlotsDamaged,
    TryLater,
    VaultDamaged,
    VaultExists,
    WaysInLost,
    WrongPassphrase,
    WrongRecoveryCode,
)
from intake_desktop.vault.files import exchanged, is_file, make_private_file, move_file, private_folder
from intake_desktop.vault.keychain import Keychain
from intake_desktop.vault.pause import Pause
from intake_desktop.vault.single import FolderLock
from intake_desktop.vault.slots import (
    MOST_BYTES,
    RECOVERY,
    Recovery,
    Slot,
    SlotFile,
    copy_of,
    make_slot,
    open_slot,
    read_slots,
    recoveries,
    recovery_of,
    seal_key,
    slot_files,
    unseal_key,
)
from intake_desktop.vault.tables import Change
from intake_desktop.vault.vault import Vault

DATABASE = "database"
"""Setting: the identifier every slot is bound to, so that slots can be made again when their file is lost."""

RECOVERY_PUBLIC = "recovery_public"
"""Setting: the public half of the recovery key pair, so that a changed slot file cannot put another in its place."""

RECOVERY_CONFIRMED = "recovery_confirmed"
"""Setting: the public half of the pair whose code somebody has shown to hold."""


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
        """Whether there is a vault, or what is left of one: then `create` refuses.

        Raises:
            CannotLook: the folder may not be entered.
        """
        return is_file(self._slots) or is_file(self._database)

    def create(self, helper: Helper, passphrase: str, service_point: ServicePoint) -> tuple[Vault, str]:
        """Make a vault with one helper. Takes about 0.3 s.

        Returns:
            The open vault, and the recovery code to print: nobody can ask for it again. Until `confirm_recovery` it counts
            as a code that nobody holds.

        Raises: then nothing stays of what was begun.
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
            undo.callback(self._remove_what_was_made)  # a desk whose recovery code nobody saw must not stay
            key, code_secret = secrets.token_bytes(sealing.KEY_BYTES), recovery.new_secret()
            database = secrets.token_hex(16)
            slot = self._make_slot(database, helper.id, helper.first_name, passphrase, key)
            undo.callback(self._forget_secret, database, slot)
            file = SlotFile(1, database, (slot,), _recovery(database, code_secret, key))
            self._make_database(key, helper, service_point, file)
            with exchanged(slot_files(self._slots, file, key), MOST_BYTES) as put:
                put()  # from here on the passphrase opens it, also after a power cut
            vault = self._opened(key, helper.id, undo, lock)
        return vault, recovery.write_code(code_secret)

    def slots(self) -> tuple[SlotName, ...]:
        """Who can unlock, in the order in which they came.

        Raises:
            SlotsDamaged, WaysInLost, VaultNewer: the file cannot be read.
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
            SlotsDamaged, WaysInLost, VaultDamaged, VaultNewer: it cannot be opened; it is kept as it is.
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
        """Open with the printed code; needs no keychain and no slots. The first coordinator answers for it in the audit trail.

        Raises:
            MistypedRecoveryCode: the check letters do not fit.
            WrongRecoveryCode: it does not open this database.
            WaysInLost: no file holds what the code opens.
            VaultDamaged, VaultNewer, VaultBusy, CannotSave: as `open`.
        """
        key = self._recovered(recovery.read_code(code))
        with ExitStack() as undo:
            return self._opened(key, None, undo, self._take_lock(undo))

    def set_passphrase(self, vault: Vault, helper: HelperId, passphrase: str) -> None:
        """Give a helper a slot with a new passphrase and device secret. The earlier one goes when the new one has proved to open.

        Raises:
            KeychainMissing: this computer offers no keychain we trust.
            CannotSave: the disk refuses; the earlier passphrase still opens.
            VaultNewer: a newer program wrote the slots.
        """
        file = self._trusted_slots(vault)
        self._pause.forget()
        first_name = vault.read(lambda tables: tables.helpers.get(helper)).first_name
        earlier = file.slot_of(helper)
        slot = self._make_slot(file.database, helper, first_name, passphrase, vault.key)
        places = tuple(slot if other is earlier else other for other in file.slots)
        changed = msgspec.structs.replace(file, slots=places if earlier else (*places, slot))
        try:
            with exchanged(slot_files(self._slots, changed, vault.key), MOST_BYTES) as put:
                vault.change(Action.PASSPHRASE_CHANGED, lambda _change: put(), detail={"helper": helper})
        except BaseException:
            self._forget_secret(file.database, slot)
            raise
        if earlier is not None:
            self._forget_secret(file.database, earlier)

    def renew_recovery(self, vault: Vault) -> str:
        """A new recovery code to print, not yet confirmed. The earlier code no longer opens this folder.

        A copy of the folder from before, with the earlier code, still opens: only a new database key ends that.

        Raises:
            CannotSave: the disk refuses; the earlier code still opens.
            VaultNewer: a newer program wrote the slots.
        """
        file, secret = self._trusted_slots(vault), recovery.new_secret()
        changed = msgspec.structs.replace(file, recovery=_recovery(file.database, secret, vault.key))
        with exchanged(slot_files(self._slots, changed, vault.key), MOST_BYTES) as put:

            def work(change: Change) -> None:
                change.settings.set_bytes(RECOVERY_PUBLIC, changed.recovery.public)
                put()

            vault.change(Action.RECOVERY_RENEWED, work)
        return recovery.write_code(secret)

    def confirm_recovery(self, vault: Vault) -> None:
        """Somebody has typed the code back: it is printed and can be read.

        Raises:
            CannotSave: the disk refuses.
        """
        public = self._trusted_slots(vault).recovery.public
        vault.change(Action.RECOVERY_CONFIRMED, lambda change: change.settings.set_bytes(RECOVERY_CONFIRMED, public))

    def recovery_is_confirmed(self, vault: Vault) -> bool:
        """Whether somebody holds the code that opens now. If not, renew it: set-up or a renewal ended before it was seen."""
        confirmed = vault.read(lambda tables: tables.settings.get_bytes(RECOVERY_CONFIRMED))
        return confirmed == self._trusted_slots(vault).recovery.public

    def _recovered(self, secret: bytes) -> bytes:
        """The database key, from whichever file still holds it under this code."""
        for file in recoveries(self._slots):
            private = recovery.private_key(secret, file.database)
            with suppress(sealing.DoesNotOpen):
                return unseal_key(file.database, RECOVERY, private, file.recovery.database_key)
        raise WrongRecoveryCode

    def _trusted_slots(self, vault: Vault) -> SlotFile:
        """The slot file; without its helpers when it is lost, or somebody without the database key has changed it.

        Their ways in are not carried on then, and the recovery code's is made anew from what the database itself knows.
        """
        if vault.path != self._database:
            raise ValueError("a vault of another folder")
        with suppress(SlotsDamaged, WaysInLost):
            file = read_slots(self._slots)
            if file.is_ours(vault.key):
                return file
        database, public = vault.read(lambda tables: (tables.settings.get(DATABASE), tables.settings.get_bytes(RECOVERY_PUBLIC)))
        if database is None or public is None:
            raise SlotsDamaged
        return SlotFile(1, database, (), Recovery(public, seal_key(database, RECOVERY, public, vault.key)))

    def _make_slot(self, database: str, helper: HelperId, first_name: str, passphrase: str, key: bytes) -> Slot:
        """A slot that has been opened once, with the device secret as the keychain gives it back."""
        name = secrets.token_hex(16)
        entry = _entry(database, name)
        device_secret = secrets.token_bytes(sealing.KEY_BYTES)
        slot = make_slot(database, helper, first_name, passphrase=passphrase, device=(name, device_secret), key=key)
        try:
            self._keychain.set(entry, device_secret)
            open_slot(database, slot, passphrase, self._keychain.get(entry) or b"")
        except BaseException:
            self._forget_secret(database, slot)
            raise
        return slot

    def _forget_secret(self, database: str, slot: Slot) -> None:
        with suppress(KeychainMissing):  # without its slot the secret opens nothing
            self._keychain.delete(_entry(database, slot.device_secret))

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

    def _make_database(self, key: bytes, helper: Helper, service_point: ServicePoint, file: SlotFile) -> None:
        """Set up under another name: what a crash leaves there was never promised to anybody, and goes."""
        for leftover in self._path.glob(f"{self._new_database.name}*"):
            leftover.unlink()
        make_private_file(self._new_database)
        vault = Vault(self._new_database, key, helper.id, anchor=self._anchor, now=self._now, new=True)

        def work(change: Change) -> None:
            change.helpers.add(helper)
            change.settings.set_service_point(service_point)
            change.settings.set(DATABASE, file.database)
            change.settings.set_bytes(RECOVERY_PUBLIC, file.recovery.public)

        try:
            vault.change(Action.SET_UP, work, detail={"helper": helper.id})
        finally:
            vault.close()

    def _remove_what_was_made(self) -> None:
        written = (self._slots, copy_of(self._slots), recovery_of(self._slots), self._path / "anchor.json")
        with suppress(OSError):
            for path in (*written, *self._path.glob(f"{self._database.name}*")):
                path.unlink(missing_ok=True)

    def _opened(self, key: bytes, helper: HelperId | None, undo: ExitStack, lock: FolderLock) -> Vault:
        self._finish_set_up()
        if not is_file(self._database):
            raise VaultDamaged
        vault = Vault(self._database, key, helper, anchor=self._anchor, now=self._now, on_closed=lock.release)
        undo.pop_all()  # from now on the vault releases the lock
        return vault

    def _finish_set_up(self) -> None:
        """Slots without a database, and a new database beside them: set-up was ended just before its last step."""
        if not is_file(self._database) and is_file(self._new_database):
            try:
                move_file(self._new_database, self._database)
            except OSError as error:
                raise CannotSave from error

    def _take_lock(self, undo: ExitStack) -> FolderLock:
        lock = FolderLock(self._path / "vault.lock")
        undo.callback(lock.release)
        return lock


def _recovery(database: str, secret: bytes, key: bytes) -> Recovery:
    """The way in by the code that is written from this secret."""
    public = sealing.public_half(recovery.private_key(secret, database))
    return Recovery(public, seal_key(database, RECOVERY, public, key))


def _entry(database: str, name: str) -> str:
    """How the keychain entry of one device secret is called."""
    return f"{database}/{name}"
