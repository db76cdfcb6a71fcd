"""The conversation without a window: pages, answers, the three non-answers, persons, undo, stop and finish."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake_desktop.casework.consents import ConsentAnswer, ToldBack
from intake_desktop.casework.people import Resident
from intake_desktop.casework.visits import InterviewState, NonAnswer
from intake_desktop.desk.conversation import Conversation
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.keeping import SaveState
from intake_desktop.desk.views import EndView, PersonsView, QuestionKind, QuestionView, SectionState
from intake_desktop.sync import new_identity
from intake_desktop.vault import Tables
from tests.desk.conftest import Door

NAME = "/data/person/resident_name"
BIRTH = "/data/person/birth_date"
GOES = "/data/money/money_goes"
MEMBER = "/data/household/member"


@pytest.fixture
def conversation(counter: Counter) -> Conversation:
    return counter.visits.begin("ar", "ar")


def question(conversation: Conversation, ref: str) -> QuestionView:
    conversation.go_to(ref)
    page = conversation.page()
    assert isinstance(page, QuestionView)
    return page


def with_a_child(conversation: Conversation, name: str) -> None:
    conversation.answer("/data/household/lives_with_others", "ja")
    conversation.add_person(MEMBER)
    page = conversation.page()
    assert isinstance(page, QuestionView)
    conversation.answer(page.ref, name)


def test_every_question_stands_in_dutch_and_in_the_language_of_the_resident(conversation: Conversation) -> None:
    for _ in range(200):
        page = conversation.page()
        if isinstance(page, EndView):
            break
        assert page.label.nl
        assert page.label.other or (isinstance(page, QuestionView) and page.helper_only)
        assert not page.label.other_is_dutch
        conversation.next()
    assert isinstance(conversation.page(), EndView)


def test_a_resident_who_reads_dutch_sees_one_column(counter: Counter) -> None:
    page = counter.visits.begin("nl", "nl").page()

    assert isinstance(page, QuestionView)
    assert page.label.other == ""


def test_the_languages_chosen_before_are_answers_of_the_form(conversation: Conversation) -> None:
    assert question(conversation, "/data/start/speaks").value == "ar"
    assert question(conversation, "/data/start/reads").value == "ar"


def test_who_sits_at_the_table_is_for_the_helper_only(conversation: Conversation) -> None:
    page = question(conversation, "/data/start/who_is_here")

    assert page.helper_only
    assert page.can_decline == ()
    assert {page.label.other, *(option.label.other for option in page.options)} == {""}


def test_an_answer_is_saved_before_it_says_so(conversation: Conversation) -> None:
    saved = conversation.answer(NAME, "Amal Voorbeeld")

    saved.done.result(timeout=5)
    assert conversation.saved_state is SaveState.SAVED
    assert conversation.title == "Amal Voorbeeld"


def test_a_wrong_answer_says_so_in_both_languages_and_stops_finishing(conversation: Conversation) -> None:
    conversation.answer(BIRTH, "2099-01-01")

    page = question(conversation, BIRTH)
    assert page.error is not None
    assert page.error.nl
    assert page.error.other
    assert [error.ref for error in conversation.finish()] == [BIRTH]
    assert conversation.state is InterviewState.DRAFT


def test_the_three_non_answers_are_three_values_and_can_be_taken_back(conversation: Conversation) -> None:
    for ref in (NAME, GOES):
        for kind in NonAnswer:
            conversation.decline(ref, kind)
            assert question(conversation, ref).declined is kind
        conversation.decline(ref, NonAnswer.NOT_DISCUSSED)
        assert question(conversation, ref).declined is None


def test_an_answer_replaces_a_non_answer(conversation: Conversation) -> None:
    conversation.decline(NAME, NonAnswer.RATHER_NOT_SAY)

    conversation.answer(NAME, "Amal Voorbeeld")

    page = question(conversation, NAME)
    assert (page.value, page.declined) == ("Amal Voorbeeld", None)


def test_non_answers_are_no_options(conversation: Conversation) -> None:
    page = question(conversation, GOES)

    assert page.kind is QuestionKind.ONE
    assert page.can_decline == tuple(NonAnswer)
    assert not {option.value for option in page.options} & {kind.value for kind in NonAnswer}


def test_a_section_that_was_not_discussed_says_so(conversation: Conversation) -> None:
    conversation.decline(GOES, NonAnswer.NOT_DISCUSSED)
    conversation.decline("/data/money/income", NonAnswer.NOT_DISCUSSED)

    states = {section.ref: section.state for section in conversation.sections()}
    assert states["/data/money"] is SectionState.NOT_DISCUSSED
    assert states["/data/debts"] is SectionState.NOT_YET


def test_thuis_is_asked_only_when_the_resident_is_alone(conversation: Conversation) -> None:
    assert "/data/home" not in [section.ref for section in conversation.sections()]

    conversation.answer("/data/start/who_is_here", "alleen")
    assert "/data/home" in [section.ref for section in conversation.sections()]

    conversation.answer("/data/start/who_is_here", "partner")
    assert "/data/home" not in [section.ref for section in conversation.sections()]


def test_a_new_person_leads_through_their_questions_and_back_to_the_list(conversation: Conversation) -> None:
    with_a_child(conversation, "Noor")

    for _ in range(10):
        page = conversation.page()
        if isinstance(page, PersonsView):
            break
        assert page.ref.startswith(f"{MEMBER}[")
        conversation.next()
    assert isinstance(page, PersonsView)
    assert [person.title for person in page.persons][-1] == "Noor"


def test_a_removed_person_comes_back_with_undo(conversation: Conversation) -> None:
    with_a_child(conversation, "Noor")
    before = dict(conversation.values())
    position = len([ref for ref in before if ref.endswith("/member_name")])

    conversation.remove_person(f"{MEMBER}[{position}]")
    assert "Noor" not in conversation.values().values()
    conversation.undo().done.result(timeout=5)

    assert dict(conversation.values()) == before


def test_marks_of_others_move_up_when_a_person_is_removed(conversation: Conversation) -> None:
    conversation.answer("/data/household/lives_with_others", "ja")
    while len([ref for ref in conversation.values() if ref.endswith("/member_name")]) < 3:
        conversation.add_person(MEMBER)
    conversation.decline(f"{MEMBER}[1]/member_name", NonAnswer.DO_NOT_KNOW)
    conversation.decline(f"{MEMBER}[3]/member_name", NonAnswer.RATHER_NOT_SAY)

    conversation.remove_person(f"{MEMBER}[1]")

    assert question(conversation, f"{MEMBER}[2]/member_name").declined is NonAnswer.RATHER_NOT_SAY
    assert question(conversation, f"{MEMBER}[1]/member_name").declined is None


def test_undo_takes_back_the_last_answer_and_goes_there(conversation: Conversation) -> None:
    conversation.go_to(NAME)
    conversation.answer(NAME, "Amal Voorbeeld")
    conversation.go_to(GOES)

    conversation.undo()

    page = conversation.page()
    assert isinstance(page, QuestionView)
    assert (page.ref, page.value) == (NAME, "")
    assert not conversation.can_undo


def test_previous_on_the_first_page_and_next_on_the_last_stay_there(conversation: Conversation) -> None:
    first = conversation.page()
    conversation.previous()
    assert conversation.page() == first

    conversation.go_to("end")
    conversation.next()
    assert isinstance(conversation.page(), EndView)


def test_sections_can_be_walked(conversation: Conversation) -> None:
    refs = [section.ref for section in conversation.sections()]

    for ref in refs[1:]:
        conversation.next_section()
        assert [section.ref for section in conversation.sections() if section.current] == [ref]
    conversation.next_section()
    assert isinstance(conversation.page(), EndView)
    conversation.previous_section()
    conversation.previous_section()
    assert [section.ref for section in conversation.sections() if section.current] == [refs[-2]]


def test_a_draft_goes_on_at_the_same_question_with_the_same_answers(
    door: Door, conversation: Conversation, counter: Counter
) -> None:
    conversation.answer(NAME, "Amal Voorbeeld")
    conversation.decline(BIRTH, NonAnswer.DO_NOT_KNOW)
    with_a_child(conversation, "Noor")
    page, values = conversation.page(), conversation.values()
    conversation.leave()
    counter.lock()

    again = door.unlock()
    resumed = again.visits.resume(conversation.interview_id)

    assert resumed.page() == page
    assert dict(resumed.values()) == dict(values)
    assert question(resumed, BIRTH).declined is NonAnswer.DO_NOT_KNOW
    again.lock()


def test_stopping_keeps_everything_and_stays_on_the_desk(conversation: Conversation, counter: Counter) -> None:
    conversation.answer(NAME, "Amal Voorbeeld")

    conversation.stop()

    drafts = counter.home.overview().drafts
    assert [(draft.interview, draft.initials, draft.state) for draft in drafts] == [
        (conversation.interview_id, "A.V.", InterviewState.STOPPED)
    ]


def test_finishing_takes_the_resident_over_and_leaves_the_desk_empty(conversation: Conversation, counter: Counter) -> None:
    conversation.answer(NAME, "Amal Voorbeeld")
    conversation.answer(BIRTH, "1951-03-14")

    assert conversation.finish() == ()

    assert counter.home.overview().drafts == ()
    assert counter.check() == ()


def test_a_visit_without_a_name_finishes_too(conversation: Conversation) -> None:
    assert conversation.finish() == ()
    assert conversation.state is InterviewState.FINISHED


def test_the_urgent_letter_stands_in_view_with_its_day(conversation: Conversation) -> None:
    conversation.answer("/data/start/haste", "brief")
    page = question(conversation, "/data/start/urgent_letter")
    conversation.answer(page.ref, page.options[0].value)
    conversation.answer("/data/start/urgent_day", "2026-11-26")

    assert page.options[0].label.nl in conversation.urgent
    assert "26\N{NO-BREAK SPACE}november" in conversation.urgent


def test_the_language_beside_the_dutch_can_change_in_the_middle(conversation: Conversation) -> None:
    before = question(conversation, NAME).label

    conversation.language("en")

    after = question(conversation, NAME).label
    assert (after.nl, after.other != before.other) == (before.nl, True)
    conversation.language("")
    assert question(conversation, NAME).label.other == ""


def test_the_language_follows_what_is_answered_and_undo_takes_it_back(conversation: Conversation) -> None:
    conversation.answer("/data/start/reads", "en")
    assert (conversation.reads, question(conversation, "/data/start/reads").label.other_is_dutch) == ("en", False)

    conversation.undo().done.result(timeout=5)

    assert conversation.reads == "ar"
    conversation.answer("/data/start/reads", "tr")
    assert question(conversation, NAME).label.other == ""


def test_who_sits_here_is_asked_again_and_thuis_stays_out_of_sight(
    door: Door, conversation: Conversation, counter: Counter
) -> None:
    conversation.answer("/data/start/who_is_here", "alleen")
    conversation.answer("/data/home/home_goes", "gaat_moeilijk")
    conversation.go_to("/data/home/talk_about_home")
    conversation.leave()
    counter.lock()

    again = door.unlock()
    resumed = again.visits.resume(conversation.interview_id)

    assert "/data/home" not in [section.ref for section in resumed.sections()]
    assert not resumed.page().ref.startswith("/data/home")
    resumed.answer("/data/start/who_is_here", "alleen")
    assert question(resumed, "/data/home/home_goes").value == "gaat_moeilijk"
    again.lock()


def test_the_list_of_sections_tells_nothing_about_thuis(conversation: Conversation) -> None:
    conversation.answer("/data/start/who_is_here", "alleen")
    conversation.answer("/data/home/home_goes", "gaat_moeilijk")

    (home,) = [section for section in conversation.sections() if section.ref == "/data/home"]

    assert (home.state, home.answered, home.of) == (SectionState.NOT_YET, 0, 0)


def test_finishing_twice_keeps_the_same_resident(conversation: Conversation, counter: Counter) -> None:
    def resident() -> Resident:
        def look(tables: Tables) -> Resident:
            known = tables.visits.get(conversation.visit_id).resident
            assert known is not None
            return tables.residents.get(known)

        return counter._vault.read(look)

    conversation.answer(NAME, "Amal Voorbeeld")
    conversation.finish()
    first = resident()
    conversation.answer(NAME, "Amal Verzonnen")
    conversation.finish()

    assert (resident().id, resident().name) == (first.id, "Amal Verzonnen")


def test_a_finished_visit_stands_on_the_desk_that_day_and_as_long_as_a_question_is_open(
    door: Door, conversation: Conversation, counter: Counter
) -> None:
    receiver = counter.releases.enrol("Gemeente (oefening)", new_identity().recipient, "/share")
    conversation.answer(NAME, "Amal Voorbeeld")
    conversation.finish()
    assert [(one.visit, one.initials, one.open_question) for one in counter.home.overview().recent] == [
        (conversation.visit_id, "A.V.", False)
    ]
    door.clock.pass_by(timedelta(days=1))
    assert counter.home.overview().recent == ()

    counter.releases.answer(conversation.visit_id, receiver.id, ConsentAnswer.THINKING, ToldBack.FAILED, ())

    assert [one.open_question for one in counter.home.overview().recent] == [True]


def test_the_heading_says_whose_visit_it_is(conversation: Conversation, counter: Counter) -> None:
    conversation.answer(NAME, "Amal Voorbeeld").done.result(timeout=5)

    assert counter.visits.heading(conversation.visit_id) == ("Amal Voorbeeld", conversation.facts)


def test_a_day_that_cannot_be_is_not_urgent(conversation: Conversation) -> None:
    conversation.answer("/data/start/haste", "brief")
    conversation.answer("/data/start/urgent_letter", "deurwaarder")
    conversation.answer("/data/start/urgent_day", "1927-01-15")

    assert "januari" not in conversation.urgent
    assert conversation.urgent
