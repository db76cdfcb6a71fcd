"""The choices of selects: computed when looked at, kept until what they depend on changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from intake_desktop.forms.compiled import nodes_run, text_run
from intake_desktop.forms.definition import FormDefinition
from intake_desktop.forms.instance import Node
from intake_desktop.forms.itext import TextReader
from intake_desktop.forms.scope import Scope, World
from intake_desktop.forms.structure import ChoiceSource, ItemSource, NodeDefinition
from intake_desktop.forms.texts import Text
from intake_desktop.forms.values import XNode


@frozen
class Choice:
    """One choice as it is offered now. `extra` holds the other columns of its row."""

    value: str
    label: Text
    image: str
    extra: Mapping[str, str]


Item = XNode | ItemSource
Items = Sequence[tuple[str, Item]]
_COLUMNS_OF_LABELS = frozenset({"itextId"})


class Offered:
    """The choices of one interview."""

    def __init__(self, form: FormDefinition, world: World) -> None:
        self._form = form
        self._world = world
        self.texts = TextReader(form, self._scope)
        self._of_node: dict[Node, Items] = {}
        self._of_place: dict[NodeDefinition, Items] = {}
        self._values: dict[Node | NodeDefinition, frozenset[str]] = {}
        self._cards: dict[tuple[NodeDefinition, str], tuple[Choice, ...]] = {}

    def forget(self, node: Node) -> None:
        """What a question's choices depend on has changed."""
        self._of_node.pop(node, None)
        self._values.pop(node, None)

    def kept(self, node: Node) -> str:
        """The answer without what is not offered any more. What falls away comes back with its choice (as in Web Forms)."""
        source = _source(node)
        if source is None or not node.base:
            return node.base
        if node.definition.control is not None and node.definition.control.kind == "select1":
            return node.base if node.base in self._offered(node) else ""
        offered = self._offered(node)
        return " ".join(one for one in node.base.split() if one in offered)

    def in_order(self, node: Node, answer: str) -> str:
        """The values of an answer that are offered: of a select in the order of the list, of a rank in that of the answer."""
        control = node.definition.control
        if control is None or control.choices is None:
            return answer
        if control.kind == "select1":
            return answer if answer in self._offered(node) else ""
        given = answer.split()
        if control.kind == "rank":
            return " ".join(one for one in given if one in self._offered(node))
        return " ".join(dict.fromkeys(value for value, _ in self._items(node) if value in given))

    def choices(self, node: Node, language: str) -> tuple[Choice, ...]:
        """The choices of a question with their labels in a language; none for a question without a list."""
        source = _source(node)
        if source is None:
            return ()
        code = self._form.itext.code(language)
        key = (node.definition, code)
        if not source.is_constant:
            return self._made(node, source, code)
        if key not in self._cards:
            self._cards[key] = self._made(node, source, code)
        return self._cards[key]

    def name(self, node: Node, value: str, language: str) -> str:
        """The label of one choice; empty when it is not offered."""
        source = _source(node)
        item = next((one for offered, one in self._items(node) if offered == value), None) if source is not None else None
        return "" if source is None or item is None else self._label(node, item, value, language).value

    def itext(self, identifier: str, scope: Scope) -> str:
        """An entry of the translation table, in the language of the scope."""
        node = scope.node
        definition = node.definition if isinstance(node, Node) else None
        return self.texts.entry(identifier, node, definition, scope.language).value

    def _scope(self, node: XNode, language: str) -> Scope:
        return Scope(self._world, node, language)

    def _offered(self, node: Node) -> frozenset[str]:
        key = node.definition if _is_constant(node) else node
        if key not in self._values:
            self._values[key] = frozenset(value for value, _ in self._items(node))
        return self._values[key]

    def _items(self, node: Node) -> Items:
        source = _source(node)
        if source is None:
            return ()
        if source.is_constant:
            if node.definition not in self._of_place:
                self._of_place[node.definition] = self._found(node, source)
            return self._of_place[node.definition]
        if node not in self._of_node:
            self._of_node[node] = self._found(node, source)
        return self._of_node[node]

    def _found(self, node: Node, source: ChoiceSource) -> Items:
        if source.nodes is None or source.value is None:
            return tuple((item.value, item) for item in source.items)
        value_of = self._value_of(node, source)
        return tuple((value_of(item), item) for item in nodes_run(source.nodes)(self._scope(node, "")))

    def _value_of(self, node: Node, source: ChoiceSource) -> Callable[[XNode], str]:
        assert source.value is not None
        if source.value_column:
            column = source.value_column
            return lambda item: next((cell.value for cell in item.named(column)), "")
        value = text_run(source.value)
        return lambda item: value(Scope(self._world, item, "", node))

    def _made(self, node: Node, source: ChoiceSource, code: str) -> tuple[Choice, ...]:
        return tuple(self._choice(node, source, item, value, code) for value, item in self._items(node))

    def _choice(self, node: Node, source: ChoiceSource, item: Item, value: str, code: str) -> Choice:
        label = self._label(node, item, value, code)
        image = self._label(node, item, "", code, form="image").value
        if isinstance(item, ItemSource):
            return Choice(value, label, image, {})
        hidden = _COLUMNS_OF_LABELS | {source.value_column, source.label_column}
        extra = {cell.name: cell.value for cell in item.children() if cell.name not in hidden}
        return Choice(value, label, image, extra)

    def _label(self, node: Node, item: Item, value: str, language: str, *, form: str = "") -> Text:
        source = _source(node)
        text = item.label if isinstance(item, ItemSource) else source.label if source is not None else None
        if text is None:
            return Text(value, self._form.default_language)
        if isinstance(item, ItemSource):
            return self.texts.read(text, node, node.definition, language, form=form)
        return self.texts.cell(text, item, node, node.definition, language, form=form)


def _source(node: Node) -> ChoiceSource | None:
    control = node.definition.control
    return None if control is None else control.choices


def _is_constant(node: Node) -> bool:
    source = _source(node)
    return source is not None and source.is_constant
