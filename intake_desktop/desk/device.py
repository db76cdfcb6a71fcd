"""The keys of this desk, made once and kept in the vault."""

from __future__ import annotations

from intake_desktop.sync import DeviceKeys
from intake_desktop.vault import Action, Change, Vault

DEVICE_KEYS = "device_keys"
"""Name of the setting that holds them."""


def device_keys(vault: Vault) -> DeviceKeys:
    """The keys that sign this desk's parcels and open its receipts; made at the first call."""
    stored = vault.read(lambda tables: tables.settings.get_bytes(DEVICE_KEYS))
    if stored is None:
        stored = vault.change(Action.DEVICE_KEYS_MADE, _make)
    return DeviceKeys.from_bytes(stored)


def _make(change: Change) -> bytes:
    known = change.settings.get_bytes(DEVICE_KEYS)
    if known is not None:
        return known
    made = DeviceKeys.new().to_bytes()
    change.settings.set_bytes(DEVICE_KEYS, made)
    return made
