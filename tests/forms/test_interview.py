"""A running interview: what an answer changes, and what comes back."""

from __future__ import annotations

import pytest

from intake_desktop.forms import (
    Changes,
    FormRefused,
    GroupItem,
    Interview,
    NodeIsReadonly,
    QuestionItem,
    RepeatItem,
    Text,
    UnknownNode,
    read_xform,
)
from tests.forms.building import ask, begin, bind, choice_list, repeat, standing_clock, xform

FRUIT = choice_list(
    "fruit",
    {"name": "apple", "label": "Apple", "kind": "hard", "icon": "apple-icon"},
    {"name": "pear", "label": "Pear", "kind": "hard"},
    {"name": "plum", "label": "Plum", "kind": "soft"},
)


def _select(path: str, filtered: str = "", control: str = "select1") -> str:
    return (
        f'<{control} ref="/data/{path}"><label>Which?</label>'
        f'<itemset nodeset="instance(\'fruit\')/root/item{filtered}"><value ref="name"/><label ref="label"/></itemset>'
        f"</{control}>"
    )


def test_an_answer_tells_what_it_changed() -> None:
    form = xform(
        "<age/><next/><child/><name/>",
        bind("age", type="int", constraint=". < 120"),
        bind("next", type="int", calculate="/data/age + 1"),
        bind("child", relevant="/data/age < 18"),
        body=ask("age") + ask("child") + ask("name", 'Who is <output value="/data/age"/>?'),
    )
    interview = begin(form)

    changes = interview.answer("/data/age", "7")

    assert changes == Changes(
        values=(("/data/age", "7"), ("/data/next", "8")), relevance=("/data/child",), labels=("/data/name",)
    )
    assert interview.label("/data/name", "nl").value == "Who is 7?"
    assert interview.answer("/data/age", "130").validity == ("/data/age",)
    assert interview.node("/data/age").violation == "constraint"


def test_the_same_answer_again_changes_nothing() -> None:
    interview = begin(xform("<a/>", body=ask("a")))
    interview.answer("/data/a", "x")

    assert interview.answer("/data/a", "x") == Changes()


def test_only_what_depends_on_an_answer_is_computed() -> None:
    data = "".join(f"<q{n}/><c{n}/>" for n in range(300))
    binds = [bind(f"c{n}", calculate=f"/data/q{n} * 2", relevant=f"/data/q{n} != 'x'") for n in range(300)]
    interview = begin(xform(data, *binds, body="".join(ask(f"q{n}") for n in range(300))))
    before = interview.evaluations

    interview.answer("/data/q7", "21")

    assert interview.node("/data/c7").value == "42"
    assert interview.evaluations - before == 2


def test_a_count_of_instances_does_not_depend_on_what_is_inside() -> None:
    form = xform(
        "<rep><x/></rep><how_many/>",
        bind("how_many", calculate="count(/data/rep)"),
        body=repeat("rep", ask("rep/x")),
    )
    interview = begin(form)
    before = interview.evaluations

    interview.answer("/data/rep[1]/x", "anything")

    assert interview.evaluations == before
    assert interview.add_repeat("/data/rep").values == (("/data/how_many", "2"),)


def test_an_answer_in_one_instance_leaves_the_others_alone() -> None:
    form = xform("<rep><x/><twice/></rep>", bind("rep/twice", calculate="../x * 2"), body=repeat("rep", ask("rep/x")))
    interview = begin(form)
    for _ in range(20):
        interview.add_repeat("/data/rep")
    before = interview.evaluations

    changes = interview.answer("/data/rep[3]/x", "4")

    assert changes.values == (("/data/rep[3]/x", "4"), ("/data/rep[3]/twice", "8"))
    assert interview.evaluations - before == 1


def test_what_is_not_relevant_reads_as_empty_and_comes_back_with_its_answer() -> None:
    form = xform(
        "<on>1</on><g><a>default</a></g><seen/>",
        bind("g", relevant="/data/on = 1"),
        bind("seen", calculate="/data/g/a"),
        body=ask("on") + ask("g/a"),
    )
    interview = begin(form)
    interview.answer("/data/g/a", "mine")

    interview.answer("/data/on", "0")

    assert not interview.node("/data/g/a").relevant
    assert interview.node("/data/seen").value == ""
    assert interview.stored()["/data/g/a"] == "mine"
    interview.answer("/data/on", "1")
    assert interview.node("/data/seen").value == "mine"


def test_a_required_question_is_missing_until_it_is_answered() -> None:
    interview = begin(xform("<a/>", bind("a", required="true()", required_message="Please"), body=ask("a")))

    assert [(node.ref, node.violation) for node in interview.violations()] == [("/data/a", "required")]
    assert interview.required_message("/data/a", "nl").value == "Please"
    assert interview.answer("/data/a", "x").validity == ("/data/a",)
    assert interview.violations() == ()


