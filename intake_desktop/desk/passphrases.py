"""A passphrase that a weekly volunteer remembers: proposed as a four-word Dutch sentence, judged in plain words."""

from __future__ import annotations

import secrets
import tomllib
from functools import cache

from attrs import frozen

from intake_desktop.language import resources_folder
from intake_desktop.language.errors import N_, ActionableError

LEAST_SCORE = 3
"""zxcvbn's own scale is 0 to 4; 3 is "safely unguessable" against an offline attack on a slow hash such as Argon2id."""

LONGEST = 200
"""Characters; a longer text is a slip of the clipboard. It also bounds the work of zxcvbn, which is quadratic."""


class WeakPassphrase(ActionableError):
    """The passphrase can be guessed."""

    sentence = N_(
        "This passphrase is too easy to guess. Choose four words that do not belong together, or take the proposed sentence."
    )


class PassphraseTooLong(ActionableError):
    """The passphrase is longer than anybody types."""

    sentence = N_("This passphrase is too long. Use at most {most} characters.")


@frozen
class Strength:
    """How hard a passphrase is to guess: zxcvbn's score from 0 to 4, and whether that is enough."""

    score: int
    enough: bool


def propose() -> str:
    """A sentence of four words, such as "Egel vouwt zeven wafels": about 26 bits from the system's random source."""
    words = _words()
    who, verb, which, what = (secrets.choice(words[part]) for part in ("who", "verb", "which", "what"))
    return f"{who.capitalize()} {verb} {which} {what}"


def strength(passphrase: str) -> Strength:
    """Judge a passphrase by zxcvbn."""
    if not passphrase:
        return Strength(0, enough=False)
    from zxcvbn import zxcvbn  # its word lists take a while to load and only set-up needs them

    score = int(zxcvbn(passphrase[:LONGEST], max_length=LONGEST)["score"])
    return Strength(score, enough=score >= LEAST_SCORE)


def accept(passphrase: str) -> str:
    """The passphrase itself when it will do.

    Raises:
        WeakPassphrase: it can be guessed.
        PassphraseTooLong: it is longer than `LONGEST` characters.
    """
    if len(passphrase) > LONGEST:
        raise PassphraseTooLong(most=LONGEST)
    if not strength(passphrase).enough:
        raise WeakPassphrase
    return passphrase


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = (resources_folder() / "passphrases" / "words.toml").read_text(encoding="utf-8")
    return {part: tuple(words.split()) for part, words in tomllib.loads(text).items()}
