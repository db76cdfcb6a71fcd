"""What can go wrong at the door or while saving, each with a sentence a helper can act on."""

from __future__ import annotations

from intake_desktop.language.errors import N_, ActionableError


class KeychainMissing(ActionableError):
    """The operating system offers no keychain this program trusts."""

    sentence = N_(
        "The keychain of this computer cannot be used. Everything that was saved is safe. "
        "Log in to the computer again, or use the recovery code."
    )


class KeychainLocked(KeychainMissing):
    """There is a keychain, and it stayed locked."""

    sentence = N_("The keychain of this computer is locked. Unlock it when the computer asks, and try again.")


class DeviceSecretMissing(ActionableError):
    """The keychain works and no longer holds the secret of this slot: it was reset, or this is another computer."""

    sentence = N_(
        "The keychain of this computer no longer knows this desk. Everything that was saved is safe. "
        "Use the recovery code, then choose a new passphrase."
    )


class TryLater(ActionableError):
    """A pause after wrong tries has not ended. Slot `wait`: seconds."""

    sentence = N_("After several wrong tries this desk waits {wait} seconds. Nothing is lost.")

    def __init__(self, *, wait: int) -> None:
        super().__init__(wait=wait)
        self.wait = wait


class WrongPassphrase(ActionableError):
    """The passphrase does not open the slot. Slot `wait`: seconds until the next try, often 0."""

    sentence = N_("This is not the passphrase. Nothing is lost. Check the spelling and the keyboard, and try again.")

    def __init__(self, *, wait: int) -> None:
        super().__init__(wait=wait)
        self.wait = wait


class WrongRecoveryCode(ActionableError):
    """The code is written right and belongs to another desk, or to an earlier code of this one."""

    sentence = N_("This recovery code does not open this desk. Look whether it is the newest printed code of this desk.")


class MistypedRecoveryCode(WrongRecoveryCode):
    """The check letters do not fit: something was typed wrongly."""

    sentence = N_("There is a mistake in the recovery code. Compare it with the printed code, letter by letter.")


class NoSuchHelper(ActionableError):
    """The slot file does not know this helper."""

    sentence = N_("This name can no longer unlock this desk. Ask the coordinator.")


class VaultExists(ActionableError):
    """There is a database already, or what is left of one. It is never overwritten."""

    sentence = N_("There is a desk in this folder already. It was left as it is.")


class VaultDamaged(ActionableError):
    """The database cannot be read. The file is kept as it is."""

    sentence = N_(
        "The database of this desk is damaged or was replaced. It was kept as it is. "
        "Do not use this desk; ask the coordinator to restore a backup."
    )


class SlotsDamaged(VaultDamaged):
    """The file with the key slots cannot be read or was changed. The database beside it may be sound."""

    sentence = N_(
        "The file that unlocks this desk is damaged or was changed. The database was kept as it is. "
        "Use the recovery code, or ask the coordinator to restore a backup."
    )


class WaysInLost(VaultDamaged):
    """Neither the slots nor the file for the recovery code can be read: nobody can open the database beside them."""

    sentence = N_(
        "All files that unlock this desk are gone or damaged, also the one for the recovery code. "
        "The database was kept as it is. Ask the coordinator to restore a backup."
    )


class CannotLook(ActionableError):
    """The system does not let this account look at a path, or the path cannot exist. Slots: `path`, `reason`."""

    sentence = N_("Cannot look at {path}: {reason}. Nothing was changed.")


class VaultNewer(ActionableError):
    """The files were written by a newer version of this program."""

    sentence = N_("This desk was used with a newer version of Intake Desktop. Install the newest version; nothing was changed.")


class VaultBusy(ActionableError):
    """Another process has the vault open."""

    sentence = N_("Intake Desktop is already open on this computer. Use that window, or close it first.")


class VaultClosed(ActionableError):
    """The vault was locked in the meantime."""

    sentence = N_("This desk is locked. Everything that was saved is safe. Unlock it to go on.")


class CannotSave(ActionableError):
    """The disk is full or refuses. What was acknowledged before stays; this change was not saved, nothing of it."""

    sentence = N_(
        "This could not be saved: the disk is full or refuses. "
        "What was saved before is safe. Make room on the disk and try again."
    )


class NotFound(LookupError):
    """No row with this id. A bug: ids come from rows."""
