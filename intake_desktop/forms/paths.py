"""Location paths: how they walk while the form runs, and what they depend on, worked out while compiling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from intake_desktop.forms.compiled import NONE, Compiled, Need, NeedKind, Needs, Place, Spot, number_run, truth_run
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.structure import NodeDefinition
from intake_desktop.forms.syntax import Axis, Step
from intake_desktop.forms.values import Kind, Nodes, Value, XNode, to_truth

Walk = Callable[[XNode], Nodes]
Filter = Callable[[Nodes, Scope], Nodes]


def walk_of(step: Step) -> Walk:
    """The nodes of one step, seen from one node, in document order."""
    name = step.name
    match step.axis:
        case Axis.CHILD:
            return (lambda node: node.children()) if name in ("*", "node()") else (lambda node: node.named(name))
        case Axis.ATTRIBUTE:
            wanted = f"@{name}"
            return (lambda node: node.attributes()) if name in ("*", "node()") else (lambda node: node.named(wanted))
        case axis:
            nodes_of = _WALKS[axis]
            return lambda node: _passing(nodes_of(node), name)


def _passing(nodes: Nodes, name: str) -> Nodes:
    return nodes if name in ("*", "node()") else [node for node in nodes if node.name == name]


def _parent(node: XNode) -> Nodes:
    return () if node.parent is None else (node.parent,)


def _ancestors(node: XNode) -> list[XNode]:
    found: list[XNode] = []
    above = node.parent
    while above is not None:
        found.append(above)
        above = above.parent
    return found[::-1]


def _descendants(node: XNode) -> Iterator[XNode]:
    for child in node.children():
        yield child
        yield from _descendants(child)


def _siblings(node: XNode, *, after: bool) -> Nodes:
    if node.parent is None:
        return ()
    siblings = node.parent.children()
    at = next((index for index, one in enumerate(siblings) if one is node), len(siblings))
    return siblings[at + 1 :] if after else siblings[:at]


_WALKS: dict[Axis, Walk] = {
    Axis.SELF: lambda node: (node,),
    Axis.PARENT: _parent,
    Axis.DESCENDANT: lambda node: list(_descendants(node)),
    Axis.DESCENDANT_OR_SELF: lambda node: [node, *_descendants(node)],
    Axis.ANCESTOR: _ancestors,
    Axis.ANCESTOR_OR_SELF: lambda node: [*_ancestors(node), node],
    Axis.FOLLOWING_SIBLING: lambda node: _siblings(node, after=True),
    Axis.PRECEDING_SIBLING: lambda node: _siblings(node, after=False),
}


def step_run(walk: Walk, keep: Filter | None) -> Filter:
    """One step from a node-set: each node once, predicates counted from each node the step starts at."""

    def run(nodes: Nodes, scope: Scope) -> Nodes:
        if len(nodes) == 1:
            found = walk(nodes[0])
            return keep(found, scope) if keep is not None else found
        gathered: dict[XNode, None] = {}
        for node in nodes:
            found = walk(node)
            gathered.update(dict.fromkeys(keep(found, scope) if keep is not None else found))
        return list(gathered)

    return run


def keep_where(predicate: Compiled) -> Filter:
    """Keep the nodes that pass a predicate; a number passes at its position."""
    test = _test(predicate)

    def run(nodes: Nodes, scope: Scope) -> Nodes:
        inner = Scope(scope.world, scope.node, scope.language, scope.origin)
        inner.size = len(nodes)
        kept: list[XNode] = []
        for position, node in enumerate(nodes, 1):
            inner.node, inner.position = node, position
            if test(inner):
                kept.append(node)
        return kept

    return run


def keep_at(position: Compiled) -> Filter:
    """Keep the node at a position that is the same for every node: `[2]`, `[position() = position(current()/..) - 1]`."""
    number = number_run(position)

    def run(nodes: Nodes, scope: Scope) -> Nodes:
        at = number(scope)
        return (nodes[int(at) - 1],) if 1 <= at <= len(nodes) and at == int(at) else ()

    return run


def all_filters(filters: Sequence[Filter]) -> Filter | None:
    """One filter after the other; None when there is none."""
    if len(filters) <= 1:
        return filters[0] if filters else None

    def run(nodes: Nodes, scope: Scope) -> Nodes:
        for one in filters:
            nodes = one(nodes, scope)
        return nodes

    return run


def _test(predicate: Compiled) -> Callable[[Scope], bool]:
    run = predicate.run
    if predicate.kind is Kind.NUMBER:
        position = number_run(predicate)
        return lambda scope: position(scope) == scope.position
    if predicate.kind is not Kind.ANY:
        return truth_run(predicate)

    def passes(scope: Scope) -> bool:
        value: Value = run(scope)
        if isinstance(value, float) and not isinstance(value, bool):
            return value == scope.position
        return to_truth(value)

    return passes


def spots_after(step: Step, place: Place) -> tuple[tuple[Spot, ...], Needs]:
    """Where a step leads, and which repeats' shape it depends on."""
    spots: dict[Spot, None] = {}
    needs: set[Need] = set()
    for spot in place.spots:
        for found in _reached(step, spot):
            spots[found] = None
            needs.update(_shapes(spot, found))
    return tuple(spots), frozenset(needs)


