"""The receiver's key file, in the format of the standard `age-keygen`: comments and one secret."""

from __future__ import annotations

import os
from pathlib import Path

from intake_desktop.sync.keys import SECRET_PREFIX, Identity, identity_of
from intake_desktop.sync.refusals import (
    CannotWriteIdentity,
    IdentityFileExists,
    IdentityFileUnreadable,
    NotAnIdentity,
    SeveralIdentities,
)

_MOST_BYTES = 64 * 1024


def read_identity_file(path: Path) -> str:
    """The secret in a key file.

    Raises:
        IdentityFileUnreadable: not there, or not allowed.
        SeveralIdentities: more than one key.
        NotAnIdentity: anything else than comments and one age X25519 secret.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError:
        raise IdentityFileUnreadable from None
    if len(data) > _MOST_BYTES:
        raise NotAnIdentity
    try:
        lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        raise NotAnIdentity from None
    secrets = [line for line in lines if line and not line.startswith("#")]
    if len(secrets) > 1 and all(line.startswith(SECRET_PREFIX) for line in secrets):
        raise SeveralIdentities
    if len(secrets) != 1:
        raise NotAnIdentity
    return identity_of(secrets[0]).secret


def write_identity_file(path: Path, identity: Identity) -> None:
    """A new key file that only its owner can read. Never overwrites.

    Raises:
        IdentityFileExists: something has this name.
        CannotWriteIdentity: the folder refuses; nothing half stays.
    """
    text = f"# public key: {identity.recipient}\n{identity.secret}\n"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise IdentityFileExists from None
    except OSError:
        raise CannotWriteIdentity from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise CannotWriteIdentity from None
