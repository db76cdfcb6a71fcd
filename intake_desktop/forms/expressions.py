"""Compiling the expressions and texts of one form while it is read, and gathering what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from attrs import define, field

from intake_desktop.forms.compiled import Compiled, Place
from intake_desktop.forms.compiler import Compiler
from intake_desktop.forms.errors import ExpressionRefused, Fault
from intake_desktop.forms.itext_table import parts_of
from intake_desktop.forms.parser import parse
from intake_desktop.forms.structure import NodeDefinition
from intake_desktop.forms.syntax import FunctionCall, Literal
from intake_desktop.forms.texts import Itext, Output, RawParts, TextSource

_PREDICATE = re.compile(r"\[[^\]]*\]")


@define
class Expressions:
    """`faults` make the form refused; `notes` read oddly, but run."""

    compiler: Compiler
    nodes: Mapping[str, NodeDefinition]
    itext: Itext
    faults: list[Fault] = field(factory=list)
    notes: list[Fault] = field(factory=list)

    def node(self, path: str) -> NodeDefinition | None:
        """The place of a reference as binds and controls write it; predicates do not count."""
        return self.nodes.get(re.sub(r"\s", "", _PREDICATE.sub("", path)))

    def compile(self, expression: str, node: NodeDefinition, part: str) -> Compiled | None:
        """An expression standing on a place."""
        return self.at(expression, Place.at(node), node, part)

    def optional(self, expression: str | None, node: NodeDefinition, part: str) -> Compiled | None:
        """An expression, where the form has one."""
        return None if expression is None else self.compile(expression, node, part)

    def at(self, expression: str, place: Place, node: NodeDefinition, part: str) -> Compiled | None:
        """An expression standing somewhere, on behalf of a place; what is wrong with it is gathered there."""
        known = len(self.compiler.unknown)
        try:
            compiled = self.compiler.text(expression, place)
        except ExpressionRefused as refused:
            self.faults.append(Fault(str(refused), node.path, part))
            return None
        for path in dict.fromkeys(self.compiler.unknown[known:]):
            self.notes.append(Fault(f"the form has no place {path}", node.path, part))
        return compiled

    def message(self, text: str | None, node: NodeDefinition, part: str) -> TextSource | None:
        """A message of a bind: a text as it is, or an expression that looks a translation up."""
        if not text or not text.strip():
            return None
        if text.strip().startswith("jr:itext("):
            return self._translated(text, Place.at(node), node, part)
        return TextSource((text.strip(),))

    def label(self, element: Element | None, node: NodeDefinition, part: str, place: Place | None = None) -> TextSource | None:
        """A label or hint: its own words, a translation, or the value of an expression."""
        if element is None:
            return None
        standing = place or Place.at(node)
        ref = (element.get("ref") or "").strip()
        if ref.startswith("jr:itext("):
            return self._translated(ref, standing, node, part)
        if ref:
            compiled = self.at(ref, standing, node, part)
            return None if compiled is None else TextSource((compiled,))
        return TextSource(tuple(self._parts(parts_of(element), standing, node, part)))

    def _parts(self, raw: RawParts, place: Place, node: NodeDefinition, part: str) -> Iterable[str | Compiled]:
        for one in raw:
            compiled = self.at(one.expression, place, node, part) if isinstance(one, Output) else one
            if compiled is not None:
                yield compiled

    def _translated(self, expression: str, place: Place, node: NodeDefinition, part: str) -> TextSource | None:
        try:
            tree = parse(expression)
        except ExpressionRefused as refused:
            self.faults.append(Fault(str(refused), node.path, part))
            return None
        if not isinstance(tree, FunctionCall) or tree.name != "jr:itext" or len(tree.arguments) != 1:
            self.faults.append(Fault("a translation is looked up with jr:itext() and nothing around it", node.path, part))
            return None
        try:
            identifier = self.compiler.tree(tree.arguments[0], place)
        except ExpressionRefused as refused:
            self.faults.append(Fault(str(refused), node.path, part))
            return None
        argument = tree.arguments[0]
        if not isinstance(argument, Literal) or not isinstance(argument.value, str):
            return TextSource((), identifier)
        return TextSource(self._outputs(argument.value, node, part), identifier, argument.value)

    def _outputs(self, identifier: str, node: NodeDefinition, part: str) -> tuple[Compiled, ...]:
        """The values an entry shows, in any language: what its readers depend on."""
        found = {
            one.expression
            for entries in self.itext.entries.values()
            for raw in entries.get(identifier, {}).values()
            for one in raw
            if isinstance(one, Output)
        }
        compiled = (self.compile(expression, node, part) for expression in sorted(found))
        return tuple(one for one in compiled if one is not None)
