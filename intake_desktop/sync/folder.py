"""The folder carrier: a stick, a network share, an SFTP mount. No server and no credentials."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from intake_desktop.sync.carriers import ReceiptFile
from intake_desktop.sync.receipts import MOST_RECEIPT_BYTES
from intake_desktop.sync.refusals import CarrierUnavailable, FolderFull, FolderGone, FolderReadOnly
from intake_desktop.sync.sealing import Sealed

MOST_RECEIPTS = 5_000
_MOST_ENTRIES = 100_000
"""Names looked at in one round: a share full of other things takes a moment, not the morning."""
_RECEIPT_NAME = re.compile(r"[0-9a-f]{64}\.receipt\.age")
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_READING = os.O_RDONLY | _NOFOLLOW | _BINARY | getattr(os, "O_NONBLOCK", 0)
"""Never waits: a pipe that somebody laid there opens at once, and is then seen to be no file."""
_REASONS: dict[int, type[CarrierUnavailable]] = {
    errno.ENOENT: FolderGone,
    errno.ENOTDIR: FolderGone,
    errno.ENODEV: FolderGone,
    errno.ENXIO: FolderGone,
    errno.ESTALE: FolderGone,
    errno.EIO: FolderGone,
    errno.EACCES: FolderReadOnly,
    errno.EPERM: FolderReadOnly,
    errno.EROFS: FolderReadOnly,
    errno.ENOSPC: FolderFull,
    errno.EDQUOT: FolderFull,
    errno.EFBIG: FolderFull,
}
_CANNOT_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
"""What some network and FUSE file systems answer when a folder is synced; they have no such thing."""


class FolderCarrier:
    """Parcels lie in one folder as `<sha256>.age`, their receipts beside them as `<sha256>.receipt.age`.

    The folder is never made: where a stick is not plugged in, a folder of the same name on the laptop's own disk would swallow
    parcels that then count as sent.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, sealed: Sealed) -> None:
        """Write the parcel under a `.part` name, sync, rename to its own name, sync the folder. Repeating is harmless.

        Raises:
            FolderGone, FolderReadOnly, FolderFull, CarrierUnavailable: the parcel is not there; nothing half stays.
        """
        target = self._folder / f"{sealed.sha256}.age"
        part = target.with_name(target.name + ".part")
        try:
            if _read_regular(target, len(sealed.data)) != sealed.data:
                _write_whole(part, sealed.data)
                part.replace(target)
            _sync_folder(self._folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise _reason(error) from None

    def receipts(self, wanted: Collection[str] | None = None) -> tuple[ReceiptFile, ...]:
        """Receipts in the folder, at most 5,000; files that are half, too large, links or of another name are passed over.

        Args:
            wanted: names to look for; None takes all.

        Raises:
            FolderGone, CarrierUnavailable: the folder cannot be read.
        """
        try:
            names = list(self._receipt_names(wanted))
        except OSError as error:
            raise _reason(error) from None
        found = ((name, _read_regular(self._folder / name, MOST_RECEIPT_BYTES)) for name in names)
        return tuple(ReceiptFile(name, data) for name, data in found if data is not None)

    def _receipt_names(self, wanted: Collection[str] | None) -> Iterator[str]:
        with os.scandir(self._folder) as entries:
            names = (entry.name for entry in islice(entries, _MOST_ENTRIES))
            ours = sorted(name for name in names if _RECEIPT_NAME.fullmatch(name) and (wanted is None or name in wanted))
        return islice(ours, MOST_RECEIPTS)


def _write_whole(part: Path, data: bytes) -> None:
    """A new file with these bytes, on the disk when this returns. What a broken round or a stranger left there goes first."""
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _BINARY, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _read_regular(path: Path, most: int) -> bytes | None:
    """The bytes of a regular file of at most this size, else None: not there, a link, a pipe, too large.

    A file may vanish or be half at any moment: whoever reads it looks again in the next round.
    """
    try:
        with os.fdopen(os.open(path, _READING), "rb") as file:
            data = file.read(most + 1) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except OSError:
        return None
    return data if data is not None and len(data) <= most else None


def _sync_folder(folder: Path) -> None:
    """Make the rename durable. Windows has no such call: it writes folder changes in order with the file's own."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(descriptor)


def _reason(error: OSError) -> CarrierUnavailable:
    """The sentence that fits the system's error; never its text, which holds a path."""
    return _REASONS.get(error.errno or 0, CarrierUnavailable)()
