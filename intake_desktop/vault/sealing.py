"""The few cryptographic steps of the key slots, all from `cryptography`: nothing here knows files or people."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16


class DoesNotOpen(Exception):
    """Wrong key, or a changed box or context: authenticated encryption does not say which."""


def new_salt() -> bytes:
    """16 random bytes, so that the same passphrase never makes the same key twice."""
    return secrets.token_bytes(SALT_BYTES)


def context(*parts: str | bytes | int) -> bytes:
    """Associated data: the parts in an encoding in which two different lists never look the same."""
    return msgspec.msgpack.encode(parts)


def derive(secret: bytes, purpose: bytes) -> bytes:
    """A 256-bit key for one purpose from a secret of full entropy (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret)


def stretch(passphrase: str, salt: bytes, *, memory_kib: int, passes: int, lanes: int) -> bytes:
    """256 bits from a passphrase (Argon2id, RFC 9106). NFKC and single spaces: keyboards differ, the words are the same."""
    words = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib)
    return kdf.derive(words.encode("utf-8", "surrogatepass"))


def close_box(key: bytes, content: bytes, bound: bytes) -> bytes:
    """Encrypt and authenticate (ChaCha20-Poly1305, RFC 8439): nonce, then ciphertext. `bound` must be the same on opening."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, bound)


def open_box(key: bytes, box: bytes, bound: bytes) -> bytes:
    """What `close_box` put in.

    Raises:
        DoesNotOpen: wrong key, box or context.
    """
    try:
        return ChaCha20Poly1305(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], bound)
    except InvalidTag as error:
        raise DoesNotOpen from error


def new_pair() -> tuple[bytes, bytes]:
    """A fresh X25519 pair: private half, public half."""
    private = secrets.token_bytes(KEY_BYTES)
    return private, public_half(private)


def public_half(private: bytes) -> bytes:
    """The public half of an X25519 private key (RFC 7748: any 32 bytes are one)."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_to(public: bytes, content: bytes, bound: bytes) -> tuple[bytes, bytes]:
    """Encrypt for the holder of a key pair without needing theirs: a fresh pair's public half, and the box."""
    once, once_public = new_pair()
    return once_public, close_box(_agreed(once, public, once_public, public), content, bound)


def unseal(private: bytes, once_public: bytes, box: bytes, bound: bytes) -> bytes:
    """What `seal_to` put in.

    Raises:
        DoesNotOpen: another pair, or a changed box or context.
    """
    try:
        key = _agreed(private, once_public, once_public, public_half(private))
    except ValueError as error:  # a point of small order: only a forged file holds one
        raise DoesNotOpen from error
    return open_box(key, box, bound)


def mark(secret: bytes, purpose: bytes, content: bytes) -> bytes:
    """A keyed check value: only who holds the secret can make one."""
    return hmac.new(derive(secret, purpose), content, hashlib.sha256).digest()


def same(left: bytes, right: bytes) -> bool:
    """Equality that takes as long for every difference."""
    return hmac.compare_digest(left, right)


def _agreed(private: bytes, other_public: bytes, once_public: bytes, holder_public: bytes) -> bytes:
    shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(other_public))
    return derive(shared, context("intake-desktop sealed key", once_public, holder_public))
