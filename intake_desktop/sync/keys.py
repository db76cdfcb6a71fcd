"""age X25519 keys: whom something is sealed for, and who opens it. The only place that calls the age library.

The format is age-encryption.org/v1 in binary form, so the standard `age` program opens a parcel too.
"""

from __future__ import annotations

import hashlib

import pyrage  # type: ignore[import-untyped]  # the wheel ships no types
from attrs import field, frozen
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from intake_desktop.sync.refusals import NotAnIdentity, NotARecipient, SecretKeyGiven

SECRET_PREFIX = "AGE-SECRET-KEY-"  # noqa: S105 - how every age secret begins; it is not one
AGE_HEADER = b"age-encryption.org/v1\n"
_HEADER_END = b"\n--- "
_LONGEST_HEADER = 4096
"""Bytes; ours are at most a few hundred. The age library reads a header in quadratic time: 300 kB of it take three minutes."""
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_DIGITS = 32
"""106 bits: nobody finds a second key with the same fingerprint, and a person can still read it aloud."""


@frozen
class Identity:
    """A key pair of a receiver: the secret that opens, the recipient that others seal for."""

    secret: str = field(repr=False)
    recipient: str


class WrongKey(Exception):
    """Inside the room only: no part of the file was sealed for this secret."""


class Broken(Exception):
    """Inside the room only: the bytes are not an age file, or not as they were sealed."""


def new_identity() -> Identity:
    """A new key pair."""
    identity = pyrage.x25519.Identity.generate()
    return Identity(str(identity), str(identity.to_public()))


def identity_of(secret: str) -> Identity:
    """The key pair of a secret.

    Raises:
        NotAnIdentity: it is not an age X25519 secret.
    """
    try:
        identity = pyrage.x25519.Identity.from_str(secret.strip())
    except (pyrage.IdentityError, UnicodeEncodeError):
        # Without the cause: the library's text could repeat a part of the secret.
        raise NotAnIdentity from None
    return Identity(str(identity), str(identity.to_public()))


def check_recipient(text: str) -> str:
    """The recipient in its one written form, white space around it removed.

    Raises:
        SecretKeyGiven: somebody pasted the secret half.
        NotARecipient: it is not an age X25519 recipient, or a point of low order that no secret can belong to.
    """
    given = text.strip()
    if given.upper().startswith(SECRET_PREFIX):
        raise SecretKeyGiven
    try:
        recipient = str(pyrage.x25519.Recipient.from_str(given))
        # A public key of low order gives an all-zero shared secret; the age library then panics instead of refusing.
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(_public_bytes(recipient)))
    except (pyrage.RecipientError, ValueError):
        raise NotARecipient from None
    return recipient


def fingerprint(recipient: str) -> str:
    """What two people read to each other to compare a receiver's key: eight groups of four digits.

    Raises:
        NotARecipient: it is no recipient.
    """
    return readable_fingerprint(check_recipient(recipient).encode("ascii"))


def readable_fingerprint(key: bytes) -> str:
    """The SHA-256 of a key, modulo 10^32, as eight groups of four digits. Digits are read alike in every language."""
    number = int.from_bytes(hashlib.sha256(key).digest(), "big") % 10**_DIGITS
    digits = f"{number:0{_DIGITS}d}"
    return " ".join(digits[start : start + 4] for start in range(0, _DIGITS, 4))


def encrypt(data: bytes, recipient: str) -> bytes:
    """Seal bytes for a recipient.

    Raises:
        NotARecipient: nothing can be sealed for it.
    """
    to = pyrage.x25519.Recipient.from_str(check_recipient(recipient))
    sealed: bytes = pyrage.encrypt(data, [to])
    return sealed


def decrypt(data: bytes, identity: Identity) -> bytes:
    """Open sealed bytes; the result is never larger than what was given.

    Raises:
        WrongKey: sealed for somebody else.
        Broken: not an age file in binary form, cut off, or changed.
    """
    if not data.startswith(AGE_HEADER) or data.find(_HEADER_END, 0, _LONGEST_HEADER) < 0:
        raise Broken
    try:
        opened: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity.secret)])
    except pyrage.DecryptError as error:
        # The library tells its reasons apart by text only; a text we do not know counts as broken, which is refused as well.
        if str(error) == "No matching keys found":
            raise WrongKey from None
        raise Broken from None
    return opened


def _public_bytes(recipient: str) -> bytes:
    """The 32 bytes in a recipient whose checksum was verified already: Bech32 (BIP 173), 52 data characters, 6 of checksum."""
    number = 0
    characters = recipient.removeprefix("age1")[:-6]
    for character in characters:
        number = number << 5 | _BECH32.index(character)
    return (number >> (len(characters) * 5 - 256)).to_bytes(32, "big")
