from __future__ import annotations

from datetime import date, time, timedelta

import attrs
import pytest
from sqlcipher3 import dbapi2

from intake_desktop.casework.consents import ConsentAnswer, ConsentId, ReceiverId, ToldBack
from intake_desktop.casework.parcels import ParcelId, ParcelState, Receiver
from intake_desktop.casework.people import Helper, HelperId, Resident, ResidentId, Role
from intake_desktop.casework.promises import Kept, PromiseId
from intake_desktop.casework.visits import InterviewId, InterviewState, VisitId
from intake_desktop.vault import Action, Change, Entity, NotFound, StoredAnswer, Tables, Vault

from .invented import (
    CONSENT,
    FORM_HASH,
    INTERVIEW,
    MONDAY,
    PARCEL,
    POINT,
    PROMISE,
    RECEIVER,
    RESIDENT,
    VISIT,
    Desk,
    begin_interview,
)

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def begun(vault: Vault) -> Vault:
    vault.change(Action.VISIT_OPENED, begin_interview)
    return vault


@pytest.fixture
def released(begun: Vault) -> Vault:
    def work(change: Change) -> None:
        change.receivers.put(RECEIVER)
        change.consents.add(CONSENT)
        change.parcels.add(PARCEL)

    begun.change(Action.RELEASED, work)
    return begun


def test_settings_keep_words_and_keys_apart(vault: Vault) -> None:
    def work(change: Change) -> None:
        change.settings.set("language", "nl")
        change.settings.set("language", "ar")
        change.settings.set_bytes("device_key", b"\x00\xff")

    vault.change(Action.SET_UP, work)

    assert vault.read(lambda tables: (tables.settings.get("language"), tables.settings.get_bytes("device_key"))) == (
        "ar",
        b"\x00\xff",
    )
    assert vault.read(lambda tables: (tables.settings.get("device_key"), tables.settings.get("nothing"))) == (None, None)
    assert vault.read(lambda tables: tables.settings.get_bytes("language")) is None


def test_the_service_point_can_change(vault: Vault) -> None:
    moved = attrs.evolve(POINT, address="Elders 2")
    vault.change(Action.SET_UP, lambda change: change.settings.set_service_point(moved))

    assert vault.read(lambda tables: tables.settings.service_point()) == moved


def test_a_helper_is_found_by_identifier(vault: Vault) -> None:
    volunteer = Helper(HelperId("00-volunteer"), "Bram-Proef", Role.VOLUNTEER)
    vault.change(Action.SET_UP, lambda change: change.helpers.add(volunteer))

    assert vault.read(lambda tables: tables.helpers.get(volunteer.id)) == volunteer


def test_a_resident_is_kept_and_replaced_as_a_whole(vault: Vault) -> None:
    nameless = Resident(ResidentId("resident-0"), "")
    for resident in (RESIDENT, nameless, attrs.evolve(RESIDENT, birth_date=date(1951, 3, 15))):
        vault.change(Action.FINISHED, lambda change, one=resident: change.residents.put(one))

    changed = attrs.evolve(RESIDENT, birth_date=date(1951, 3, 15))
    assert vault.read(lambda tables: tables.residents.get(RESIDENT.id)) == changed
    assert vault.read(lambda tables: tables.residents.get(nameless.id)) == nameless


def test_a_form_text_is_kept_once_and_never_replaced(vault: Vault) -> None:
    for text in ("<first/>", "<second/>"):
        vault.change(Action.VISIT_OPENED, lambda change, xform=text: change.forms.put(FORM_HASH, xform, "brede-intake", "1"))

    assert vault.read(lambda tables: tables.forms.get(FORM_HASH)) == "<first/>"


def test_entities_keep_their_newest_version(begun: Vault) -> None:
    for label in ("Kind", "Kind van zeven"):
        begun.change(
            Action.FINISHED,
            lambda change, text=label: change.entities.put("people", "e-1", text, {"age": "7"}, INTERVIEW.id, MONDAY),
        )

    assert begun.read(lambda tables: tables.entities.of_dataset("people")) == (
        Entity("people", "e-1", "Kind van zeven", {"age": "7"}, INTERVIEW.id, MONDAY),
    )
    assert begun.read(lambda tables: tables.entities.of_dataset("houses")) == ()


