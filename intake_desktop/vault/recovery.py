"""The printed recovery code: 128 random bits and 12 check bits, in letters that survive being read aloud and typed.

Crockford's base 32 (no I, L, O, U; small letters, O for 0 and I or L for 1 are accepted), seven groups of four.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from intake_desktop.vault import sealing
from intake_desktop.vault.errors import MistypedRecoveryCode

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 16
CHECK_BITS = 12
GROUPS = 7
GROUP = 4
_FORGIVEN = str.maketrans("OIL", "011", "- \t\r\n\u00a0\u2010\u2011\u2013")


def new_secret() -> bytes:
    """128 bits from the system's random source."""
    return secrets.token_bytes(SECRET_BYTES)


def write_code(secret: bytes) -> str:
    """The secret as it is printed, e.g. XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX."""
    number = int.from_bytes(secret, "big") << CHECK_BITS | _check(secret)
    letters = "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(GROUPS * GROUP)))
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def read_code(code: str) -> bytes:
    """The secret in a typed code.

    Raises:
        MistypedRecoveryCode: too short or long, a letter that does not occur, or the check bits do not fit.
    """
    letters = code.upper().translate(_FORGIVEN)
    if len(letters) != GROUPS * GROUP or any(letter not in LETTERS for letter in letters):
        raise MistypedRecoveryCode
    number = 0
    for letter in letters:
        number = number << 5 | LETTERS.index(letter)
    secret = (number >> CHECK_BITS).to_bytes(SECRET_BYTES, "big")
    if number & (1 << CHECK_BITS) - 1 != _check(secret):
        raise MistypedRecoveryCode
    return secret


def same_recovery_code(shown: str, typed: str) -> bool:
    """Whether somebody typed the shown code back right."""
    try:
        return hmac.compare_digest(read_code(shown), read_code(typed))
    except MistypedRecoveryCode:
        return False


def private_key(secret: bytes, database: str) -> bytes:
    """The private half of the recovery key pair of one database. 128 random bits need no slow hash."""
    return sealing.derive(secret, sealing.context("intake-desktop recovery key", database))


def _check(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"intake-desktop recovery code" + secret).digest()[:2], "big") >> 16 - CHECK_BITS