def _reached(step: Step, spot: Spot) -> Iterator[Spot]:
    here, anchor, axis = spot.definition, spot.anchor, step.axis
    is_named = step.name not in ("*", "node()")
    if is_named and axis in (Axis.CHILD, Axis.ATTRIBUTE):
        below = here.children if axis is Axis.CHILD else here.attributes
        if step.name in below:
            yield Spot(below[step.name], anchor)
        return
    for found in _by_axis(axis, here, anchor):
        if not is_named or found.definition.name == step.name:
            yield found


def _by_axis(axis: Axis, here: NodeDefinition, anchor: int) -> Iterator[Spot]:
    if axis in _UPWARDS:
        yield from (_up(one, anchor) for one in _UPWARDS[axis](here.line))
    elif axis in _DOWNWARDS:
        yield from (Spot(one, anchor) for one in _DOWNWARDS[axis](here))
    elif here.parent is not None:
        above = min(anchor, here.parent.depth)
        yield from (Spot(one, above) for one in here.parent.children.values())


_UPWARDS: dict[Axis, Callable[[Sequence[NodeDefinition]], Sequence[NodeDefinition]]] = {
    Axis.SELF: lambda line: line[-1:],
    Axis.PARENT: lambda line: line[-2:-1],
    Axis.ANCESTOR: lambda line: line[:-1],
    Axis.ANCESTOR_OR_SELF: lambda line: line,
}
_DOWNWARDS: dict[Axis, Callable[[NodeDefinition], Iterable[NodeDefinition]]] = {
    Axis.CHILD: lambda here: here.children.values(),
    Axis.ATTRIBUTE: lambda here: here.attributes.values(),
    Axis.DESCENDANT: lambda here: here.descendants(),
    Axis.DESCENDANT_OR_SELF: lambda here: (here, *here.descendants()),
}


def _up(definition: NodeDefinition, anchor: int) -> Spot:
    return Spot(definition, min(anchor, definition.depth))


def _shapes(start: Spot, found: Spot) -> Iterator[Need]:
    """The repeats whose instances lie between the shared node and the node that was reached."""
    lowest = min(found.anchor, start.definition.depth) if found.definition.depth > start.definition.depth else found.anchor
    for definition in found.definition.line[lowest + 1 :]:
        if definition.repeat is not None:
            yield Need(NeedKind.STRUCTURE, definition, min(found.anchor, definition.depth - 1))


def value_needs(spots: Sequence[Spot]) -> Needs:
    """What to watch when the values of nodes are looked at; a group's value is that of all below it."""
    needs: set[Need] = set()
    for spot in spots:
        here = spot.definition
        leaves = [here] if here.is_leaf else [one for one in here.descendants() if one.is_leaf]
        needs.update(Need(NeedKind.VALUE, leaf, spot.anchor) for leaf in leaves)
    return frozenset(needs) if needs else NONE
