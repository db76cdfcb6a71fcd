"""One round: ready parcels go, receipts that prove something confirm, all else is passed over and counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve, frozen

from intake_desktop.casework.parcels import Parcel, ParcelState
from intake_desktop.sync import (
    Attention,
    Confirmed,
    DeviceKeys,
    FolderCarrier,
    Identity,
    OpenedParcel,
    Round,
    Sent,
    carry,
    make_receipt,
    open_parcel,
    seal,
)
from intake_desktop.sync.refusals import FolderGone, ParcelDamaged

from .invented import NOW, contents_for, parcel_row


@frozen
class Way:
    """A desk, a folder and a municipality."""

    folder: Path
    device: DeviceKeys
    municipality: Identity

    def parcel(self, state: ParcelState = ParcelState.READY) -> Parcel:
        contents = contents_for(self.device)
        return parcel_row(contents, seal(contents, self.municipality.recipient, self.device), state)

    def round(self, *parcels: Parcel) -> Round:
        return carry(parcels, FolderCarrier(self.folder), self.device)

    def opens(self, parcel: Parcel) -> OpenedParcel:
        return open_parcel(parcel.sealed, self.municipality.secret)

    def answers(self, parcel: Parcel, status: str = "received", reason: str = "", under: Parcel | None = None) -> None:
        name, data = make_receipt(self.opens(parcel), received_at=NOW, status=status, reason=reason)
        (self.folder / (f"{under.sha256}.receipt.age" if under else name)).write_bytes(data)


@pytest.fixture
def way(tmp_path: Path, device: DeviceKeys, municipality: Identity) -> Way:
    folder = tmp_path / "share"
    folder.mkdir()
    return Way(folder, device, municipality)


def test_ready_parcels_go_and_only_those(way: Way) -> None:
    ready = [way.parcel(), way.parcel()]
    others = [way.parcel(state) for state in ParcelState if state is not ParcelState.READY]

    done = way.round(*ready, *others)

    assert done == Round((Sent(ready[0].id), Sent(ready[1].id)))
    assert {path.name for path in way.folder.iterdir()} == {f"{parcel.sha256}.age" for parcel in ready}


def test_what_arrives_is_what_was_stored_every_time(way: Way) -> None:
    parcel = way.parcel()

    for _time in range(3):
        assert way.round(parcel).changes == (Sent(parcel.id),)

    (file,) = way.folder.iterdir()
    assert file.read_bytes() == parcel.sealed


def test_a_receipt_of_who_opened_the_parcel_confirms_it(way: Way) -> None:
    parcel = way.parcel(ParcelState.SENT)
    way.answers(parcel)

    assert way.round(parcel) == Round((Confirmed(parcel.id, NOW),))


def test_a_parcel_that_was_sent_but_not_noted_is_confirmed_without_going_again(way: Way) -> None:
    parcel = way.parcel()
    way.answers(parcel)

    assert way.round(parcel) == Round((Sent(parcel.id), Confirmed(parcel.id, NOW)))
    assert [path.name for path in way.folder.iterdir()] == [f"{parcel.sha256}.receipt.age"]


def test_a_refusal_asks_for_a_person_once_and_a_later_receipt_still_confirms(way: Way) -> None:
    parcel = way.parcel(ParcelState.SENT)
    way.answers(parcel, "refused", "Dit zaaktype kennen wij niet.")

    done = way.round(parcel)
    noted = evolve(parcel, state=ParcelState.ATTENTION, reason="Dit zaaktype kennen wij niet.")
    again = way.round(noted)
    way.answers(parcel)
    after = way.round(noted)

    assert done.changes == (Attention(parcel.id, "Dit zaaktype kennen wij niet."),)
    assert again == Round(())
    assert after.changes == (Confirmed(parcel.id, NOW),)


def test_a_receipt_that_was_read_before_changes_nothing_more(way: Way) -> None:
    parcel = way.parcel(ParcelState.CONFIRMED)
    way.answers(parcel)

    assert way.round(parcel) == Round(())


def test_a_replayed_receipt_of_another_parcel_confirms_nothing(way: Way) -> None:
    parcel, other = way.parcel(ParcelState.SENT), way.parcel(ParcelState.SENT)
    way.answers(other, under=parcel)

    assert way.round(parcel) == Round((), ignored=1)


def test_a_receipt_forged_by_who_did_not_open_the_parcel_confirms_nothing(way: Way) -> None:
    """Id, hash and reply recipient can leak; the token stands inside the sealed parcel only."""
    parcel = way.parcel(ParcelState.SENT)
    opened = way.opens(parcel)
    forged = evolve(opened, contents=evolve(opened.contents, reply_token="0" * 32))
    name, data = make_receipt(forged, received_at=NOW)
    (way.folder / name).write_bytes(data)

    assert way.round(parcel) == Round((), ignored=1)


@pytest.mark.parametrize("field", ["parcel_id", "sha256"])
def test_a_receipt_with_the_right_token_for_something_else_confirms_nothing(way: Way, field: str) -> None:
    parcel = way.parcel(ParcelState.SENT)
    opened, other = way.opens(parcel), way.opens(way.parcel())
    if field == "sha256":
        wrong = evolve(opened, sha256=other.sha256)
    else:
        wrong = evolve(opened, contents=evolve(opened.contents, parcel_id=other.contents.parcel_id))
    _name, data = make_receipt(wrong, received_at=NOW)
    (way.folder / f"{parcel.sha256}.receipt.age").write_bytes(data)

    assert way.round(parcel) == Round((), ignored=1)


def test_a_receipt_for_another_desk_a_cut_one_and_noise_confirm_nothing(way: Way) -> None:
    elsewhere = evolve(way, device=DeviceKeys.new())
    foreign, cut, noise = (way.parcel(ParcelState.SENT) for _number in range(3))
    elsewhere.answers(elsewhere.parcel(), under=foreign)
    way.answers(cut)
    path = way.folder / f"{cut.sha256}.receipt.age"
    path.write_bytes(path.read_bytes()[:-20])
    (way.folder / f"{noise.sha256}.receipt.age").write_bytes(b"Noor Verzonnen")

    assert way.round(foreign, cut, noise) == Round((), ignored=3)


def test_receipts_of_other_desks_in_a_shared_folder_are_left_alone(way: Way) -> None:
    elsewhere = evolve(way, device=DeviceKeys.new())
    elsewhere.answers(elsewhere.parcel())
    parcel = way.parcel(ParcelState.SENT)

    assert way.round(parcel) == Round(())
    assert len(list(way.folder.iterdir())) == 1


def test_one_bad_receipt_does_not_stop_the_others(way: Way) -> None:
    first, second, ready = way.parcel(ParcelState.SENT), way.parcel(ParcelState.SENT), way.parcel()
    (way.folder / f"{first.sha256}.receipt.age").write_bytes(b"noise")
    way.answers(second)

    done = way.round(first, second, ready)

    assert done == Round((Confirmed(second.id, NOW), Sent(ready.id)), ignored=1)


def test_a_folder_that_is_gone_is_told_in_a_sentence_and_everything_stays_ready(way: Way) -> None:
    way.folder.rmdir()

    assert way.round(way.parcel(), way.parcel()) == Round((), FolderGone.sentence)


def test_what_went_before_the_stick_was_pulled_counts_as_sent(way: Way) -> None:
    first, second, third = way.parcel(), way.parcel(), way.parcel()
    (way.folder / f"{second.sha256}.age" / "in the way").mkdir(parents=True)

    done = way.round(first, second, third)

    assert done.changes == (Sent(first.id),)
    assert done.problem
    assert not (way.folder / f"{third.sha256}.age").exists()


def test_stored_bytes_that_are_no_longer_the_sealed_ones_ask_for_a_person(way: Way) -> None:
    damaged = evolve(way.parcel(), sealed=b"something else")
    good = way.parcel()

    done = way.round(damaged, good)

    assert done.changes == (Attention(damaged.id, ParcelDamaged.sentence), Sent(good.id))
    assert [path.name for path in way.folder.iterdir()] == [f"{good.sha256}.age"]


def test_nothing_to_carry_needs_no_folder(way: Way) -> None:
    way.folder.rmdir()

    assert way.round(way.parcel(ParcelState.DRAFT), way.parcel(ParcelState.CONFIRMED)) == Round(())
