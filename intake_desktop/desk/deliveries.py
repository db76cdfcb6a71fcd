"""What happens to parcels after release: carried, confirmed by a receipt, or waiting with a reason."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from attrs import evolve

from intake_desktop.casework.consents import ReceiverId
from intake_desktop.casework.parcels import Parcel, ParcelState, Receiver
from intake_desktop.desk.bundles import ReleaseRules
from intake_desktop.desk.device import device_keys
from intake_desktop.desk.names import initials
from intake_desktop.desk.packs import pack
from intake_desktop.desk.views import Carried, ParcelView
from intake_desktop.language import _
from intake_desktop.sync import Attention, Confirmed, FolderCarrier, Round, Sent, carry
from intake_desktop.vault import Action, Change, Tables, Vault

_ACTIONS = {Sent: Action.PARCEL_SENT, Confirmed: Action.RECEIPT_READ, Attention: Action.PARCEL_ATTENTION}


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
        done = carry(parcels, FolderCarrier(Path(receiver.folder)), device_keys(self._vault))
        for change in done.changes:
            self._vault.change(_ACTIONS[type(change)], partial(self._apply, one=change), detail={"parcel": change.id})
        return done

    def _apply(self, change: Change, one: Sent | Confirmed | Attention) -> None:
        match one:
            case Sent():
                change.parcels.set_state(one.id, ParcelState.SENT, self._now())
            case Confirmed():
                change.parcels.set_state(one.id, ParcelState.CONFIRMED, one.at)
            case Attention():
                change.parcels.set_state(one.id, ParcelState.ATTENTION, self._now(), one.reason)


def _waiting(tables: Tables) -> tuple[dict[ReceiverId, list[Parcel]], tuple[Receiver, ...]]:
    by_receiver: dict[ReceiverId, list[Parcel]] = {}
    for parcel in tables.parcels.all():
        by_receiver.setdefault(parcel.receiver, []).append(parcel)
    return by_receiver, tables.receivers.all()


def _plus(total: Carried, done: Round) -> Carried:
    kinds = Count(type(change) for change in done.changes)
    return evolve(
        total,
        sent=total.sent + kinds[Sent],
        confirmed=total.confirmed + kinds[Confirmed],
        attention=total.attention + kinds[Attention],
        problem=total.problem or _(done.problem),
    )


def _view(tables: Tables, parcel: Parcel) -> ParcelView:
    consent = tables.consents.get(parcel.consent)
    resident = tables.visits.get(parcel.visit).resident
    name = tables.residents.get(resident).name if resident else ""
    return ParcelView(
        id=parcel.id,
        receiver=tables.receivers.get(parcel.receiver).name,
        made_at=parcel.made_at,
        state=parcel.state,
        bundles=_bundle_labels(tables, parcel, consent.bundles),
        initials=initials(name),
        reason=_(parcel.reason),
        sent_at=parcel.sent_at,
        confirmed_at=parcel.confirmed_at,
    )


def _bundle_labels(tables: Tables, parcel: Parcel, bundles: Sequence[str]) -> tuple[str, ...]:
    """What leaves, in the words it was asked in."""
    form = pack(tables.interviews.of_visit(parcel.visit)[-1].form_id)
    labels = {one.id: one.label for one in ReleaseRules.of(form.release).bundle}
    return tuple(labels.get(one, one) for one in bundles)
