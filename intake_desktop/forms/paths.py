"""Location paths: how they walk while the form runs, and what they depend on, worked out while compiling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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


def predicate_run(predicates: Sequence[Compiled]) -> Filter | None:
    """Keep the nodes that pass every predicate; a number passes at its position."""
    if not predicates:
        return None
    tests = [_test(predicate) for predicate in predicates]

    def run(nodes: Nodes, scope: Scope) -> Nodes:
        inner = Scope(scope.world, scope.node, scope.language, scope.origin)
        for test in tests:
            inner.size = len(nodes)
            kept: list[XNode] = []
            for position, node in enumerate(nodes, 1):
                inner.node, inner.position = node, position
                if test(inner):
                    kept.append(node)
            nodes = kept
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
        for found in _reached(step.axis, spot):
            if _named(found.definition, step):
                spots[found] = None
                needs.update(_shapes(spot, found))
    return tuple(spots), frozenset(needs)


def _reached(axis: Axis, spot: Spot) -> Iterator[Spot]:
    here, anchor = spot.definition, spot.anchor
    match axis:
        case Axis.SELF:
            yield spot
        case Axis.CHILD:
            yield from (Spot(child, anchor) for child in here.children.values())
        case Axis.ATTRIBUTE:
            yield from (Spot(attribute, anchor) for attribute in here.attributes.values())
        case Axis.PARENT:
            yield from (_up(one, anchor) for one in here.line[:-1][-1:])
        case Axis.ANCESTOR:
            yield from (_up(one, anchor) for one in here.line[:-1])
        case Axis.ANCESTOR_OR_SELF:
            yield from (_up(one, anchor) for one in here.line)
        case Axis.DESCENDANT:
            yield from (Spot(one, anchor) for one in here.descendants())
        case Axis.DESCENDANT_OR_SELF:
            yield from (Spot(one, anchor) for one in (here, *here.descendants()))
        case Axis.FOLLOWING_SIBLING | Axis.PRECEDING_SIBLING:
            if here.parent is not None:
                above = min(anchor, here.parent.depth)
                yield from (Spot(one, above) for one in here.parent.children.values())


def _up(definition: NodeDefinition, anchor: int) -> Spot:
    return Spot(definition, min(anchor, definition.depth))


def _named(definition: NodeDefinition, step: Step) -> bool:
    return step.name in ("*", "node()") or definition.name == step.name


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
