"""Where the audit trail ended when the vault was last closed, kept outside the database so that a cut tail is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from intake_desktop.vault import sealing
from intake_desktop.vault.audit import AuditTable, Head
from intake_desktop.vault.files import read_bounded, replace_file

_MOST_BYTES = 4096
_PURPOSE = b"intake-desktop audit anchor"
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sequence: Annotated[int, msgspec.Meta(ge=0)]
    count: Annotated[int, msgspec.Meta(ge=0)]
    head: Hash
    mark: Hash


class Anchor:
    """The file. Its mark needs the database key, so that nobody without it can fit the anchor to another trail."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, head: Head, key: bytes) -> None:
        """Note where the chain ends.

        Raises:
            CannotSave: the disk refuses; the earlier anchor is still there.
        """
        mark = sealing.mark(key, _PURPOSE, _content(head))
        replace_file(self._path, msgspec.json.encode(_Written(head.sequence, head.count, head.hash, mark)))

    def problems(self, audit: AuditTable, key: bytes) -> tuple[str, ...]:
        """What does not fit between anchor and trail. The trail may go on after the anchor; it may not end before it."""
        content = read_bounded(self._path, _MOST_BYTES)
        if content is None:
            return ("audit: the anchor is missing",)
        try:
            written = msgspec.json.decode(content, type=_Written)
        except msgspec.DecodeError:
            return ("audit: the anchor cannot be read",)
        anchored = Head(written.sequence, written.head, written.count)
        if not sealing.same(written.mark, sealing.mark(key, _PURPOSE, _content(anchored))):
            return ("audit: the anchor was changed",)
        return _compare(anchored, audit)


def _compare(anchored: Head, audit: AuditTable) -> tuple[str, ...]:
    head = audit.head()
    if head.sequence < anchored.sequence or head.count < anchored.count:
        return (f"audit: the trail ends at entry {head.sequence}, the anchor knows {anchored.sequence}",)
    if anchored.sequence and audit.hash_at(anchored.sequence) != anchored.hash:
        return (f"audit: entry {anchored.sequence} is not the one the anchor knows",)
    return ()


def _content(head: Head) -> bytes:
    return sealing.context(head.sequence, head.count, head.hash)
