"""When the disk refuses: nothing claims to be saved, and nothing stays behind once it works again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from intake_desktop.casework.people import Role
from intake_desktop.desk.conversation import Conversation
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.front import SetUpDone, SetUpDraft
from intake_desktop.desk.keeping import SaveState
from intake_desktop.vault import CannotSave, VaultDamaged
from intake_desktop.vault.tables.answers import AnswerTable
from tests.desk.conftest import CENTRE, PASSPHRASE, BoxOfKeys, Door

NAME = "/data/person/resident_name"
REQUEST = "/data/question/request"


class Disk:
    """Refuses the next writes of an answer, with the vault's own errors."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.refusals: list[Exception] = []
        write = AnswerTable.put

        def put(table: AnswerTable, *given: str) -> None:
            if self.refusals:
                raise self.refusals.pop(0)
            write(table, *given)

        patch.setattr(AnswerTable, "put", put)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def conversation(counter: Counter) -> Conversation:
    return counter.visits.begin("ar", "ar")


def kept(door: Door, counter: Counter, conversation: Conversation) -> dict[str, str]:
    counter.lock()
    again = door.unlock()
    values = dict(again.visits.resume(conversation.interview_id).values())
    again.lock()
    return values


@pytest.mark.parametrize("refusal", [CannotSave(), VaultDamaged(), RuntimeError()])
def test_a_write_that_failed_for_any_reason_is_not_called_saved(
    conversation: Conversation, disk: Disk, refusal: Exception
) -> None:
    disk.refusals = [refusal]

    with pytest.raises(type(refusal)):
        conversation.answer(NAME, "Amal Voorbeeld").done.result(timeout=5)

    assert conversation.saved_state is SaveState.FAILED
    conversation.next().done.result(timeout=5)
    assert conversation.saved_state is SaveState.SAVED


def test_a_later_write_that_succeeds_does_not_hide_one_that_failed_before_it(
    door: Door, counter: Counter, conversation: Conversation, disk: Disk
) -> None:
    disk.refusals = [CannotSave()]
    first, second = conversation.answer(REQUEST, "hulp bij de huur"), conversation.answer(NAME, "Amal Voorbeeld")

    assert isinstance(first.done.exception(timeout=5), CannotSave)
    second.done.result(timeout=5)
    conversation.leave()

    values = kept(door, counter, conversation)
    assert (values[REQUEST], values[NAME]) == ("hulp bij de huur", "Amal Voorbeeld")


def test_leaving_says_when_it_cannot_be_saved(conversation: Conversation, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise CannotSave

    disk.refusals = [CannotSave()]
    conversation.answer(NAME, "Amal Voorbeeld")
    monkeypatch.setattr(AnswerTable, "replace_under", refuse)

    with pytest.raises(CannotSave):
        conversation.leave()
    assert conversation.saved_state is SaveState.FAILED


def test_a_desk_that_could_not_be_opened_can_be_opened_at_the_next_try(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("intake_desktop.desk.counter.Counter.__init__", _refuse)
        with pytest.raises(CannotSave):
            door.unlock()

    door.unlock().lock()


def test_a_recovery_code_that_was_typed_back_is_noted_and_forgotten(tmp_path: Path) -> None:
    door = Door(tmp_path, BoxOfKeys())
    front = door.front
    done = front.set_up(SetUpDraft(CENTRE, "Karin", Role.PROFESSIONAL, PASSPHRASE))
    confirmed = partial(front._folder.recovery_is_confirmed, done.counter._vault)

    assert not front.recovery_code_matches("8H3C-Z78W")
    assert not confirmed()
    assert front.recovery_code_matches(done.recovery_code.lower())
    assert confirmed()
    assert not front.recovery_code_matches(done.recovery_code)
    done.counter.lock()


def test_secrets_do_not_stand_in_what_is_printed_of_a_value(door: Door) -> None:
    assert PASSPHRASE not in repr(SetUpDraft(CENTRE, "Karin", Role.PROFESSIONAL, PASSPHRASE))
    assert "8H3C" not in repr(SetUpDone("8H3C-Z78W", door.unlock()))


def _refuse(*_given: object, **_named: object) -> None:
    raise CannotSave
