"""What happens to parcels after release: carried, confirmed by a receipt, or waiting with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from attrs import evolve

from intake_desktop.casework.consents import ReceiverId
from intake_desktop.casework.parcels import Parcel, ParcelState, Receiver
from intake_desktop.desk.device import device_keys
from intake_desktop.desk.names import initials
from intake_desktop.desk.packs import pack
from intake_desktop.desk.views import Carried, ParcelView
from intake_desktop.sync import Attention, CarrierUnavailable, Confirmed, FolderCarrier, Round, Sent, carry
from intake_desktop.vault import Action, Change, Tables, Vault


class Deliveries:
    """The parcels of this desk."""

    def __init__(self, vault: Vault, *, now: Callable[[], datetime]) -> None:
        self._vault = vault
        self._now = now

    def parcels(self) -> tuple[ParcelView, ...]:
        """All parcels, newest first."""
        return self._vault.read(lambda tables: tuple(_view(tables, one) for one in tables.parcels.all()))

    def carry(self) -> Carried:
        """Bring what is ready to each receiver's folder and read the receipts that lie there. From a worker thread.

        Never raises for a folder that is not there: parcels wait, `problem` says why.
        """
        by_receiver, receivers = self._vault.read(_waiting)
        total = Carried(sent=0, confirmed=0, attention=0, waiting=0, problem="")
        for receiver in receivers:
            total = _plus(total, self._carry_to(receiver, by_receiver.get(receiver.id, ())))
        ready = self._vault.read(lambda tables: len(tables.parcels.in_state(ParcelState.READY)))
        return evolve(total, waiting=ready)

    def _carry_to(self, receiver: Receiver, parcels: Sequence[Parcel]) -> Round:
        try:
            done = carry(parcels, FolderCarrier(Path(receiver.folder)), device_keys(self._vault))
        except CarrierUnavailable as unavailable:
            return Round(changes=(), problem=unavailable)
        for action, changes in _by_action(done):
            self._vault.change(action, lambda change, some=changes: self._apply(change, some))
        return done

    def _apply(self, change: Change, changes: Sequence[Sent | Confirmed | Attention]) -> None:
        for one in changes:
            match one:
                case Sent():
                    change.parcels.set_state(one.id, ParcelState.SENT, self._now())
                case Confirmed():
                    change.parcels.set_state(one.id, ParcelState.CONFIRMED, one.at)
                case Attention():
                    change.parcels.set_state(one.id, ParcelState.ATTENTION, self._now(), one.reason)
