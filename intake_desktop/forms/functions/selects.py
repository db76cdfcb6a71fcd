"""Answers of selects: lists of values with spaces between them."""

from __future__ import annotations

import math

from intake_desktop.forms.compiled import Change, Compiled, Need, NeedKind, nodes_run, text_run
from intake_desktop.forms.errors import ExpressionRefused
from intake_desktop.forms.functions.registry import Call, Takes, function, special
from intake_desktop.forms.parser import parse
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.values import Kind

_LANGUAGE = frozenset({Change.LANGUAGE})


@function("selected", takes=(Takes.TEXT, Takes.TEXT), gives=Kind.BOOLEAN)
def selected(answer: str, value: str) -> bool:
    """ODK XForms: whether a value is among those chosen."""
    return value.strip() in answer.split()


@function("selected-at", takes=(Takes.TEXT, Takes.NUMBER), gives=Kind.STRING)
def selected_at(answer: str, index: float) -> str:
    """ODK XForms: the chosen value at a position counted from 0; empty when there is none."""
    values = answer.split()
    if math.isnan(index) or not 0 <= index < len(values):
        return ""
    return values[int(index)]


@function("count-selected", takes=(Takes.TEXT,), gives=Kind.NUMBER)
def count_selected(answer: str) -> float:
    """ODK XForms: how many values are chosen."""
    return float(len(answer.split()))


@special("jr:choice-name", counts=(2,))
def choice_name(call: Call) -> Compiled:
    """ODK XForms: the label of a choice, in the language that is asked for. The question is given by a text with its path."""
    value = call.argument(0)
    text = text_run(value)
    path = call.literal(1)
    if path is None:
        return _by_any_path(call, value)
    question = call.compiler.tree(parse(path), call.place)
    if question.kind is not Kind.NODES:
        raise ExpressionRefused("jr:choice-name() wants the path of a question as its second argument")
    nodes = nodes_run(question)
    spots = question.place.spots if question.place else ()
    choices = {Need(NeedKind.CHOICES, spot.definition, spot.anchor) for spot in spots if spot.definition.is_leaf}

    def run(scope: Scope) -> str:
        found = nodes(scope)
        return scope.world.choice_name(found[0], text(scope), scope.language) if found else ""

    needs = value.all_needs | question.needs | choices
    return Compiled(run, Kind.STRING, needs=needs, changes=value.changes | _LANGUAGE)


def _by_any_path(call: Call, value: Compiled) -> Compiled:
    """The path is itself calculated: it is compiled when it is known, and cannot be watched."""
    text, path = text_run(value), text_run(call.argument(1))

    def run(scope: Scope) -> str:
        found = scope.world.nodes_by_path(path(scope), scope.node)
        return scope.world.choice_name(found[0], text(scope), scope.language) if found else ""

    return Compiled(run, Kind.STRING, needs=value.all_needs | call.argument(1).all_needs, changes=value.changes | _LANGUAGE)
