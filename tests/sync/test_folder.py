"""A folder on a stick or a share: full, read-only, gone, full of other things. Nothing half stays, nothing is believed."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from intake_desktop.sync import CarrierUnavailable, FolderCarrier, FolderFull, FolderGone, FolderReadOnly, Sealed

from .test_carriers import receipt_names, some_parcel

KILOBYTE = 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "share"
    made.mkdir()
    return made


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 kB."""
    stick = tmp_path / "stick"
    stick.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", stick], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield stick
    subprocess.run(["umount", stick], check=True)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def put(folder: Path, parcel: Sealed) -> None:
    FolderCarrier(folder).put(parcel)


def test_a_full_stick_is_told_and_nothing_half_stays_on_it(small_stick: Path) -> None:
    fits, too_large = some_parcel(20 * KILOBYTE), some_parcel(60 * KILOBYTE)
    put(small_stick, fits)

    with pytest.raises(FolderFull):
        put(small_stick, too_large)

    assert names_in(small_stick) == [f"{fits.sha256}.age"]


def test_a_stick_that_has_room_again_takes_the_parcel(small_stick: Path) -> None:
    parcel = some_parcel(40 * KILOBYTE)
    (small_stick / "holiday.jpg").write_bytes(bytes(50 * KILOBYTE))
    with pytest.raises(FolderFull):
        put(small_stick, parcel)
    (small_stick / "holiday.jpg").unlink()

    put(small_stick, parcel)

    assert names_in(small_stick) == [f"{parcel.sha256}.age"]


def test_a_disk_that_takes_only_a_part_keeps_nothing_of_it(folder: Path) -> None:
    with files_of_at_most(1000), pytest.raises(FolderFull):
        put(folder, some_parcel(50 * KILOBYTE))

    assert names_in(folder) == []


def test_a_parcel_counts_as_put_only_after_file_and_folder_are_on_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a power cut shows a missing sync, so the calls to the system are watched."""
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def watched_sync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else f"file of {os.fstat(descriptor).st_size}"
        steps.append(f"sync {kind}")
        sync(descriptor)

    def watched_replace(path: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    parcel = some_parcel(3000)

    put(folder, parcel)
    put(folder, parcel)

    assert steps == ["sync file of 3000", "rename", "sync folder", "sync folder"]


def test_a_read_only_stick_is_told(small_stick: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_stick], check=True)

    with pytest.raises(FolderReadOnly):
        put(small_stick, some_parcel())

    assert FolderCarrier(small_stick).receipts() == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not hold for root; the read-only stick was tried")
def test_a_folder_without_permission_is_told(folder: Path) -> None:
    folder.chmod(0o500)

    with pytest.raises(FolderReadOnly):
        put(folder, some_parcel())


def test_a_system_folder_in_its_place_is_told() -> None:
    with pytest.raises(CarrierUnavailable):
        put(Path("/proc"), some_parcel())


def test_a_folder_that_is_gone_is_never_made(tmp_path: Path) -> None:
    gone = tmp_path / "media" / "stick"

    with pytest.raises(FolderGone):
        put(gone, some_parcel())
    with pytest.raises(FolderGone):
        FolderCarrier(gone).receipts()

    assert names_in(tmp_path) == []


def test_a_file_in_place_of_the_folder_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "share").write_text("something else")

    with pytest.raises(FolderGone):
        put(tmp_path / "share", some_parcel())
    with pytest.raises(FolderGone):
        FolderCarrier(tmp_path / "share").receipts()

    assert (tmp_path / "share").read_text() == "something else"


def test_a_half_parcel_that_a_pulled_stick_left_is_replaced(folder: Path) -> None:
    parcel = some_parcel()
    (folder / f"{parcel.sha256}.age.part").write_bytes(parcel.data[:100])

    put(folder, parcel)

    assert names_in(folder) == [f"{parcel.sha256}.age"]


def test_a_parcel_that_was_damaged_on_the_stick_is_written_anew(folder: Path) -> None:
    parcel = some_parcel()
    for damaged in (b"", parcel.data[:100], parcel.data + b"x", bytes(len(parcel.data))):
        (folder / f"{parcel.sha256}.age").write_bytes(damaged)

        put(folder, parcel)

        assert (folder / f"{parcel.sha256}.age").read_bytes() == parcel.data


def test_a_link_that_somebody_laid_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("kept")
    parcel = some_parcel()
    for name in (f"{parcel.sha256}.age", f"{parcel.sha256}.age.part"):
        (folder / name).symlink_to(precious)

    put(folder, parcel)

    assert precious.read_text() == "kept"
    assert not (folder / f"{parcel.sha256}.age").is_symlink()
    assert (folder / f"{parcel.sha256}.age").read_bytes() == parcel.data


def test_a_pipe_in_the_place_of_a_parcel_does_not_make_the_desk_wait(folder: Path) -> None:
    parcel = some_parcel()
    for name in (f"{parcel.sha256}.age", f"{parcel.sha256}.age.part"):
        os.mkfifo(folder / name)

    put(folder, parcel)

    assert (folder / f"{parcel.sha256}.age").read_bytes() == parcel.data


def test_a_folder_in_the_place_of_a_parcel_is_told(folder: Path) -> None:
    parcel = some_parcel()
    (folder / f"{parcel.sha256}.age" / "inside").mkdir(parents=True)

    with pytest.raises(CarrierUnavailable):
        put(folder, parcel)

    assert names_in(folder) == [f"{parcel.sha256}.age"]


def test_half_written_receipts_links_pipes_and_strangers_are_passed_over(folder: Path, tmp_path: Path) -> None:
    good, half, linked, piped, nested = receipt_names(*(some_parcel() for _number in range(5)))
    (folder / good).write_bytes(b"one")
    (folder / f"{half}.part").write_bytes(b"ha")
    (tmp_path / "secret").write_bytes(b"not for the municipality")
    (folder / linked).symlink_to(tmp_path / "secret")
    os.mkfifo(folder / piped)
    (folder / nested).mkdir()
    (folder / "holiday.receipt.age").write_bytes(b"two")
    (folder / f"{good.upper()}").write_bytes(b"three")

    assert [(file.name, file.data) for file in FolderCarrier(folder).receipts()] == [(good, b"one")]


def test_the_number_of_receipts_in_one_round_is_bounded(folder: Path) -> None:
    for number in range(5_010):
        (folder / f"{number:064x}.receipt.age").touch()

    assert len(FolderCarrier(folder).receipts()) == 5_000


def test_a_folder_that_vanishes_between_two_parcels_is_told(folder: Path) -> None:
    carrier = FolderCarrier(folder)
    carrier.put(some_parcel())
    shutil.rmtree(folder)

    with pytest.raises(FolderGone):
        carrier.put(some_parcel())

    assert not folder.exists()


def test_no_name_and_no_message_says_whose_parcel_it_is(folder: Path) -> None:
    carrier = FolderCarrier(folder / "Noor Verzonnen")

    with pytest.raises(FolderGone) as caught:
        carrier.put(some_parcel())

    assert "Verzonnen" not in str(caught.value)
