"""A conversation held with the keyboard, at the real screen on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_desktop.casework.visits import InterviewState, NonAnswer
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.desk.views import EndView, PersonsView, QuestionView
from tests.ui.talking import Talk, real_counter, windows

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with real_counter(Places(tmp_path_factory.mktemp("desk"))) as opened:
        yield opened


@pytest.fixture
def talk(qtbot: QtBot, dutch: QApplication, counter: Counter) -> Iterator[Talk]:
    held = Talk(qtbot, counter)
    yield held
    held.close()


def test_a_few_questions_are_answered_without_touching_the_mouse(talk: Talk) -> None:
    talk.key(Qt.Key.Key_1)
    talk.key(Qt.Key.Key_Return)
    assert talk.ref.endswith("haste")
    talk.key(Qt.Key.Key_2)
    talk.key(Qt.Key.Key_3)
    talk.key(Qt.Key.Key_Return)
    talk.at("resident_name")
    talk.type("Amina Oefenaar")
    talk.key(Qt.Key.Key_Return)

    assert talk.ref.endswith("reach")
    assert talk.screen.bar._name.text() == "Amina Oefenaar"
    kept = talk.conversation.values()
    assert kept["/data/start/who_is_here"] == "alleen"
    assert len(kept["/data/start/haste"].split()) == 2
    assert kept["/data/person/resident_name"] == "Amina Oefenaar"


def test_a_digit_chooses_and_of_several_choices_takes_back(talk: Talk) -> None:
    talk.at("haste")
    talk.key(Qt.Key.Key_1)
    talk.key(Qt.Key.Key_2)
    talk.key(Qt.Key.Key_1)

    shown = [row.value for row in talk.screen.middle.question.options.rows if row.isChecked()]
    assert talk.value == shown[0]
    assert len(shown) == 1


def test_a_digit_typed_in_a_field_is_a_digit(talk: Talk) -> None:
    talk.at("resident_name")
    talk.type("7")
    talk.screen.hand_on()

    assert talk.value == "7"


def test_space_chooses_what_has_the_focus_and_letters_lead_to_a_choice(talk: Talk) -> None:
    talk.at("who_is_here")
    talk.type("mm")
    talk.key(Qt.Key.Key_Space)

    assert talk.value == "kind"


def test_in_a_long_list_typing_searches_in_both_languages(talk: Talk) -> None:
    talk.at("speaks")
    options = talk.screen.middle.question.options
    talk.type("turks")

    assert [row.accessibleName() for row in options.rows if not row.isChecked()] == ["Turks"]
    options.search.setText("التركية")
    assert [row.accessibleName() for row in options.rows if not row.isChecked()] == ["Turks"]


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Qt.Key.Key_F6, NonAnswer.DO_NOT_KNOW),
        (Qt.Key.Key_F7, NonAnswer.RATHER_NOT_SAY),
        (Qt.Key.Key_F8, NonAnswer.NOT_DISCUSSED),
    ],
)
def test_the_three_non_answers_are_one_key_away_and_the_same_key_takes_them_back(
    talk: Talk, key: Qt.Key, kind: NonAnswer
) -> None:
    talk.at("birth_date")
    talk.key(key)

    assert isinstance(talk.page, QuestionView)
    assert talk.page.declined is kind
    pills = talk.screen.middle.question.declines
    assert [one for one in NonAnswer if pills.pill(one).isChecked()] == [kind]
    talk.key(key)
    assert isinstance(talk.page, QuestionView)
    assert talk.page.declined is None
    assert not pills.pill(kind).isChecked()


def test_a_question_for_the_helper_says_so_and_offers_no_non_answer(talk: Talk) -> None:
    talk.at("who_is_here")
    card = talk.screen.middle.question

    assert card._only_you.isVisible()
    assert not card.question.other.isVisible()
    assert not card.declines.isVisible()
    talk.key(Qt.Key.Key_F6)
    assert isinstance(talk.page, QuestionView)
    assert talk.page.declined is None


@pytest.mark.parametrize("without_year", [True, False])
def test_the_last_day_in_a_letter_is_the_coming_one(talk: Talk, without_year: bool) -> None:
    talk.at("haste")
    if isinstance(talk.page, QuestionView) and "brief" not in talk.page.value.split():
        talk.conversation.answer(talk.ref, "brief")
    talk.at("urgent_day")
    day = datetime.now().astimezone().date() + timedelta(days=54)
    talk.type(f"{day.day}-{day.month}" + ("" if without_year else f"-{day:%y}"))
    talk.key(Qt.Key.Key_Return)

    assert talk.conversation.values()["/data/start/urgent_day"] == day.isoformat()


@pytest.mark.parametrize("typed", ["1-2-63", "01021963", "1 februari 1963"])
def test_a_date_is_stored_as_a_day_and_shown_back_in_words_in_both_languages(talk: Talk, typed: str) -> None:
    talk.at("birth_date")
    talk.type(typed)
    words = talk.screen.middle.question.line.words
    shown = words.nl.text().replace("\u00a0", " "), words.other.text()
    talk.screen.hand_on()

    assert talk.value == "1963-02-01"
    assert "1 februari 1963" in shown[0]
    assert "1963" in shown[1]
    assert shown[1] != shown[0]


def test_a_date_that_cannot_be_is_said_at_the_question_in_both_languages_and_keeps_what_was_typed(talk: Talk) -> None:
    talk.at("birth_date")
    talk.type("2-13-1963")
    talk.key(Qt.Key.Key_Return)
    card = talk.screen.middle.question

    assert talk.ref.endswith("birth_date")
    assert card._error.isVisible()
    assert "kan niet" in card._error_words.nl.text()
    assert card._error_words.other.text()
    assert card.line.box.value() == "2-13-1963"
    assert talk.value == ""
    card._meant.click()
    assert talk.value == "1963-02-13"
    assert not card._error.isVisible()


def test_a_wrong_answer_is_shown_before_the_helper_goes_on_and_cleared_when_it_is_right(talk: Talk) -> None:
    talk.at("birth_date")
    talk.type("1-2-2090")
    talk.key(Qt.Key.Key_Return)
    card = talk.screen.middle.question

    assert talk.ref.endswith("birth_date")
    assert card._error_words.nl.text()
    assert card._error_words.other.text()
    assert card.line.box.property("wrong") == "true"
    talk.clear_line()
    talk.type("1-2-1963")
    talk.screen.hand_on()
    assert not card._error.isVisible()
    assert card.line.box.property("wrong") == "false"


def test_a_wrong_answer_never_holds_the_conversation_up_but_stands_at_the_end(talk: Talk) -> None:
    talk.at("birth_date")
    talk.type("1-2-2090")
    talk.key(Qt.Key.Key_Return)
    talk.key(Qt.Key.Key_Return)
    assert not talk.ref.endswith("birth_date")

    talk.at("")
    end = talk.screen.middle.end
    assert [link.ref for link in end.links] == ["/data/person/birth_date"]
    end.finish_button.click()
    assert talk.conversation.state is InterviewState.DRAFT
    end.links[0].click()
    assert talk.ref.endswith("birth_date")


def test_why_we_ask_opens_and_closes_with_a_key_in_both_languages(talk: Talk) -> None:
    talk.at("birth_date")
    card = talk.screen.middle.question
    assert not card._reason.isVisible()

    card._why.click()
    assert card._reason.isVisible()
    assert card._why_words.nl.text()
    assert card._why_words.other.text() != card._why_words.nl.text()
    card._why.click()
    assert not card._reason.isVisible()


def test_alt_with_arrows_walks_between_sections_also_from_a_long_text(talk: Talk) -> None:
    talk.at("request")
    talk.type("brieven")
    talk.key(Qt.Key.Key_Down, ALT)
    assert talk.ref.startswith("/data/person/")
    assert talk.conversation.values()["/data/question/request"] == "brieven"
    talk.key(Qt.Key.Key_Up, ALT)
    talk.key(Qt.Key.Key_Up, ALT)
    assert talk.ref.startswith("/data/start/")
    talk.key(Qt.Key.Key_Down, ALT)  # now from a choice, where arrows walk between choices
    assert talk.ref.startswith("/data/question/")


def test_in_a_long_text_enter_makes_a_line_and_control_enter_goes_on(talk: Talk) -> None:
    talk.at("request")
    talk.type("een")
    talk.key(Qt.Key.Key_Return)
    talk.type("twee")
    assert talk.ref.endswith("request")
    talk.key(Qt.Key.Key_Return, CONTROL)

    assert not talk.ref.endswith("request")
    assert talk.conversation.values()["/data/question/request"] == "een\ntwee"


def test_control_z_takes_back_typing_first_and_then_the_last_answer(talk: Talk) -> None:
    talk.at("who_is_here")
    talk.key(Qt.Key.Key_1)
    talk.key(Qt.Key.Key_3)
    talk.key(Qt.Key.Key_Z, CONTROL)
    assert talk.value == "alleen"
    assert [row.value for row in talk.screen.middle.question.options.rows if row.isChecked()] == ["alleen"]

    talk.at("resident_name")
    talk.type("Amina")
    talk.key(Qt.Key.Key_Z, CONTROL)
    talk.screen.hand_on()
    assert talk.value == ""
    assert talk.ref.endswith("resident_name")


def test_escape_loses_nothing(talk: Talk) -> None:
    talk.at("resident_name")
    talk.type("Amina")
    talk.key(Qt.Key.Key_Escape)

    assert talk.value == "Amina"
    assert talk.screen.isVisible()


def test_persons_are_added_changed_and_taken_out_and_a_removal_can_be_undone(talk: Talk) -> None:
    talk.live_with_others("Samira", "Yusuf")
    page = talk.screen.middle.persons
    before = talk.conversation.values()
    assert isinstance(talk.page, PersonsView)
    named = [person.title for person in talk.page.persons]
    assert {"Samira", "Yusuf"} <= set(named)

    page.rows[named.index("Samira")].remove_button.click()
    assert "Samira" not in [person.title for person in talk.page.persons]  # type: ignore[union-attr]  # still the persons page
    assert talk.screen.middle.removed.isVisible()
    talk.key(Qt.Key.Key_Return)  # the focus stands on undo

    assert isinstance(talk.page, PersonsView)
    assert [person.title for person in talk.page.persons] == named
    assert talk.conversation.values() == before
    page.rows[named.index("Yusuf")].change_button.click()
    assert isinstance(talk.page, QuestionView)
    assert talk.page.person == "Yusuf"
    assert talk.screen.middle.question._person.isVisible()


def test_enter_on_the_persons_page_goes_on_and_adds_nobody(talk: Talk) -> None:
    talk.live_with_others("Samira")
    assert isinstance(talk.page, PersonsView)
    persons = len(talk.page.persons)

    talk.key(Qt.Key.Key_Return)
    assert not talk.ref.endswith("member")
    talk.at("household/member")
    assert isinstance(talk.page, PersonsView)
    assert len(talk.page.persons) == persons


def test_the_end_offers_print_what_leaves_and_finish(talk: Talk) -> None:
    talk.at("")
    assert isinstance(talk.page, EndView)
    end, screen, visit = talk.screen.middle.end, talk.screen, talk.conversation.visit_id

    for tile, signal in zip(end.tiles(), (screen.print_requested, screen.release_requested, screen.finished), strict=True):
        with talk.qtbot.waitSignal(signal) as emitted:
            tile.click()
        assert emitted.args == [visit]
    assert talk.conversation.state is InterviewState.FINISHED


def test_stop_here_keeps_everything_and_leaves_or_prints(talk: Talk) -> None:
    talk.at("resident_name")
    talk.type("Amina")
    talk.screen.bar.stop_button.click()
    box = talk.screen.stop_box
    assert box is not None
    assert box.isVisible()

    with talk.qtbot.waitSignal(talk.screen.left):
        box.leave_button.click()
    assert talk.conversation.state is InterviewState.STOPPED
    assert talk.conversation.values()["/data/person/resident_name"] == "Amina"


def test_a_dutch_resident_sees_one_column(qtbot: QtBot, dutch: QApplication, counter: Counter) -> None:
    talk = Talk(qtbot, counter, reads="nl")
    talk.at("haste")
    card = talk.screen.middle.question

    assert card.question.nl.text()
    assert not card.question._beside.isVisible()
    assert not any(row.words._beside.isVisible() for row in card.options.rows)
    talk.close()


def test_the_sections_say_their_state_in_a_word_and_go_there(talk: Talk) -> None:
    talk.at("who_is_here")
    talk.key(Qt.Key.Key_1)
    rows = talk.screen.sections.rows

    assert any(character.isdigit() for character in rows[0].accessibleDescription())
    rows[1].click()
    assert talk.ref.endswith("request")


def test_answering_opens_no_window_and_makes_no_new_parts(talk: Talk) -> None:
    talk.at("income")
    open_now = windows()
    made = set(map(id, talk.screen.findChildren(object)))
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_3):
        talk.key(digit)

    assert windows() == open_now
    assert set(map(id, talk.screen.middle.question.options.rows)) <= made
    told = QAccessible.queryAccessibleInterface(talk.screen.middle.question.options.rows[0])
    assert told.role() is QAccessible.Role.CheckBox
    assert told.state().checkable
