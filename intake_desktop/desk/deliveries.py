"""What happens to parcels after release: carried, confirmed by a receipt, or waiting with a reason."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from attrs import evolve

from intake_desktop.casework.consents import ReceiverId
from intake_desktop.casework.parcels import Parcel, ParcelId, ParcelState, Receiver
from intake_desktop.desk.bundles import ReleaseRules
from intake_desktop.desk.case import resident_name
from intake_desktop.desk.device import device_keys
from intake_desktop.desk.names import initials
from intake_desktop.desk.packs import packs
from intake_desktop.desk.releases import NO_LONGER
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
        """All parcels, the oldest first."""
        labels = {one.name: {bundle.id: bundle.label for bundle in ReleaseRules.of(one.release).bundle} for one in packs()}
        return self._vault.read(lambda tables: tuple(_view(tables, one, labels) for one in tables.parcels.listed()))

    def carry(self) -> Carried:
        """Bring what is ready to each receiver's folder and read the receipts that lie there. From a worker thread.

        Only what the resident still agrees to goes; a consent that has ended or was taken back holds its parcel here. Never
        raises for a folder that is not there: parcels wait, `problem` says why.
        """
        self._hold_back()
        by_receiver, receivers = self._vault.read(_waiting)
        total = Carried(sent=0, confirmed=0, attention=0, waiting=0, problem="")
        for receiver in receivers:
            total = _plus(total, self._carry_to(receiver, by_receiver.get(receiver.id, ())))
        ready = self._vault.read(lambda tables: tables.parcels.counts()[ParcelState.READY])
        return evolve(total, waiting=ready)

    def _hold_back(self) -> None:
        now = self._now()
        for parcel in self._vault.read(lambda tables: _not_agreed(tables, now.astimezone().date())):
            change = Attention(parcel, NO_LONGER)
            self._vault.change(Action.PARCEL_ATTENTION, partial(self._apply, one=change), detail={"parcel": parcel})

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


def _not_agreed(tables: Tables, today: date) -> tuple[ParcelId, ...]:
    """Parcels that are ready under a consent that does not hold any more."""
    holds = {one.id for one in tables.consents.newest() if one.lets_leave(today)}
    return tuple(one.id for one in tables.parcels.in_state(ParcelState.READY) if one.consent not in holds)


def _waiting(tables: Tables) -> tuple[dict[ReceiverId, list[Parcel]], tuple[Receiver, ...]]:
    """What is still under way, by receiver: what was confirmed stays where it is."""
    by_receiver: dict[ReceiverId, list[Parcel]] = {}
    for state in (ParcelState.READY, ParcelState.SENT, ParcelState.ATTENTION):
        for parcel in tables.parcels.in_state(state):
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


def _view(tables: Tables, parcel: Parcel, labels: Mapping[str, Mapping[str, str]]) -> ParcelView:
    consent = tables.consents.get(parcel.consent)
    words = labels.get(tables.interviews.of_visit(parcel.visit)[-1].form_id, {})
    return ParcelView(
        id=parcel.id,
        receiver=tables.receivers.get(parcel.receiver).name,
        made_at=parcel.made_at,
        state=parcel.state,
        bundles=tuple(words.get(one, one) for one in consent.bundles),
        initials=initials(resident_name(tables, parcel.visit)),
        reason=_(parcel.reason),
        sent_at=parcel.sent_at,
        confirmed_at=parcel.confirmed_at,
    )
