"""What leaves: only after a yes that was told back, only what the bundles hold, never what never leaves."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from intake_desktop.casework.consents import ConsentAnswer, ToldBack
from intake_desktop.casework.parcels import ParcelState, Receiver
from intake_desktop.casework.promises import Party
from intake_desktop.casework.visits import NonAnswer
from intake_desktop.desk.conversation import Conversation
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.releases import NotAFolder, NothingChosen, ReceiverWithoutName
from intake_desktop.desk.views import PromiseDraft
from intake_desktop.sync import Identity, NotARecipient, OpenedParcel, make_receipt, new_identity, open_parcel
from tests.desk.conftest import Door

SECRETS = ("Collegageheim", "home_goes", "talk_about_home")


@pytest.fixture
def municipality() -> Identity:
    return new_identity()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def receiver(counter: Counter, municipality: Identity, folder: Path) -> Receiver:
    return counter.releases.enrol("Gemeente (oefening)", municipality.recipient, str(folder))


@pytest.fixture
def conversation(counter: Counter) -> Conversation:
    conversation = counter.visits.begin("ar", "ar")
    for ref, value in {
        "/data/start/who_is_here": "alleen",
        "/data/question/request": "hulp bij de huur",
        "/data/person/resident_name": "Amal Voorbeeld",
        "/data/person/reach": "bellen",
        "/data/agreed/helper_note": "Collegageheim",
        "/data/home/home_goes": "gaat_moeilijk",
        "/data/home/talk_about_home": "ja",
        "/data/money/money_goes": "gaat_moeilijk",
    }.items():
        conversation.answer(ref, value)
    conversation.decline("/data/money/income", NonAnswer.RATHER_NOT_SAY)
    conversation.leave()
    return conversation


def release(counter: Counter, conversation: Conversation, receiver: Receiver, *bundles: str) -> None:
    counter.releases.answer(conversation.visit_id, receiver.id, ConsentAnswer.YES, ToldBack.SELF, bundles)


def opened(folder: Path, municipality: Identity) -> OpenedParcel:
    (parcel,) = folder.glob("*.age")
    return open_parcel(parcel.read_bytes(), municipality.secret)


def test_the_question_names_the_receiver_and_ticks_nothing(
    counter: Counter, conversation: Conversation, receiver: Receiver
) -> None:
    view = counter.releases.question(conversation.visit_id, receiver.id)

    assert "Gemeente" in view.question.nl.replace("\N{NO-BREAK SPACE}", " ")
    assert view.question.other
    text = " ".join(part.nl for part in view.text)
    assert "uw vraag" in text.partition("niet door")[2]
    assert not any(secret in str(view) for secret in SECRETS)
    assert "/data/home" not in str(view)
    assert {one.id for one in view.bundles if one.always} == {"reach"}


def test_what_is_chosen_moves_to_what_leaves(counter: Counter, conversation: Conversation, receiver: Receiver) -> None:
    view = counter.releases.question(conversation.visit_id, receiver.id, ("request",))

    assert "uw vraag" in view.text[0].nl


@pytest.mark.parametrize("answer", [ConsentAnswer.NO, ConsentAnswer.THINKING])
def test_nothing_leaves_without_a_yes(
    counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path, answer: ConsentAnswer
) -> None:
    parcel = counter.releases.answer(conversation.visit_id, receiver.id, answer, ToldBack.SELF, ("request",))

    counter.deliveries.carry()
    assert parcel is None
    assert list(folder.iterdir()) == []


def test_a_yes_that_could_not_be_told_back_waits(
    counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path
) -> None:
    parcel = counter.releases.answer(conversation.visit_id, receiver.id, ConsentAnswer.YES, ToldBack.FAILED, ("request",))

    counter.deliveries.carry()
    assert parcel is None
    assert list(folder.iterdir()) == []


def test_a_yes_to_nothing_is_refused(counter: Counter, conversation: Conversation, receiver: Receiver) -> None:
    with pytest.raises(NothingChosen):
        release(counter, conversation, receiver)


def test_only_what_was_agreed_arrives(
    counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path, municipality: Identity
) -> None:
    release(counter, conversation, receiver, "request", "money")

    assert counter.deliveries.carry().sent == 1

    contents = opened(folder, municipality).contents
    assert {(one.ref, one.value) for one in contents.answers} == {
        ("/data/person/reach", "bellen"),
        ("/data/question/request", "hulp bij de huur"),
        ("/data/money/money_goes", "gaat_moeilijk"),
        ("/data/money/income", NonAnswer.RATHER_NOT_SAY.value),
    }
    assert "hulp bij de huur" in contents.submission_xml
    assert "Voorbeeld" not in contents.submission_xml
    assert all(one.question and one.text for one in contents.answers)


def test_what_never_leaves_never_leaves(
    counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path, municipality: Identity
) -> None:
    everything = [one.id for one in counter.releases.question(conversation.visit_id, receiver.id).bundles]

    release(counter, conversation, receiver, *everything)
    counter.deliveries.carry()

    contents = opened(folder, municipality).contents
    told = contents.submission_xml + str(contents.answers)
    for never in (*SECRETS, "who_is_here", "helper_note"):
        assert never not in told


def test_the_name_stays_here_in_promises_that_travel_without_it(
    counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path, municipality: Identity
) -> None:
    conversation.answer("/data/agreed/help_level", "samen")
    phrase = next(one for one in counter.promises.phrases() if one.party is Party.RESIDENT)
    slots = {name: "uw huurcontract" for name, _label in phrase.slots}
    draft = PromiseDraft(phrase.id, phrase.party, "Amal Voorbeeld", date(2026, 11, 26), time(10), slots)
    counter.promises.make(conversation.visit_id, draft)

    release(counter, conversation, receiver, "agreed")
    counter.deliveries.carry()

    (promise,) = opened(folder, municipality).contents.promises
    assert "Voorbeeld" not in promise.who + promise.sentence
    assert promise.who == "de inwoner"
    assert "\N{NO-BREAK SPACE}" not in promise.sentence


def test_a_receipt_confirms_the_parcel(
    counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path, municipality: Identity
) -> None:
    release(counter, conversation, receiver, "request")
    counter.deliveries.carry()
    assert [(one.state, one.bundles) for one in counter.deliveries.parcels()] == [
        (ParcelState.SENT, ("hoe wij u mogen bereiken", "uw vraag en wat u wilt bereiken"))
    ]
    name, receipt = make_receipt(opened(folder, municipality), received_at=conversation.started_at)
    (folder / name).write_bytes(receipt)

    carried = counter.deliveries.carry()

    assert (carried.confirmed, carried.problem) == (1, "")
    assert [one.state for one in counter.deliveries.parcels()] == [ParcelState.CONFIRMED]
    assert counter.deliveries.carry().confirmed == 0


def test_a_folder_that_is_gone_keeps_the_parcel_ready_and_says_why(
    counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path
) -> None:
    release(counter, conversation, receiver, "request")
    folder.rmdir()

    carried = counter.deliveries.carry()

    assert (carried.sent, carried.waiting) == (0, 1)
    assert carried.problem
    folder.mkdir()
    assert counter.deliveries.carry().sent == 1


def test_a_receiver_is_enrolled_only_with_a_real_recipient(counter: Counter) -> None:
    with pytest.raises(NotARecipient):
        counter.releases.enrol("Gemeente", "age1nonsense", "/share")
    assert counter.releases.receivers() == ()


def test_a_receiver_has_a_name_and_a_place_that_stays_the_same(counter: Counter, municipality: Identity) -> None:
    with pytest.raises(ReceiverWithoutName):
        counter.releases.enrol("  ", municipality.recipient, "/share")
    for folder in ("", "share", "  "):
        with pytest.raises(NotAFolder):
            counter.releases.enrol("Gemeente", municipality.recipient, folder)
    assert counter.releases.receivers() == ()


def test_a_no_after_a_yes_holds_the_parcel_here(
    counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path
) -> None:
    release(counter, conversation, receiver, "request")
    counter.releases.answer(conversation.visit_id, receiver.id, ConsentAnswer.NO, ToldBack.FAILED, ())

    carried = counter.deliveries.carry()

    assert (carried.sent, list(folder.iterdir())) == (0, [])
    assert [one.state for one in counter.deliveries.parcels()] == [ParcelState.ATTENTION]


def test_a_second_yes_replaces_the_first_parcel(
    counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path, municipality: Identity
) -> None:
    release(counter, conversation, receiver, "request", "money")
    release(counter, conversation, receiver, "request")

    assert counter.deliveries.carry().sent == 1
    assert {one.ref for one in opened(folder, municipality).contents.answers} == {"/data/person/reach", "/data/question/request"}


def test_a_consent_that_has_ended_lets_nothing_leave(
    door: Door, counter: Counter, conversation: Conversation, receiver: Receiver, folder: Path
) -> None:
    release(counter, conversation, receiver, "request")
    door.clock.pass_by(timedelta(days=400))

    carried = counter.deliveries.carry()

    assert (carried.sent, carried.waiting, list(folder.iterdir())) == (0, 0, [])


def test_a_yes_counts_only_for_what_was_shown(counter: Counter, conversation: Conversation, receiver: Receiver) -> None:
    assert "debts" not in [one.id for one in counter.releases.question(conversation.visit_id, receiver.id).bundles]

    for bundles in (("debts",), ("reach",), ("nonsense",)):
        with pytest.raises(NothingChosen):
            release(counter, conversation, receiver, *bundles)
    assert counter.deliveries.parcels() == ()


def test_promises_are_shown_before_they_leave(counter: Counter, conversation: Conversation, receiver: Receiver) -> None:
    phrase = next(one for one in counter.promises.phrases() if one.id == "call_landlord")
    counter.promises.make(conversation.visit_id, PromiseDraft(phrase.id, phrase.party, "Karin", date(2026, 11, 26)))

    bundles = {one.id: one.lines for one in counter.releases.question(conversation.visit_id, receiver.id).bundles}

    assert [(who, "verhuurder" in sentence) for who, sentence in bundles["agreed"]] == [("Karin", True)]
