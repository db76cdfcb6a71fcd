"""The device secret lives in the operating system's keychain: a stolen database without this computer opens nothing."""

from __future__ import annotations

import base64
import binascii
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from intake_desktop.vault.errors import KeychainLocked, KeychainMissing

SERVICE = "intake-desktop"
ACCEPTED = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.kwallet", "DBusKeyringKWallet4"),
)
"""Taken by name, never through `keyring.get_keyring`: environment, configuration or chainer may name a null or plaintext one."""


class Keychain(Protocol):
    """A place for small secrets that belongs to this account on this computer."""

    def get(self, name: str) -> bytes | None:
        """The secret, None when there is none. Raises KeychainMissing."""

    def set(self, name: str, secret: bytes) -> None:
        """Keep a secret and make sure that it is kept. Raises KeychainMissing."""

    def delete(self, name: str) -> None:
        """Remove a secret; harmless when there is none. Raises KeychainMissing."""


class SystemKeychain:
    """The keychain of the operating system, through one of the accepted back ends of `keyring`."""

    def __init__(self) -> None:
        self._found: Any = None

    @property
    def name(self) -> str:
        """Which back end is used, for the doctor.

        Raises:
            KeychainMissing: none of the accepted ones works here.
        """
        backend = type(self._backend())
        return f"{backend.__module__}.{backend.__qualname__}"

    def get(self, name: str) -> bytes | None:
        """The secret, None when there is none or it is not one of ours.

        Raises:
            KeychainMissing: there is no keychain we trust, or it stayed locked.
        """
        with _told():
            text = self._backend().get_password(SERVICE, name)
        try:
            return None if text is None else base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return None

    def set(self, name: str, secret: bytes) -> None:
        """Keep a secret and read it back.

        Raises:
            KeychainMissing: there is no keychain we trust, it stayed locked, or it did not keep the secret.
        """
        with _told():
            self._backend().set_password(SERVICE, name, base64.b64encode(secret).decode("ascii"))
        if self.get(name) != secret:
            raise KeychainMissing

    def delete(self, name: str) -> None:
        """Remove a secret; harmless when there is none.

        Raises:
            KeychainMissing: there is no keychain we trust, or it stayed locked.
        """
        if self.get(name) is not None:
            with _told():
                self._backend().delete_password(SERVICE, name)

    def _backend(self) -> Any:
        if self._found is None:
            candidates = [backend for module, name in ACCEPTED if (backend := _viable(module, name)) is not None]
            if not candidates:
                raise KeychainMissing
            self._found = max(candidates, key=lambda backend: float(backend.priority))()
        return self._found


def _viable(module: str, name: str) -> Any:
    backend = getattr(importlib.import_module(module), name, None)
    return backend if backend is not None and backend.viable else None


@contextmanager
def _told() -> Iterator[None]:
    """Every failure of the keychain as one a helper can act on. Its own texts stay out: they may name entries."""
    from keyring.errors import KeyringLocked  # keyring takes 50 ms; the door needs it only on unlocking

    try:
        yield
    except KeyringLocked as error:
        raise KeychainLocked from error
    except _failures() as error:
        raise KeychainMissing from error


def _failures() -> tuple[type[Exception], ...]:
    """What `keyring` raises, and what the SecretService client raises past it: the daemon left, the bus closed."""
    from keyring.errors import KeyringError

    try:
        from jeepney import DBusErrorResponse
        from secretstorage.exceptions import SecretStorageException
    except ImportError:  # not on Windows and macOS
        return (KeyringError, OSError)
    return (KeyringError, OSError, SecretStorageException, DBusErrorResponse)
