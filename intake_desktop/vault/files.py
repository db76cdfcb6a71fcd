"""Small files beside the database: private, bounded, replaced as a whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from intake_desktop.vault.errors import CannotLook, CannotSave

OWNER_ONLY_FOLDER = 0o700
OWNER_ONLY_FILE = 0o600


def is_file(path: Path) -> bool:
    """Whether there is a file.

    Raises:
        CannotLook: the way there may not be entered, or is too long; `Path.is_file` raises OSError then.
    """
    return stat.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """Whether there is a folder. Raises CannotLook, as `is_file`."""
    return stat.S_ISDIR(_mode(path))


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
    with ExitStack() as unused:
        try:
            move_file(_written_beside(path, content, unused), path)
        except OSError as error:
            raise CannotSave from error


@contextmanager
def exchanged(contents: Mapping[Path, bytes], most: int) -> Iterator[Callable[[], None]]:
    """Replace several files together with something else, or none of them.

    Everything is written beside first, also what is there now, so that neither putting in place nor taking back needs room.

    Args:
        contents: what comes, in the order in which it is put in place.
        most: bytes; what is there now and longer than this does not come back.

    Yields:
        Puts all in place. When the block raises, what was there before comes back.

    Raises:
        CannotSave: the disk refuses; the old files are still there. Also from what is yielded.
    """
    touched: list[Path] = []
    with ExitStack() as unused:
        try:
            coming = {path: _written_beside(path, content, unused) for path, content in contents.items()}
            going = {path: _kept_beside(path, most, unused) for path in contents}
        except OSError as error:
            raise CannotSave from error

        def put() -> None:
            try:
                for path, source in coming.items():
                    touched.append(path)
                    move_file(source, path)
            except OSError as error:
                raise CannotSave from error

        try:
            yield put
        except BaseException:
            for path in reversed(touched):
                _take_back(path, going[path])
            raise


def _written_beside(path: Path, content: bytes, unused: ExitStack) -> Path:
    """A new file forced to disk. Raises OSError; `unused` removes it unless it was moved away."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY_FILE)
    unused.callback(_remove, beside)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _kept_beside(path: Path, most: int, unused: ExitStack) -> Path | None:
    content = read_bounded(path, most)
    return None if content is None else _written_beside(path, content, unused)


def _take_back(path: Path, kept: Path | None) -> None:
    with suppress(OSError):  # the one that is told says that the disk refuses
        if kept is None:
            path.unlink(missing_ok=True)
        else:
            move_file(kept, path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """0 when nothing is there."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        raise CannotLook(path=path, reason=error.strerror or "unknown") from error
    except ValueError as error:  # a zero byte in the name
        raise CannotLook(path=path, reason="no name for a file") from error


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