def test_a_visit_is_open_until_it_is_closed(begun: Vault) -> None:
    assert begun.read(lambda tables: tables.visits.get(VISIT.id)) == VISIT

    def work(change: Change) -> None:
        change.residents.put(RESIDENT)
        change.visits.set_resident(VISIT.id, RESIDENT.id)
        change.visits.set_languages(VISIT.id, "ar", "ar")
        change.visits.close(VISIT.id, LATER)

    begun.change(Action.FINISHED, work)

    assert begun.read(lambda tables: tables.visits.get(VISIT.id)) == attrs.evolve(
        VISIT, resident=RESIDENT.id, reads="ar", closed_at=LATER
    )
    assert begun.read(lambda tables: tables.visits.count()) == 1


def test_an_interview_goes_on_where_it_was(begun: Vault, desk: Desk) -> None:
    assert begun.read(lambda tables: tables.interviews.get(INTERVIEW.id)) == INTERVIEW
    desk.clock.passes(minutes=5)

    begun.change(Action.MOVED, lambda change: change.interviews.set_position(INTERVIEW.id, "/data/haste"))

    assert begun.read(lambda tables: tables.interviews.of_visit(VISIT.id)) == (
        attrs.evolve(INTERVIEW, current_ref="/data/haste", changed_at=MONDAY + timedelta(minutes=5)),
    )


def test_an_answer_counts_as_the_last_change_of_its_interview(begun: Vault, desk: Desk) -> None:
    second = attrs.evolve(INTERVIEW, id=InterviewId("interview-2"), changed_at=LATER)
    begun.change(Action.VISIT_OPENED, lambda change: change.interviews.add(second))
    desk.clock.passes(hours=2)

    begun.change(Action.ANSWERED, lambda change: change.answers.put(INTERVIEW.id, "/data/name", "x", None))

    changed = attrs.evolve(INTERVIEW, changed_at=MONDAY + timedelta(hours=2))
    assert begun.read(lambda tables: tables.interviews.unfinished()) == (changed, second)


def test_unfinished_interviews_stand_last_changed_first(begun: Vault) -> None:
    second = attrs.evolve(INTERVIEW, id=InterviewId("interview-2"), changed_at=LATER)
    begun.change(Action.VISIT_OPENED, lambda change: change.interviews.add(second))
    assert begun.read(lambda tables: tables.interviews.unfinished()) == (second, INTERVIEW)

    begun.change(Action.STOPPED, lambda change: change.interviews.set_state(INTERVIEW.id, InterviewState.STOPPED, LATER))
    begun.change(Action.FINISHED, lambda change: change.interviews.set_state(second.id, InterviewState.FINISHED, LATER))

    assert begun.read(lambda tables: tables.interviews.unfinished()) == (
        attrs.evolve(INTERVIEW, state=InterviewState.STOPPED, changed_at=LATER),
    )


def test_an_answer_and_a_non_answer_share_a_row(begun: Vault) -> None:
    begun.change(Action.ANSWERED, lambda change: change.answers.put(INTERVIEW.id, "/data/income", "900", None))
    begun.change(Action.ANSWERED, lambda change: change.answers.put(INTERVIEW.id, "/data/income", "", "weet_niet"))

    assert begun.read(lambda tables: tables.answers.all(INTERVIEW.id)) == {"/data/income": StoredAnswer("", "weet_niet")}


