"""One process at a time: a lock on a file beside the database, released by the system when the process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from intake_desktop.vault.errors import CannotSave, VaultBusy
from intake_desktop.vault.files import OWNER_ONLY_FILE

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held from making it until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            VaultBusy: another process, or another opening in this one, holds it.
            CannotSave: the file cannot be made.
        """
        try:
            self._descriptor: int | None = os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY_FILE)
        except OSError as error:
            raise CannotSave from error
        try:
            _lock(self._descriptor)
        except OSError as error:
            self.release()
            raise VaultBusy from error

    def release(self) -> None:
        """Let others in. Twice is harmless."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)
