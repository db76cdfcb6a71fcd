"""The encrypted database: stores what the work hands over and notes who did what. It decides nothing about the work."""

from intake_desktop.vault.audit import Action, Entry, Head
from intake_desktop.vault.errors import (
    CannotLook,
    CannotSave,
    DeviceSecretMissing,
    KeychainLocked,
    KeychainMissing,
    MistypedRecoveryCode,
    NoSuchHelper,
    NotFound,
    SlotsDamaged,
    TryLater,
    VaultBusy,
    VaultClosed,
    VaultDamaged,
    VaultExists,
    VaultNewer,
    WaysInLost,
    WrongPassphrase,
    WrongRecoveryCode,
)
from intake_desktop.vault.folder import SlotName, VaultFolder
from intake_desktop.vault.keychain import Keychain, SystemKeychain
from intake_desktop.vault.recovery import same_recovery_code
from intake_desktop.vault.tables import Change, Tables
from intake_desktop.vault.tables.answers import StoredAnswer
from intake_desktop.vault.tables.forms import Entity
from intake_desktop.vault.vault import Vault

__all__ = [
    "Action",
    "CannotLook",
    "CannotSave",
    "Change",
    "DeviceSecretMissing",
    "Entity",
    "Entry",
    "Head",
    "Keychain",
    "KeychainLocked",
    "KeychainMissing",
    "MistypedRecoveryCode",
    "NoSuchHelper",
    "NotFound",
    "SlotName",
    "SlotsDamaged",
    "StoredAnswer",
    "SystemKeychain",
    "Tables",
    "TryLater",
    "Vault",
    "VaultBusy",
    "VaultClosed",
    "VaultDamaged",
    "VaultExists",
    "VaultFolder",
    "VaultNewer",
    "WaysInLost",
    "WrongPassphrase",
    "WrongRecoveryCode",
    "same_recovery_code",
]
