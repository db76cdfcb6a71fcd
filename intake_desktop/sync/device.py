"""The keys of this desk: one signs what leaves, one opens what comes back. Kept in the vault."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from typing import Literal

import msgspec
from attrs import field, frozen
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from intake_desktop.sync.keys import Identity, identity_of, new_identity, readable_fingerprint
from intake_desktop.sync.refusals import DeviceKeysDamaged, NotAnIdentity


class _Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Literal[1]
    sign: str
    reply: str


@frozen
class DeviceKeys:
    """An Ed25519 key that signs parcels and an age identity that opens receipts."""

    reply: Identity
    _sign: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def new(cls) -> DeviceKeys:
        """Keys for a desk that is set up."""
        return cls(new_identity(), Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, data: bytes) -> DeviceKeys:
        """The keys that `to_bytes` wrote.

        Raises:
            DeviceKeysDamaged: these bytes are something else.
        """
        try:
            stored = msgspec.json.decode(data, type=_Stored)
            return cls(identity_of(stored.reply), Ed25519PrivateKey.from_private_bytes(b64decode(stored.sign, validate=True)))
        except (ValueError, RecursionError, binascii.Error, NotAnIdentity):
            raise DeviceKeysDamaged from None

    def to_bytes(self) -> bytes:
        """Both secrets. Only for the vault."""
        return msgspec.json.encode(_Stored(1, b64encode(self._sign.private_bytes_raw()).decode("ascii"), self.reply.secret))

    @property
    def recipient(self) -> str:
        """The age recipient that receipts are sealed for."""
        return self.reply.recipient

    @property
    def public_key(self) -> bytes:
        """The Ed25519 public key, 32 bytes (RFC 8032)."""
        return self._sign.public_key().public_bytes_raw()

    @property
    def fingerprint(self) -> str:
        """Of the public key, in eight groups of four digits: compared aloud when the municipality enrols this desk."""
        return readable_fingerprint(self.public_key)

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes."""
        return self._sign.sign(message)


def signature_fits(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of this key signed this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
