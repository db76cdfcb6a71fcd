"""Actions: what events set, on which nodes, and when not."""

from __future__ import annotations

import pytest

from intake_desktop.forms import FormRefused, Interview, read_xform
from tests.forms.building import ask, begin, bind, repeat, standing_clock, xform


def _set(event: str, ref: str, value: str) -> str:
    return f'<setvalue event="{event}" ref="/data/{ref}" value="{value}"/>'


def test_first_load_fires_once_and_never_on_resuming_or_editing() -> None:
    definition = read_xform(xform("<a/><b>5</b>", _set("odk-instance-first-load", "a", "/data/b * 4"), body=ask("a") + ask("b")))
    interview = Interview.begin(definition, now=standing_clock)
    assert interview.node("/data/a").value == "20"
    interview.answer("/data/a", "")

    resumed = Interview.resume(definition, interview.stored(), now=standing_clock)
    edited = Interview.edit(definition, interview.submission(), now=standing_clock)

    assert resumed.node("/data/a").value == ""
    assert edited.node("/data/a").value == ""


def test_load_fires_on_beginning_and_on_editing_but_a_draft_is_resumed_as_it_was() -> None:
    definition = read_xform(xform("<n>0</n>", _set("odk-instance-load", "n", "/data/n + 1"), body=ask("n")))
    interview = Interview.begin(definition, now=standing_clock)

    assert interview.node("/data/n").value == "1"
    assert Interview.edit(definition, interview.submission(), now=standing_clock).node("/data/n").value == "2"
    assert Interview.resume(definition, interview.stored(), now=standing_clock).node("/data/n").value == "1"


def test_a_changed_value_sets_another_and_the_same_value_does_not() -> None:
    action = _set("xforms-value-changed", "b", "concat('was ', /data/a)")
    interview = begin(xform("<a/><b/>", body=ask("a", inside=action) + ask("b")))
    interview.answer("/data/a", "1")
    assert interview.node("/data/b").value == "was 1"

    interview.answer("/data/b", "mine")
    interview.answer("/data/a", "1")
    assert interview.node("/data/b").value == "mine"


def test_a_calculation_that_changes_is_a_changed_value_too() -> None:
    action = _set("xforms-value-changed", "c", "/data/b")
    form = xform("<a/><b/><c/>", bind("b", calculate="/data/a * 2"), body=ask("a") + ask("b", inside=action))
    interview = begin(form)

    changes = interview.answer("/data/a", "4")

    assert changes.values == (("/data/a", "4"), ("/data/b", "8"), ("/data/c", "8"))


def test_an_action_in_an_instance_sets_the_node_of_the_same_instance() -> None:
    action = _set("xforms-value-changed", "rep/b", "../a")
    interview = begin(xform("<rep><a/><b/></rep>", body=repeat("rep", ask("rep/a", inside=action), ask("rep/b"))))
    interview.add_repeat("/data/rep")

    interview.answer("/data/rep[2]/a", "x")

    assert [interview.node(f"/data/rep[{at}]/b").value for at in (1, 2)] == ["", "x"]


def test_an_action_from_outside_sets_the_first_instance_or_the_one_it_names() -> None:
    form = xform(
        "<a/><b/><rep><x/></rep>",
        body=(
            ask("a", inside=_set("xforms-value-changed", "rep/x", "/data/a"))
            + ask("b", inside=_set("xforms-value-changed", "rep[2]/x", "/data/b"))
            + repeat("rep", ask("rep/x"))
        ),
    )
    interview = begin(form)
    interview.add_repeat("/data/rep")

    interview.answer("/data/a", "first")
    interview.answer("/data/b", "second")

    assert [interview.node(f"/data/rep[{at}]/x").value for at in (1, 2)] == ["first", "second"]


def test_actions_that_set_each_other_off_come_to_an_end() -> None:
    there = _set("xforms-value-changed", "b", "/data/a + 1")
    back = _set("xforms-value-changed", "a", "/data/b + 1")
    interview = begin(xform("<a/><b/>", body=ask("a", inside=there) + ask("b", inside=back)))

    interview.answer("/data/a", "1")

    assert float(interview.node("/data/a").value) > 1


def test_loading_passes_over_what_is_not_relevant_but_gives_an_entity_its_identifier() -> None:
    form = xform(
        '<on/><g><a/><meta><entity dataset="d" create="1" id=""><label>x</label></entity></meta></g>',
        bind("g", relevant="/data/on = 1"),
        _set("odk-instance-first-load", "g/a", "'set'"),
        _set("odk-instance-first-load", "g/meta/entity/@id", "'e1'"),
        body=ask("on"),
    )
    interview = begin(form)
    assert interview.entities() == ()

    interview.answer("/data/on", "1")

    assert interview.node("/data/g/a").value == ""
    assert [one.id for one in interview.entities()] == ["e1"]


def test_an_event_that_does_not_exist_refuses_the_form() -> None:
    with pytest.raises(FormRefused, match="no event"):
        begin(xform("<a/>", _set("on-tuesday", "a", "1")))
