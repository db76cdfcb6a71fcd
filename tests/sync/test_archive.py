"""The archive in a parcel has exactly one reading; whatever could have two is refused before it is read."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_desktop.sync import ParcelDamaged
from intake_desktop.sync.archive import Archive, write_archive

END = 22
REGULAR = (stat.S_IFREG | 0o600) << 16


def with_member(name: str, data: bytes = b"x", **fields: object) -> bytes:
    """A zip of one member whose list entry has other fields than ours."""
    info = zipfile.ZipInfo(name)
    info.external_attr = REGULAR
    for field, value in fields.items():
        setattr(info, field, value)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, data)
    return target.getvalue()


def test_a_plain_archive_reads_back_and_nothing_hides() -> None:
    archive = Archive(write_archive([("one.json", b"1"), ("two.xml", b"")]))

    archive.check_nothing_hides()

    assert archive.names() == {"one.json", "two.xml"}
    assert (archive.read("one.json"), archive.read("two.xml")) == (b"1", b"")
    with pytest.raises(ParcelDamaged):
        archive.read("three")


@given(st.dictionaries(st.from_regex(r"[a-z][a-z.-]{0,20}", fullmatch=True), st.binary(max_size=100), max_size=5))
def test_equal_members_give_equal_bytes_that_read_back(members: dict[str, bytes]) -> None:
    data = write_archive(members.items())

    archive = Archive(data)

    archive.check_nothing_hides()
    assert {name: archive.read(name) for name in archive.names()} == members
    assert write_archive(members.items()) == data


@pytest.mark.parametrize(
    "data",
    [
        with_member("deflated", bytes(1000), compress_type=zipfile.ZIP_DEFLATED),
        with_member("link", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16),
        with_member("device", external_attr=(stat.S_IFCHR | 0o600) << 16),
        with_member("program", external_attr=(stat.S_IFREG | 0o700) << 16),
        with_member("extra", extra=struct.pack("<HH4s", 0x7075, 4, b"name")),
        with_member("commented", comment=b"Noor Verzonnen"),
        with_member("é"),
        with_member("../outside"),
        with_member("C:outside"),
        with_member(".hidden"),
        with_member("n" * 65),
    ],
    ids=lambda data: data[30:42].decode("latin-1"),
)
def test_a_member_that_is_no_plain_file_is_not_read(data: bytes) -> None:
    archive = Archive(data)
    (name,) = archive.names()

    with pytest.raises(ParcelDamaged):
        archive.read(name)
    with pytest.raises(ParcelDamaged):
        archive.check_nothing_hides()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_in_the_list_twice_is_refused() -> None:
    with pytest.raises(ParcelDamaged):
        Archive(write_archive([("answers.json", b"one"), ("answers.json", b"two")]))


def test_a_name_that_differs_between_list_and_member_is_refused() -> None:
    data = write_archive([("answers.json", b"one")])

    with pytest.raises(ParcelDamaged):
        Archive(data.replace(b"answers.json", b"consent.json", 1)).read("answers.json")


def test_a_list_of_very_many_members_is_refused_unread() -> None:
    with pytest.raises(ParcelDamaged):
        Archive(write_archive((str(number), b"") for number in range(200)))


def _with_zip64(data: bytes) -> bytes:
    """The same archive, with a second end that points at a list of its own: some readers take the one, some the other."""
    end = len(data) - END
    start, size = struct.unpack_from("<L", data, end + 16)[0], struct.unpack_from("<L", data, end + 12)[0]
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    # The plain end must still fit its own sums, or another check would refuse it.
    plain_end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, size + len(record) + len(locator), start, 0)
    return data[:end] + record + locator + plain_end


def _with_comment(data: bytes) -> bytes:
    return data[:-2] + struct.pack("<H", 4) + b"Noor"


def _with_prefix(data: bytes) -> bytes:
    return b"#!/bin/sh\n" + data


def _on_another_disk(data: bytes) -> bytes:
    return data[: -END + 4] + b"\1\0" + data[-END + 6 :]


@pytest.mark.parametrize(
    "change", [_with_zip64, _with_comment, _with_prefix, _on_another_disk, lambda _data: b"", lambda data: data[:-1]]
)
def test_an_archive_with_two_readings_is_refused(change: Callable[[bytes], bytes]) -> None:
    data = write_archive([("answers.json", b"one")])

    with pytest.raises(ParcelDamaged):
        Archive(change(data))


def test_members_that_share_their_bytes_are_refused() -> None:
    """The trick of the overlapping zip bomb: many list entries that point at one member."""
    data = write_archive([("a", b"x" * 1000), ("b", b"x" * 1000)])
    start = struct.unpack_from("<L", data, len(data) - 6)[0]
    second = data.index(b"PK\1\2", start + 4)
    shared = data[: second + 42] + struct.pack("<L", 0) + data[second + 46 :]

    with pytest.raises(ParcelDamaged):
        Archive(shared).read("b")


@given(st.binary(max_size=200))
def test_noise_is_no_archive(noise: bytes) -> None:
    for data in (noise, noise + write_archive([])[-END:], b"PK\3\4" + noise + b"PK\5\6" + bytes(18)):
        try:
            archive = Archive(data)
            assert all(archive.read(name) is not None for name in archive.names())
            archive.check_nothing_hides()
        except ParcelDamaged:
            continue
        assert data == write_archive([])
