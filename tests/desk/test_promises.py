"""Promises: somebody with a name, on a day that is still to come."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from intake_desktop.casework.promises import Kept, Party
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.promises import DayHasPassed, PromiseIncomplete, PromiseWithoutName
from intake_desktop.desk.views import PhraseView, PromiseDraft
from tests.desk.conftest import Door

TODAY = date(2026, 11, 23)


@pytest.fixture
def visit(counter: Counter) -> VisitId:
    return counter.visits.begin("ar", "ar").visit_id


def draft(phrase: PhraseView, *, who: str = "Karin", due: date = TODAY) -> PromiseDraft:
    return PromiseDraft(phrase.id, phrase.party, who, due, time(10), {name: "huurcontract" for name, _label in phrase.slots})


def test_every_phrase_makes_a_promise_with_its_day_in_words(counter: Counter, visit: VisitId) -> None:
    for phrase in counter.promises.phrases():
        made = counter.promises.make(visit, draft(phrase))
        assert "{" not in made.sentence
        assert made.party is phrase.party
    assert len(counter.promises.of_visit(visit)) == len(counter.promises.phrases())
    assert {phrase.party for phrase in counter.promises.phrases()} == set(Party)


def test_a_promise_without_a_name_is_refused(counter: Counter, visit: VisitId) -> None:
    with pytest.raises(PromiseWithoutName):
        counter.promises.make(visit, draft(counter.promises.phrases()[0], who="  "))

    assert counter.promises.of_visit(visit) == ()


def test_a_promise_with_an_empty_place_is_refused(counter: Counter, visit: VisitId) -> None:
    phrase = next(one for one in counter.promises.phrases() if one.slots)

    with pytest.raises(PromiseIncomplete):
        counter.promises.make(visit, PromiseDraft(phrase.id, phrase.party, "Karin", TODAY, time(10), {}))


def test_a_promise_for_yesterday_is_refused(counter: Counter, visit: VisitId) -> None:
    with pytest.raises(DayHasPassed):
        counter.promises.make(visit, draft(counter.promises.phrases()[0], due=TODAY - timedelta(days=1)))


def test_a_slip_is_taken_back(counter: Counter, visit: VisitId) -> None:
    made = counter.promises.make(visit, draft(counter.promises.phrases()[0]))

    counter.promises.take_back(made.id)

    assert counter.promises.of_visit(visit) == ()


def test_the_desk_shows_what_is_due_and_what_is_late_until_it_is_kept(door: Door, counter: Counter, visit: VisitId) -> None:
    made = counter.promises.make(visit, draft(counter.promises.phrases()[0]))
    assert [(one.id, one.late) for one in counter.home.overview().promises] == [(made.id, False)]

    door.clock.pass_by(timedelta(days=1))
    assert [one.late for one in counter.home.overview().promises] == [True]

    counter.promises.mark(made.id, Kept.KEPT)
    assert counter.home.overview().promises == ()