def test_replacing_a_repeat_leaves_what_only_looks_alike(begun: Vault) -> None:
    kept = {
        "/data/child_count": StoredAnswer("2"),
        "/data/children": StoredAnswer("x"),
        "/data/Child[1]/name": StoredAnswer("upper"),
        "/data/child%1]": StoredAnswer("wild"),
    }
    gone = {"/data/child[1]/name": StoredAnswer("A"), "/data/child[2]/name": StoredAnswer("B")}
    begun.change(Action.ANSWERED, lambda change: change.answers.replace_under(INTERVIEW.id, "", kept | gone))

    new = {"/data/child[1]/name": StoredAnswer("C")}
    begun.change(Action.PERSON_REMOVED, lambda change: change.answers.replace_under(INTERVIEW.id, "/data/child[", new))
    with pytest.raises(ValueError, match="outside the prefix"):
        begun.change(Action.ANSWERED, lambda change: change.answers.replace_under(INTERVIEW.id, "/data/child[", kept))

    assert begun.read(lambda tables: tables.answers.all(INTERVIEW.id)) == kept | new


def test_an_answer_of_no_interview_is_a_bug_that_shows(vault: Vault) -> None:
    with pytest.raises(dbapi2.IntegrityError):
        vault.change(Action.ANSWERED, lambda change: change.answers.put(InterviewId("none"), "/data/name", "x", None))


def test_promises_stand_first_due_first_and_leave_the_list_when_kept(begun: Vault) -> None:
    same_day_earlier = attrs.evolve(PROMISE, id=PromiseId("promise-2"), at=time(9, 0))
    whole_day = attrs.evolve(PROMISE, id=PromiseId("promise-3"), at=None)
    later = attrs.evolve(PROMISE, id=PromiseId("promise-0"), due=date(2026, 12, 1))
    for promise in (later, whole_day, PROMISE, same_day_earlier):
        begun.change(Action.PROMISE_MADE, lambda change, one=promise: change.promises.add(one))

    assert begun.read(lambda tables: tables.promises.of_visit(VISIT.id)) == (same_day_earlier, PROMISE, whole_day, later)
    assert begun.read(lambda tables: tables.promises.due_until(PROMISE.due)) == (same_day_earlier, PROMISE, whole_day)
    assert begun.read(lambda tables: tables.promises.due_until(PROMISE.due - timedelta(days=1))) == ()

    begun.change(Action.PROMISE_MARKED, lambda change: change.promises.set_kept(PROMISE.id, Kept.KEPT))
    begun.change(Action.PROMISE_TAKEN_BACK, lambda change: change.promises.remove(whole_day.id))

    assert begun.read(lambda tables: tables.promises.due_until(later.due)) == (same_day_earlier, later)
    kept = attrs.evolve(PROMISE, kept=Kept.KEPT)
    assert begun.read(lambda tables: tables.promises.of_visit(VISIT.id)) == (same_day_earlier, kept, later)


def test_what_to_bring_keeps_the_order_chosen(begun: Vault) -> None:
    begun.change(Action.SHEET_CHANGED, lambda change: change.bring.set(VISIT.id, ("payslip", "id", "letters")))
    begun.change(Action.SHEET_CHANGED, lambda change: change.bring.set(VISIT.id, ("letters", "id")))

    assert begun.read(lambda tables: tables.bring.of_visit(VISIT.id)) == ("letters", "id")


def test_consents_are_answers_one_after_another(released: Vault) -> None:
    withdrawn = attrs.evolve(
        CONSENT, id=ConsentId("consent-0"), answer=ConsentAnswer.NO, told_back=ToldBack.EXPLAINED_AGAIN, given_at=LATER
    )
    released.change(Action.CONSENT_REFUSED, lambda change: change.consents.add(withdrawn))

    assert released.read(lambda tables: tables.consents.of_visit(VISIT.id)) == (CONSENT, withdrawn)
    assert released.read(lambda tables: tables.consents.get(CONSENT.id)) == CONSENT


def test_receivers_stand_by_name(released: Vault) -> None:
    first = Receiver(ReceiverId("receiver-2"), "Aanloophuis Verzonnen", "age1ander", "")
    released.change(Action.RECEIVER_ENROLLED, lambda change: change.receivers.put(first))
    released.change(Action.RECEIVER_ENROLLED, lambda change: change.receivers.put(attrs.evolve(RECEIVER, folder="/media/other")))

    assert released.read(lambda tables: tables.receivers.all()) == (first, attrs.evolve(RECEIVER, folder="/media/other"))


