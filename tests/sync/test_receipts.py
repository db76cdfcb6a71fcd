"""A receipt proves an arrival only to the desk that sent the parcel, and only from who opened it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_desktop.sync import (
    DeviceKeys,
    Identity,
    OpenedParcel,
    ParcelContents,
    ReceiptRefused,
    Sealed,
    keys,
    make_receipt,
    open_parcel,
    read_receipt,
)

from .invented import NOW

DEVICE = DeviceKeys.new()


@pytest.fixture
def opened(sealed: Sealed, municipality: Identity) -> OpenedParcel:
    return open_parcel(sealed.data, municipality.secret)


def test_a_receipt_tells_the_desk_which_parcel_came_when(
    opened: OpenedParcel, device: DeviceKeys, contents: ParcelContents, sealed: Sealed
) -> None:
    name, data = make_receipt(opened, received_at=NOW + timedelta(hours=1))

    receipt = read_receipt(data, device)

    assert name == f"{sealed.sha256}.receipt.age"
    assert (receipt.parcel_id, receipt.sha256, receipt.token) == (contents.parcel_id, sealed.sha256, contents.reply_token)
    assert (receipt.received_at, receipt.status, receipt.reason) == (NOW + timedelta(hours=1), "received", "")


def test_a_refusal_brings_the_receivers_own_words(opened: OpenedParcel, device: DeviceKeys) -> None:
    _name, data = make_receipt(opened, received_at=NOW, status="refused", reason="Dit zaaktype kennen wij niet.")

    receipt = read_receipt(data, device)

    assert (receipt.status, receipt.reason) == ("refused", "Dit zaaktype kennen wij niet.")


def test_a_receipt_says_nothing_to_who_finds_it(opened: OpenedParcel, device: DeviceKeys, contents: ParcelContents) -> None:
    _name, data = make_receipt(opened, received_at=NOW)

    assert contents.parcel_id.encode() not in data
    assert contents.reply_token not in repr(read_receipt(data, device))
    with pytest.raises(ReceiptRefused):
        read_receipt(data, DEVICE)


def test_every_single_changed_byte_and_every_cut_of_a_receipt_is_refused(opened: OpenedParcel, device: DeviceKeys) -> None:
    _name, data = make_receipt(opened, received_at=NOW)

    for place, byte in enumerate(data):
        for hostile in (data[:place], data[:place] + bytes([byte ^ 1 << place % 8]) + data[place + 1 :]):
            with pytest.raises(ReceiptRefused):
                read_receipt(hostile, device)


@given(st.binary(max_size=300))
def test_noise_is_no_receipt_even_when_rightly_sealed(noise: bytes) -> None:
    for data in (noise, keys.encrypt(noise, DEVICE.recipient)):
        with pytest.raises(ReceiptRefused):
            read_receipt(data, DEVICE)


@pytest.mark.parametrize(
    "odd",
    [
        {"version": 2},
        {"schema": "intake-desktop/parcel"},
        {"status": "done"},
        {"received_at": "2026-11-23T09:30:00"},
        {"received_at": "yesterday"},
        {"token": ""},
        {"sha256": "0"},
        {"reason": "x" * 2001},
        {"unknown": 1},
    ],
    ids=str,
)
def test_a_receipt_with_an_odd_field_is_refused(opened: OpenedParcel, device: DeviceKeys, odd: dict[str, object]) -> None:
    _name, data = make_receipt(opened, received_at=NOW)
    body = json.loads(keys.decrypt(data, device.reply)) | odd

    with pytest.raises(ReceiptRefused):
        read_receipt(keys.encrypt(json.dumps(body).encode(), device.recipient), device)


def test_a_large_or_deep_receipt_is_refused(opened: OpenedParcel, device: DeviceKeys) -> None:
    proven = keys.decrypt(make_receipt(opened, received_at=NOW)[1], device.reply)
    assert read_receipt(keys.encrypt(proven + b" " * 60_000, device.recipient), device).status == "received"
    for body in (b"[" * 60_000, proven + b" " * 70_000):
        with pytest.raises(ReceiptRefused):
            read_receipt(keys.encrypt(body, device.recipient), device)


def test_a_mistake_in_making_a_receipt_is_told_at_once(opened: OpenedParcel) -> None:
    with pytest.raises(ValueError, match="not of this structure"):
        make_receipt(opened, received_at=NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="not of this structure"):
        make_receipt(opened, received_at=NOW, status="lost")
