"""A draft is stored as rows and resumed. Whatever is done, what was computed bit by bit equals what is computed anew."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from intake_desktop.forms import Interview, NodeState, read_xform
from tests.forms.building import ask, bind, choice_list, repeat, standing_clock, xform

FORM = xform(
    "<age/><kind/><fruit/><many/><adult/><g><note/><n>1</n></g>"
    '<person jr:template=""><name/><age/><next/><at/><label/><pet jr:template=""><name/><who/></pet><pets/></person>'
    "<total/><oldest/><how_many/><after/>"
    '<meta><instanceID/><entity dataset="d" create="" id="fixed"><label/></entity></meta>',
    bind("age", type="int", constraint=". >= 0 and . < 150", required="/data/kind = 'hard'"),
    bind("adult", calculate="if(/data/age >= 18, 'yes', 'no')"),
    bind("g", relevant="/data/adult = 'yes'", readonly="/data/kind = 'soft'"),
    bind("g/note", required="true()"),
    bind("person", relevant="/data/kind != 'none'"),
    bind("person/age", type="int"),
    bind("person/next", calculate="../age + 1"),
    bind("person/at", calculate="position(..)"),
    bind("person/label", calculate="concat(../name, ' ', ../at, ' of ', /data/how_many)"),
    bind("person/pet/who", calculate="concat(../name, ' of ', ../../name)", relevant="../../age > 3"),
    bind("person/pets", calculate="join(',', ../pet/name)"),
    bind("total", calculate="sum(/data/person/age)"),
    bind("oldest", calculate="max(/data/person/next)"),
    bind("how_many", calculate="count(/data/person)"),
    bind("after", calculate="/data/person[position() = 2]/name"),
    bind("meta/entity/@create", calculate="/data/adult = 'yes'"),
    bind("meta/entity/label", calculate="/data/total"),
    body=(
        ask("age")
        + ask("kind")
        + '<select1 ref="/data/fruit"><itemset nodeset="instance(\'fruit\')/root/item[kind = /data/kind]">'
        + '<value ref="name"/><label ref="name"/></itemset></select1>'
        + '<select ref="/data/many"><itemset nodeset="instance(\'fruit\')/root/item">'
        + '<value ref="name"/><label ref="name"/></itemset></select>'
        + ask("g/note")
        + repeat("person", ask("person/name"), ask("person/age"), repeat("person/pet", ask("person/pet/name")))
    ),
    lists=choice_list(
        "fruit", {"name": "apple", "kind": "hard"}, {"name": "pear", "kind": "hard"}, {"name": "plum", "kind": "soft"}
    ),
)
DEFINITION = read_xform(FORM)
VALUES = st.sampled_from(["", "1", "4", "17", "18", "200", "hard", "soft", "none", "apple", "plum pear", "é <&>", "x"])
TOP = ("/data/age", "/data/kind", "/data/fruit", "/data/many", "/data/g/note", "/data/g/n")


def states(interview: Interview) -> dict[str, NodeState]:
    """Everything that can be seen of an interview, by reference."""
    return {ref: interview.node(ref) for ref in interview.stored()}


def seen(interview: Interview) -> tuple[Any, ...]:
    offered = tuple(interview.choices(ref, "nl") for ref in ("/data/fruit", "/data/many"))
    return interview.stored(), states(interview), interview.outline(), interview.submission(), interview.entities(), offered


class Desk(RuleBasedStateMachine):
    """A helper who answers, adds and removes in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.interview = Interview.begin(DEFINITION, now=standing_clock)

    def _answer(self, ref: str, value: str) -> None:
        before = self.interview.stored()
        if self.interview.node(ref).readonly:
            return
        changes = self.interview.answer(ref, value)
        after = self.interview.stored()
        told = dict(changes.values)
        assert told == {one: after[one] for one in told}
        assert {one for one in after if after[one] != before.get(one)} == set(told)

    @rule(ref=st.sampled_from(TOP), value=VALUES)
    def answers(self, ref: str, value: str) -> None:
        self._answer(ref, value)

    @precondition(lambda self: self.interview.repeat_count("/data/person"))
    @rule(at=st.integers(1, 6), field=st.sampled_from(["name", "age"]), value=VALUES)
    def answers_about_a_person(self, at: int, field: str, value: str) -> None:
        position = (at - 1) % self.interview.repeat_count("/data/person") + 1
        self._answer(f"/data/person[{position}]/{field}", value)

    @rule()
    def adds_a_person(self) -> None:
        if self.interview.repeat_count("/data/person") < 5:
            assert self.interview.add_repeat("/data/person").structure == ("/data/person",)

    @precondition(lambda self: self.interview.repeat_count("/data/person"))
    @rule(at=st.integers(1, 6))
    def removes_a_person(self, at: int) -> None:
        position = (at - 1) % self.interview.repeat_count("/data/person") + 1
        self.interview.remove_repeat(f"/data/person[{position}]")

    @precondition(lambda self: self.interview.repeat_count("/data/person"))
    @rule(at=st.integers(1, 6), name=VALUES)
    def adds_a_pet(self, at: int, name: str) -> None:
        person = f"/data/person[{(at - 1) % self.interview.repeat_count('/data/person') + 1}]"
        self.interview.add_repeat(f"{person}/pet")
        self._answer(f"{person}/pet[{self.interview.repeat_count(f'{person}/pet')}]/name", name)

    @precondition(lambda self: self.interview.repeat_count("/data/person"))
    @rule(at=st.integers(1, 6))
    def removes_a_pet(self, at: int) -> None:
        person = f"/data/person[{(at - 1) % self.interview.repeat_count('/data/person') + 1}]"
        if self.interview.repeat_count(f"{person}/pet"):
            self.interview.remove_repeat(f"{person}/pet[1]")

    @rule()
    def goes_on_tomorrow(self) -> None:
        self.interview = Interview.resume(DEFINITION, self.interview.stored(), now=standing_clock)

    @invariant()
    def a_resumed_draft_is_the_same_interview(self) -> None:
        assert seen(Interview.resume(DEFINITION, self.interview.stored(), now=standing_clock)) == seen(self.interview)

    @invariant()
    def computing_everything_anew_gives_the_same(self) -> None:
        fresh = Interview.resume(DEFINITION, self.interview.stored(), now=standing_clock)
        assert fresh.recompute().values == ()
        assert seen(fresh) == seen(self.interview)


Desk.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
TestADesk = Desk.TestCase


def test_rows_of_another_form_are_passed_over() -> None:
    values = {"/data/age": "5", "/other/x": "1", "/data/none": "2", "/data/person[1]/name": "Ans", "/data/g": "3", "": "4"}

    interview = Interview.resume(DEFINITION, values, now=standing_clock)

    assert interview.node("/data/age").value == "5"
    assert interview.node("/data/person[1]/name").value == "Ans"


def test_a_stored_identifier_stays_when_a_draft_is_resumed() -> None:
    interview = Interview.begin(DEFINITION, now=standing_clock)
    identifier = interview.stored()["/data/meta/instanceID"]

    resumed = Interview.resume(DEFINITION, interview.stored(), now=standing_clock)

    assert identifier.startswith("uuid:")
    assert resumed.stored()["/data/meta/instanceID"] == identifier
