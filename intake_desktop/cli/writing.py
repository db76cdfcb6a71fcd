"""Files the command line was asked to write."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from intake_desktop.language.errors import N_, ActionableError


class CannotWrite(ActionableError):
    """The file or folder that was named cannot be written."""

    sentence = N_("Cannot write {path}: {reason}.")


def write_file(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write a file whole or not at all; readable by this account only, because it may hold what a resident told.

    Raises:
        CannotWrite: with the system's reason.
    """
    if not path.name:
        raise CannotWrite(path=path, reason=os.strerror(errno.EISDIR))
    part = path.with_name(f"{path.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise CannotWrite(path=path, reason=error.strerror or "unknown") from None


def writable_folder(path: Path) -> Path:
    """The folder, made when it was not there, after a file was really written in it.

    Raises:
        CannotWrite: with the system's reason.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CannotWrite(path=path, reason=error.strerror or "unknown") from None
    return path
