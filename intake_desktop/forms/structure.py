"""The structure of a form: one definition for each place a value can stand in, however many repeat instances it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import define, field, frozen

from intake_desktop.forms.compiled import NONE, Compiled, Needs
from intake_desktop.forms.texts import TextSource


@frozen
class Seed:
    """What a node begins with: its text, its attributes and its children by name, several for the instances of a repeat."""

    text: str = ""
    attributes: Mapping[str, str] = field(factory=dict)
    children: Mapping[str, tuple[Seed, ...]] = field(factory=dict)

    def blank(self) -> Seed:
        """The same structure without values: what a new repeat instance begins with when the form has no template for it."""
        children = {name: tuple(seed.blank() for seed in seeds) for name, seeds in self.children.items()}
        return Seed("", self.attributes, children)


@define
class Bind:
    """The logic of a node. Expressions are compiled; None where the form says nothing."""

    data_type: str = "string"
    calculate: Compiled | None = None
    relevant: Compiled | None = None
    readonly: Compiled | None = None
    required: Compiled | None = None
    constraint: Compiled | None = None
    constraint_message: TextSource | None = None
    required_message: TextSource | None = None
    preload: str = ""
    preload_parameters: str = ""
    save_to: str = ""


@define
class RepeatRule:
    """How the instances of a repeat come and go."""

    template: Seed
    count: Compiled | None = None
    fixed: bool = False
    """The helper can neither add nor remove: `jr:noAddRemove`, or a count."""


@define
class ItemSource:
    """One choice that stands in the form itself."""

    value: str
    label: TextSource | None


@define
class ChoiceSource:
    """Where the choices of a select come from: written in the form, or rows of a list."""

    items: tuple[ItemSource, ...] = ()
    nodes: Compiled | None = None
    value: Compiled | None = None
    label: TextSource | None = None
    value_column: str = ""
    label_column: str = ""

    @property
    def needs(self) -> Needs:
        """What to watch to know when the choices are others."""
        found = NONE
        for one in (self.nodes, self.value):
            if one is not None:
                found |= one.needs if one is self.nodes else one.all_needs
        labels = (self.label, *(item.label for item in self.items))
        return found.union(*(label.needs for label in labels if label is not None))

    @property
    def is_constant(self) -> bool:
        """The same rows for every interview and every answer."""
        return not self.needs and not (self.nodes is not None and self.nodes.changes)


@define
class Control:
    """How a question is asked."""

    kind: str
    appearance: frozenset[str] = frozenset()
    parameters: Mapping[str, str] = field(factory=dict)
    choices: ChoiceSource | None = None


@define(eq=False)
class NodeDefinition:
    """A place in the form's tree. Compared by identity; not changed any more once the form is read."""

    name: str
    parent: NodeDefinition | None
    is_attribute: bool = False
    children: dict[str, NodeDefinition] = field(factory=dict, repr=False)
    attributes: dict[str, NodeDefinition] = field(factory=dict, repr=False)
    repeat: RepeatRule | None = None
    seed: Seed = field(factory=Seed, repr=False)
    fixed: int = -1
    """Index among the nodes outside every repeat; -1 inside one."""
    bind: Bind = field(factory=Bind, repr=False)
    control: Control | None = field(default=None, repr=False)
    label: TextSource | None = field(default=None, repr=False)
    hint: TextSource | None = field(default=None, repr=False)

    @cached_property
    def path(self) -> str:
        """The reference without positions."""
        if self.parent is None:
            return ""
        return f"{self.parent.path}/{'@' if self.is_attribute else ''}{self.name}"

    @cached_property
    def depth(self) -> int:
        """Steps from the document, which has depth 0."""
        return 0 if self.parent is None else self.parent.depth + 1

    @cached_property
    def line(self) -> tuple[NodeDefinition, ...]:
        """From the document down to this place; its index is its depth."""
        return (self,) if self.parent is None else (*self.parent.line, self)

    @property
    def is_leaf(self) -> bool:
        """A place for a value."""
        return not self.children

    @property
    def step(self) -> str:
        """The step that leads here from the parent."""
        return f"@{self.name}" if self.is_attribute else self.name

    def descendants(self) -> Iterator[NodeDefinition]:
        """Everything below, attributes excepted, in document order."""
        for child in self.children.values():
            yield child
            yield from child.descendants()

    def everything(self) -> Iterator[NodeDefinition]:
        """This place, its attributes and everything below."""
        yield self
        yield from self.attributes.values()
        for child in self.children.values():
            yield from child.everything()
