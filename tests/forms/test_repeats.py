"""Repeats: instances that come and go, counts, positions, and logic between instances."""

from __future__ import annotations

import pytest

from intake_desktop.forms import Interview, RepeatItem, UnknownNode, read_xform
from intake_desktop.forms.engine import MOST_INSTANCES
from tests.forms.building import ask, begin, bind, repeat, standing_clock, xform


def test_adding_and_removing_instances_is_told_as_structure() -> None:
    interview = begin(xform("<rep><x/></rep>", body=repeat("rep", ask("rep/x"))))

    assert interview.add_repeat("/data/rep").structure == ("/data/rep",)
    assert interview.repeat_count("/data/rep") == 2
    assert interview.remove_repeat("/data/rep[1]").structure == ("/data/rep",)
    assert interview.repeat_count("/data/rep") == 1


def test_instances_behind_a_removed_one_move_up_with_their_answers() -> None:
    form = xform("<rep><x/><at/></rep>", bind("rep/at", calculate="position(..)"), body=repeat("rep", ask("rep/x")))
    interview = begin(form)
    interview.add_repeat("/data/rep")
    interview.answer("/data/rep[2]/x", "second")

    changes = interview.remove_repeat("/data/rep[1]")

    assert interview.stored_under("/data/rep") == {"/data/rep[1]/x": "second", "/data/rep[1]/at": "1"}
    assert ("/data/rep[1]/at", "1") in changes.values


def test_a_new_instance_begins_as_the_template_says_or_blank_without_one() -> None:
    interview = begin(
        xform(
            '<with jr:template=""><x>from template</x></with><without><x>of the first</x></without>',
            body=repeat("with", ask("with/x")) + repeat("without", ask("without/x")),
        )
    )
    interview.add_repeat("/data/with")
    interview.add_repeat("/data/without")

    assert interview.node("/data/with[1]/x").value == "from template"
    assert interview.node("/data/without[1]/x").value == "of the first"
    assert interview.node("/data/without[2]/x").value == ""


def test_a_count_makes_and_takes_instances_as_its_answer_changes() -> None:
    form = xform(
        '<n>2</n><rep jr:template=""><x/></rep>',
        bind("n", type="int"),
        body=ask("n") + repeat("rep", ask("rep/x"), attributes=' jr:count="/data/n"'),
    )
    interview = begin(form)
    assert interview.repeat_count("/data/rep") == 2

    assert interview.answer("/data/n", "4").structure == ("/data/rep",)
    assert interview.repeat_count("/data/rep") == 4
    interview.answer("/data/n", "1")
    assert interview.repeat_count("/data/rep") == 1
    interview.answer("/data/n", "")
    assert interview.repeat_count("/data/rep") == 1
    persons = next(item for item in interview.outline() if isinstance(item, RepeatItem))
    assert persons.fixed


def test_a_count_of_a_million_stops_at_the_bound() -> None:
    form = xform(
        '<n>1000000</n><rep jr:template=""><x/></rep>',
        body=repeat("rep", ask("rep/x"), attributes=' jr:count="/data/n"'),
    )

    assert begin(form).repeat_count("/data/rep") == MOST_INSTANCES


def test_new_instances_fire_their_event_and_those_of_the_form_do_not() -> None:
    action = '<setvalue event="odk-new-repeat" ref="/data/rep/x" value="concat(\'new \', position(..))"/>'
    interview = begin(xform("<rep><x/></rep>", body=repeat("rep", ask("rep/x"), action)))

    changes = interview.add_repeat("/data/rep")

    assert interview.node("/data/rep[1]/x").value == ""
    assert ("/data/rep[2]/x", "new 2") in changes.values


def test_repeats_in_repeats_keep_to_their_own_instance() -> None:
    form = xform(
        "<o><k/><i><x/><mine/></i><total/></o>",
        bind("o/i/mine", calculate="../../k * ../x"),
        bind("o/total", calculate="sum(../i/mine)"),
        body=repeat("o", ask("o/k"), repeat("o/i", ask("o/i/x"))),
    )
    interview = begin(form)
    interview.add_repeat("/data/o")
    interview.add_repeat("/data/o[2]/i")
    for ref, value in {"o[1]/k": "10", "o[1]/i[1]/x": "1", "o[2]/k": "100", "o[2]/i[1]/x": "2", "o[2]/i[2]/x": "3"}.items():
        interview.answer(f"/data/{ref}", value)

    assert interview.node("/data/o[1]/total").value == "10"
    assert interview.node("/data/o[2]/total").value == "500"


