"""A compiled expression: a Python closure, and what must be watched to know when to run it again."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

from attrs import field, frozen

from intake_desktop.forms.scope import Scope
from intake_desktop.forms.values import Kind, Nodes, Value, to_number, to_text, to_truth

if TYPE_CHECKING:
    from intake_desktop.forms.structure import NodeDefinition

Run = Callable[[Scope], Value]


class NeedKind(Enum):
    """What an expression depends on: a value, the shape of a repeat, or the choices of a select."""

    VALUE = auto()
    STRUCTURE = auto()
    CHOICES = auto()


class Change(Enum):
    """What changes without a node changing."""

    LANGUAGE = auto()
    CLOCK = auto()
    CHANCE = auto()


@frozen
class Need:
    """A dependency. `anchor` is the depth of the deepest node that the dependent surely shares with what it depends on.

    `../x` inside a repeat is anchored at the repeat instance, so another instance's x does not matter; `sum(/data/rep/x)` is
    anchored above the repeat, so every instance's x does.
    """

    kind: NeedKind
    definition: NodeDefinition
    anchor: int

    def is_own_value(self, definition: NodeDefinition) -> bool:
        """Whether this is the value of the very node that depends, not that of another instance."""
        between = definition.line[self.anchor + 1 :]
        return self.kind is NeedKind.VALUE and self.definition is definition and all(place.repeat is None for place in between)


Needs = frozenset[Need]
NONE: Needs = frozenset()


@frozen
class Spot:
    """A place a node-set can hold nodes of, with the anchor it was reached by."""

    definition: NodeDefinition
    anchor: int


@frozen
class Place:
    """What is known, while compiling, of where an expression stands. No spots: in a choice list or an external file."""

    spots: tuple[Spot, ...]
    origin: NodeDefinition | None
    elsewhere: bool = False

    @classmethod
    def at(cls, definition: NodeDefinition) -> Place:
        """Standing on the node the expression belongs to."""
        return cls((Spot(definition, definition.depth),), definition)


@frozen(eq=False)
class Compiled:
    """`run` gives the value. `needs` always hold; `reads` hold when the values of the resulting nodes are looked at."""

    run: Run
    kind: Kind
    needs: Needs = NONE
    reads: Needs = NONE
    place: Place | None = None
    changes: frozenset[Change] = frozenset()
    source: str = field(default="", repr=True)

    @property
    def all_needs(self) -> Needs:
        """Everything to watch when the value itself is used."""
        return self.needs | self.reads


def text_run(compiled: Compiled) -> Callable[[Scope], str]:
    """The value as a text."""
    run = compiled.run
    if compiled.kind is Kind.NODES:

        def first_text(scope: Scope) -> str:
            nodes: Nodes = run(scope)  # type: ignore[assignment] # the kind says that these are nodes
            return nodes[0].value if nodes else ""

        return first_text
    return lambda scope: to_text(run(scope))


def number_run(compiled: Compiled) -> Callable[[Scope], float]:
    """The value as a number."""
    run = compiled.run
    if compiled.kind is Kind.NUMBER:
        return run  # type: ignore[return-value] # the kind says that this is a number
    return lambda scope: to_number(run(scope), scope.world.zone)


def truth_run(compiled: Compiled) -> Callable[[Scope], bool]:
    """The value as a truth."""
    run = compiled.run
    if compiled.kind is Kind.BOOLEAN:
        return run  # type: ignore[return-value] # the kind says that this is a truth
    return lambda scope: to_truth(run(scope))


def nodes_run(compiled: Compiled) -> Callable[[Scope], Nodes]:
    """The value as nodes; anything else has none."""
    run = compiled.run
    if compiled.kind is Kind.NODES:
        return run  # type: ignore[return-value] # the kind says that these are nodes

    def nodes_or_none(scope: Scope) -> Nodes:
        value = run(scope)
        return () if isinstance(value, float | str | bool) else value

    return nodes_or_none
