"""What depends on what: one facet for each thing that can be computed of a place, in an order in which each comes after its needs.

The graph is of definitions, not of nodes: an edge knows how to get from the node that changed to the nodes that depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto

from attrs import define, field, frozen

from intake_desktop.forms.compiled import Compiled, Need, NeedKind
from intake_desktop.forms.errors import Fault
from intake_desktop.forms.structure import NodeDefinition


class FacetKind(Enum):
    """What of a place is computed."""

    RELEVANT = auto()
    COUNT = auto()
    STRUCTURE = auto()
    CALCULATE = auto()
    VALUE = auto()
    CHOICES = auto()
    READONLY = auto()
    REQUIRED = auto()
    VALID = auto()
    LABEL = auto()


@define(eq=False, slots=True)
class Facet:
    """One thing that is computed of a place. `home` is the place whose node it is kept with."""

    kind: FacetKind
    definition: NodeDefinition
    home: NodeDefinition
    compiled: Compiled | None = field(default=None, repr=False)
    edges: list[Edge] = field(factory=list, repr=False)
    rank: int = 0
    is_cyclic: bool = False


@frozen(eq=False)
class Edge:
    """From a node to the nodes that depend on it: up to what they share, then down. `crosses`: between instances of one repeat."""

    target: Facet
    climb: int
    descend: tuple[str, ...]
    crosses: bool


_SOURCES = {
    NeedKind.VALUE: FacetKind.VALUE,
    NeedKind.STRUCTURE: FacetKind.STRUCTURE,
    NeedKind.CHOICES: FacetKind.CHOICES,
}
Facets = Mapping[tuple[FacetKind, NodeDefinition], Facet]


@frozen(eq=False)
class Graph:
    """All facets of a form by kind and place, and those of each place in order."""

    facets: Facets
    of_place: Mapping[NodeDefinition, tuple[Facet, ...]]

    def get(self, kind: FacetKind, definition: NodeDefinition) -> Facet | None:
        """The facet of a place, if the place has it."""
        return self.facets.get((kind, definition))


def build(root: NodeDefinition) -> tuple[Graph, list[Fault]]:
    """The graph of a form, and its cycles.

    Returns:
        The graph, and a fault for each circle of calculations, with the path around it.
    """
    facets: dict[tuple[FacetKind, NodeDefinition], Facet] = {}
    for definition in root.everything():
        for facet in _facets(definition):
            facets[facet.kind, definition] = facet
    for facet in list(facets.values()):
        _connect(facet, facets)
    _rank(list(facets.values()))
    of_place: dict[NodeDefinition, list[Facet]] = {}
    for facet in facets.values():
        of_place.setdefault(facet.home, []).append(facet)
    ordered = {place: tuple(sorted(found, key=lambda facet: facet.rank)) for place, found in of_place.items()}
    return Graph(facets, ordered), list(_circles(facets.values()))


def _facets(definition: NodeDefinition) -> Iterator[Facet]:
    bind = definition.bind

    def facet(kind: FacetKind, compiled: Compiled | None = None) -> Facet:
        return Facet(kind, definition, definition, compiled)

    yield facet(FacetKind.RELEVANT, bind.relevant)
    if bind.readonly is not None or (definition.parent is not None and not definition.is_attribute):
        yield facet(FacetKind.READONLY, bind.readonly)
    if definition.repeat is not None and definition.parent is not None:
        yield Facet(FacetKind.STRUCTURE, definition, definition.parent)
        if definition.repeat.count is not None:
            yield Facet(FacetKind.COUNT, definition, definition.parent, definition.repeat.count)
    if definition.is_leaf:
        yield facet(FacetKind.VALUE)
        if bind.calculate is not None:
            yield facet(FacetKind.CALCULATE, bind.calculate)
        if bind.required is not None:
            yield facet(FacetKind.REQUIRED, bind.required)
        if bind.required is not None or bind.constraint is not None:
            yield facet(FacetKind.VALID, bind.constraint)
    if definition.control is not None and definition.control.choices is not None:
        yield facet(FacetKind.CHOICES)
    if definition.label is not None or definition.hint is not None or bind.constraint_message or bind.required_message:
        yield facet(FacetKind.LABEL)


def _connect(facet: Facet, facets: Facets) -> None:
    definition = facet.definition
    for need in _needs(facet):
        source = facets.get((_SOURCES[need.kind], need.definition))
        if source is not None and not _is_about_itself(source, facet):
            source.edges.append(_edge(source, facet, need.anchor))
    for kind, place in _follows(facet):
        source = facets.get((kind, place))
        if source is not None:
            source.edges.append(_edge(source, facet, min(source.home.depth, definition.depth)))


def _is_about_itself(source: Facet, facet: Facet) -> bool:
    """A calculation that reads the value it replaces takes what is there; it does not run because of its own result."""
    return facet.kind is FacetKind.CALCULATE and source.definition is facet.definition


def _needs(facet: Facet) -> Iterable[Need]:
    definition = facet.definition
    if facet.kind is FacetKind.LABEL:
        bind = definition.bind
        sources = (definition.label, definition.hint, bind.constraint_message, bind.required_message)
        return {need for source in sources if source is not None for need in source.needs}
    if facet.kind is FacetKind.CHOICES:
        control = definition.control
        return control.choices.needs if control is not None and control.choices is not None else ()
    return facet.compiled.all_needs if facet.compiled is not None else ()


def _follows(facet: Facet) -> Iterator[tuple[FacetKind, NodeDefinition]]:
    """What a facet follows besides what its expression needs."""
    here, above = facet.definition, facet.definition.parent
    match facet.kind:
        case FacetKind.RELEVANT | FacetKind.READONLY:
            if above is not None:
                yield facet.kind, above
        case FacetKind.CALCULATE:
            yield FacetKind.RELEVANT, here
        case FacetKind.VALUE:
            yield from ((kind, here) for kind in (FacetKind.RELEVANT, FacetKind.CALCULATE, FacetKind.CHOICES))
        case FacetKind.VALID:
            yield from ((kind, here) for kind in (FacetKind.RELEVANT, FacetKind.VALUE, FacetKind.REQUIRED))
        case _:
            return


def _edge(source: Facet, target: Facet, anchor: int) -> Edge:
    up, down = source.home.line, target.home.line
    shared = min(anchor, source.home.depth, target.home.depth)
    while shared + 1 < min(len(up), len(down)) and up[shared + 1] is down[shared + 1] and up[shared + 1].repeat is None:
        shared += 1
    below = {place for place in up[shared + 1 :] if place.repeat is not None}
    crosses = any(place in below for place in down[shared + 1 :])
    return Edge(target, source.home.depth - shared, tuple(place.step for place in down[shared + 1 :]), crosses)


def _rank(facets: list[Facet]) -> None:
    """Number the facets so that each comes after what it depends on; those in one circle share a number (Tarjan, without recursion)."""
    index: dict[Facet, int] = {}
    low: dict[Facet, int] = {}
    waiting: list[Facet] = []
    is_waiting: set[Facet] = set()
    groups: list[list[Facet]] = []
    for start in facets:
        if start in index:
            continue
        work: list[tuple[Facet, Iterator[Edge]]] = [(start, iter(start.edges))]
        index[start] = low[start] = len(index)
        waiting.append(start)
        is_waiting.add(start)
        while work:
            facet, edges = work[-1]
            for edge in edges:
                target = edge.target
                if target not in index:
                    index[target] = low[target] = len(index)
                    waiting.append(target)
                    is_waiting.add(target)
                    work.append((target, iter(target.edges)))
                    break
                if target in is_waiting:
                    low[facet] = min(low[facet], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[facet])
                if low[facet] == index[facet]:
                    groups.append(_popped(waiting, is_waiting, facet))
    for rank, group in enumerate(reversed(groups)):
        for facet in group:
            facet.rank = rank
            facet.is_cyclic = len(group) > 1 or any(edge.target is facet for edge in facet.edges)


def _popped(waiting: list[Facet], is_waiting: set[Facet], last: Facet) -> list[Facet]:
    group: list[Facet] = []
    while True:
        facet = waiting.pop()
        is_waiting.discard(facet)
        group.append(facet)
        if facet is last:
            return group


def _circles(facets: Iterable[Facet]) -> Iterator[Fault]:
    """Calculations that need each other in one and the same instance. Those between instances of a repeat can end, and do."""
    reported: set[int] = set()
    for start in facets:
        if start.kind is not FacetKind.CALCULATE or not start.is_cyclic or start.rank in reported:
            continue
        path = _way_back(start)
        if path:
            reported.add(start.rank)
            names = " → ".join(facet.definition.path for facet in path)
            yield Fault(f"calculations need each other in a circle: {names}", start.definition.path, "calculate")


def _way_back(start: Facet) -> list[Facet]:
    """The shortest way from a calculation back to itself, as calculations; empty when there is none."""
    before: dict[Facet, Facet | None] = {start: None}
    queue = [start]
    for facet in queue:
        for edge in facet.edges:
            target = edge.target
            if edge.crosses or target.rank != start.rank or target.kind not in (FacetKind.CALCULATE, FacetKind.VALUE):
                continue
            if target is start:
                return _trail(before, facet, start)
            if target not in before:
                before[target] = facet
                queue.append(target)
    return []


def _trail(before: Mapping[Facet, Facet | None], last: Facet, start: Facet) -> list[Facet]:
    trail = [start]
    here: Facet | None = last
    while here is not None:
        if here.kind is FacetKind.CALCULATE:
            trail.append(here)
        here = before[here]
    return trail[::-1]
