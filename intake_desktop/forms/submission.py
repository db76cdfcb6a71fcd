"""The answers as XML, as ODK servers take them: what is not relevant is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, quoteattr

from intake_desktop.forms.definition import FormDefinition
from intake_desktop.forms.instance import Node

Keep = Callable[[str], bool]

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 cannot hold at all."""


def written(form: FormDefinition, root: Node, keep: Keep | None = None) -> str:
    """The submission.

    Args:
        form: the form.
        root: the root of the tree of answers.
        keep: which references to write, groups above them included; everything when left out.
    """
    return "".join(_element(root, _namespaces(form), keep))


def _namespaces(form: FormDefinition) -> str:
    return "".join(
        f" xmlns{':' if prefix else ''}{prefix}={quoteattr(uri)}"
        for prefix, uri in sorted(form.namespaces.items())
        if prefix != "xml" and _is_used(form, prefix)
    )


def _is_used(form: FormDefinition, prefix: str) -> bool:
    return not prefix or any(f"/{prefix}:" in path or f"@{prefix}:" in path for path in form.nodes)


def _element(node: Node, declarations: str, keep: Keep | None) -> Iterator[str]:
    attributes = "".join(
        f" {name}={quoteattr(_clean(one.seen))}"
        for name, one in node.attribute_nodes.items()
        if one.relevant and (keep is None or node.definition.depth == 1 or keep(one.ref))
    )
    inside = "".join(_inside(node, keep))
    tag = f"{node.name}{declarations}{attributes}"
    yield f"<{tag}>{inside}</{node.name}>" if inside else f"<{tag}/>"


def _inside(node: Node, keep: Keep | None) -> Iterator[str]:
    if node.definition.is_leaf:
        yield escape(_clean(node.seen))
        return
    for kid in node.children():
        if kid.relevant and (keep is None or _holds(kid, keep)):
            yield from _element(kid, "", keep)


def _holds(node: Node, keep: Keep) -> bool:
    """Whether a node, an attribute of it, or anything below it is kept."""
    if node.definition.is_leaf and keep(node.ref):
        return True
    if any(keep(one.ref) for one in node.attribute_nodes.values()):
        return True
    return any(kid.relevant and _holds(kid, keep) for kid in node.children())


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
