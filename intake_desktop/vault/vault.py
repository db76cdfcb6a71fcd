"""An unlocked vault: one thread owns the connection, every change is one transaction with its audit entry."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from intake_desktop.casework.people import HelperId
from intake_desktop.vault import cipher
from intake_desktop.vault.anchor import Anchor
from intake_desktop.vault.audit import Action
from intake_desktop.vault.errors import CannotSave, VaultClosed, VaultDamaged
from intake_desktop.vault.migrate import migrate
from intake_desktop.vault.tables import Change, Tables

T = TypeVar("T")
NO_DETAIL: Mapping[str, str] = MappingProxyType({})


class Vault:
    """Reading and changing, until `close`. May be called from every thread but its own; `VaultFolder` makes it."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        helper: HelperId | None,
        *,
        anchor: Anchor,
        now: Callable[[], datetime],
        new: bool = False,
        on_closed: Callable[[], None] = lambda: None,
    ) -> None:
        """Open the file, verify it and bring it to the newest schema.

        Args:
            path: the database file.
            key: the database key.
            helper: who unlocked; None means the recovery code, which the first coordinator answers for.
            anchor: where the end of the audit trail is noted on closing.
            now: the moment, with its offset from UTC.
            new: the file is empty and becomes a database; otherwise an empty file is a damaged one.
            on_closed: called once, at the end of `close`.

        Raises:
            VaultDamaged, VaultNewer, CannotSave: as `VaultFolder.open` says.
        """
        self.path = path
        self._key = key
        self._anchor = anchor
        self._now = now
        self._new = new
        self._on_closed = on_closed
        self._door = threading.Lock()
        self._closed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        self._thread_id: int | None = None
        self._connection: Any = None
        try:
            self._submit(self._open).result()
            self.helper = helper or self.read(lambda tables: tables.helpers.first_coordinator().id)
        except BaseException:
            self._thread.submit(self._disconnect).result()
            self._thread.shutdown()
            raise

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    @property
    def key(self) -> bytes:
        """The database key, for sealing it to another slot. It does not leave this room. Empty after `close`."""
        return self._key

    def read(self, work: Callable[[Tables], T]) -> T:
        """Run `work` on the vault's thread; what it reads belongs together. Writing in it fails.

        Raises:
            VaultDamaged: a page cannot be read or does not verify.
            VaultClosed: the vault was locked.
        """
        return self._submit(lambda: self._reading(work)).result()

    def change(self, action: Action, work: Callable[[Change], T], *, detail: Mapping[str, str] = NO_DETAIL) -> T:
        """Run `work` and write its audit entry in one transaction; returns after it is durable, or leaves nothing of it.

        Args:
            action: what the audit entry says was done.
            work: changes rows; its result is returned.
            detail: identifiers by kind for the audit entry, e.g. {"visit": ...}; never what was said.

        Raises:
            CannotSave: the disk is full or refuses; nothing of this change was kept.
            VaultDamaged: a page cannot be read or does not verify.
            VaultClosed: the vault was locked.
        """
        return self.change_soon(action, work, detail=detail).result()

    def change_soon(self, action: Action, work: Callable[[Change], T], *, detail: Mapping[str, str] = NO_DETAIL) -> Future[T]:
        """The same without waiting. Changes happen in the order of these calls; the future ends after the durable commit."""
        return self._submit(lambda: self._changing(action, work, detail))

    def check(self) -> tuple[str, ...]:
        """Verify every page, every reference, the audit chain and its anchor: what is wrong, without values. Empty is good."""
        return self._submit(self._checking).result()

    def close(self) -> None:
        """Wait for pending changes, empty the write-ahead log, note the anchor, forget the key. Twice is harmless."""
        with self._door:
            already, self._closed = self._closed, True
        if already:
            self._thread.shutdown()
            return
        try:
            self._thread.submit(self._finish).result()
        finally:
            self._thread.shutdown()
            self._key = b""
            self._on_closed()

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        if threading.get_ident() == self._thread_id:
            raise RuntimeError("the vault was called from inside its own work")
        with self._door:
            if self._closed:
                raise VaultClosed
            return self._thread.submit(work)

    def _open(self) -> None:
        self._thread_id = threading.get_ident()
        self._connection = cipher.connect(self.path, self._key, new=self._new)
        with cipher.told():
            migrate(self._connection)
        cipher.assert_encrypted(self.path)

    def _reading(self, work: Callable[[Tables], T]) -> T:
        with cipher.told(saving=False):
            self._connection.execute("PRAGMA query_only = ON")
            self._connection.execute("BEGIN")
            try:
                return work(Tables(self._connection, self._now()))
            finally:
                self._roll_back()
                self._connection.execute("PRAGMA query_only = OFF")

    def _changing(self, action: Action, work: Callable[[Change], T], detail: Mapping[str, str]) -> T:
        with cipher.told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                change = Change(self._connection, self._now())
                result = work(change)
                change.audit.add(self.helper, action, detail)
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            return result

    def _roll_back(self) -> None:
        if self._connection.in_transaction:  # a full disk has often rolled back already
            self._connection.execute("ROLLBACK")

    def _checking(self) -> tuple[str, ...]:
        try:
            with cipher.told(saving=False):
                return tuple(self._problems())
        except VaultDamaged:
            return ("database: it cannot be read to the end",)

    def _problems(self) -> list[str]:
        connection = self._connection
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the page check sees the file, not the log
        found = [f"database: {line}" for line in cipher.broken_pages(connection)]
        found += [f"database: {row[0]}" for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        found += [f"database: a row of {row[0]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
        audit = Tables(connection, self._now()).audit
        return [*found, *audit.problems(), *self._anchor.problems(audit, self._key)]

    def _finish(self) -> None:
        try:
            # A full disk keeps the log and the earlier anchor: both stay valid, and nothing that was acknowledged is lost.
            with suppress(CannotSave, VaultDamaged), cipher.told():
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._drop_anchor()
        finally:
            self._disconnect()

    def _drop_anchor(self) -> None:
        """Only where the earlier one still fits: a new one would hide what was cut."""
        audit = Tables(self._connection, self._now()).audit
        if self._new or not self._anchor.problems(audit, self._key):
            self._anchor.write(audit.head(), self._key)

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
