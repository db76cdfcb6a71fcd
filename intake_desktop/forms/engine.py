"""Keeps everything that is computed up to date. After a change only what depends on it runs, each thing after what it needs."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from intake_desktop.forms.changes import Ledger
from intake_desktop.forms.choices import Offered
from intake_desktop.forms.compiled import Change, Compiled, number_run, text_run, truth_run
from intake_desktop.forms.datatypes import stored_as
from intake_desktop.forms.dates import local_zone
from intake_desktop.forms.definition import FormDefinition
from intake_desktop.forms.graph import Facet, FacetKind
from intake_desktop.forms.instance import Node, Range, plant
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.structure import NodeDefinition, Seed
from intake_desktop.forms.values import Nodes, XNode

MOST_INSTANCES = 1000
"""Instances that a count may ask for. A household or a letter pile has tens."""

MOST_NODES = 100_000
"""Nodes of one interview. Repeats in repeats stop growing here; the largest form we know has 2,000 questions."""

LONGEST_CALCULATION = 1_000_000
"""Characters of a calculated text. Texts that double from one calculation to the next are cut off here."""

_MOST_TURNS = 100_000
"""How many things in circles may run after one change. Running totals over instances settle long before."""

Dirty = tuple[int, tuple[int, ...], int, Facet, Node | Range]


class Engine:
    """One interview's tree and the work of keeping it right. It is the world that expressions see."""

    def __init__(self, form: FormDefinition, seed: Seed, *, now: Callable[[], datetime], properties: Mapping[str, str]) -> None:
        self.form = form
        self.properties = properties
        self.language = form.default_language
        self.evaluations = 0
        """How many expressions ran so far; tests hold it to what an answer needs."""
        self._now = now
        self.zone: tzinfo | None = local_zone(now())
        self.offered = Offered(form, self)
        self.ledger = Ledger()
        self.value_changed: list[Node] = []
        self._heap: list[Dirty] = []
        self._dirty: set[tuple[Facet, Node | Range]] = set()
        self._count = 0
        self._nodes = 0
        self._compute = self._computations()
        self.on_count: Callable[[Range, int], object] = self.resize
        """What a count does; whoever fires the events of new instances puts itself here."""
        self._document = plant(form.document, None, Seed(children={form.root.name: (seed,)}), self.stored)
        self.fixed: Sequence[Nodes] = [self._first(definition) for definition in form.fixed]

    # the world that expressions see -------------------------------------------------------------------------------

    @property
    def document(self) -> Node:
        """The node above the root."""
        return self._document

    def now(self) -> datetime:
        """The moment it is at the desk."""
        return self._now()

    def secondary(self, identifier: str) -> Nodes:
        """The document of a list; nothing when the form has no such list."""
        found = self.form.secondary.get(identifier)
        return () if found is None else (found.document,)

    def rows(self, identifier: str, path: tuple[str, ...], column: str, value: str) -> Nodes:
        """Rows of a list by the value of a column."""
        found = self.form.secondary.get(identifier)
        return () if found is None else found.rows(path, column, value)

    def choice_name(self, node: XNode, value: str, language: str) -> str:
        """The label of a choice of a question; empty when it is not offered."""
        return self.offered.name(node, value, language) if isinstance(node, Node) else ""

    def nodes_by_path(self, path: str, node: XNode) -> Nodes:
        """The nodes of a path that is only known now."""
        if not isinstance(node, Node):
            return ()
        compiled = self.form.expression(path, node.definition)
        found = () if compiled is None else compiled.run(Scope(self, node, self.language))
        return () if isinstance(found, float | str | bool) else found

    def itext(self, identifier: str, scope: Scope) -> str:
        """A text of the translation table."""
        return self.offered.itext(identifier, scope)

    def form_version(self) -> str:
        """The version of the form."""
        return self.form.version

    # changing -----------------------------------------------------------------------------------------------------

    @staticmethod
    def stored(definition: NodeDefinition, text: str) -> str:
        """A text as the type of its place stores it."""
        encode = stored_as(definition.bind.data_type)
        return encode(text) if encode is not None and text else text

    def put(self, node: Node, text: str) -> None:
        """Give a node a value, as an answer, a default or an action does."""
        self._replace(node, self.stored(node.definition, text))
        self.touch(FacetKind.VALUE, node)

    def touch(self, kind: FacetKind, node: Node) -> None:
        """Something of a node must be looked at again."""
        facet = self.form.graph.get(kind, node.definition)
        if facet is not None:
            self._push(facet, node)

    def touch_language(self) -> None:
        """The language of values changed: calculations that show texts run again."""
        for facet in self.form.graph.facets.values():
            if facet.compiled is not None and Change.LANGUAGE in facet.compiled.changes:
                for node in _below(self.document, tuple(place.step for place in facet.home.line[1:]), facet):
                    self._push(facet, node)

    def wake(self, node: Node, *, calculate: bool = True) -> None:
        """Compute everything of a new node and of what is below it."""
        for one in node.walk():
            self._nodes += 1
            for facet in self.form.graph.of_place.get(one.definition, ()):
                if facet.kind is not FacetKind.LABEL and (calculate or facet.kind is not FacetKind.CALCULATE):
                    self._push(facet, one)
            for instances in one.ranges.values():
                relevant = self.form.graph.get(FacetKind.RELEVANT, instances.definition)
                if relevant is not None:
                    self._push(relevant, instances)

    def reshaped(self, instances: Range) -> None:
        """A repeat has other instances than before: whatever looks at its shape runs again."""
        self.ledger.structure[instances] = None
        facet = self.form.graph.get(FacetKind.STRUCTURE, instances.definition)
        if facet is not None:
            self._spread(facet, instances.parent)

    def resize(self, instances: Range, count: int, seeds: Sequence[Seed] = ()) -> list[Node]:
        """Give a repeat a number of instances. New ones are of the template, or of seeds when those are given.

        Returns:
            The new instances, already due to be computed.
        """
        definition = instances.definition
        before = len(instances.instances)
        for node in instances.instances[count:]:
            self.drop(node)
        added: list[Node] = []
        rule = definition.repeat
        for index in range(before, count):
            if self._nodes > MOST_NODES:
                break
            seed = seeds[index] if index < len(seeds) else rule.template if rule is not None else definition.seed
            node = plant(definition, instances.parent, seed, self.stored)
            instances.add(node)
            added.append(node)
            self.wake(node)
        if before != len(instances.instances) or count < before:
            self.reshaped(instances)
        return added

    def drop(self, node: Node) -> None:
        """Take an instance out of its repeat, without telling anybody yet."""
        if node.parent is not None:
            node.parent.ranges[node.name].remove(node)
            self._nodes -= sum(1 for _ in node.walk())

    def settle(self) -> None:
        """Run what is due until nothing is."""
        turns = 0
        while self._heap:
            _, _, _, facet, node = heapq.heappop(self._heap)
            self._dirty.discard((facet, node))
            turns += facet.is_cyclic
            if turns <= _MOST_TURNS and self._compute[facet.kind](facet, node):
                self._spread(facet, node)

    def scope(self, node: XNode, language: str = "") -> Scope:
        """Where an expression of a node stands."""
        return Scope(self, node, language or self.language)

    def text(self, compiled: Compiled, node: XNode) -> str:
        """Evaluate to a text."""
        self.evaluations += 1
        return text_run(compiled)(self.scope(node))

    def truth(self, compiled: Compiled, node: XNode) -> bool:
        """Evaluate to a truth."""
        self.evaluations += 1
        return truth_run(compiled)(self.scope(node))

    # inside -------------------------------------------------------------------------------------------------------

    def _first(self, definition: NodeDefinition) -> Nodes:
        node = self.document
        for place in definition.line[1:]:
            node = node.named(place.step)[0]
        return node.own

    def _push(self, facet: Facet, node: Node | Range) -> None:
        key = (facet, node)
        if key not in self._dirty:
            self._dirty.add(key)
            self._count += 1
            # what goes round between instances settles soonest from the first instance to the last
            place = _positions(node) if facet.is_cyclic else ()
            heapq.heappush(self._heap, (facet.rank, place, self._count, facet, node))

    def _spread(self, facet: Facet, node: Node | Range) -> None:
        if isinstance(node, Range):
            return  # a repeat as a whole is only shown; what depends on relevance depends on that of its instances
        for edge in facet.edges:
            here: Node | None = node
            for _ in range(edge.climb):
                here = here.parent if here is not None else None
            if here is not None:
                for target in _below(here, edge.descend, edge.target):
                    self._push(edge.target, target)

    def _computations(self) -> dict[FacetKind, Callable[[Facet, Node | Range], bool]]:
        return {
            FacetKind.RELEVANT: self._relevant,
            FacetKind.COUNT: self._counted,
            FacetKind.STRUCTURE: _nothing,
            FacetKind.CALCULATE: _of_node(self._calculated),
            FacetKind.VALUE: _of_node(self._value),
            FacetKind.CHOICES: _of_node(self._choices),
            FacetKind.READONLY: _of_node(self._readonly),
            FacetKind.REQUIRED: _of_node(self._required),
            FacetKind.VALID: _of_node(self._valid),
            FacetKind.LABEL: _of_node(self._label),
        }

    def _relevant(self, facet: Facet, node: Node | Range) -> bool:
        above = node.parent
        relevant = above is None or above.relevant
        if relevant and facet.compiled is not None:
            relevant = self.truth(facet.compiled, node)
        if relevant == node.relevant:
            return False
        node.relevant = relevant
        self.ledger.relevance[node] = None
        return True

    def _counted(self, facet: Facet, node: Node | Range) -> bool:
        if facet.compiled is None or not isinstance(node, Node):
            return False
        instances = node.ranges[facet.definition.name]
        self.evaluations += 1
        wanted = number_run(facet.compiled)(self.scope(instances))
        if wanted != wanted:  # noqa: PLR0124 - not a number: leave the instances as they are
            return False
        self.on_count(instances, int(max(0.0, min(wanted, float(MOST_INSTANCES)))))
        return False

    def _calculated(self, facet: Facet, node: Node) -> bool:
        if not node.relevant or facet.compiled is None:
            return False
        base = self.stored(node.definition, self.text(facet.compiled, node)[:LONGEST_CALCULATION])
        if base == node.base:
            return False
        self._replace(node, base)
        return True

    def _replace(self, node: Node, base: str) -> None:
        self.ledger.values.setdefault(node, node.kept)
        node.base = node.kept = base

    def _value(self, _facet: Facet, node: Node) -> bool:
        kept = self.offered.kept(node) if node.relevant else node.kept
        if kept != node.kept:
            self.ledger.values.setdefault(node, node.kept)
            node.kept = kept
        seen = kept if node.relevant else ""
        if seen == node.seen:
            return False
        node.seen = seen
        self.value_changed.append(node)
        return True

    def _choices(self, _facet: Facet, node: Node) -> bool:
        self.offered.forget(node)
        self.ledger.choices[node] = None
        return True

    def _readonly(self, facet: Facet, node: Node) -> bool:
        readonly = node.parent is not None and node.parent.readonly
        if not readonly and facet.compiled is not None:
            readonly = self.truth(facet.compiled, node)
        return self._validity(node, "readonly", readonly)

    def _required(self, facet: Facet, node: Node) -> bool:
        return facet.compiled is not None and self._validity(node, "required", self.truth(facet.compiled, node))

    def _valid(self, facet: Facet, node: Node) -> bool:
        violation = None
        if node.relevant and not node.seen:
            violation = "required" if node.required else None
        elif node.relevant and facet.compiled is not None and not self.truth(facet.compiled, node):
            violation = "constraint"
        return self._validity(node, "violation", violation)

    def _validity(self, node: Node, name: str, state: bool | str | None) -> bool:
        if getattr(node, name) == state:
            return False
        setattr(node, name, state)
        self.ledger.validity[node] = None
        return True

    def _label(self, _facet: Facet, node: Node) -> bool:
        self.ledger.labels[node] = None
        return False


def _positions(node: Node | Range) -> tuple[int, ...]:
    found: list[int] = []
    here: Node | Range | None = node
    while here is not None:
        if isinstance(here, Node) and here.definition.repeat is not None:
            found.append(here.position)
        here = here.parent
    return tuple(reversed(found))


def _nothing(_facet: Facet, _node: Node | Range) -> bool:
    return False


def _of_node(compute: Callable[[Facet, Node], bool]) -> Callable[[Facet, Node | Range], bool]:
    return lambda facet, node: isinstance(node, Node) and compute(facet, node)


def _below(node: Node, steps: tuple[str, ...], target: Facet) -> Iterator[Node | Range]:
    """The nodes that an edge leads to; the relevance of a repeat is also that of the repeat as a whole."""
    nodes: Sequence[Node] = node.own
    for at, step in enumerate(steps, 1):
        if at == len(steps) and target.kind is FacetKind.RELEVANT:
            yield from (one.ranges[step] for one in nodes if step in one.ranges)
        nodes = [kid for one in nodes for kid in one.named(step)]
    yield from nodes
