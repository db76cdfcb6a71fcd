"""What depends on what: a facet for each thing that can be computed of a place, in an order where each comes after its needs.

The graph is of definitions, not of nodes: an edge knows how to get from the node that changed to the nodes that depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto

from attrs import define, field, frozen

from intake_desktop.forms.compiled import Compiled, Need, NeedKind
from intake_desktop.forms.errors import Fault
from intake_desktop.forms.structure import NodeDefinition
from intake_desktop.forms.texts import TextSource


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
    """From a node to those that depend on it: up to what they share, then down. `crosses`: between instances of one repeat."""

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
    yield _facet(FacetKind.RELEVANT, definition, bind.relevant)
    if not definition.is_attribute:
        yield _facet(FacetKind.READONLY, definition, bind.readonly)
    if definition.repeat is not None and definition.parent is not None:
        yield Facet(FacetKind.STRUCTURE, definition, definition.parent)
        if definition.repeat.count is not None:
            yield Facet(FacetKind.COUNT, definition, definition.parent, definition.repeat.count)
    if definition.is_leaf:
        yield from _facets_of_value(definition)
    if definition.control is not None and definition.control.choices is not None:
        yield _facet(FacetKind.CHOICES, definition)
    if any(_texts(definition)):
        yield _facet(FacetKind.LABEL, definition)


def _facets_of_value(definition: NodeDefinition) -> Iterator[Facet]:
    bind = definition.bind
    yield _facet(FacetKind.VALUE, definition)
    if bind.calculate is not None:
        yield _facet(FacetKind.CALCULATE, definition, bind.calculate)
    if bind.required is not None:
        yield _facet(FacetKind.REQUIRED, definition, bind.required)
    if bind.required is not None or bind.constraint is not None:
        yield _facet(FacetKind.VALID, definition, bind.constraint)


def _facet(kind: FacetKind, definition: NodeDefinition, compiled: Compiled | None = None) -> Facet:
    return Facet(kind, definition, definition, compiled)


def _texts(definition: NodeDefinition) -> tuple[TextSource | None, ...]:
    bind = definition.bind
    return definition.label, definition.hint, bind.constraint_message, bind.required_message


def _connect(facet: Facet, facets: Facets) -> None:
    definition = facet.definition
    for need in _needs(facet):
        source = facets.get((_SOURCES[need.kind], need.definition))
        # a calculation that reads the value it replaces takes what is there; its own result does not make it run again
        is_about_itself = facet.kind is FacetKind.CALCULATE and need.is_own_value(definition)
        if source is not None and not is_about_itself:
            source.edges.append(_edge(source, facet, need.anchor))
    for kind, place in _follows(facet):
        source = facets.get((kind, place))
        if source is not None:
            source.edges.append(_edge(source, facet, min(source.home.depth, definition.depth)))


def _needs(facet: Facet) -> Iterable[Need]:
    definition = facet.definition
    if facet.kind is FacetKind.LABEL:
        return {need for source in _texts(definition) if source is not None for need in source.needs}
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
    """Number the facets so that each comes after what it depends on; those in one circle share a number."""
    order = _Order()
    for facet in facets:
        order.visit(facet)
    for rank, group in enumerate(reversed(order.groups)):
        for facet in group:
            facet.rank = rank
            facet.is_cyclic = len(group) > 1 or any(edge.target is facet for edge in facet.edges)


@define
class _Order:
    """Tarjan's strongly connected components, with a stack of its own: a long chain of calculations is no deep recursion."""

    groups: list[list[Facet]] = field(factory=list)
    _index: dict[Facet, int] = field(factory=dict)
    _low: dict[Facet, int] = field(factory=dict)
    _waiting: list[Facet] = field(factory=list)
    _is_waiting: set[Facet] = field(factory=set)

    def visit(self, start: Facet) -> None:
        """Order a facet and all that depends on it."""
        if start in self._index:
            return
        work = [self._enter(start)]
        while work:
            facet, edges = work[-1]
            ahead = self._ahead(facet, edges)
            if ahead is not None:
                work.append(self._enter(ahead))
                continue
            work.pop()
            if work:
                above = work[-1][0]
                self._low[above] = min(self._low[above], self._low[facet])
            if self._low[facet] == self._index[facet]:
                self.groups.append(self._popped(facet))

    def _enter(self, facet: Facet) -> tuple[Facet, Iterator[Edge]]:
        self._index[facet] = self._low[facet] = len(self._index)
        self._waiting.append(facet)
        self._is_waiting.add(facet)
        return facet, iter(facet.edges)

    def _ahead(self, facet: Facet, edges: Iterator[Edge]) -> Facet | None:
        for edge in edges:
            if edge.target not in self._index:
                return edge.target
            if edge.target in self._is_waiting:
                self._low[facet] = min(self._low[facet], self._index[edge.target])
        return None

    def _popped(self, last: Facet) -> list[Facet]:
        group: list[Facet] = []
        while not group or group[-1] is not last:
            facet = self._waiting.pop()
            self._is_waiting.discard(facet)
            group.append(facet)
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
