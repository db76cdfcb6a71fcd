"""Node-sets: counting, positions, lists of the form, instances of repeats."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence

from intake_desktop.forms.compiled import Change, Compiled, Need, NeedKind, Place, Spot, nodes_run, number_run, text_run
from intake_desktop.forms.errors import ExpressionRefused
from intake_desktop.forms.functions.registry import Call, Depends, Takes, function, special
from intake_desktop.forms.paths import value_needs
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.values import Kind, Nodes, XNode, to_number, to_text

_NODES = (Takes.NODES,)
_GENERATOR = 16_807
_MODULUS = 2_147_483_647


def _must_be_nodes(argument: Compiled, name: str) -> Compiled:
    if argument.kind not in (Kind.NODES, Kind.ANY):
        raise ExpressionRefused(f"{name}() wants a node-set")
    return argument


@special("count", counts=(1,))
def count(call: Call) -> Compiled:
    """XPath 1.0: the number of nodes. Depends on the shape of repeats, not on what is inside."""
    argument = _must_be_nodes(call.argument(0), "count")
    nodes = nodes_run(argument)
    return Compiled(lambda scope: float(len(nodes(scope))), Kind.NUMBER, needs=argument.needs, changes=argument.changes)


@special("count-non-empty", counts=(1,))
def count_non_empty(call: Call) -> Compiled:
    """ODK XForms: the number of nodes that have a value."""
    argument = _must_be_nodes(call.argument(0), "count-non-empty")
    nodes = nodes_run(argument)
    return Compiled(
        lambda scope: float(sum(1 for node in nodes(scope) if node.value)),
        Kind.NUMBER,
        needs=argument.all_needs,
        changes=argument.changes,
    )


@special("position", counts=(0, 1))
def position(call: Call) -> Compiled:
    """ODK XForms: the position among the nodes looked at; of a node, its position among the instances of its repeat."""
    if not call.arguments:
        return Compiled(lambda scope: float(scope.position), Kind.NUMBER)
    argument = _must_be_nodes(call.argument(0), "position")
    nodes = nodes_run(argument)
    spots = argument.place.spots if argument.place else ()
    shapes = {
        Need(NeedKind.STRUCTURE, spot.definition, min(spot.anchor, spot.definition.depth - 1))
        for spot in spots
        if spot.definition.repeat is not None
    }
    needs = argument.needs | shapes

    def run(scope: Scope) -> float:
        found = nodes(scope)
        return float(found[0].position) if found else math.nan

    return Compiled(run, Kind.NUMBER, needs=needs, changes=argument.changes)


@function("last", gives=Kind.NUMBER, with_scope=True)
def last(scope: Scope) -> float:
    """XPath 1.0: how many nodes are looked at."""
    return float(scope.size)


@special("current", counts=(0,))
def current(call: Call) -> Compiled:
    """XForms 1.1: the node the expression belongs to, also from inside a predicate."""
    origin = call.place.origin
    if origin is None:
        return Compiled(lambda scope: (scope.origin,), Kind.NODES, place=Place((), None, elsewhere=True))
    spots = (Spot(origin, origin.depth),)
    return Compiled(lambda scope: (scope.origin,), Kind.NODES, reads=value_needs(spots), place=Place(spots, origin))


@special("instance", counts=(1,))
def instance(call: Call) -> Compiled:
    """ODK XForms: the root of a list of the form or of an attached file; empty when there is none of that name."""
    argument = call.argument(0)
    identifier = text_run(argument)
    return Compiled(
        lambda scope: scope.world.secondary(identifier(scope)),
        Kind.NODES,
        needs=argument.all_needs,
        place=Place((), call.place.origin, elsewhere=True),
        changes=argument.changes,
    )


@special("indexed-repeat", counts=(3, 5, 7))
def indexed_repeat(call: Call) -> Compiled:
    """ODK XForms: the nodes of the given repeat instance; empty when it is not there."""
    target, *rest = (call.argument(index) for index in range(len(call.arguments)))
    repeats, indexes = rest[::2], rest[1::2]
    for one in (target, *repeats):
        _must_be_nodes(one, "indexed-repeat")
    pairs = sorted(zip(repeats, indexes, strict=True), key=_depth)
    runs = [(nodes_run(repeat), number_run(index)) for repeat, index in pairs]
    wanted = nodes_run(target)
    needs = target.needs.union(*(one.needs for one in repeats), *(one.all_needs for one in indexes))

    def run(scope: Scope) -> Nodes:
        inside: XNode | None = None
        for repeat, index in runs:
            instances = [one for one in repeat(scope) if inside is None or _is_inside(one, inside)]
            number = index(scope)
            if math.isnan(number) or not 1 <= number <= len(instances):
                return ()
            inside = instances[int(number) - 1]
        return [node for node in wanted(scope) if inside is not None and _is_inside(node, inside)]

    return Compiled(run, Kind.NODES, needs=needs, reads=target.reads, place=target.place, changes=target.changes)


def _depth(pair: tuple[Compiled, Compiled]) -> int:
    place = pair[0].place
    return max((spot.definition.depth for spot in place.spots), default=0) if place else 0


def _is_inside(node: XNode, above: XNode) -> bool:
    here: XNode | None = node
    while here is not None:
        if here is above:
            return True
        here = here.parent
    return False


@special("randomize", counts=(1, 2))
def randomize(call: Call) -> Compiled:
    """ODK XForms: the nodes in another order; a seed always gives the same order (that of ODK Collect)."""
    argument = _must_be_nodes(call.argument(0), "randomize")
    nodes = nodes_run(argument)
    if len(call.arguments) == 1:
        shuffle = random.sample
        changes = argument.changes | {Change.CHANCE}
        run = lambda scope: shuffle(list(nodes(scope)), len(nodes(scope)))  # noqa: E731 - a closure like the others
        return Compiled(run, Kind.NODES, needs=argument.needs, reads=argument.reads, place=argument.place, changes=changes)
    seed = call.argument(1)
    return Compiled(
        lambda scope: shuffled(nodes(scope), _seed(seed, scope)),
        Kind.NODES,
        needs=argument.needs | seed.all_needs,
        reads=argument.reads,
        place=argument.place,
        changes=argument.changes | seed.changes,
    )


def _seed(seed: Compiled, scope: Scope) -> int:
    value = seed.run(scope)
    number = to_number(value, scope.world.zone)
    if math.isnan(number):
        text = to_text(value)
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True) if text else 0
    if math.isinf(number):
        return 2**63 - 1 if number > 0 else -(2**63)
    return math.trunc(number)


def shuffled(nodes: Sequence[XNode], seed: int) -> list[XNode]:
    """The order of ODK Collect: an inside-out shuffle with the minimal standard generator of Park and Miller."""
    state = abs(seed) % _MODULUS * (1 if seed >= 0 else -1)
    if state <= 0:
        state += _MODULUS - 1
    result: list[XNode] = []
    for index, node in enumerate(nodes):
        state = state * _GENERATOR % _MODULUS
        at = int((state - 1) / (_MODULUS - 1) * (index + 1))
        result.append(node)
        if at != index:
            result[index] = result[at]
            result[at] = node
    return result


@function("name", "local-name", takes=_NODES, optional=1, gives=Kind.STRING, depends=Depends.STRUCTURE, with_scope=True)
def name(scope: Scope, nodes: Nodes | None = None) -> str:
    """XPath 1.0: the name of the first node; without an argument, of the node it stands on."""
    found: Nodes = (scope.node,) if nodes is None else nodes
    return found[0].name if found else ""
