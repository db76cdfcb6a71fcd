"""Syntax trees to Python closures, once per form. Nothing of an expression is interpreted while an interview runs."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

from attrs import define, evolve, field

from intake_desktop.forms.compiled import NONE, Change, Compiled, Place, Run, Spot, nodes_run, number_run, truth_run
from intake_desktop.forms.errors import ExpressionRefused
from intake_desktop.forms.functions import Call, SpecialFunction, find
from intake_desktop.forms.lookup import lookup_of, position_of
from intake_desktop.forms.operators import COMPARISONS, comparison
from intake_desktop.forms.parser import DEEPEST_NESTING, parse
from intake_desktop.forms.paths import Filter, all_filters, keep_at, keep_where, spots_after, step_run, value_needs, walk_of
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.structure import NodeDefinition
from intake_desktop.forms.syntax import Axis, Chain, Expression, From, FunctionCall, Literal, Logical, Negation, Path, Step, Union
from intake_desktop.forms.values import Kind, Nodes, XNode


@define
class Compiler:
    """Compiles the expressions of one form. `unknown` gathers references to places that the form does not have."""

    document: NodeDefinition
    version: str = ""
    unknown: list[str] = field(factory=list)
    _of_kind: dict[type, Callable[..., Compiled]] = field(factory=dict, init=False, repr=False)

    def text(self, expression: str, place: Place) -> Compiled:
        """Compile an expression as it stands in the form.

        Raises:
            ExpressionRefused: it cannot be parsed, or calls a function that is not there or gets wrong arguments.
        """
        return evolve(self.tree(parse(expression), place), source=expression.strip())

    def tree(self, tree: Expression, place: Place) -> Compiled:
        """Compile a syntax tree, standing at a place."""
        compile_one: Callable[[Any, Place], Compiled] = self._of_kind[type(tree)]
        return compile_one(tree, place)

    def __attrs_post_init__(self) -> None:
        self._of_kind = {
            Literal: self._literal,
            Path: self._path,
            FunctionCall: self._call,
            Chain: self._chain,
            Logical: self._logical,
            Negation: self._negation,
            Union: self._union,
        }

    @staticmethod
    def _literal(tree: Literal, _place: Place) -> Compiled:
        value = tree.value
        return Compiled(lambda _scope: value, Kind.STRING if isinstance(value, str) else Kind.NUMBER)

    # operators ----------------------------------------------------------------------------------------------------

    def _logical(self, tree: Logical, place: Place) -> Compiled:
        operands = [self.tree(one, place) for one in tree.operands]
        tests = tuple(truth_run(one) for one in operands)
        if tree.operator == "and":
            return _combined(operands, lambda scope: all(test(scope) for test in tests), Kind.BOOLEAN, truths=True)
        return _combined(operands, lambda scope: any(test(scope) for test in tests), Kind.BOOLEAN, truths=True)

    def _negation(self, tree: Negation, place: Place) -> Compiled:
        operand = self.tree(tree.operand, place)
        number = number_run(operand)
        return _combined([operand], lambda scope: -number(scope), Kind.NUMBER)

    def _chain(self, tree: Chain, place: Place) -> Compiled:
        first = self.tree(tree.first, place)
        rest = [(symbol, self.tree(operand, place)) for symbol, operand in tree.rest]
        if tree.rest[0][0] not in COMPARISONS:
            return _arithmetic(first, rest)
        if len(rest) > DEEPEST_NESTING:
            raise ExpressionRefused("there are too many comparisons in a row")
        for symbol, operand in rest:
            truths = symbol in ("=", "!=") and Kind.BOOLEAN in (first.kind, operand.kind)
            first = _combined([first, operand], comparison(symbol, first, operand), Kind.BOOLEAN, truths=truths)
        return first

    def _union(self, tree: Union, place: Place) -> Compiled:
        operands = [self.tree(one, place) for one in tree.operands]
        runs = tuple(nodes_run(one) for one in operands)

        def run(scope: Scope) -> Nodes:
            gathered: dict[XNode, None] = {}
            for nodes in runs:
                gathered.update(dict.fromkeys(nodes(scope)))
            return list(gathered)

        spots = tuple(dict.fromkeys(spot for one in operands if one.place for spot in one.place.spots))
        joined = _combined(operands, run, Kind.NODES, structure_only=True)
        reads = reduce(operator.or_, (one.reads for one in operands), NONE)
        return evolve(joined, reads=reads, place=Place(spots, place.origin, elsewhere=not spots))

    # functions ----------------------------------------------------------------------------------------------------

    def _call(self, tree: FunctionCall, place: Place) -> Compiled:
        found = find(tree.name)
        found.check_count(len(tree.arguments))
        if isinstance(found, SpecialFunction):
            return found.build(Call(tree, place, self))
        return found.compiled([self.tree(one, place) for one in tree.arguments])

    # paths --------------------------------------------------------------------------------------------------------

    def _path(self, tree: Path, place: Place) -> Compiled:
        found = lookup_of(tree, place, self)
        if found is not None:
            return self._walked(found.steps, self._filtered(found.predicates, found.rows))
        result = self._walked(tree.steps, self._start(tree, place))
        fixed = self._fixed(tree, result)
        return result if fixed is None else evolve(result, run=fixed)

    def _start(self, tree: Path, place: Place) -> Compiled:
        match tree.start:
            case From.ROOT:
                root = Place((Spot(self.document, 0),), place.origin)
                return Compiled(lambda scope: (scope.world.document,), Kind.NODES, place=root)
            case From.HERE:
                return Compiled(lambda scope: (scope.node,), Kind.NODES, place=place, reads=value_needs(place.spots))
            case expression:
                start = self.tree(expression, place)
        if start.kind is not Kind.NODES:
            raise ExpressionRefused("a path goes on from something that is not a node-set")
        return self._filtered(tree.predicates, start)

    def _filtered(self, predicates: tuple[Expression, ...], start: Compiled) -> Compiled:
        keep, after = self._predicates(predicates, start)
        if keep is None:
            return start
        nodes = nodes_run(start)
        return evolve(after, run=lambda scope: keep(nodes(scope), scope))

    def _walked(self, steps: tuple[Step, ...], start: Compiled) -> Compiled:
        if not steps:
            return start
        result = start
        walks: list[Filter] = []
        for step in steps:
            result, walk = self._stepped(step, result)
            walks.append(walk)
        reads = value_needs(result.place.spots) if result.place else NONE
        return evolve(result, reads=reads, run=_walk_all(nodes_run(start), tuple(walks)))

    def _stepped(self, step: Step, before: Compiled) -> tuple[Compiled, Filter]:
        place = before.place or Place((), None, elsewhere=True)
        spots, shapes = spots_after(step, place)
        if place.spots and not spots and not place.elsewhere:
            self._note_unknown(step, place)
        after = evolve(
            before,
            needs=before.needs | shapes,
            place=Place(spots, place.origin, elsewhere=place.elsewhere or not spots),
        )
        keep, after = self._predicates(step.predicates, after)
        return after, step_run(walk_of(step), keep)

    def _note_unknown(self, step: Step, place: Place) -> None:
        if step.axis in (Axis.CHILD, Axis.ATTRIBUTE) and step.name not in ("*", "node()"):
            mark = "@" if step.axis is Axis.ATTRIBUTE else ""
            self.unknown.append(f"{place.spots[0].definition.path}/{mark}{step.name}")

    def _predicates(self, predicates: tuple[Expression, ...], nodes: Compiled) -> tuple[Filter | None, Compiled]:
        if not predicates:
            return None, nodes
        place = nodes.place or Place((), None, elsewhere=True)
        compiled = [self.tree(one, place) for one in predicates]
        needs = reduce(operator.or_, (one.all_needs for one in compiled), nodes.needs)
        changes = reduce(operator.or_, (one.changes for one in compiled), nodes.changes)
        filters = [self._filter(tree, one, place) for tree, one in zip(predicates, compiled, strict=True)]
        return all_filters(filters), evolve(nodes, needs=needs, changes=changes)

    def _filter(self, tree: Expression, compiled: Compiled, place: Place) -> Filter:
        wanted = position_of(tree)
        return keep_where(compiled) if wanted is None else keep_at(self.tree(wanted, place))

    def _fixed(self, tree: Path, result: Compiled) -> Run | None:
        """A place outside every repeat is always the same node: no walking at all."""
        plain = all(step.axis is Axis.CHILD and not step.predicates for step in tree.steps)
        if tree.start is not From.ROOT or not tree.steps or not plain or not result.place or len(result.place.spots) != 1:
            return None
        index = result.place.spots[0].definition.fixed
        if index < 0:
            return None
        return lambda scope: scope.world.fixed[index]


def _walk_all(start: Callable[[Scope], Nodes], walks: tuple[Filter, ...]) -> Run:
    if len(walks) == 1:
        only = walks[0]
        return lambda scope: only(start(scope), scope)

    def run(scope: Scope) -> Nodes:
        nodes = start(scope)
        for walk in walks:
            nodes = walk(nodes, scope)
        return nodes

    return run


def _arithmetic(first: Compiled, rest: list[tuple[str, Compiled]]) -> Compiled:
    """From left to right, in a loop: a sum of a thousand answers is not a thousand closures deep."""
    start = number_run(first)
    if len(rest) == 1:
        apply, operand = _ARITHMETIC[rest[0][0]], number_run(rest[0][1])
        return _combined([first, rest[0][1]], lambda scope: apply(start(scope), operand(scope)), Kind.NUMBER)
    steps = [(_ARITHMETIC[symbol], number_run(operand)) for symbol, operand in rest]

    def run(scope: Scope) -> float:
        number = start(scope)
        for apply, operand in steps:
            number = apply(number, operand(scope))
        return number

    return _combined([first, *(operand for _, operand in rest)], run, Kind.NUMBER)


def _divided(left: float, right: float) -> float:
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    if not right or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": _divided,
    "mod": _remainder,
}


def _combined(operands: list[Compiled], run: Run, kind: Kind, *, truths: bool = False, structure_only: bool = False) -> Compiled:
    """An expression of operands; a node-set asked only whether it is empty has none of its values looked at."""
    needs = NONE
    for one in operands:
        shape_only = structure_only or (truths and one.kind is Kind.NODES)
        needs |= one.needs if shape_only else one.all_needs
    changes = reduce(operator.or_, (one.changes for one in operands), frozenset[Change]())
    return Compiled(run, kind, needs=needs, changes=changes)
