"""The contract that every carrier keeps, and how each is broken and mended for it."""

from __future__ import annotations

import hashlib
import secrets
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path

import pytest

from intake_desktop.sync import Carrier, CarrierUnavailable, FolderCarrier, Sealed


class Way(ABC):
    """One carrier with the receiver's end of it."""

    carrier: Carrier

    @abstractmethod
    def arrived(self) -> Mapping[str, bytes]:
        """What the receiver finds: name and bytes."""

    @abstractmethod
    def answer(self, name: str, data: bytes) -> None:
        """The receiver lays a receipt down."""

    @abstractmethod
    def cut(self) -> None:
        """The way does not work any more."""

    @abstractmethod
    def mend(self) -> None:
        """It works again, with what was there."""


class FolderWay(Way):
    """A stick that is pulled out and put in again."""

    def __init__(self, place: Path) -> None:
        self.folder, self.away = place / "stick", place / "away"
        self.folder.mkdir()
        self.carrier = FolderCarrier(self.folder)

    def arrived(self) -> Mapping[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if not path.name.endswith(".receipt.age")}

    def answer(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)

    def cut(self) -> None:
        self.folder.rename(self.away)

    def mend(self) -> None:
        self.away.rename(self.folder)


@pytest.fixture(params=[FolderWay])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Way:
    made: Way = request.param(tmp_path)
    return made


def some_parcel(size: int = 3000) -> Sealed:
    data = secrets.token_bytes(size)
    return Sealed(data, hashlib.sha256(data).hexdigest())


def receipt_names(*parcels: Sealed) -> list[str]:
    return [f"{parcel.sha256}.receipt.age" for parcel in parcels]


def test_what_is_put_arrives_whole_under_its_hash(way: Way) -> None:
    parcels = [some_parcel(), some_parcel(2_000_000), some_parcel(0)]

    for parcel in parcels:
        way.carrier.put(parcel)

    assert way.arrived() == {f"{parcel.sha256}.age": parcel.data for parcel in parcels}


def test_putting_again_is_harmless(way: Way) -> None:
    parcel = some_parcel()

    for _time in range(3):
        way.carrier.put(parcel)

    assert way.arrived() == {f"{parcel.sha256}.age": parcel.data}


def test_receipts_come_back_with_their_names(way: Way) -> None:
    first, second = sorted(receipt_names(some_parcel(), some_parcel()))
    way.answer(first, b"one")
    way.answer(second, b"two")

    assert [(file.name, file.data) for file in way.carrier.receipts()] == [(first, b"one"), (second, b"two")]
    assert [file.name for file in way.carrier.receipts([second, "none"])] == [second]
    assert way.carrier.receipts([]) == ()


def test_parcels_are_not_taken_for_receipts_nor_receipts_for_parcels(way: Way) -> None:
    parcel = some_parcel()
    way.carrier.put(parcel)
    way.answer(f"{parcel.sha256}.receipt.age", b"one")

    assert [file.data for file in way.carrier.receipts()] == [b"one"]
    assert way.arrived() == {f"{parcel.sha256}.age": parcel.data}


def test_a_cut_way_is_told_and_works_again_once_it_is_mended(way: Way) -> None:
    kept, parcel = some_parcel(), some_parcel()
    way.carrier.put(kept)
    way.cut()

    with pytest.raises(CarrierUnavailable) as caught:
        way.carrier.put(parcel)
    with pytest.raises(CarrierUnavailable):
        way.carrier.receipts()
    way.mend()

    assert parcel.sha256 not in str(caught.value)
    assert set(way.arrived()) == {f"{kept.sha256}.age"}
    way.carrier.put(parcel)
    assert set(way.arrived()) == {f"{kept.sha256}.age", f"{parcel.sha256}.age"}


def test_a_receipt_larger_than_a_receipt_can_be_is_passed_over(way: Way) -> None:
    large, good = receipt_names(some_parcel(), some_parcel())
    way.answer(large, bytes(64 * 1024 + 1))
    way.answer(good, b"one")

    assert [file.name for file in way.carrier.receipts()] == [good]
