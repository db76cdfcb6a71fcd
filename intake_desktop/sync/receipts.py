"""The proof that a parcel arrived: sealed for the device, with the token that only who opened the parcel can know."""

from __future__ import annotations

from datetime import datetime

import msgspec
from attrs import field, frozen

from intake_desktop.sync import keys, wire
from intake_desktop.sync.contents import OpenedParcel
from intake_desktop.sync.device import DeviceKeys
from intake_desktop.sync.refusals import ReceiptRefused

RECEIVED = "received"
REFUSED = "refused"
MOST_RECEIPT_BYTES = 64 * 1024


@frozen
class Receipt:
    """What the receiver says of a parcel: received, or refused with the reason in the receiver's own words."""

    parcel_id: str
    sha256: str
    token: str = field(repr=False)
    received_at: datetime
    status: str
    reason: str


def receipt_name(sha256: str) -> str:
    """The file name of the receipt of a parcel with this hash. It carries nothing about a person."""
    return f"{sha256}.receipt.age"


def make_receipt(opened: OpenedParcel, *, received_at: datetime, status: str = RECEIVED, reason: str = "") -> tuple[str, bytes]:
    """The receipt of an opened parcel: file name and bytes.

    Args:
        opened: the parcel.
        received_at: with time zone.
        status: "received" or "refused".
        reason: for "refused": why, at most 2,000 characters, read by the helper.

    Raises:
        ValueError: another status, a moment without time zone (a bug of the caller).
    """
    body = wire.convert(
        {
            "schema": wire.RECEIPT_SCHEMA,
            "version": wire.VERSION,
            "parcel_id": opened.contents.parcel_id,
            "sha256": opened.sha256,
            "token": opened.contents.reply_token,
            "received_at": received_at,
            "status": status,
            "reason": reason,
        },
        wire.ReceiptBody,
    )
    return receipt_name(opened.sha256), keys.encrypt(wire.encode(body), opened.contents.reply_recipient)


def read_receipt(data: bytes, device: DeviceKeys) -> Receipt:
    """Open a receipt. Whether it belongs to a parcel, the caller compares: id, hash and token.

    Raises:
        ReceiptRefused: damaged, too large, not sealed for this device, or of a version we cannot read.
    """
    if len(data) > MOST_RECEIPT_BYTES:
        raise ReceiptRefused
    try:
        body = wire.decode(keys.decrypt(data, device.reply), wire.ReceiptBody)
    except (keys.WrongKey, keys.Broken, wire.NotThisShape):
        raise ReceiptRefused from None
    return msgspec.convert(body, Receipt, from_attributes=True)
