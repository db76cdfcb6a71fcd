"""What one answer changed."""

from __future__ import annotations

from attrs import define, field, frozen

from intake_desktop.forms.instance import Node, Range


@frozen
class Changes:
    """References of what is different now. Labels and choices may read differently; they are computed when looked at."""

    values: tuple[tuple[str, str], ...] = ()
    """Reference and new stored value, calculated ones included."""
    structure: tuple[str, ...] = ()
    """Repeats whose instances changed."""
    relevance: tuple[str, ...] = ()
    validity: tuple[str, ...] = ()
    """Validity, or being required or readonly."""
    labels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@define
class Ledger:
    """Gathers changes of nodes while they happen; references are made at the end, when positions stand."""

    values: dict[Node, str] = field(factory=dict)
    structure: dict[Range, None] = field(factory=dict)
    relevance: dict[Node | Range, None] = field(factory=dict)
    validity: dict[Node, None] = field(factory=dict)
    labels: dict[Node, None] = field(factory=dict)
    choices: dict[Node, None] = field(factory=dict)

    def changes(self) -> Changes:
        """The changes so far, without nodes that are gone."""
        return Changes(
            values=tuple(
                (node.ref, node.kept) for node, before in self.values.items() if node.kept != before and _is_there(node)
            ),
            structure=tuple(one.ref for one in self.structure if _is_there(one.parent)),
            relevance=_refs(self.relevance),
            validity=_refs(self.validity),
            labels=_refs(self.labels),
            choices=_refs(self.choices),
        )


def _refs(nodes: dict[Node, None] | dict[Node | Range, None]) -> tuple[str, ...]:
    return tuple(node.ref for node in nodes if _is_there(node))


def _is_there(node: Node | Range) -> bool:
    here: Node | None = node.parent if isinstance(node, Range) else node
    while here is not None and here.parent is not None:
        if here.definition.repeat is not None and here not in here.parent.named(here.name):
            return False
        here = here.parent
    return True
