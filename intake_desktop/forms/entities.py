"""Entities that an interview declares (ODK Entities 2024.1 and 2025.1): persons or things to make or to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from intake_desktop.forms.instance import Node


@frozen
class EntityDeclaration:
    """One person or thing, as this interview knows it."""

    dataset: str
    id: str
    action: Literal["create", "update"]
    label: str
    properties: Mapping[str, str]


def declared(root: Node) -> tuple[EntityDeclaration, ...]:
    """The declarations that hold now, the one of the form and those of repeat instances, in document order."""
    return tuple(_declared(root))


def _declared(node: Node) -> Iterator[EntityDeclaration]:
    if not node.relevant:
        return
    for meta in node.named("meta"):
        for entity in meta.named("entity"):
            found = _entity(entity, node)
            if found is not None:
                yield found
    for kid in node.children():
        if kid.name not in ("meta", "entity"):
            yield from _declared(kid)


def _entity(entity: Node, holder: Node) -> EntityDeclaration | None:
    given = {name: one.seen for name, one in entity.attribute_nodes.items() if one.relevant}
    action: Literal["create", "update"] | None = "update" if _is_yes(given.get("update")) else None
    if _is_yes(given.get("create")):
        action = "create"
    if not entity.relevant or action is None or not given.get("dataset") or not given.get("id"):
        return None
    label = next((one.seen for one in entity.named("label")), "")
    return EntityDeclaration(given["dataset"], given["id"], action, label, dict(_properties(holder)))


def _is_yes(text: str | None) -> bool:
    return text in ("1", "true")


def _properties(node: Node) -> Iterator[tuple[str, str]]:
    """Values with a `save_to` below the node that holds the declaration; a repeat below it with its own declares for itself."""
    for kid in node.children():
        if not kid.relevant or _has_declaration(kid):
            continue
        if kid.definition.bind.save_to:
            yield kid.definition.bind.save_to, kid.seen
        yield from _properties(kid)


def _has_declaration(node: Node) -> bool:
    return any(meta.named("entity") for meta in node.named("meta"))
