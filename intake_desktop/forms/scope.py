"""What an expression stands on while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Protocol

from intake_desktop.forms.values import Nodes, XNode


class World(Protocol):
    """The running interview, as far as expressions may see it."""

    fixed: Sequence[Nodes]
    """Nodes outside every repeat, each as a node-set of one, at the place the form gave it."""
    zone: tzinfo | None

    @property
    def document(self) -> XNode: ...

    def now(self) -> datetime: ...
    def secondary(self, identifier: str) -> Nodes: ...
    def rows(self, identifier: str, path: tuple[str, ...], column: str, value: str) -> Nodes: ...
    def choice_name(self, node: XNode, value: str, language: str) -> str: ...
    def nodes_by_path(self, path: str, node: XNode) -> Nodes: ...
    def itext(self, identifier: str, scope: Scope) -> str: ...
    def form_version(self) -> str: ...


class Scope:
    """One place to evaluate at: a node, its position among those looked at, and the node the expression belongs to."""

    __slots__ = ("language", "node", "origin", "position", "size", "world")

    def __init__(self, world: World, node: XNode, language: str, origin: XNode | None = None) -> None:
        self.world = world
        self.node = node
        self.origin = node if origin is None else origin
        self.position = 1
        self.size = 1
        self.language = language
