"""Opens the SQLCipher file, and does not believe that it is encrypted until it has looked.

SQLCipher fails open: without a key, or with a misspelt pragma, it writes plaintext without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from intake_desktop.vault.errors import CannotSave, VaultDamaged

PLAINTEXT_HEADER = b"SQLite format 3"
CHECKED_ON_OPENING = 16 * 1024 * 1024
"""Bytes up to which every page is verified on opening (0.06 s). Pages of a larger file are verified as they are read."""

_UNREADABLE = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_REFUSED = {"SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN"}
_SETTINGS = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("recursive_triggers", "ON", 1),  # or REPLACE would pass by the trigger that keeps audit entries
)


class NotEncrypted(Exception):
    """The library would write plaintext. Never to be caught: nothing may be saved."""


def connect(path: Path, key: bytes, *, new: bool = False) -> Any:
    """A connection to an existing file, in the thread that calls.

    Args:
        path: the database file.
        key: 32 random bytes, used as they are (no passphrase, no derivation).
        new: the file is still empty. Otherwise an empty one has lost its content and must not become an empty desk.

    Raises:
        VaultDamaged: not a database under this key, or a page does not verify. The file is left as it is.
        CannotSave: the disk refuses.
        NotEncrypted: the library does not encrypt.
    """
    from sqlcipher3 import dbapi2  # a large library; the door shows its window without it

    header = _header(path)
    if header == PLAINTEXT_HEADER or (len(header) < len(PLAINTEXT_HEADER) and not new):
        raise VaultDamaged
    with told():
        connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
        try:
            _take_key(connection, key)
            _set(connection, "locking_mode", "EXCLUSIVE", "exclusive")  # before the first page is read: no shared memory file
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first page, and with it the key
            for name, value, expected in _SETTINGS:
                _set(connection, name, value, expected)
            _look_through(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def assert_encrypted(path: Path) -> None:
    """Look at the file itself.

    Raises:
        NotEncrypted: it is a plain SQLite file.
    """
    if _header(path) == PLAINTEXT_HEADER:
        raise NotEncrypted


def broken_pages(connection: Any) -> list[str]:
    """What SQLCipher's own check finds: pages whose check value does not fit. Empty is good."""
    return [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]


@contextmanager
def told(*, saving: bool = True) -> Iterator[None]:
    """Failures of disk and file as something a helper can act on. Every other failure is a bug, as is writing while reading."""
    from sqlcipher3.dbapi2 import DatabaseError

    try:
        yield
    except DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        primary = "_".join(name.split("_")[:2])
        if primary in _UNREADABLE or (primary == "SQLITE_IOERR" and not saving):
            raise VaultDamaged from error
        if primary in _REFUSED and saving:
            raise CannotSave from error
        raise


def _take_key(connection: Any, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # it writes about wrong keys to standard error
    connection.execute("PRAGMA cipher_memory_security = ON")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    version = connection.execute("PRAGMA cipher_version").fetchone()
    status = connection.execute("PRAGMA cipher_status").fetchone()
    secured = connection.execute("PRAGMA cipher_memory_security").fetchone()
    if not version or not version[0] or status != ("1",) or secured != ("1",):
        raise NotEncrypted


def _set(connection: Any, name: str, value: str, expected: str | int) -> None:
    connection.execute(f"PRAGMA {name} = {value}")
    if connection.execute(f"PRAGMA {name}").fetchone() != (expected,):
        raise RuntimeError(f"PRAGMA {name} did not take effect")


def _look_through(connection: Any, path: Path) -> None:
    # After a power cut the file may hold half a page of which the log holds the whole: that is no damage. The log goes first.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if path.stat().st_size <= CHECKED_ON_OPENING and broken_pages(connection):
        raise VaultDamaged


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(PLAINTEXT_HEADER))
    except OSError as error:
        raise VaultDamaged from error
