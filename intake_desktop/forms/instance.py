"""The tree of answers of one interview."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from intake_desktop.forms.errors import UnknownNode
from intake_desktop.forms.structure import NodeDefinition, Seed

_STEP = re.compile(r"(@?[^/\[\]@]+)(?:\[(\d{1,9})\])?")


class Node:
    """A node of the tree: a place for a value, or a group. State is written by the engine alone."""

    __slots__ = (
        "attribute_nodes",
        "base",
        "definition",
        "kept",
        "kids",
        "own",
        "parent",
        "position",
        "ranges",
        "readonly",
        "relevant",
        "required",
        "seen",
        "violation",
    )

    def __init__(self, definition: NodeDefinition, parent: Node | None) -> None:
        self.definition = definition
        self.parent = parent
        self.base = ""
        """What was answered or calculated."""
        self.kept = ""
        """What of it counts: without choices that are no longer offered. This is stored."""
        self.seen = ""
        """What expressions see: the kept value while relevant, else nothing."""
        self.own = (self,)
        self.position = 1
        """Among the instances of its repeat, from 1."""
        self.relevant = True
        self.readonly = False
        self.required = False
        self.violation: str | None = None
        self.kids: dict[str, Sequence[Node]] = {}
        self.ranges: dict[str, Range] = {}
        self.attribute_nodes: dict[str, Node] = {}

    @property
    def name(self) -> str:
        """Its name, without the mark of an attribute."""
        return self.definition.name

    @property
    def value(self) -> str:
        """What expressions see of it; of a group, all values below it."""
        return "".join(kid.value for kid in self.children()) if self.kids else self.seen

    def named(self, name: str) -> Sequence[Node]:
        """Children by name, or an attribute by its name with `@`."""
        if name[:1] == "@":
            found = self.attribute_nodes.get(name[1:])
            return found.own if found is not None else ()
        return self.kids.get(name, ())

    def children(self) -> list[Node]:
        """Child elements in order."""
        return [kid for group in self.kids.values() for kid in group]

    def attributes(self) -> list[Node]:
        """Attributes."""
        return list(self.attribute_nodes.values())

    @property
    def ref(self) -> str:
        """The reference, with positions of repeat instances."""
        if self.parent is None:
            return ""
        path = f"{self.parent.ref}/{self.definition.step}"
        return path if self.definition.repeat is None else f"{path}[{self.position}]"

    def walk(self) -> Iterator[Node]:
        """This node, its attributes and everything below, in document order."""
        yield self
        yield from self.attribute_nodes.values()
        for group in self.kids.values():
            for kid in group:
                yield from kid.walk()


class Range:
    """All instances of a repeat under one node, also when there are none. Expressions of the repeat as a whole stand on it."""

    __slots__ = ("definition", "instances", "parent", "relevant")

    def __init__(self, definition: NodeDefinition, parent: Node) -> None:
        self.definition = definition
        self.parent = parent
        self.instances: list[Node] = []
        self.relevant = True

    @property
    def name(self) -> str:
        """The name of its instances."""
        return self.definition.name

    @property
    def position(self) -> int:
        """A repeat as a whole stands alone."""
        return 1

    @property
    def value(self) -> str:
        """A repeat as a whole has no value."""
        return ""

    @property
    def ref(self) -> str:
        """The reference without the last position."""
        return f"{self.parent.ref}/{self.name}"

    def named(self, name: str) -> Sequence[Node]:
        """Nothing: what is below belongs to the instances."""
        return self.instances[0].named(name) if self.instances else ()

    def add(self, node: Node) -> None:
        """One more instance, at the end."""
        self.instances.append(node)
        node.position = len(self.instances)

    def remove(self, node: Node) -> None:
        """Take an instance out; those behind it move up."""
        self.instances.remove(node)
        for position, one in enumerate(self.instances, 1):
            one.position = position

    def children(self) -> Sequence[Node]:
        """As `named`."""
        return self.instances[0].children() if self.instances else ()

    def attributes(self) -> Sequence[Node]:
        """A repeat as a whole has none."""
        return ()


Store = Callable[[NodeDefinition, str], str]


def plant(definition: NodeDefinition, parent: Node | None, seed: Seed, stored: Store) -> Node:
    """Grow a node with everything below from a seed. What the seed leaves out begins as the form's own seed says.

    Args:
        definition: the place it is of.
        parent: the node above; None for the document.
        seed: values, and the instances of repeats.
        stored: turns a text into the stored value of a place.
    """
    node = Node(definition, parent)
    if definition.is_leaf:
        node.base = node.kept = node.seen = stored(definition, seed.text)
    for name, attribute in definition.attributes.items():
        grown = Node(attribute, node)
        grown.base = grown.kept = grown.seen = seed.attributes.get(name, attribute.seed.text)
        node.attribute_nodes[name] = grown
    for name, child in definition.children.items():
        seeds = seed.children.get(name)
        if child.repeat is None:
            node.kids[name] = plant(child, node, seeds[0] if seeds else child.seed, stored).own
            continue
        instances = Range(child, node)
        for one in seeds or ():
            instances.add(plant(child, node, one, stored))
        node.ranges[name] = instances
        node.kids[name] = instances.instances
    return node


def find(document: Node, ref: str) -> Node | Range:
    """The node of a reference, or the whole repeat when the last step names one without a position.

    Raises:
        UnknownNode: there is none.
    """
    here = document
    steps = ref.split("/")
    if len(steps) < 2 or steps[0]:  # noqa: PLR2004 - a reference begins with a slash
        raise UnknownNode("a reference begins with /")
    for index, step in enumerate(steps[1:], 1):
        match = _STEP.fullmatch(step)
        found = here.named(match.group(1)) if match else ()
        if match is None or (not found and match.group(1) not in here.ranges):
            raise UnknownNode(ref.partition("[")[0])
        if match.group(2) is None and match.group(1) in here.ranges and index == len(steps) - 1:
            return here.ranges[match.group(1)]
        at = int(match.group(2) or 1)
        if not 1 <= at <= len(found):
            raise UnknownNode(ref.partition("[")[0])
        here = found[at - 1]
    return here
