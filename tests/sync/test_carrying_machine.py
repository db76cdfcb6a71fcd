"""Whatever happens on the way: never two files for one parcel, and never confirmed unless the receiver opened it.

A desk, a folder and a municipality do things in any order. Sticks are pulled out, files are lost and cut, the desk stops
between carrying and noting, receipts are forged, replayed and damaged.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from intake_desktop.casework.parcels import Parcel, ParcelId, ParcelState
from intake_desktop.sync import (
    Attention,
    Confirmed,
    DeviceKeys,
    FolderCarrier,
    ParcelRefused,
    Sent,
    carry,
    make_receipt,
    new_identity,
    open_parcel,
    seal,
)

from .invented import NOW, contents_for, parcel_row

DEVICE = DeviceKeys.new()
MUNICIPALITY = new_identity()
REFUSAL = "Dit zaaktype kennen wij niet."


class Carrying(RuleBasedStateMachine):
    """The model is small: which parcels the municipality opened and what it said of them."""

    parcels = Bundle("parcels")

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.folder, self.away = self.place / "stick", self.place / "away"
        self.folder.mkdir()
        self.outbox: dict[ParcelId, Parcel] = {}
        self.opened: set[ParcelId] = set()
        self.received: set[ParcelId] = set()
        self.refused: set[ParcelId] = set()

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    @rule(target=parcels)
    def release(self) -> ParcelId:
        contents = contents_for(DEVICE)
        parcel = parcel_row(contents, seal(contents, MUNICIPALITY.recipient, DEVICE))
        self.outbox[parcel.id] = parcel
        return parcel.id

    @rule(notes=st.booleans())
    def carry(self, notes: bool) -> None:
        """One round; without `notes` the desk is killed before it has written down what changed."""
        done = carry(list(self.outbox.values()), FolderCarrier(self.folder), DEVICE)
        assert bool(done.problem) <= (not self.folder.exists())
        for change in done.changes if notes else ():
            self.outbox[change.id] = self._noted(change)

    def _noted(self, change: Sent | Confirmed | Attention) -> Parcel:
        parcel = self.outbox[change.id]
        match change:
            case Sent():
                assert parcel.state is ParcelState.READY
                return evolve(parcel, state=ParcelState.SENT)
            case Confirmed(at=at):
                assert parcel.state in {ParcelState.SENT, ParcelState.ATTENTION}
                return evolve(parcel, state=ParcelState.CONFIRMED, confirmed_at=at)
            case Attention(reason=reason):
                assert parcel.state in {ParcelState.SENT, ParcelState.ATTENTION}
                return evolve(parcel, state=ParcelState.ATTENTION, reason=reason)

    @rule(parcel=parcels)
    def send_again(self, parcel: ParcelId) -> None:
        if self.outbox[parcel].state in {ParcelState.SENT, ParcelState.ATTENTION}:
            self.outbox[parcel] = evolve(self.outbox[parcel], state=ParcelState.READY)

    @rule(parcel=parcels, refuses=st.booleans(), takes_away=st.booleans())
    def municipality_looks(self, parcel: ParcelId, refuses: bool, takes_away: bool) -> None:
        file = self._file(parcel)
        if not file.exists():
            return
        try:
            opened = open_parcel(file.read_bytes(), MUNICIPALITY.secret)
        except ParcelRefused:
            return
        refuses = refuses and parcel not in self.received
        name, data = make_receipt(
            opened, received_at=NOW, status="refused" if refuses else "received", reason=REFUSAL if refuses else ""
        )
        (self.folder / name).write_bytes(data)
        self.opened.add(parcel)
        (self.refused if refuses else self.received).add(parcel)
        if takes_away:
            file.unlink()

    @rule(parcel=parcels)
    def file_is_lost(self, parcel: ParcelId) -> None:
        self._file(parcel).unlink(missing_ok=True)

    @rule(parcel=parcels, kept=st.integers(0, 3000))
    def file_is_cut(self, parcel: ParcelId, kept: int) -> None:
        if self._file(parcel).exists():
            self._file(parcel).write_bytes(self.outbox[parcel].sealed[:kept])

    @rule(parcel=parcels, kept=st.integers(0, 3000))
    def stick_was_pulled_while_writing(self, parcel: ParcelId, kept: int) -> None:
        if self.folder.exists():
            self._file(parcel).with_suffix(".age.part").write_bytes(self.outbox[parcel].sealed[:kept])

    @rule(parcel=parcels)
    def receipt_is_lost(self, parcel: ParcelId) -> None:
        self._receipt(parcel).unlink(missing_ok=True)

    @rule(parcel=parcels, other=parcels)
    def receipt_is_replayed_for_another(self, parcel: ParcelId, other: ParcelId) -> None:
        if self._receipt(other).exists() and not self._receipt(parcel).exists():
            self._receipt(parcel).write_bytes(self._receipt(other).read_bytes())

    @rule(parcel=parcels, status=st.sampled_from(["received", "refused"]))
    def receipt_is_forged(self, parcel: ParcelId, status: str) -> None:
        """By somebody who knows everything but what stands inside the sealed parcel."""
        if self.folder.exists() and not self._receipt(parcel).exists():
            opened = open_parcel(self.outbox[parcel].sealed, MUNICIPALITY.secret)
            forged = evolve(opened, contents=evolve(opened.contents, reply_token="0" * 32))
            self._receipt(parcel).write_bytes(make_receipt(forged, received_at=NOW, status=status)[1])

    @rule(parcel=parcels, kept=st.integers(0, 600))
    def receipt_is_cut(self, parcel: ParcelId, kept: int) -> None:
        if self._receipt(parcel).exists():
            self._receipt(parcel).write_bytes(self._receipt(parcel).read_bytes()[:kept])

    @rule()
    def stick_is_pulled_out(self) -> None:
        if self.folder.exists():
            self.folder.rename(self.away)

    @rule()
    def stick_is_put_in(self) -> None:
        if self.away.exists():
            self.away.rename(self.folder)

    @rule()
    def everything_works_for_once(self) -> None:
        """Then every parcel arrives, whatever happened to it before."""
        self.stick_is_put_in()
        for parcel in self.outbox:
            self.send_again(parcel)
        self.carry(notes=True)
        for parcel in self.outbox:
            self.municipality_looks(parcel, refuses=False, takes_away=True)
        self.carry(notes=True)
        assert {parcel.state for parcel in self.outbox.values()} <= {ParcelState.CONFIRMED}

    @invariant()
    def there_is_at_most_one_file_for_a_parcel_and_none_but_ours(self) -> None:
        place = self.folder if self.folder.exists() else self.away
        names = {path.name for path in place.iterdir() if not path.name.endswith((".part", ".receipt.age"))}
        assert names <= {f"{parcel.sha256}.age" for parcel in self.outbox.values()}
        for parcel in self.outbox.values():
            file = place / f"{parcel.sha256}.age"
            assert not file.exists() or parcel.sealed.startswith(file.read_bytes())

    @invariant()
    def nothing_is_confirmed_that_the_municipality_did_not_receive(self) -> None:
        for parcel in self.outbox.values():
            assert parcel.state is not ParcelState.CONFIRMED or parcel.id in self.received
            assert parcel.state is not ParcelState.ATTENTION or (parcel.id in self.refused and parcel.reason == REFUSAL)

    def _file(self, parcel: ParcelId) -> Path:
        return self.folder / f"{self.outbox[parcel].sha256}.age"

    def _receipt(self, parcel: ParcelId) -> Path:
        return self.folder / f"{self.outbox[parcel].sha256}.receipt.age"


TestCarrying = Carrying.TestCase
TestCarrying.settings = settings(max_examples=60, stateful_step_count=40)
