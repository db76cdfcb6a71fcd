"""The body of an XForm: what is asked, how, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from intake_desktop.forms.compiled import Place
from intake_desktop.forms.definition import BodyGroup, BodyItem, BodyQuestion, BodyRepeat
from intake_desktop.forms.errors import Fault
from intake_desktop.forms.expressions import Expressions
from intake_desktop.forms.structure import ChoiceSource, Control, ItemSource, NodeDefinition
from intake_desktop.forms.xml import child, children, local

_CONTROLS = frozenset({"input", "select", "select1", "rank", "range", "trigger", "upload", "secret"})
_OWN_ATTRIBUTES = frozenset({"ref", "nodeset", "appearance", "class", "bind", "query"})


class BodyReader:
    """Reads controls into the places they ask for, and returns their order."""

    def __init__(self, expressions: Expressions, root: NodeDefinition) -> None:
        self._expressions = expressions
        self._root = root

    def read(self, body: Element | None) -> tuple[BodyItem, ...]:
        """All items of a body."""
        return () if body is None else tuple(self._items(body))

    def _items(self, above: Element) -> Iterator[BodyItem]:
        for element in children(above):
            name = local(element.tag)
            if name in _CONTROLS:
                yield from self._question(element, name)
            elif name == "group":
                yield from self._group(element)
            elif name == "repeat":
                yield from self._repeat(element, None)

    def _place(self, element: Element) -> NodeDefinition | None:
        path = (element.get("ref") or element.get("nodeset") or "").strip()
        return self._expressions.node(path) if path else None

    def _question(self, element: Element, kind: str) -> Iterator[BodyItem]:
        node = self._place(element)
        if node is None:
            path = (element.get("ref") or "").strip()
            self._expressions.notes.append(Fault(f"a question asks for {path or 'nothing'}, which the form does not have", path))
            return
        if node.control is None:
            parameters = {local(name): value for name, value in element.attrib.items() if local(name) not in _OWN_ATTRIBUTES}
            node.control = Control(kind, _appearance(element), parameters, self._choices(element, node, kind))
            node.label = self._expressions.label(child(element, "label"), node, "label")
            node.hint = self._expressions.label(child(element, "hint"), node, "hint")
        yield BodyQuestion(node)

    def _group(self, element: Element) -> Iterator[BodyItem]:
        node = self._place(element)
        inner = child(element, "repeat")
        if inner is not None and node is not None and self._place(inner) is node:
            yield from self._repeat(inner, element)
            return
        if node is not None and node.label is None:
            node.label = self._expressions.label(child(element, "label"), node, "label")
        yield BodyGroup(node, _appearance(element), tuple(self._items(element)))

    def _repeat(self, element: Element, around: Element | None) -> Iterator[BodyItem]:
        node = self._place(element)
        if node is None or node.repeat is None:
            path = (element.get("nodeset") or element.get("ref") or "").strip()
            self._expressions.notes.append(Fault(f"a repeat of {path or 'nothing'}, which the form does not have", path))
            return
        label = child(around, "label") if around is not None else None
        node.label = self._expressions.label(label if label is not None else child(element, "label"), node, "label")
        appearance = _appearance(element) | (_appearance(around) if around is not None else frozenset())
        yield BodyRepeat(node, appearance, tuple(self._items(element)))

    def _choices(self, element: Element, node: NodeDefinition, kind: str) -> ChoiceSource | None:
        if kind not in ("select", "select1", "rank"):
            return None
        itemset = child(element, "itemset")
        if itemset is not None:
            return self._itemset(itemset, node)
        return ChoiceSource(tuple(self._item(item, node) for item in children(element, "item")))

    def _item(self, item: Element, node: NodeDefinition) -> ItemSource:
        value = child(item, "value")
        label = self._expressions.label(child(item, "label"), node, "label")
        return ItemSource((value.text or "").strip() if value is not None else "", label)

    def _itemset(self, itemset: Element, node: NodeDefinition) -> ChoiceSource:
        path = (itemset.get("nodeset") or itemset.get("ref") or "").strip()
        rows = self._expressions.compile(path, node, "choice_filter")
        if rows is None:
            return ChoiceSource()
        value_ref = _ref(child(itemset, "value"))
        label = child(itemset, "label")
        standing = (
            Place(rows.place.spots, node, elsewhere=rows.place.elsewhere) if rows.place else Place((), node, elsewhere=True)
        )
        value = self._expressions.at(value_ref or ".", standing, node, "choices")
        return ChoiceSource(
            nodes=rows,
            value=value,
            label=self._expressions.label(label, node, "choices", standing),
            value_column=_column(value_ref),
            label_column=_column(_ref(label)),
        )


def _ref(element: Element | None) -> str:
    return "" if element is None else (element.get("ref") or "").strip()


def _column(ref: str) -> str:
    """The column a reference names, when it is a plain name."""
    return ref if ref and all(letter.isalnum() or letter in "_-." for letter in ref) and ref[0] not in ".-" else ""


def _appearance(element: Element) -> frozenset[str]:
    return frozenset((element.get("appearance") or "").split())
