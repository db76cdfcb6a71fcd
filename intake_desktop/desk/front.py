"""The door of the desk: set up once, then unlock. Works without network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import field, frozen

from intake_desktop.casework.people import Helper, HelperId, Role, ServicePoint
from intake_desktop.desk import passphrases
from intake_desktop.desk.identifiers import new_id
from intake_desktop.desk.names import HelperName
from intake_desktop.desk.places import Places
from intake_desktop.vault import Action, Keychain, Vault, VaultFolder, same_recovery_code

if TYPE_CHECKING:
    from intake_desktop.desk.counter import Counter


@frozen
class SetUpDraft:
    """What the first-run set-up asks."""

    service_point: ServicePoint
    first_name: str
    role: Role
    passphrase: str = field(repr=False)


@frozen
class SetUpDone:
    """The code is shown once, printed, and typed back."""

    recovery_code: str = field(repr=False)
    counter: Counter


class Front:
    """What can be done before anybody has unlocked. Calls that derive a key take up to 0.3 s: call them from a worker thread."""

    def __init__(self, places: Places, keychain: Keychain, now: Callable[[], datetime]) -> None:
        self._places = places
        self._now = now
        self._folder = VaultFolder(places.vault, keychain, now=now)
        self._recovery_code = ""
        self._new_vault: Vault | None = None

    @property
    def practice(self) -> bool:
        """True when everything here is invented; marked on every screen and print."""
        return self._places.practice

    def is_set_up(self) -> bool:
        """Whether this desk has a database."""
        return self._folder.exists()

    def propose_passphrase(self) -> str:
        """A new four-word Dutch sentence."""
        return passphrases.propose()

    def passphrase_strength(self, passphrase: str) -> passphrases.Strength:
        """How hard it is to guess."""
        return passphrases.strength(passphrase)

    def set_up(self, draft: SetUpDraft) -> SetUpDone:
        """Make the database, the first helper's slot and the recovery code.

        Raises:
            WeakPassphrase, PassphraseTooLong: choose another.
            KeychainMissing: this computer offers no keychain we trust.
            CannotSave: the folder cannot be written.
        """
        passphrase = passphrases.accept(draft.passphrase)
        helper = Helper(HelperId(new_id()), draft.first_name.strip(), draft.role)
        vault, code = self._folder.create(helper, passphrase, draft.service_point)
        self._recovery_code, self._new_vault = code, vault
        return SetUpDone(code, self._counter(vault))

    def recovery_code_matches(self, typed: str) -> bool:
        """Whether the code was copied right, in the run in which it was made. Once it matched, that is noted and it is forgotten.

        Raises:
            CannotSave: the disk refuses to note it; the code can be typed again.
        """
        matches = bool(self._recovery_code) and same_recovery_code(self._recovery_code, typed)
        if matches and self._new_vault is not None:
            self._folder.confirm_recovery(self._new_vault)
            self._recovery_code, self._new_vault = "", None
        return matches

    def helpers(self) -> tuple[HelperName, ...]:
        """Who can unlock this desk: first names only, readable before unlocking."""
        return tuple(HelperName(slot.helper, slot.first_name) for slot in self._folder.slots())

    def wait_seconds(self) -> int:
        """Seconds until another try is allowed; grows after wrong tries, also across restarts. Never a wipe."""
        return self._folder.wait_seconds()

    def unlock(self, helper: HelperId, passphrase: str) -> Counter:
        """Open the desk.

        Raises:
            WrongPassphrase, TryLater: with the seconds to wait.
            KeychainMissing, DeviceSecretMissing: use the recovery code.
            VaultDamaged, VaultNewer, VaultBusy: the database cannot be opened now; it is kept as it is.
        """
        vault = self._folder.open(helper, passphrase)
        return self._counter(vault, Action.UNLOCKED)

    def unlock_with_recovery(self, code: str) -> Counter:
        """Open the desk with the printed code, when the passphrase is forgotten or the keychain is gone.

        Raises:
            WrongRecoveryCode: it does not open this database.
        """
        vault = self._folder.open_with_recovery(code)
        return self._counter(vault, Action.UNLOCKED_WITH_RECOVERY)

    def choose_passphrase(self, counter: Counter, passphrase: str) -> None:
        """Give the helper who unlocked a new passphrase; after the recovery code, the way back to an ordinary start.

        Raises:
            WeakPassphrase, PassphraseTooLong: choose another.
            CannotSave: the earlier passphrase still holds.
        """
        counter.set_passphrase(self._folder, passphrases.accept(passphrase))

    def _counter(self, vault: Vault, action: Action | None = None) -> Counter:
        """The desk on an open vault, noted in the audit trail. A vault nobody gets is closed: the next try must find it free."""
        from intake_desktop.desk.counter import Counter  # forms, print and parcels: nothing of that is needed to unlock

        try:
            if action is not None:
                vault.change(action, lambda _change: None)
            return Counter(vault, now=self._now, practice=self.practice)
        except BaseException:
            vault.close()
            raise
