"""A growing pause after wrong tries at the counter, kept across restarts. Never a wipe, never a lock-out."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from intake_desktop.vault.files import read_bounded, replace_file

FREE_TRIES = 3
PAUSES = (5, 15, 30, 60, 120, 300)
"""Seconds after the fourth, fifth, … wrong try; the last holds for all that follow. It stops a hand; Argon2id stops a program."""

_MOST_BYTES = 1024


class _Tries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    wrong: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    last: Annotated[float, msgspec.Meta(ge=0, le=1e12)] = 0.0


class Pause:
    """Counts tries in a file. A try counts before it is judged, so ending the process does not undo it."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now

    def wait_seconds(self) -> int:
        """Whole seconds until the next try, 0 when it may be now. A clock that was set back never makes it longer."""
        tries = self._read()
        pause = _pause(tries.wrong)
        left = tries.last + pause - self._now().timestamp()
        return max(0, min(pause, math.ceil(left)))

    def count(self) -> None:
        """Note a try, forced to disk.

        Raises:
            CannotSave: the disk refuses.
        """
        self._write(_Tries(self._read().wrong + 1, self._now().timestamp()))

    def forget(self) -> None:
        """The right passphrase was given.

        Raises:
            CannotSave: the disk refuses.
        """
        self._write(_Tries())

    def _read(self) -> _Tries:
        content = read_bounded(self._path, _MOST_BYTES)
        try:
            return msgspec.json.decode(content or b"{}", type=_Tries)
        except msgspec.DecodeError:  # who can write here could as well remove the file; the key does not depend on it
            return _Tries()

    def _write(self, tries: _Tries) -> None:
        replace_file(self._path, msgspec.json.encode(tries))


def _pause(wrong: int) -> int:
    beyond = wrong - FREE_TRIES
    return PAUSES[min(beyond, len(PAUSES)) - 1] if beyond > 0 else 0
