"""What brings sealed bytes to a receiver and receipts back. A carrier reads nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from attrs import field, frozen

from intake_desktop.sync.sealing import Sealed


@frozen
class ReceiptFile:
    """A receipt as it came: a name and sealed bytes, neither checked."""

    name: str
    data: bytes = field(repr=False)


class Carrier(Protocol):
    """Holds for every carrier: putting the same parcel again is harmless; what was put is whole or not there."""

    def put(self, sealed: Sealed) -> None:
        """Bring a parcel. When this returns it is durably there.

        Raises:
            CarrierUnavailable: it is not there; nothing half stays.
        """

    def receipts(self, wanted: Collection[str] | None = None) -> tuple[ReceiptFile, ...]:
        """The receipts that came: those with a wanted name, or all.

        Raises:
            CarrierUnavailable: nobody can look now.
        """
