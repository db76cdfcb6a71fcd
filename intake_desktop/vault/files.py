"""Small files beside the database: private, bounded, replaced as a whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from intake_desktop.vault.errors import CannotSave

OWNER_ONLY_FOLDER = 0o700
OWNER_ONLY_FILE = 0o600


def private_folder(path: Path) -> None:
    """Make the folder, readable for this account only.

    Raises:
        CannotSave: it cannot be made, or belongs to another account.
    """
    try:
        path.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        path.chmod(OWNER_ONLY_FOLDER)  # mkdir subtracts the umask, and the folder may have been there
    except OSError as error:
        raise CannotSave from error


def read_bounded(path: Path, most: int) -> bytes | None:
    """The content, or None when the file is missing, unreadable or longer than `most` bytes."""
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError:
        return None
    return content if len(content) <= most else None


def make_private_file(path: Path) -> None:
    """An empty file for this account only, so that what a library writes into it is private from its first byte.

    Raises:
        CannotSave: it cannot be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY_FILE))
    except OSError as error:
        raise CannotSave from error


def replace_file(path: Path, content: bytes) -> None:
    """Write beside it, force to disk, then put in place: a reader sees the old file or the new one, also after a power cut.

    Raises:
        CannotSave: the disk refuses; the old file is still there.
    """
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY_FILE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move_file(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotSave from error


def move_file(source: Path, target: Path) -> None:
    """Rename within a folder and force the folder to disk.

    Raises:
        OSError: the disk refuses.
    """
    source.replace(target)
    if os.name == "posix":  # Windows keeps no handle on folders
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
