"""What the broad intake asks, in which order, and what it never forces."""

from __future__ import annotations

import json
from itertools import takewhile
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import qtawesome

from intake_desktop.casework.visits import NonAnswer
from intake_desktop.language import spoken_languages
from tests.content.conftest import Form

AREAS = [
    ("letters", "Brieven en papieren"),
    ("money", "Geld"),
    ("debts", "Schulden"),
    ("housing", "Wonen"),
    ("day", "Werk, school en uw dag"),
    ("health", "Gezondheid en hulp"),
    ("family", "Kinderen en gezin"),
    ("people", "Mensen om u heen"),
    ("home", "Thuis"),
    ("digital", "Taal, telefoon en computer"),
]
NON_ANSWERS = [one.value for one in NonAnswer]
ENTITIES = "{http://www.opendatakit.org/xforms/entities}"


def test_pyxform_reads_the_form_without_a_warning(xform: Element) -> None:
    assert xform.find(".//{http://www.w3.org/2002/xforms}data").get("id") == "brede-intake"  # type: ignore[union-attr]  # it is there


def test_twelve_questions_come_before_the_first_stop(form: Form) -> None:
    before = list(takewhile(lambda asked: asked.row["name"] != "first_stop", form.rows()))

    assert len([asked for asked in before if asked.is_question]) == 12


def test_there_are_about_thirty_questions_when_half_of_the_areas_go_well(form: Form) -> None:
    always = [asked for asked in form.questions() if "relevant" not in asked.row and "/member/" not in asked.ref]
    follow_ups = [asked for asked in form.questions() if "relevant" in asked.row and "/member/" not in asked.ref]

    assert 27 <= len(always) + len(follow_ups) / 2 <= 34


def test_nothing_is_required(form: Form) -> None:
    assert not any("required" in row for row in form.sheets["survey"])


def test_haste_comes_before_the_story_and_the_story_before_the_categories(form: Form) -> None:
    order = [asked.row["name"] for asked in form.rows()]

    places = [order.index(name) for name in ("who_is_here", "haste", "speaks", "reads", "request", "resident_name", "letters")]
    assert places == sorted(places)


def test_the_ten_life_areas_stand_in_order(form: Form) -> None:
    groups = [(asked.row["name"], asked.row["label"]) for asked in form.rows() if asked.kind == "begin_group"]

    assert groups[4:14] == AREAS
    assert groups[-1] == ("agreed", "Wat wij afspreken")


@pytest.mark.parametrize("area", [name for name, _label in AREAS])
def test_an_area_can_go_well_and_knows_three_different_non_answers(form: Form, area: str) -> None:
    first = next(asked for asked in form.questions() if asked.section == area)

    values = [row["name"] for row in form.choices(first.choices)]
    assert values == ["gaat_goed", "gaat_wel", "gaat_moeilijk", *NON_ANSWERS]


def test_every_select_of_an_area_has_the_three_non_answers(form: Form) -> None:
    areas = {name for name, _label in AREAS}
    selects = [asked for asked in form.questions() if asked.section in areas and asked.choices]

    assert len(selects) >= 18
    for asked in selects:
        assert [row["name"] for row in form.choices(asked.choices)][-3:] == NON_ANSWERS, asked.ref


def test_an_answer_and_a_non_answer_do_not_go_together(form: Form) -> None:
    several = [asked for asked in form.questions() if asked.kind == "select_multiple"]

    for asked in several:
        listed = {row["name"] for row in form.choices(asked.choices)} & set(NON_ANSWERS)
        assert all(f"'{value}'" in asked.row["constraint"] for value in listed), asked.ref


def test_every_constraint_says_what_to_do(form: Form) -> None:
    for asked in form.questions():
        assert ("constraint" in asked.row) == ("constraint_message" in asked.row), asked.ref


def test_what_only_the_helper_sees_is_marked(form: Form) -> None:
    marked = {asked.row["name"] for asked in form.rows() if "helper_only" in asked.row.get("appearance", "")}

    assert marked == {"who_is_here", "child_interprets", "helper_note"}


def test_every_life_area_says_why_it_is_asked(form: Form) -> None:
    for name, _label in AREAS:
        assert form.question(f"{name}_goes").row["guidance_hint"]


def test_the_languages_of_the_form_are_those_of_the_program(form: Form) -> None:
    offered = {row["name"]: row for row in form.choices("language")}
    none = offered.pop("none")

    assert [*offered] == [one.code for one in spoken_languages()]
    for one in spoken_languages():
        assert offered[one.code]["label"] == one.dutch_name
        assert (offered[one.code]["written"] == "yes") == one.written
    assert none["spoken"] == "no"


def test_every_icon_exists(form: Form) -> None:
    fonts = Path(qtawesome.__file__).parent / "fonts"
    known = json.loads(next(fonts.glob("phosphor-charmap*.json")).read_text(encoding="utf-8"))
    icons = {row["icon"] for row in form.sheets["choices"] if "icon" in row}

    assert len(icons) > 30
    assert icons <= known.keys()


def test_a_resident_is_taken_over_when_a_name_is_given(xform: Element) -> None:
    saved = {
        bind.get("nodeset"): bind.get(f"{ENTITIES}saveto")
        for bind in xform.iter("{http://www.w3.org/2002/xforms}bind")
        if bind.get(f"{ENTITIES}saveto")
    }
    creates = {
        bind.get("nodeset"): " ".join((bind.get("calculate") or "").split())
        for bind in xform.iter("{http://www.w3.org/2002/xforms}bind")
        if (bind.get("nodeset") or "").endswith("entity/@create")
    }

    assert saved == {
        "/data/start/speaks": "speaks",
        "/data/start/reads": "reads",
        "/data/person/resident_name": "full_name",
        "/data/person/reach": "reach",
        "/data/person/phone": "phone",
        "/data/person/birth_date": "birth_date",
        "/data/household/member/member_name": "full_name",
        "/data/household/member/relation": "relation",
        "/data/household/member/member_birth_date": "birth_date",
    }
    assert creates == {
        "/data/meta/entity/@create": "/data/person/resident_name != ''",
        "/data/household/member/meta/entity/@create": "../../../member_name != ''",
    }


def test_the_last_day_in_a_letter_is_looked_for_ahead(form: Form) -> None:
    assert form.question("urgent_day").row["appearance"] == "future"


def test_the_state_of_home_is_private(form: Form) -> None:
    assert form.toml("desk.toml")["private"] == [form.question("home").ref]


def test_the_desk_finds_every_question_it_knows_by_role(form: Form) -> None:
    refs = {asked.ref for asked in form.questions()}

    assert set(form.toml("desk.toml")["roles"].values()) <= refs