def test_a_parcel_goes_its_way_with_the_bytes_it_was_sealed_with(released: Vault) -> None:
    assert released.read(lambda tables: tables.parcels.in_state(ParcelState.READY)) == (PARCEL,)
    released.change(Action.PARCEL_SENT, lambda change: change.parcels.set_state(PARCEL.id, ParcelState.SENT, LATER))
    sent = attrs.evolve(PARCEL, state=ParcelState.SENT, sent_at=LATER)
    assert released.read(lambda tables: tables.parcels.in_state(ParcelState.SENT)) == (sent,)
    assert released.read(lambda tables: tables.parcels.in_state(ParcelState.READY)) == ()

    released.change(
        Action.PARCEL_ATTENTION, lambda change: change.parcels.set_state(PARCEL.id, ParcelState.ATTENTION, LATER, "unknown key")
    )
    assert released.read(lambda tables: tables.parcels.in_state(ParcelState.ATTENTION)) == (
        attrs.evolve(sent, state=ParcelState.ATTENTION, reason="unknown key"),
    )

    released.change(
        Action.RECEIPT_READ, lambda change: change.parcels.set_state(PARCEL.id, ParcelState.CONFIRMED, LATER + timedelta(days=1))
    )
    assert released.read(lambda tables: tables.parcels.in_state(ParcelState.CONFIRMED)) == (
        attrs.evolve(sent, state=ParcelState.CONFIRMED, confirmed_at=LATER + timedelta(days=1)),
    )


def test_a_list_of_parcels_comes_without_their_sealed_bytes(released: Vault) -> None:
    later = attrs.evolve(
        PARCEL, id=ParcelId("parcel-0"), made_at=LATER, reply_token="token-0", state=ParcelState.SENT, sent_at=LATER
    )
    released.change(Action.RELEASED, lambda change: change.parcels.add(later))

    assert released.read(lambda tables: tables.parcels.listed()) == (
        attrs.evolve(PARCEL, sealed=b""),
        attrs.evolve(later, sealed=b""),
    )


def test_parcels_are_counted_by_state_also_where_there_are_none(released: Vault) -> None:
    released.change(
        Action.RELEASED, lambda change: change.parcels.add(attrs.evolve(PARCEL, id=ParcelId("p-2"), reply_token="t-2"))
    )

    assert released.read(lambda tables: tables.parcels.counts()) == dict.fromkeys(ParcelState, 0) | {ParcelState.READY: 2}


@pytest.mark.parametrize(
    "look",
    [
        lambda tables: tables.helpers.get(HelperId("none")),
        lambda tables: tables.residents.get(ResidentId("none")),
        lambda tables: tables.forms.get("none"),
        lambda tables: tables.visits.get(VisitId("none")),
        lambda tables: tables.interviews.get(InterviewId("none")),
        lambda tables: tables.consents.get(ConsentId("none")),
        lambda tables: tables.receivers.get(ReceiverId("none")),
    ],
)
def test_asking_for_what_is_not_there_shows(vault: Vault, look: object) -> None:
    assert callable(look)
    with pytest.raises(NotFound):
        vault.read(look)


@pytest.mark.parametrize(
    "work",
    [
        lambda change: change.visits.close(VisitId("none"), MONDAY),
        lambda change: change.interviews.set_position(InterviewId("none"), "/data"),
        lambda change: change.promises.remove(PromiseId("none")),
        lambda change: change.parcels.set_state(ParcelId("none"), ParcelState.SENT, MONDAY),
    ],
)
def test_changing_what_is_not_there_shows_and_changes_nothing(vault: Vault, work: object) -> None:
    def head(tables: Tables) -> object:
        return tables.audit.head()

    before = vault.read(head)
    assert callable(work)
    with pytest.raises(NotFound):
        vault.change(Action.ANSWERED, work)
    assert vault.read(head) == before