def test_a_running_total_over_instances_is_no_circle_and_follows_every_answer() -> None:
    form = xform(
        "<rep><x>1</x><sum/></rep>",
        bind("rep/sum", calculate="../x + coalesce(/data/rep[position() = position(current()/..) - 1]/sum, 0)"),
        body=repeat("rep", ask("rep/x")),
    )
    interview = begin(form)
    for _ in range(9):
        interview.add_repeat("/data/rep")
    for at in range(2, 11):
        interview.answer(f"/data/rep[{at}]/x", str(at))
    assert interview.node("/data/rep[10]/sum").value == "55"

    interview.answer("/data/rep[1]/x", "101")
    assert interview.node("/data/rep[10]/sum").value == "155"
    interview.remove_repeat("/data/rep[1]")
    assert interview.node("/data/rep[9]/sum").value == "54"


def test_an_instance_of_another_repeat_is_reached_by_its_position() -> None:
    form = xform(
        "<rep><x/></rep><at/><got/>",
        bind("got", calculate="indexed-repeat(/data/rep/x, /data/rep, /data/at)"),
        body=ask("at") + repeat("rep", ask("rep/x")),
    )
    interview = begin(form)
    interview.add_repeat("/data/rep")
    interview.answer("/data/rep[2]/x", "second")

    interview.answer("/data/at", "2")
    assert interview.node("/data/got").value == "second"
    interview.answer("/data/at", "3")
    assert interview.node("/data/got").value == ""


def test_a_repeat_that_is_not_relevant_is_not_outlined_and_its_instances_are_not_submitted() -> None:
    form = xform("<on/><rep><x>1</x></rep>", bind("rep", relevant="/data/on = 1"), body=ask("on") + repeat("rep", ask("rep/x")))
    interview = begin(form)

    assert [item.ref for item in interview.outline()] == ["/data/on"]
    assert "<rep>" not in interview.submission()
    assert interview.answer("/data/on", "1").relevance == ("/data/rep", "/data/rep[1]", "/data/rep[1]/x")
    assert [item.ref for item in interview.outline()] == ["/data/on", "/data/rep"]


def test_an_empty_repeat_stays_empty_when_a_draft_is_resumed() -> None:
    definition = read_xform(xform("<a/><rep><x/></rep>", body=ask("a") + repeat("rep", ask("rep/x"))))
    interview = Interview.begin(definition, now=standing_clock)
    interview.remove_repeat("/data/rep[1]")

    values = interview.stored()

    assert values["/data/rep"] == ""
    assert Interview.resume(definition, values, now=standing_clock).repeat_count("/data/rep") == 0


@pytest.mark.parametrize("ref", ["/data/rep", "/data/rep[2]", "/data/a", "/data"])
def test_removing_what_is_no_instance_is_a_bug(ref: str) -> None:
    interview = begin(xform("<a/><rep><x/></rep>", body=repeat("rep", ask("rep/x"))))

    with pytest.raises(UnknownNode):
        interview.remove_repeat(ref)


@pytest.mark.parametrize("ref", ["/data/rep[1]", "/data/a", "/data/none"])
def test_adding_to_what_is_no_repeat_is_a_bug(ref: str) -> None:
    interview = begin(xform("<a/><rep><x/></rep>", body=repeat("rep", ask("rep/x"))))

    with pytest.raises(UnknownNode):
        interview.add_repeat(ref)


def test_relevance_of_an_instance_may_depend_on_its_position() -> None:
    form = xform("<rep><x/></rep>", bind("rep/x", relevant="position(..) mod 2 = 0"), body=repeat("rep", ask("rep/x")))
    interview = begin(form)
    interview.add_repeat("/data/rep")
    assert [interview.node(f"/data/rep[{at}]/x").relevant for at in (1, 2)] == [False, True]

    interview.remove_repeat("/data/rep[1]")
    assert not interview.node("/data/rep[1]/x").relevant
