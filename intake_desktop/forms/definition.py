"""A form, read and compiled: everything that all interviews of it share."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from intake_desktop.forms.compiled import Compiled, Place
from intake_desktop.forms.compiler import Compiler
from intake_desktop.forms.errors import ExpressionRefused, Fault
from intake_desktop.forms.graph import Graph
from intake_desktop.forms.secondary import SecondaryInstance
from intake_desktop.forms.structure import NodeDefinition
from intake_desktop.forms.texts import Itext, Output, RawParts


@frozen(eq=False)
class BodyQuestion:
    """A question where it stands in the body."""

    node: NodeDefinition


@frozen(eq=False)
class BodyGroup:
    """A group of the body; `node` is None for one that only arranges."""

    node: NodeDefinition | None
    appearance: frozenset[str]
    items: tuple[BodyItem, ...]


@frozen(eq=False)
class BodyRepeat:
    """A repeat of the body."""

    node: NodeDefinition
    appearance: frozenset[str]
    items: tuple[BodyItem, ...]


BodyItem = BodyQuestion | BodyGroup | BodyRepeat


@frozen(eq=False)
class Action:
    """A setvalue: on which events, which place gets which value, and which question it listens to."""

    events: frozenset[str]
    target: NodeDefinition
    value: Compiled
    by_path: Compiled | None = None
    """The target as an expression, where it names an instance by a predicate."""
    source: NodeDefinition | None = None


@frozen(eq=False)
class FormDefinition:
    """A form. Never changes; many interviews can run on it at once."""

    form_id: str
    version: str
    title: str
    document: NodeDefinition
    root: NodeDefinition
    nodes: Mapping[str, NodeDefinition]
    fixed: tuple[NodeDefinition, ...]
    itext: Itext
    secondary: Mapping[str, SecondaryInstance]
    body: tuple[BodyItem, ...]
    actions: tuple[Action, ...]
    graph: Graph
    compiler: Compiler
    namespaces: Mapping[str, str] = field(factory=dict)
    notes: tuple[Fault, ...] = ()
    """What reads oddly but can be run: references to nothing, for instance."""
    _compiled: dict[tuple[str, NodeDefinition | None], Compiled | None] = field(factory=dict, repr=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """Language codes, in the order of the form."""
        return self.itext.languages

    @property
    def default_language(self) -> str:
        """Code of the language that texts fall back to; empty for a form without translations."""
        return self.itext.default

    def expression(self, source: str, node: NodeDefinition | None) -> Compiled | None:
        """Compile an expression once for a place (None: a row of a list). None when it cannot be compiled."""
        key = (source, node)
        if key not in self._compiled:
            place = Place((), None, elsewhere=True) if node is None else Place.at(node)
            try:
                self._compiled[key] = self.compiler.text(source, place)
            except ExpressionRefused:
                self._compiled[key] = None
        return self._compiled[key]

    def parts(self, raw: RawParts, node: NodeDefinition | None) -> tuple[str | Compiled, ...]:
        """The parts of an entry of the translation table, its outputs compiled for a place."""
        found = (self.expression(part.expression, node) if isinstance(part, Output) else part for part in raw)
        return tuple(part for part in found if part is not None)
