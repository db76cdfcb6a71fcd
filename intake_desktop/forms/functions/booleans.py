"""Truth, choice between values, and checklists."""

from __future__ import annotations

import math
from collections.abc import Iterator

from attrs import evolve

from intake_desktop.forms.compiled import NONE, Compiled, text_run, truth_run
from intake_desktop.forms.functions.registry import Call, Depends, Takes, function, special
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.values import Kind, Value, number_of_text, to_number, to_truth


@function("true", gives=Kind.BOOLEAN)
def true() -> bool:
    """XPath 1.0: true."""
    return True


@function("false", gives=Kind.BOOLEAN)
def false() -> bool:
    """XPath 1.0: false."""
    return False


@function("not", takes=(Takes.TRUTH,), gives=Kind.BOOLEAN, depends=Depends.STRUCTURE)
def not_(truth: bool) -> bool:
    """XPath 1.0: the opposite."""
    return not truth


@function("boolean", takes=(Takes.TRUTH,), gives=Kind.BOOLEAN, depends=Depends.STRUCTURE)
def boolean(truth: bool) -> bool:
    """XPath 1.0: a value as a truth."""
    return truth


@function("boolean-from-string", takes=(Takes.TEXT,), gives=Kind.BOOLEAN)
def boolean_from_string(text: str) -> bool:
    """ODK XForms: true for "1" and "true" exactly."""
    return text in ("1", "true")


@special("if", counts=(3,))
def if_(call: Call) -> Compiled:
    """ODK XForms: the second argument when the first is true, else the third. The other one is not evaluated."""
    condition, yes, no = (call.argument(index) for index in range(3))
    test, when_true, when_false = truth_run(condition), yes.run, no.run
    condition_needs = condition.needs if condition.kind is Kind.NODES else condition.all_needs
    return Compiled(
        lambda scope: when_true(scope) if test(scope) else when_false(scope),
        yes.kind if yes.kind is no.kind else Kind.ANY,
        needs=condition_needs | yes.needs | no.needs,
        reads=yes.reads | no.reads,
        place=evolve(yes.place, spots=yes.place.spots + no.place.spots) if yes.place and no.place else None,
        changes=condition.changes | yes.changes | no.changes,
    )


@special("coalesce", counts=(2,))
def coalesce(call: Call) -> Compiled:
    """ODK XForms: the first value that is not empty, as a text."""
    one, other = call.argument(0), call.argument(1)
    first, second = text_run(one), text_run(other)
    needs = one.all_needs | other.all_needs
    return Compiled(lambda scope: first(scope) or second(scope), Kind.STRING, needs=needs, changes=one.changes | other.changes)


@special("once", counts=(1,))
def once(call: Call) -> Compiled:
    """ODK XForms: the value this node has; the argument only while it has none. Depends on nothing: it never runs again."""
    text = text_run(call.argument(0))
    return Compiled(lambda scope: scope.origin.value or text(scope), Kind.STRING, needs=NONE)


@function("checklist", takes=(Takes.NUMBER, Takes.NUMBER), rest=(Takes.VALUE,), gives=Kind.BOOLEAN)
def checklist(least: float, most: float, *answers: Value) -> bool:
    """ODK XForms: whether the number of true answers lies between two bounds; -1 is no upper bound."""
    if most == -1:
        most = math.inf
    return least <= sum(1 for answer in answers for one in _each(answer) if one) <= most


@function(
    "weighted-checklist", takes=(Takes.NUMBER, Takes.NUMBER), rest=(Takes.VALUE, Takes.VALUE), gives=Kind.BOOLEAN, with_scope=True
)
def weighted_checklist(scope: Scope, least: float, most: float, *pairs: Value) -> bool:
    """ODK XForms: as checklist(), each true answer counting for the weight that follows it."""
    zone = scope.world.zone
    total = 0.0
    for answer, weight in zip(pairs[::2], pairs[1::2], strict=True):
        weights = [to_number(weight, zone)] if isinstance(weight, float | str | bool) else _weights(scope, weight)
        total += sum(one for one, true in zip(weights, _each(answer), strict=False) if true)
    return least <= total <= (math.inf if most == -1 else most)


def _weights(scope: Scope, nodes: Value) -> list[float]:
    return [number_of_text(node.value, scope.world.zone) for node in nodes] if not isinstance(nodes, float | str | bool) else []


def _each(answer: Value) -> Iterator[bool]:
    """Each node of a node-set by whether it has a value that counts as true; any other value alone."""
    if isinstance(answer, float | str | bool):
        yield to_truth(answer)
        return
    for node in answer:
        yield bool(node.value.strip())
