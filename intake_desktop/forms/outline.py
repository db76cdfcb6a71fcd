"""What is asked now, in order: the relevant part of the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from intake_desktop.forms.definition import BodyGroup, BodyItem, BodyQuestion, BodyRepeat
from intake_desktop.forms.instance import Node
from intake_desktop.forms.structure import NodeDefinition


@frozen
class QuestionItem:
    """A question."""

    ref: str
    control: str
    data_type: str
    appearance: frozenset[str]
    parameters: Mapping[str, str]


@frozen
class GroupItem:
    """A group, or one instance of a repeat. `ref` is empty for a group that only arranges."""

    ref: str
    appearance: frozenset[str]
    items: tuple[Item, ...]


@frozen
class RepeatItem:
    """A repeat with its instances. `fixed`: the form decides how many there are."""

    ref: str
    appearance: frozenset[str]
    instances: tuple[GroupItem, ...]
    fixed: bool


Item = QuestionItem | GroupItem | RepeatItem


def outline(body: tuple[BodyItem, ...], document: Node) -> tuple[Item, ...]:
    """The relevant items of a body."""
    return tuple(_items(body, document))


def _items(body: tuple[BodyItem, ...], above: Node) -> Iterator[Item]:
    for item in body:
        match item:
            case BodyQuestion():
                yield from _question(item, above)
            case BodyGroup():
                yield from _group(item, above)
            case BodyRepeat():
                yield from _repeat(item, above)


def _question(item: BodyQuestion, above: Node) -> Iterator[Item]:
    control = item.node.control
    for node in _nodes(above, item.node):
        if node.relevant and control is not None:
            data_type = item.node.bind.data_type
            yield QuestionItem(node.ref, control.kind, data_type, control.appearance, control.parameters)


def _group(item: BodyGroup, above: Node) -> Iterator[Item]:
    if item.node is None:
        yield GroupItem("", item.appearance, outline(item.items, above))
        return
    for node in _nodes(above, item.node):
        if node.relevant:
            yield GroupItem(node.ref, item.appearance, outline(item.items, node))


def _repeat(item: BodyRepeat, above: Node) -> Iterator[Item]:
    rule = item.node.repeat
    parent = item.node.parent
    if rule is None or parent is None:
        return
    for holder in _nodes(above, parent):
        instances = holder.ranges[item.node.name]
        if not (instances.relevant or any(one.relevant for one in instances.instances)):
            continue
        groups = (GroupItem(one.ref, frozenset(), outline(item.items, one)) for one in instances.instances if one.relevant)
        yield RepeatItem(instances.ref, item.appearance, tuple(groups), rule.fixed)


def _nodes(above: Node, definition: NodeDefinition) -> list[Node]:
    """The nodes of a place inside the repeat instance that is being outlined; the body may nest otherwise than the answers do."""
    while above.parent is not None and above.definition not in definition.line:
        above = above.parent
    nodes = [above]
    for place in definition.line[above.definition.depth + 1 :]:
        nodes = [kid for one in nodes for kid in one.named(place.step)]
    return nodes
