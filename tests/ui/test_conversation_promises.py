"""Promises beside the conversation: made with a name and a day, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_desktop.casework.promises import Party
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.ui.conversation.promise_box import PromiseBox
from tests.ui.talking import Talk, error_of, real_counter


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with real_counter(Places(tmp_path_factory.mktemp("desk"))) as opened:
        yield opened


@pytest.fixture
def talk(qtbot: QtBot, dutch: QApplication, counter: Counter) -> Iterator[Talk]:
    held = Talk(qtbot, counter)
    yield held
    held.close()


@pytest.fixture
def box(talk: Talk) -> PromiseBox:
    talk.key(Qt.Key.Key_F9)
    talk.qtbot.waitUntil(lambda: talk.screen.promise_box is not None and talk.screen.promise_box.isVisible())
    assert talk.screen.promise_box is not None
    return talk.screen.promise_box


def test_a_promise_is_made_with_the_keyboard_and_stands_beside_the_conversation(talk: Talk, box: PromiseBox) -> None:
    box.phrases.search.setFocus()
    QTest.keyClicks(box.phrases.search, "verhuurder")
    assert box.phrases.current() is not None
    QTest.keyClicks(box.line(box.day), "31-12")
    QTest.keyClick(box.line(box.day), Qt.Key.Key_Return)

    made = talk.counter.promises.of_visit(talk.conversation.visit_id)
    assert [promise.who for promise in made] == ["Karin"]
    assert [row.promise.sentence for row in talk.screen.aside.rows] == [made[0].sentence]
    assert not box.isVisible()


def test_a_promise_without_a_name_is_refused_at_the_name(talk: Talk, box: PromiseBox) -> None:
    box.line(box.who).clear()
    box.quick[1].click()
    box.make_button.click()

    assert error_of(box.who)
    assert box.isVisible()
    assert talk.counter.promises.of_visit(talk.conversation.visit_id) == ()
    box.line(box.who).setText("Karin")
    box.make_button.click()
    assert error_of(box.who) == ""
    assert len(talk.screen.aside.rows) == 1


@pytest.mark.parametrize("day", ["", "gisteren", "1-1-2001", "31-2-2090"])
def test_a_day_that_cannot_be_or_has_passed_is_refused_at_the_day(talk: Talk, box: PromiseBox, day: str) -> None:
    box.line(box.day).setText(day)
    box.make_button.click()

    assert error_of(box.day)
    assert talk.counter.promises.of_visit(talk.conversation.visit_id) == ()


def test_a_sentence_with_an_empty_place_is_refused(talk: Talk, box: PromiseBox) -> None:
    with_a_place = next(phrase for phrase in talk.counter.promises.phrases() if phrase.slots)
    box.phrases.choose(with_a_place.id)
    assert box.slot_names() == tuple(name for name, _label in with_a_place.slots)
    box.line(box.who).setText("Karin")
    box.quick[1].click()
    box.make_button.click()

    assert box.isVisible()
    first = box.slot(box.slot_names()[0])
    assert error_of(first)
    assert first.box.hasFocus()
    for name in box.slot_names():
        box.line(box.slot(name)).setText("Voorbeeld bv")
    if with_a_place.needs_time:
        box.line(box.time).setText("10.30")
    box.make_button.click()
    assert not box.isVisible()
    assert "Voorbeeld" in talk.screen.aside.rows[0].promise.sentence.replace("\u00a0", " ")


def test_today_and_tomorrow_are_one_press(box: PromiseBox) -> None:
    today = datetime.now(UTC).astimezone().date()
    box.quick[1].click()

    assert box.line(box.day).text() == f"{today + timedelta(days=1):%d-%m-%Y}"


def test_our_own_name_is_proposed_and_the_residents_for_their_part(talk: Talk, box: PromiseBox) -> None:
    phrases = talk.counter.promises.phrases()
    assert box.line(box.who).text() == "Karin"
    box.phrases.choose(next(one.id for one in phrases if one.party is Party.RESIDENT))
    assert box.line(box.who).text() not in ("", "Karin")
    box.line(box.who).setText("Oom Piet")
    box.phrases.choose(next(one.id for one in phrases if one.party is Party.US))
    assert box.line(box.who).text() == "Oom Piet"


def test_a_sentence_with_a_time_is_refused_at_the_time_and_only_there_a_time_is_asked(talk: Talk, box: PromiseBox) -> None:
    phrases = talk.counter.promises.phrases()
    box.phrases.choose(next(one.id for one in phrases if not one.needs_time))
    assert not box.time.isVisible()
    box.phrases.choose(next(one.id for one in phrases if one.needs_time and not one.slots))
    assert box.time.isVisible()
    box.line(box.who).setText("Karin")
    box.quick[1].click()
    box.make_button.click()

    assert error_of(box.time)
    assert box.time.box.hasFocus()
    assert talk.counter.promises.of_visit(talk.conversation.visit_id) == ()


def test_a_time_typed_for_another_sentence_does_not_go_along(talk: Talk, box: PromiseBox) -> None:
    phrases = talk.counter.promises.phrases()
    box.phrases.choose(next(one.id for one in phrases if one.needs_time))
    box.line(box.time).setText("half elf")
    box.phrases.choose("call_landlord")
    box.quick[1].click()
    box.make_button.click()

    assert [promise.at for promise in talk.counter.promises.of_visit(talk.conversation.visit_id)] == [None]


def test_tab_walks_from_the_sentence_through_its_places_to_the_name(box: PromiseBox, qtbot: QtBot) -> None:
    box.phrases.choose("bring")
    qtbot.waitUntil(box.slot("things").isVisible)
    box.phrases.list.setFocus()
    for wanted in (box.slot("things").box, box.who.box, box.day.box):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted


def test_what_was_typed_in_a_place_comes_back_with_its_sentence(box: PromiseBox) -> None:
    box.phrases.choose("bring")
    box.line(box.slot("things")).setText("uw huurcontract")
    box.phrases.choose("come_back")
    assert box.slot_names() == ()
    box.phrases.choose("bring")

    assert box.line(box.slot("things")).text() == "uw huurcontract"


def test_a_place_says_that_it_will_stand_on_the_sheet(box: PromiseBox) -> None:
    box.phrases.choose("bring")

    assert "blad" in box.slot("things").box.accessibleDescription()


def test_a_sentence_that_names_who_does_it_is_proposed_with_that_name(box: PromiseBox) -> None:
    box.phrases.choose("municipality_calls")
    assert box.line(box.who).text() == "de gemeente"
    box.phrases.choose("organisation_calls")
    assert box.line(box.who).text() == ""


def test_only_for_our_own_part_somebody_else_can_stand_in(box: PromiseBox) -> None:
    box.phrases.choose("call_landlord")
    assert box.who.box.accessibleDescription()
    for other in ("bring", "municipality_calls"):
        box.phrases.choose(other)
        assert not box.who.box.accessibleDescription()


def test_escape_keeps_what_was_typed_for_the_next_time(talk: Talk, box: PromiseBox) -> None:
    QTest.keyClicks(box.line(box.day), "31-12")
    QTest.keyClick(box.line(box.day), Qt.Key.Key_Escape)
    assert not box.isVisible()
    talk.screen.add_promise()

    assert box.isVisible()
    assert box.line(box.day).text() == "31-12"


def test_a_promise_is_taken_back(talk: Talk, box: PromiseBox) -> None:
    box.quick[1].click()
    box.make_button.click()
    talk.screen.aside.rows[0].button.click()

    assert talk.counter.promises.of_visit(talk.conversation.visit_id) == ()
    assert talk.screen.aside.rows == []
