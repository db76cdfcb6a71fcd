"""The answers of an interview as rows: a reference and a value each, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from intake_desktop.forms.definition import FormDefinition
from intake_desktop.forms.engine import MOST_INSTANCES
from intake_desktop.forms.instance import Node
from intake_desktop.forms.structure import NodeDefinition, Seed

_POSITION = re.compile(r"^\[(\d{1,9})\]")


def stored(node: Node) -> dict[str, str]:
    """Everything to keep of a node and what is below it.

    A repeat without instances is a row of its own, with an empty value; so is an instance that holds no values.
    """
    return dict(_rows(node, node.ref))


def _rows(node: Node, ref: str) -> Iterator[tuple[str, str]]:
    for name, attribute in node.attribute_nodes.items():
        if attribute.kept != attribute.definition.seed.text:
            yield f"{ref}/@{name}", attribute.kept
    if node.definition.is_leaf:
        yield ref, node.kept
        return
    if node.definition.repeat is not None and not node.children():
        yield ref, ""
    for name, group in node.kids.items():
        if name not in node.ranges:
            yield from _rows(group[0], f"{ref}/{name}")
            continue
        if not group:
            yield f"{ref}/{name}", ""
        for position, instance in enumerate(group, 1):
            yield from _rows(instance, f"{ref}/{name}[{position}]")


def seed_of_stored(form: FormDefinition, values: Mapping[str, str]) -> Seed:
    """A seed with as many instances of each repeat as the rows speak of. Values are filled in by reference afterwards."""
    repeats = _repeats(values)
    return _seed(form.root, f"/{form.root.name}", values, repeats)


def _repeats(values: Mapping[str, str]) -> dict[str, int]:
    """The highest position that any row has, by the repeat's reference."""
    highest: dict[str, int] = {}
    for ref in values:
        at = ref.find("[")
        while at != -1:
            match = _POSITION.match(ref[at:])
            if match is not None:
                repeat = ref[:at]
                highest[repeat] = max(highest.get(repeat, 0), min(int(match.group(1)), MOST_INSTANCES))
            at = ref.find("[", at + 1)
    return highest


def _seed(definition: NodeDefinition, ref: str, values: Mapping[str, str], repeats: Mapping[str, int]) -> Seed:
    children: dict[str, tuple[Seed, ...]] = {}
    for name, child in definition.children.items():
        below = f"{ref}/{name}"
        if child.repeat is None:
            children[name] = (_seed(child, below, values, repeats),)
            continue
        count = repeats.get(below, 0)
        children[name] = tuple(_seed(child, f"{below}[{position}]", values, repeats) for position in range(1, count + 1))
    return Seed(definition.seed.text if not children else "", {}, children)
