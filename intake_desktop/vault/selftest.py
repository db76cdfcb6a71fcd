"""Tries the cipher on a database of its own, for the doctor: not encrypting must be found before the first resident sits down."""

from __future__ import annotations

import secrets
from pathlib import Path

from intake_desktop.vault import cipher
from intake_desktop.vault.files import make_private_file
from intake_desktop.vault.sealing import KEY_BYTES

_WORD = "a word that must not be readable"


def try_cipher(folder: Path) -> str:
    """Write a word into a new database in the folder and look for it in the files.

    Args:
        folder: an empty folder that nobody else uses; the files stay there.

    Returns:
        The version of the cipher, for a person to read.

    Raises:
        NotEncrypted: the library writes plaintext.
        CannotSave: the folder cannot be written.
    """
    path = folder / "cipher.db"
    make_private_file(path)
    connection = cipher.connect(path, secrets.token_bytes(KEY_BYTES), new=True)
    try:
        with cipher.told():
            connection.execute("CREATE TABLE word (word TEXT NOT NULL)")
            connection.execute("INSERT INTO word (word) VALUES (?)", (_WORD,))
        version = str(connection.execute("PRAGMA cipher_version").fetchone()[0])
        _assert_unreadable(folder)
    finally:
        connection.close()
    cipher.assert_encrypted(path)
    _assert_unreadable(folder)
    return version


def _assert_unreadable(folder: Path) -> None:
    for file in folder.iterdir():
        if _WORD.encode() in file.read_bytes():
            raise cipher.NotEncrypted
