"""The main instance of a form: its places, and what they begin with."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from attrs import field, frozen

from intake_desktop.forms.errors import FormRefused
from intake_desktop.forms.structure import NodeDefinition, RepeatRule, Seed
from intake_desktop.forms.xml import JAVAROSA, Document, attribute, children


@frozen
class Structure:
    """Places by path, and those outside every repeat in order."""

    document: NodeDefinition
    root: NodeDefinition
    nodes: Mapping[str, NodeDefinition]
    fixed: tuple[NodeDefinition, ...]


@frozen
class _Work:
    document: Document
    repeats: frozenset[str]
    nodes: dict[str, NodeDefinition] = field(factory=dict)
    fixed: list[NodeDefinition] = field(factory=list)


def read_structure(document: Document, main: Element, repeats: frozenset[str]) -> Structure:
    """The tree of places of the main instance.

    Args:
        document: the XForm.
        main: the root element of the main instance.
        repeats: paths that the body repeats.
    """
    top = NodeDefinition("", None)
    work = _Work(document, repeats)
    root = _place(work, [main], top)
    top.children[root.name] = root
    if root.repeat is not None:
        raise FormRefused.because("the form repeats its own root")
    return Structure(top, root, work.nodes, tuple(work.fixed))


def seed_of(document: Document, element: Element) -> Seed:
    """What an element gives: its text, attributes and children."""
    below: dict[str, list[Seed]] = {}
    for one in children(element):
        if attribute(one, "template", JAVAROSA) is None:
            below.setdefault(document.name(one.tag), []).append(seed_of(document, one))
    attributes = {document.name(name): value for name, value in element.attrib.items() if name != f"{{{JAVAROSA}}}template"}
    return Seed("" if below else element.text or "", attributes, {name: tuple(seeds) for name, seeds in below.items()})


def _place(work: _Work, elements: list[Element], parent: NodeDefinition) -> NodeDefinition:
    """One place, seen in all elements that give an instance of it."""
    first = elements[0]
    node = NodeDefinition(work.document.name(first.tag), parent)
    work.nodes[node.path] = node
    if node.path in work.repeats:
        template = next((one for one in elements if attribute(one, "template", JAVAROSA) is not None), None)
        node.repeat = RepeatRule(seed_of(work.document, first).blank() if template is None else seed_of(work.document, template))
        node.seed = node.repeat.template
    else:
        node.seed = seed_of(work.document, first)
    _number(work, node)
    _attributes(work, elements, node)
    below: dict[str, list[Element]] = {}
    for element in elements:
        for one in children(element):
            below.setdefault(work.document.name(one.tag), []).append(one)
    for name, group in below.items():
        node.children[name] = _place(work, group, node)
    return node


def _attributes(work: _Work, elements: list[Element], node: NodeDefinition) -> None:
    for element in elements:
        for tag, value in element.attrib.items():
            name = work.document.name(tag)
            if tag == f"{{{JAVAROSA}}}template" or name in node.attributes:
                continue
            place = NodeDefinition(name, node, is_attribute=True, seed=Seed(value))
            node.attributes[name] = place
            work.nodes[place.path] = place
            _number(work, place)


def _number(work: _Work, node: NodeDefinition) -> None:
    if all(place.repeat is None for place in node.line):
        node.fixed = len(work.fixed)
        work.fixed.append(node)
