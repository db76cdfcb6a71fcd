"""The archive inside a parcel: a zip that has exactly one reading. Nothing is ever extracted to disk.

Members are stored, not compressed, in a flat list without comments or extra fields. So a member can be no larger than the
archive (no zip bomb), and no byte can hide between members.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

from intake_desktop.sync.refusals import ParcelDamaged

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can tell: when a file was made is in the manifest, and nowhere else."""
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_ZIP64_MARK = b"PK\x06\x07"
_ZIP64_LOCATOR = 20
_LOCAL_HEADER = 30
_ENTRY = 46
_LONGEST_NAME = 64
_LONGEST_LIST = 16 * (_ENTRY + _LONGEST_NAME)
"""Bytes: room for 16 members with long names, three times what any parcel has."""
_REGULAR_FILE = 0o100600 << 16


def write_archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these members in this order; equal members give equal bytes, on every system."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = _REGULAR_FILE
            archive.writestr(info, data)
    return target.getvalue()


class Archive:
    """An archive from a stranger. Opening reads its list only, and refuses a list that is long or odd."""

    def __init__(self, data: bytes) -> None:
        """Read the list of members.

        Raises:
            ParcelDamaged: not a zip, too many members, a name twice, or a list in zip64 form.
        """
        self._data = data
        _check_end(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
            raise ParcelDamaged from None
        self._infos: Mapping[str, zipfile.ZipInfo] = {info.filename: info for info in self._zip.infolist()}
        if len(self._infos) != len(self._zip.infolist()):
            raise ParcelDamaged

    def names(self) -> frozenset[str]:
        """The names of the members, as they stand in the list."""
        return frozenset(self._infos)

    def read(self, name: str) -> bytes:
        """A member.

        Raises:
            ParcelDamaged: it is not there, is not a plain stored file, or its checksum is wrong.
        """
        info = self._infos.get(name)
        if info is None or not _is_plain(info):
            raise ParcelDamaged
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, struct.error):
            raise ParcelDamaged from None

    def check_nothing_hides(self) -> None:
        """Every byte belongs to a member or to the list.

        Raises:
            ParcelDamaged: there are bytes that no reader would show, or members that share bytes.
        """
        counted = sum(_LOCAL_HEADER + _ENTRY + 2 * len(name) + info.file_size for name, info in self._infos.items())
        if counted + _END.size != len(self._data) or not all(_is_plain(info) for info in self._infos.values()):
            raise ParcelDamaged


def _check_end(data: bytes) -> None:
    """The last 22 bytes of a zip without comment say how long its list is: look before the list is read into memory."""
    if len(data) < _END.size:
        raise ParcelDamaged
    mark, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, len(data) - _END.size)
    locator = data[: -_END.size][-_ZIP64_LOCATOR:]
    if (
        mark != _END_MARK
        or (disk, first_disk, comment) != (0, 0, 0)
        or here != count
        or size > _LONGEST_LIST
        or start + size + _END.size != len(data)
        or locator.startswith(_ZIP64_MARK)
    ):
        raise ParcelDamaged


def _is_plain(info: zipfile.ZipInfo) -> bool:
    """A regular file, stored, not encrypted, with a short name of plain characters and nothing attached."""
    return (
        info.compress_type == zipfile.ZIP_STORED
        and info.file_size == info.compress_size
        and info.flag_bits == 0
        and info.external_attr == _REGULAR_FILE
        and not info.extra
        and not info.comment
        and len(info.filename) <= _LONGEST_NAME
        and info.filename.isascii()
        and info.filename.replace(".", "").replace("-", "").isalnum()
        and not info.filename.startswith(".")
    )