def test_a_readonly_node_takes_no_answer_and_a_group_makes_all_below_it_readonly() -> None:
    form = xform("<lock/><g><a/></g>", bind("g", readonly="/data/lock = 1"), body=ask("lock") + ask("g/a"))
    interview = begin(form)

    changes = interview.answer("/data/lock", "1")

    assert "/data/g/a" in changes.validity
    with pytest.raises(NodeIsReadonly):
        interview.answer("/data/g/a", "x")


@pytest.mark.parametrize("ref", ["", "data", "/data/none", "/data/rep[2]/x", "/data/rep[0]/x", "/data/a[", "/data/g", "//a", "/"])
def test_an_answer_to_nothing_is_a_bug(ref: str) -> None:
    interview = begin(xform("<a/><g><b/></g><rep><x/></rep>", body=repeat("rep", ask("rep/x"))))

    with pytest.raises(UnknownNode):
        interview.answer(ref, "x")


@pytest.mark.parametrize(
    ("data_type", "given", "stored"),
    [
        ("int", "10.9", "10"),
        ("int", "abc", ""),
        ("int", "2147483648", ""),
        ("decimal", "23", "23.0"),
        ("decimal", "1e-7", "0.0000001"),
        ("date", "2026-11-23T10:00:00", "2026-11-23"),
        ("date", "2026-02-30", ""),
        ("time", "25:00:00", ""),
        ("time", "10:00:00.000+01:00", "10:00:00.000+01:00"),
        ("dateTime", "2026-11-23", ""),
        ("dateTime", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"),
        ("string", " as it is ", " as it is "),
        ("geopoint", "52 4 0 0", "52 4 0 0"),
    ],
)
def test_an_answer_is_stored_as_its_type_writes_it(data_type: str, given: str, stored: str) -> None:
    interview = begin(xform("<a/>", bind("a", type=data_type), body=ask("a")))

    interview.answer("/data/a", given)

    assert interview.node("/data/a").value == stored


def test_choices_come_with_their_label_and_the_other_columns_of_their_row() -> None:
    interview = begin(xform("<a/>", body=_select("a"), lists=FRUIT))

    apple, pear, plum = interview.choices("/data/a", "nl")

    assert (apple.value, apple.label, apple.extra) == ("apple", Text("Apple", ""), {"kind": "hard", "icon": "apple-icon"})
    assert [pear.value, plum.value] == ["pear", "plum"]
    assert "icon" not in pear.extra


def test_choices_follow_the_answer_they_are_filtered_by() -> None:
    form = xform("<kind/><a/>", body=ask("kind") + _select("a", "[kind = /data/kind]"), lists=FRUIT)
    interview = begin(form)

    changes = interview.answer("/data/kind", "hard")

    assert changes.choices == ("/data/a",)
    assert [choice.value for choice in interview.choices("/data/a", "nl")] == ["apple", "pear"]


def test_an_answer_that_is_offered_no_more_falls_away_and_comes_back_with_its_choice() -> None:
    form = xform("<kind/><a/>", body=ask("kind") + _select("a", "[kind = /data/kind]"), lists=FRUIT)
    interview = begin(form)
    interview.answer("/data/kind", "hard")
    interview.answer("/data/a", "pear")

    changes = interview.answer("/data/kind", "soft")

    assert ("/data/a", "") in changes.values
    assert interview.stored()["/data/a"] == ""
    assert ("/data/a", "pear") in interview.answer("/data/kind", "hard").values


def test_of_a_select_only_what_is_offered_is_taken_in_the_order_of_the_list() -> None:
    interview = begin(xform("<a/><b/>", body=_select("a", control="select") + _select("b"), lists=FRUIT))

    interview.answer("/data/a", "plum banana apple plum")
    interview.answer("/data/b", "banana")

    assert interview.node("/data/a").value == "apple plum"
    assert interview.node("/data/b").value == ""


def test_a_large_list_is_filtered_without_looking_at_every_row() -> None:
    rows = choice_list("fruit", *({"name": f"n{n}", "label": f"L{n}", "kind": f"k{n % 500}"} for n in range(5000)))
    interview = begin(xform("<kind/><a/>", body=ask("kind") + _select("a", "[kind = /data/kind]"), lists=rows))

    interview.answer("/data/kind", "k7")

    assert [choice.value for choice in interview.choices("/data/a", "nl")][:3] == ["n7", "n507", "n1007"]


def test_the_outline_is_what_is_relevant_now_in_order() -> None:
    form = xform(
        "<a/><g><b/><c/></g><rep><x/></rep>",
        bind("a", type="int"),
        bind("g/c", relevant="/data/a = 1"),
        body=(
            ask("a")
            + f'<group ref="/data/g" appearance="field-list"><label>G</label>{ask("g/b")}{ask("g/c")}</group>'
            + repeat("rep", ask("rep/x"))
        ),
    )
    interview = begin(form)
    question, group, persons = interview.outline()

    assert isinstance(question, QuestionItem)
    assert (question.ref, question.control, question.data_type) == ("/data/a", "input", "int")
    assert isinstance(group, GroupItem)
    assert (group.ref, group.appearance) == ("/data/g", frozenset({"field-list"}))
    assert [item.ref for item in group.items] == ["/data/g/b"]
    assert isinstance(persons, RepeatItem)
    assert (persons.ref, persons.fixed, [one.ref for one in persons.instances]) == ("/data/rep", False, ["/data/rep[1]"])
    interview.answer("/data/a", "1")
    assert [item.ref for item in _group(interview).items] == ["/data/g/b", "/data/g/c"]


def _group(interview: Interview) -> GroupItem:
    return next(item for item in interview.outline() if isinstance(item, GroupItem))


def test_appearance_and_parameters_reach_the_screen() -> None:
    body = '<range ref="/data/a" appearance="likert w1" start="1" end="5" step="1"><label>How?</label></range>'
    (question,) = begin(xform("<a/>", body=body)).outline()

    assert isinstance(question, QuestionItem)
    assert question.appearance == {"likert", "w1"}
    assert question.parameters == {"start": "1", "end": "5", "step": "1"}


def test_preloads_and_defaults_are_filled_in_once() -> None:
    form = xform(
        "<start/><who/><day/><a>kept</a><meta><instanceID/></meta>",
        bind("start", type="dateTime", preload="timestamp", preload_parameters="start"),
        bind("who", preload="property", preload_parameters="username"),
        bind("day", type="date", preload="date", preload_parameters="today"),
    )
    values = begin(form, username="karin").stored()

    assert values["/data/start"] == "2026-11-23T09:30:00.000+01:00"
    assert (values["/data/who"], values["/data/day"], values["/data/a"]) == ("karin", "2026-11-23", "kept")
    assert values["/data/meta/instanceID"].startswith("uuid:")


def test_a_submission_of_some_references_holds_only_those_and_the_groups_above_them() -> None:
    interview = begin(xform("<a>1</a><g><b>2</b><c>3</c></g><h><d>4</d></h>"))

    kept = interview.submission(keep=lambda ref: ref == "/data/g/c")

    assert kept == '<data id="a-form" version="1"><g><c>3</c></g></data>'


def test_a_submission_escapes_what_xml_would_misread_and_drops_what_it_cannot_hold() -> None:
    interview = begin(xform("<a/>", body=ask("a")))

    interview.answer("/data/a", '<b> & "c" \x00\x0b\ud800 é')

    assert interview.submission() == '<data id="a-form" version="1"><a>&lt;b&gt; &amp; "c"  é</a></data>'


def test_editing_another_forms_answers_is_refused() -> None:
    definition = read_xform(xform("<a/>"))

    for xml in ("<other/>", "<data", "<!DOCTYPE a []><data/>"):
        with pytest.raises(FormRefused):
            Interview.edit(definition, xml, now=standing_clock)


def test_an_edited_interview_gets_an_identifier_of_its_own_and_names_the_one_it_replaces() -> None:
    definition = read_xform(xform("<a>default</a><b>default</b><meta><instanceID/><deprecatedID/></meta>"))
    xml = "<data><a>mine</a><meta><instanceID>uuid:old</instanceID></meta></data>"

    values = Interview.edit(definition, xml, now=standing_clock).stored()

    assert (values["/data/a"], values["/data/b"]) == ("mine", "default")
    assert values["/data/meta/deprecatedID"] == "uuid:old"
    assert values["/data/meta/instanceID"] != "uuid:old"


def test_entities_are_declared_by_the_form_and_by_each_instance() -> None:
    meta = '<meta><entity dataset="{}" create="{}" id="{}"><label/></entity></meta>'
    form = xform(
        f"<name/>{meta.format('resident', '1', 'r1')}<member><first/>{meta.format('member', '1', '')}</member>",
        bind("name", save_to="full_name"),
        bind("meta/entity/label", calculate="/data/name"),
        bind("member/first", save_to="first_name"),
        bind("member/meta/entity/label", calculate="../../../first"),
        '<setvalue event="odk-instance-first-load" ref="/data/member/meta/entity/@id" value="\'m1\'"/>',
        body=ask("name") + repeat("member", ask("member/first")),
    )
    interview = begin(form)
    interview.answer("/data/name", "Voorbeeld")
    interview.answer("/data/member[1]/first", "Kind")

    resident, member = interview.entities()

    assert (resident.dataset, resident.id, resident.action, resident.label) == ("resident", "r1", "create", "Voorbeeld")
    assert resident.properties == {"full_name": "Voorbeeld"}
    assert (member.dataset, member.id, member.label, member.properties) == ("member", "m1", "Kind", {"first_name": "Kind"})


def test_an_entity_that_is_not_to_be_made_is_not_declared() -> None:
    form = xform(
        '<go/><meta><entity dataset="d" create="" update="" id="x"><label/></entity></meta>',
        bind("meta/entity/@create", calculate="/data/go = 'make'"),
        bind("meta/entity/@update", calculate="if(/data/go = 'change', '1', '')"),
        body=ask("go"),
    )
    interview = begin(form)
    assert interview.entities() == ()

    interview.answer("/data/go", "change")
    assert [one.action for one in interview.entities()] == ["update"]
    interview.answer("/data/go", "make")
    assert [one.action for one in interview.entities()] == ["create"]
