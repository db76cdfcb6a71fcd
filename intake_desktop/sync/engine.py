"""One round of carrying: receipts are read, ready parcels are put. Returns what changed; the desk writes it down."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from attrs import frozen

from intake_desktop.casework.parcels import Parcel, ParcelId, ParcelState
from intake_desktop.sync.carriers import Carrier
from intake_desktop.sync.device import DeviceKeys
from intake_desktop.sync.receipts import RECEIVED, Receipt, read_receipt, receipt_name
from intake_desktop.sync.refusals import CarrierUnavailable, ParcelDamaged, ReceiptRefused
from intake_desktop.sync.sealing import Sealed

_WAITING_FOR_RECEIPT = (ParcelState.READY, ParcelState.SENT, ParcelState.ATTENTION)
"""READY too: a computer that stopped between putting and noting finds the receipt of a parcel it still calls ready."""


@frozen
class Sent:
    """The parcel is at the carrier."""

    id: ParcelId


@frozen
class Confirmed:
    """A receipt of the parcel's opener came."""

    id: ParcelId
    at: datetime


@frozen
class Attention:
    """A person has to look: the receiver's own words, or a sentence of the catalog."""

    id: ParcelId
    reason: str


@frozen
class Round:
    """What one round did. `problem`: a sentence of the catalog when the carrier did not work, else empty.

    `ignored`: receipts under the name of one of our parcels that prove nothing. The changes are in the order in which they apply.
    """

    changes: tuple[Sent | Confirmed | Attention, ...]
    problem: str = ""
    ignored: int = 0


def carry(parcels: Sequence[Parcel], carrier: Carrier, device: DeviceKeys) -> Round:
    """Match receipts to parcels, then put what is ready. Changes nothing itself and may be repeated at any time.

    Args:
        parcels: of one receiver, in any state; drafts and confirmed ones are passed over.
        carrier: the way to that receiver.
        device: whose receipts are read.
    """
    changes: list[Sent | Confirmed | Attention] = []
    waiting = {receipt_name(parcel.sha256): parcel for parcel in parcels if parcel.state in _WAITING_FOR_RECEIPT}
    ignored = 0
    try:
        receipts, ignored = _proven_receipts(waiting, carrier, device)
        for parcel in waiting.values():
            changes += _after_receipt(parcel, receipts[parcel.id]) if parcel.id in receipts else _put(parcel, carrier)
    except CarrierUnavailable as error:
        return Round(tuple(changes), error.sentence, ignored)
    return Round(tuple(changes), "", ignored)


def _proven_receipts(waiting: Mapping[str, Parcel], carrier: Carrier, device: DeviceKeys) -> tuple[dict[ParcelId, Receipt], int]:
    """The receipts that belong to these parcels, and how many were none."""
    proven: dict[ParcelId, Receipt] = {}
    ignored = 0
    for file in carrier.receipts(waiting.keys()) if waiting else ():
        parcel = waiting[file.name]
        try:
            receipt = read_receipt(file.data, device)
        except ReceiptRefused:
            ignored += 1
            continue
        if _proves(receipt, parcel):
            proven[parcel.id] = receipt
        else:
            ignored += 1
    return proven, ignored


def _proves(receipt: Receipt, parcel: Parcel) -> bool:
    """The same id, the same bytes, and the token that stood inside them."""
    return (
        receipt.parcel_id == parcel.id
        and receipt.sha256 == parcel.sha256
        and hmac.compare_digest(receipt.token.encode(), parcel.reply_token.encode())
    )


def _after_receipt(parcel: Parcel, receipt: Receipt) -> Iterator[Sent | Confirmed | Attention]:
    """What a proven receipt changes; the same receipt again changes nothing."""
    if parcel.state is ParcelState.READY:
        yield Sent(parcel.id)
    if receipt.status == RECEIVED:
        yield Confirmed(parcel.id, receipt.received_at)
    elif (parcel.state, parcel.reason) != (ParcelState.ATTENTION, receipt.reason):
        yield Attention(parcel.id, receipt.reason)


def _put(parcel: Parcel, carrier: Carrier) -> Iterator[Sent | Attention]:
    """Carry a ready parcel, unless its stored bytes are no longer those that were sealed."""
    if parcel.state is not ParcelState.READY:
        return
    if hashlib.sha256(parcel.sealed).hexdigest() != parcel.sha256:
        yield Attention(parcel.id, ParcelDamaged.sentence)
        return
    carrier.put(Sealed(parcel.sealed, parcel.sha256))
    yield Sent(parcel.id)
