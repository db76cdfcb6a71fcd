"""Who did what and when: an append-only table whose entries form a hash chain.

`hash` covers the hash before it, the chain columns and `detail_hash`; `detail_hash` covers salt and detail. Erasing empties
salt and detail and leaves a chain that still verifies. The salt keeps a short detail from being found again by trying.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec
from attrs import frozen

from intake_desktop.casework.people import HelperId
from intake_desktop.vault.rows import Row, Table

BEFORE_THE_FIRST = bytes(32)
SALT_BYTES = 16


class Action(StrEnum):
    """What was done."""

    SET_UP = "set_up"
    UNLOCKED = "unlocked"
    UNLOCKED_WITH_RECOVERY = "unlocked_with_recovery"
    LOCKED = "locked"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - the name of an action
    RECOVERY_RENEWED = "recovery_renewed"
    RECOVERY_CONFIRMED = "recovery_confirmed"
    VISIT_OPENED = "visit_opened"
    VISIT_RESUMED = "visit_resumed"
    DOSSIER_OPENED = "dossier_opened"
    ANSWERED = "answered"
    PERSON_ADDED = "person_added"
    PERSON_REMOVED = "person_removed"
    MOVED = "moved"
    STOPPED = "stopped"
    FINISHED = "finished"
    PROMISE_MADE = "promise_made"
    PROMISE_TAKEN_BACK = "promise_taken_back"
    PROMISE_MARKED = "promise_marked"
    SHEET_CHANGED = "sheet_changed"
    PRINTED = "printed"
    SAVED_TO_FILE = "saved_to_file"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    RELEASED = "released"
    PARCEL_SENT = "parcel_sent"
    RECEIPT_READ = "receipt_read"
    PARCEL_ATTENTION = "parcel_attention"
    RECEIVER_ENROLLED = "receiver_enrolled"
    DEVICE_KEYS_MADE = "device_keys_made"


@frozen
class Entry:
    """One line of the audit trail. `detail` is None once it was erased."""

    sequence: int
    at: str
    who: HelperId
    action: str
    detail: Mapping[str, str] | None
    detail_hash: bytes
    hash: bytes


@frozen
class Head:
    """Where the chain ends: the last sequence number, its hash, and how many entries there are."""

    sequence: int
    hash: bytes
    count: int


class AuditTable(Table):
    """Rows of audit. Triggers refuse every other change than adding the next and emptying a detail."""

    def add(self, who: HelperId, action: Action, detail: Mapping[str, str]) -> None:
        """Append an entry. `detail` holds identifiers by kind, never what was said."""
        sequence, before = self._end()
        at = self._at.isoformat()
        salt = secrets.token_bytes(SALT_BYTES)
        text = msgspec.json.encode(dict(detail), order="sorted")
        detail_hash = _detail_hash(salt, text)
        entry_hash = _entry_hash(before, sequence + 1, at, who, action.value, detail_hash)
        self._run(
            "INSERT INTO audit (sequence, at, who, action, salt, detail, detail_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (sequence + 1, at, who, action, salt, text.decode(), detail_hash, entry_hash),
        )

    def entries(self) -> tuple[Entry, ...]:
        """All entries, the first first."""
        return tuple(_entry(row) for row in self._rows(f"{_SELECT} ORDER BY sequence"))

    def head(self) -> Head:
        """Where the chain ends."""
        sequence, last = self._end()
        return Head(sequence, last, int(self._row("SELECT count(*) FROM audit")[0]))

    def hash_at(self, sequence: int) -> bytes | None:
        """The hash of one entry; None when it is not there."""
        row = self._row_or_none("SELECT hash FROM audit WHERE sequence = ?", (sequence,))
        return None if row is None else bytes(row[0])

    def erase_detail(self, subject: str) -> int:
        """Empty salt and detail of every entry whose detail names this identifier; how many those were."""
        return self._run(
            "UPDATE audit SET salt = NULL, detail = NULL WHERE detail IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM json_each(audit.detail) AS one WHERE one.value = ?)",
            (subject,),
        )

    def problems(self) -> Iterator[str]:
        """What does not fit in the chain, entry by entry."""
        before, expected = BEFORE_THE_FIRST, 1
        for row in self._connection.execute(
            "SELECT sequence, at, who, action, salt, detail, detail_hash, hash FROM audit ORDER BY sequence"
        ):
            sequence, at, who, action, salt, detail, detail_hash, entry_hash = row
            if sequence != expected:
                yield f"audit: entries {expected} to {sequence - 1} are missing"
            elif not hmac.compare_digest(_entry_hash(before, sequence, at, who, action, detail_hash), entry_hash):
                yield f"audit: entry {sequence} was changed"
            if detail is not None and not hmac.compare_digest(_detail_hash(salt or b"", detail.encode()), detail_hash):
                yield f"audit: the detail of entry {sequence} was changed"
            before, expected = entry_hash, sequence + 1

    def _end(self) -> tuple[int, bytes]:
        row = self._row_or_none("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1")
        return (0, BEFORE_THE_FIRST) if row is None else (int(row[0]), bytes(row[1]))


_SELECT = "SELECT sequence, at, who, action, detail, detail_hash, hash FROM audit"


def _detail_hash(salt: bytes, detail: bytes) -> bytes:
    return hashlib.sha256(salt + detail).digest()


def _entry_hash(before: bytes, *chain: int | str | bytes) -> bytes:
    return hashlib.sha256(msgspec.msgpack.encode((before, *chain))).digest()


def _entry(row: Row) -> Entry:
    detail = None if row[4] is None else msgspec.json.decode(row[4], type=dict[str, str])
    return Entry(row[0], row[1], HelperId(row[2]), row[3], detail, row[5], row[6])
