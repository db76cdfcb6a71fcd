"""Comparisons of XPath 1.0, specialised by what is known of both sides before the form runs."""

from __future__ import annotations

import operator
from collections.abc import Callable

from intake_desktop.forms.compiled import Compiled, Run, nodes_run, number_run, text_run, truth_run
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.values import Kind, Value, differs, equals, number_of_text, numbers

_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


COMPARISONS = frozenset({"=", "!=", *_ORDER})


def comparison(symbol: str, left: Compiled, right: Compiled) -> Run:
    """The closure of `left symbol right`."""
    if symbol in _ORDER:
        return _ordered(_ORDER[symbol], left, right)
    if Kind.BOOLEAN in (left.kind, right.kind):
        return _truths(symbol, left, right)
    if symbol == "=":
        return _equal(left, right)
    first, second = left.run, right.run
    return lambda scope: differs(first(scope), second(scope), scope.world.zone)


def _truths(symbol: str, left: Compiled, right: Compiled) -> Run:
    first, second = truth_run(left), truth_run(right)
    if symbol == "=":
        return lambda scope: first(scope) == second(scope)
    return lambda scope: first(scope) != second(scope)


def _equal(left: Compiled, right: Compiled) -> Run:
    if left.kind is not Kind.NODES and right.kind is Kind.NODES:
        left, right = right, left
    if left.kind is Kind.NODES and right.kind is Kind.STRING:
        nodes, text = nodes_run(left), text_run(right)

        def any_is(scope: Scope) -> bool:
            wanted = text(scope)
            return any(node.value == wanted for node in nodes(scope))

        return any_is
    if left.kind is Kind.NODES and right.kind is Kind.NUMBER:
        nodes, number = nodes_run(left), number_run(right)

        def any_counts(scope: Scope) -> bool:
            wanted = number(scope)
            return any(number_of_text(node.value, scope.world.zone) == wanted for node in nodes(scope))

        return any_counts
    if left.kind is right.kind and left.kind in (Kind.NUMBER, Kind.STRING):
        one, other = left.run, right.run
        return lambda scope: one(scope) == other(scope)
    first, second = left.run, right.run
    return lambda scope: equals(first(scope), second(scope), scope.world.zone)


def _ordered(compare: Callable[[float, float], bool], left: Compiled, right: Compiled) -> Run:
    if Kind.NODES not in (left.kind, right.kind) and Kind.ANY not in (left.kind, right.kind):
        one, other = number_run(left), number_run(right)
        return lambda scope: compare(one(scope), other(scope))
    first, second = left.run, right.run

    def run(scope: Scope) -> Value:
        zone = scope.world.zone
        others = numbers(second(scope), zone)
        return any(compare(one, other) for one in numbers(first(scope), zone) for other in others)

    return run
