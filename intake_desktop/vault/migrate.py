"""Brings a database to the newest schema: numbered SQL files, forward only, each one transaction."""

from __future__ import annotations

from functools import cache
from typing import Any

from intake_desktop.vault.errors import VaultNewer


@cache
def migrations() -> tuple[str, ...]:
    """The SQL of 0001, 0002, … in order."""
    from importlib import resources  # brings archives and temporary files along; the door does without

    folder = resources.files("intake_desktop.vault") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    for number, file in enumerate(files, start=1):
        if not file.name.startswith(f"{number:04d}_"):
            raise RuntimeError(f"migration {number} is missing")
    return tuple(file.read_text(encoding="utf-8") for file in files)


def migrate(connection: Any) -> None:
    """Run what this database has not seen yet. Killed at any moment, it is before or after a step, never between.

    Raises:
        VaultNewer: a newer program has written this file; nothing was changed.
    """
    known = migrations()
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(known):
        raise VaultNewer
    for number in range(version + 1, len(known) + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{known[number - 1]}\nPRAGMA user_version = {number};\nCOMMIT;")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
