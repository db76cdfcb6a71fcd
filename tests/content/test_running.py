"""The broad intake at work: what an answer opens, what is refused, what is taken over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from intake_desktop.desk.packs import FormPack
from intake_desktop.forms import FormDefinition, Interview
from tests.content.conftest import FOLDER

NOW = datetime(2026, 11, 12, 10, tzinfo=UTC)
PERSON = "/data/person"
START = "/data/start"


@pytest.fixture(scope="module")
def definition() -> FormDefinition:
    return FormPack("brede-intake", FOLDER).definition


@pytest.fixture
def interview(definition: FormDefinition) -> Interview:
    return Interview.begin(definition, now=lambda: NOW)


@pytest.fixture
def refuses(interview: Interview) -> Callable[[str, str], bool]:
    """Whether an answer is refused."""

    def give(ref: str, value: str) -> bool:
        interview.answer(ref, value)
        return interview.node(ref).violation == "constraint"

    return give


@pytest.mark.parametrize("number", ["0612345678", "06 12 34 56 78", "070-1234567", "+48 512 345 678", "+963 11 2345678", ""])
def test_a_phone_number_from_here_or_abroad_is_taken(refuses: Callable[[str, str], bool], number: str) -> None:
    assert not refuses(f"{PERSON}/phone", number)


@pytest.mark.parametrize("number", ["061234567", "06123456789", "12", "0612345678a", "+0612345678", "+"])
def test_a_phone_number_that_cannot_be_is_refused(refuses: Callable[[str, str], bool], number: str) -> None:
    assert refuses(f"{PERSON}/phone", number)


@pytest.mark.parametrize("day", ["1951-03-14", "2026-11-12", "1900-01-01", "2008-01-01"])
def test_a_birth_date_up_to_today_is_taken(refuses: Callable[[str, str], bool], day: str) -> None:
    assert not refuses(f"{PERSON}/birth_date", day)


@pytest.mark.parametrize("day", ["2026-11-13", "2063-02-01", "1899-12-31"])
def test_a_birth_date_that_cannot_be_is_refused(refuses: Callable[[str, str], bool], day: str) -> None:
    assert refuses(f"{PERSON}/birth_date", day)


@pytest.mark.parametrize(
    ("born", "age"),
    [("1951-03-14", "75"), ("2008-11-12", "18"), ("2008-11-13", "17"), ("2026-11-12", "0"), ("2008-02-29", "18"), ("", "")],
)
def test_an_age_is_whole_years_on_the_day_itself(interview: Interview, born: str, age: str) -> None:
    interview.answer(f"{PERSON}/birth_date", born)

    assert interview.node(f"{PERSON}/age").value == age


def test_a_letter_with_a_date_asks_whose_and_until_when(interview: Interview) -> None:
    assert not interview.node(f"{START}/urgent_day").relevant

    interview.answer(f"{START}/haste", "stroom brief")

    assert interview.node(f"{START}/urgent_letter").relevant
    assert interview.node(f"{START}/urgent_day").relevant


def test_no_and_something_urgent_do_not_go_together(refuses: Callable[[str, str], bool]) -> None:
    assert not refuses(f"{START}/haste", "nee")
    assert refuses(f"{START}/haste", "nee eten")


ASKED_ALONE = {"home", "health", "people"}
NOT_THROUGH_A_CHILD = ASKED_ALONE | {"money", "debts"}


@pytest.mark.parametrize(
    ("there", "parked"),
    [
        ("alleen", set()),
        ("partner", ASKED_ALONE),
        ("kind", NOT_THROUGH_A_CHILD),
        ("familie", ASKED_ALONE),
        ("tolk", ASKED_ALONE),
        ("hulpverlener", ASKED_ALONE),
        ("", ASKED_ALONE),
    ],
)
def test_who_sits_at_the_table_decides_which_sections_are_there(interview: Interview, there: str, parked: set[str]) -> None:
    interview.answer(f"{START}/who_is_here", there)

    areas = ("letters", "money", "debts", "housing", "day", "health", "family", "people", "home", "digital")
    assert {area for area in areas if not interview.node(f"/data/{area}/{area}_goes").relevant} == parked


def test_going_apart_is_only_asked_alone(interview: Interview) -> None:
    interview.answer(f"{START}/who_is_here", "alleen")
    interview.answer("/data/people/people_goes", "gaat_moeilijk")
    assert interview.node("/data/people/going_apart").relevant

    interview.answer(f"{START}/who_is_here", "partner")

    assert not interview.node("/data/people/going_apart").relevant


def test_an_answer_comes_back_with_its_section(interview: Interview) -> None:
    interview.answer(f"{START}/who_is_here", "alleen")
    interview.answer("/data/health/health_goes", "gaat_wel")

    interview.answer(f"{START}/who_is_here", "kind")
    kept = interview.stored()["/data/health/health_goes"]
    interview.answer(f"{START}/who_is_here", "alleen")

    assert kept == "gaat_wel"
    assert interview.node("/data/health/health_goes").value == "gaat_wel"


def test_a_child_at_the_table_does_not_interpret(interview: Interview) -> None:
    interview.answer(f"{START}/who_is_here", "kind")

    assert interview.node(f"{START}/child_interprets").relevant


def test_senders_follow_the_subject_of_the_letter(interview: Interview) -> None:
    interview.answer("/data/letters/letters_goes", "gaat_moeilijk")
    assert not interview.node("/data/letters/letter_sender").relevant

    interview.answer("/data/letters/letter_topic", "verblijf")

    values = [choice.value for choice in interview.choices("/data/letters/letter_sender", "nl")]
    assert values == [
        "ind",
        "duo_inburgering",
        "gemeente_inburgering",
        "anders",
        "weet_niet",
        "zeg_liever_niet",
        "niet_besproken",
    ]


def test_what_goes_well_asks_nothing_more(interview: Interview) -> None:
    interview.answer("/data/debts/debts_goes", "gaat_goed")

    assert not interview.node("/data/debts/debt").relevant


@pytest.mark.parametrize(("income", "asked"), [("aow toeslag", True), ("geen", False), ("zeg_liever_niet", False), ("", False)])
def test_an_amount_is_asked_only_where_money_comes_in(interview: Interview, income: str, asked: bool) -> None:
    interview.answer("/data/money/income", income)

    assert interview.node("/data/money/income_amount").relevant is asked


@pytest.mark.parametrize(("amount", "wrong"), [("0", False), ("1250", False), ("100000", False), ("100001", True), ("-1", True)])
def test_an_amount_has_bounds(interview: Interview, refuses: Callable[[str, str], bool], amount: str, wrong: bool) -> None:
    interview.answer("/data/money/income", "loon")

    assert refuses("/data/money/income_amount", amount) is wrong


def test_a_child_has_other_relations_than_an_adult(interview: Interview) -> None:
    member = _member(interview)

    interview.answer(f"{member}/member_is", "kind")
    children = {choice.value for choice in interview.choices(f"{member}/relation", "nl")}
    interview.answer(f"{member}/member_is", "volwassene")
    adults = {choice.value for choice in interview.choices(f"{member}/relation", "nl")}

    assert "eigen_kind" in children
    assert "partner" in adults
    assert not children & adults


def test_a_name_makes_a_resident_and_every_named_person_a_member(interview: Interview) -> None:
    interview.answer(f"{START}/speaks", "ar")
    interview.answer(f"{PERSON}/resident_name", "Voorbeeld Bewoner")
    interview.answer(f"{_member(interview)}/member_name", "Voorbeeldkind")

    taken = {entity.dataset: entity for entity in interview.entities()}

    assert taken["resident"].label == "Voorbeeld Bewoner"
    assert taken["resident"].properties["speaks"] == "ar"
    assert taken["household_member"].properties["full_name"] == "Voorbeeldkind"


def test_without_a_name_nobody_is_taken_over(interview: Interview) -> None:
    interview.answer("/data/question/request", "Voorbeeldvraag")

    assert interview.entities() == ()


def test_residents_read_every_question_in_arabic(interview: Interview) -> None:
    assert interview.label(f"{PERSON}/resident_name", "ar").language == "ar"
    assert interview.hint(f"{PERSON}/resident_name", "ar").language == "ar"
    assert interview.guidance(f"{PERSON}/resident_name", "ar").language == "ar"
    assert interview.constraint_message(f"{PERSON}/phone", "ar").language == "ar"
    assert all(one.label.language == "ar" for one in interview.choices(f"{START}/haste", "ar"))


def _member(interview: Interview) -> str:
    interview.answer("/data/household/lives_with_others", "ja")
    interview.add_repeat("/data/household/member")
    return "/data/household/member[1]"
