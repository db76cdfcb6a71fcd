"""An XForm to a form definition: structure, lists, texts, logic, body, actions. Every expression is compiled here, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from attrs import evolve

from intake_desktop.forms import secondary
from intake_desktop.forms.body import BodyReader
from intake_desktop.forms.compiled import Compiled
from intake_desktop.forms.compiler import Compiler
from intake_desktop.forms.definition import Action, FormDefinition
from intake_desktop.forms.errors import Fault, FormRefused
from intake_desktop.forms.expressions import Expressions
from intake_desktop.forms.graph import build
from intake_desktop.forms.itext_table import read_itext
from intake_desktop.forms.model import read_structure
from intake_desktop.forms.secondary import SecondaryInstance
from intake_desktop.forms.structure import Bind, NodeDefinition, RepeatRule
from intake_desktop.forms.xml import JAVAROSA, XFORMS, XHTML, Document, attribute, child, children, local, read_xml

_EVENTS = frozenset({"odk-instance-first-load", "odk-instance-load", "odk-new-repeat", "xforms-value-changed"})
_IGNORED_EVENTS = frozenset({"xforms-ready", "xforms-revalidate", "jr-insert"})
_ENTITIES = "http://www.opendatakit.org/xforms/entities"


def read_xform(xml: str | bytes, attachments: Mapping[str, bytes] | None = None) -> FormDefinition:
    """Read a form.

    Args:
        xml: the XForm.
        attachments: attached files by name; a list whose file is missing is empty.

    Raises:
        FormRefused: it is no form, or something in it cannot be run; all problems that were found.
    """
    return _Reader(read_xml(xml), attachments or {}).form()


class _Reader:
    def __init__(self, document: Document, attachments: Mapping[str, bytes]) -> None:
        self._document = document
        self._attachments = attachments
        self._model = _found(child(child(document.root, "head"), "model"), "a model")
        self._body = child(document.root, "body")

    def form(self) -> FormDefinition:
        instances = list(children(self._model, "instance"))
        main = _found(next(children(instances[0]), None) if instances else None, "a main instance")
        repeats = dict(self._repeats())
        structure = read_structure(self._document, main, frozenset(repeats))
        itext = read_itext(self._model)
        compiler = Compiler(structure.document, version=main.get("version") or "")
        expressions = Expressions(compiler, structure.nodes, itext)
        for path, element in repeats.items():
            self._repeat_rule(structure.nodes.get(path), element, expressions)
        self._binds(structure.nodes, expressions)
        body = BodyReader(expressions, structure.root).read(self._body)
        actions = tuple(self._actions(expressions))
        graph, circles = build(structure.document)
        faults = [*expressions.faults, *circles]
        expressions.notes.extend(_self_references(structure.nodes))
        if faults:
            raise FormRefused.of(faults, expressions.notes)
        title = child(child(self._document.root, "head"), "title")
        return FormDefinition(
            form_id=main.get("id") or main.get("xmlns") or local(main.tag),
            version=main.get("version") or "",
            title=(title.text or "").strip() if title is not None else "",
            document=structure.document,
            root=structure.root,
            nodes=structure.nodes,
            fixed=structure.fixed,
            itext=itext,
            secondary=self._secondary(instances[1:]),
            body=body,
            actions=actions,
            graph=graph,
            compiler=compiler,
            namespaces=self._namespaces(main),
            notes=tuple(expressions.notes),
        )

    def _repeats(self) -> Iterator[tuple[str, Element]]:
        if self._body is None:
            return
        for element in self._body.iter():
            if isinstance(element.tag, str) and local(element.tag) == "repeat":
                path = (element.get("nodeset") or element.get("ref") or "").strip()
                yield path, element

    def _secondary(self, elements: list[Element]) -> dict[str, SecondaryInstance]:
        lists: dict[str, SecondaryInstance] = {}
        for element in elements:
            source = element.get("src")
            if source is None:
                # the list's document holds what the instance element holds
                found = secondary.of_element(self._document, next(children(element), None))
            else:
                found = secondary.of_file(source, self._attachments.get(source.rpartition("/")[2]))
            lists[element.get("id") or ""] = found
        return lists

    def _repeat_rule(self, node: NodeDefinition | None, element: Element, expressions: Expressions) -> None:
        if node is None or node.repeat is None:
            return
        count = attribute(element, "count", JAVAROSA)
        fixed = (attribute(element, "noAddRemove", JAVAROSA) or "").strip().lower() in ("true()", "true", "1")
        compiled = expressions.compile(count, node, "count") if count and count.strip() else None
        node.repeat = RepeatRule(node.repeat.template, compiled, fixed or compiled is not None)

    def _binds(self, nodes: Mapping[str, NodeDefinition], expressions: Expressions) -> None:
        for element in children(self._model, "bind"):
            path = (element.get("nodeset") or "").strip()
            node = expressions.node(path)
            if node is None:
                expressions.notes.append(Fault(f"the form has no place {path}", path, "bind"))
                continue
            node.bind = _bind(element, node, expressions)
        for path, node in nodes.items():
            if path.rpartition("/")[2].rpartition(":")[2] == "instanceID" and not node.bind.calculate and not node.bind.preload:
                # ODK XForms, metadata: an instance has an identifier, whether the form asks for it or not
                node.bind = evolve(node.bind, preload="uid")

    def _actions(self, expressions: Expressions) -> Iterator[Action]:
        for element in children(self._model, "setvalue"):
            yield from _action(element, None, expressions)
        if self._body is None:
            return
        above = {inner: outer for outer in self._body.iter() for inner in outer}
        for element in self._body.iter():
            if isinstance(element.tag, str) and local(element.tag) == "setvalue":
                source = above[element].get("ref") or above[element].get("nodeset") or ""
                yield from _action(element, expressions.node(source.strip()), expressions)

    def _namespaces(self, main: Element) -> dict[str, str]:
        own = main.tag[1:].partition("}")[0] if main.tag.startswith("{") else ""
        found = {prefix: uri for uri, prefix in self._document.prefixes.items() if prefix and uri not in (XFORMS, XHTML)}
        return found | ({"": own} if own and own != XFORMS else {})


def _self_references(nodes: Mapping[str, NodeDefinition]) -> Iterator[Fault]:
    """Logic that needs the very value it decides about. It runs, but seldom says what its author meant."""
    for path, node in nodes.items():
        for part in ("calculate", "relevant"):
            compiled: Compiled | None = getattr(node.bind, part)
            if compiled is not None and any(need.is_own_value(node) for need in compiled.all_needs):
                yield Fault(f"{path} needs its own value here", path, part)


def _found(element: Element | None, what: str) -> Element:
    if element is None:
        raise FormRefused.because(f"this is no XForm: it has no {what.partition(' ')[2]}")
    return element


def _bind(element: Element, node: NodeDefinition, expressions: Expressions) -> Bind:
    def logic(name: str) -> str | None:
        text = element.get(name)
        return text if text and text.strip() else None

    data_type = (element.get("type") or "string").strip().rpartition(":")[2]
    return Bind(
        data_type=data_type,
        calculate=expressions.optional(logic("calculate"), node, "calculate"),
        relevant=expressions.optional(logic("relevant"), node, "relevant"),
        readonly=expressions.optional(logic("readonly"), node, "readonly"),
        required=expressions.optional(logic("required"), node, "required"),
        constraint=expressions.optional(logic("constraint"), node, "constraint"),
        constraint_message=expressions.message(attribute(element, "constraintMsg", JAVAROSA), node, "constraint_message"),
        required_message=expressions.message(attribute(element, "requiredMsg", JAVAROSA), node, "required_message"),
        preload=attribute(element, "preload", JAVAROSA) or "",
        preload_parameters=attribute(element, "preloadParams", JAVAROSA) or "",
        save_to=attribute(element, "saveto", _ENTITIES) or "",
    )


def _action(element: Element, source: NodeDefinition | None, expressions: Expressions) -> Iterator[Action]:
    events = frozenset((element.get("event") or "").split())
    path = (element.get("ref") or "").strip()
    target = expressions.node(path)
    unknown = events - _EVENTS - _IGNORED_EVENTS
    if unknown:
        expressions.faults.append(Fault(f"there is no event {min(unknown)}", path, "default"))
        return
    if target is None:
        expressions.notes.append(Fault(f"an action wants to set {path}, which the form does not have", path, "default"))
        return
    text = element.get("value")
    value = text or (_quoted(element.text or "") if text is None else "''")
    compiled = expressions.optional(value, target, "default")
    by_path = expressions.optional(path, source or target, "default") if "[" in path else None
    if compiled is not None:
        yield Action(events & _EVENTS, target, compiled, by_path, source)


def _quoted(text: str) -> str:
    mark = '"' if "'" in text else "'"
    return f"{mark}{text.replace(mark, '')}{mark}"
