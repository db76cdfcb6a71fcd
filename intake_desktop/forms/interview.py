"""One form being filled: answers go in, and what they changed comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Self

from attrs import frozen

from intake_desktop.forms import entities, submission
from intake_desktop.forms.actions import Events
from intake_desktop.forms.changes import Changes, Ledger
from intake_desktop.forms.choices import Choice
from intake_desktop.forms.compiled import Place
from intake_desktop.forms.definition import FormDefinition
from intake_desktop.forms.engine import Engine
from intake_desktop.forms.entities import EntityDeclaration
from intake_desktop.forms.errors import FormRefused, NodeIsReadonly, UnknownNode
from intake_desktop.forms.instance import Node, Range, find
from intake_desktop.forms.model import seed_of
from intake_desktop.forms.outline import Item, outline
from intake_desktop.forms.storing import seed_of_stored, stored
from intake_desktop.forms.texts import Text, TextSource
from intake_desktop.forms.xml import read_xml


@frozen
class NodeState:
    """How a node stands now. `violation` is "required", "constraint" or None."""

    ref: str
    value: str
    relevant: bool
    readonly: bool
    required: bool
    valid: bool
    violation: str | None


class Interview:
    """A running interview. Made with `begin`, `resume` or `edit`; used by one thread at a time."""

    def __init__(self, definition: FormDefinition, engine: Engine) -> None:
        self.definition = definition
        self._engine = engine
        self._events = Events(engine)
        self._root = engine.document.named(definition.root.name)[0]

    # beginning ----------------------------------------------------------------------------------------------------

    @classmethod
    def begin(
        cls, definition: FormDefinition, *, now: Callable[[], datetime], properties: Mapping[str, str] | None = None
    ) -> Self:
        """A new interview: defaults, preloads, calculations, then the events of a first load.

        Args:
            definition: the form.
            now: the clock of the desk, with its zone.
            properties: what preloads may ask for by name (deviceid, username, …).
        """
        interview = cls(definition, Engine(definition, definition.root.seed, now=now, properties=properties or {}))
        interview._open(first=True)
        return interview

    @classmethod
    def resume(
        cls,
        definition: FormDefinition,
        values: Mapping[str, str],
        *,
        now: Callable[[], datetime],
        properties: Mapping[str, str] | None = None,
    ) -> Self:
        """Go on with a draft exactly as `stored` gave it. Fires no events and calculates nothing anew.

        References that the form does not have are passed over: a draft is kept with the form it was begun with.
        """
        seed = seed_of_stored(definition, values)
        interview = cls(definition, Engine(definition, seed, now=now, properties=properties or {}))
        interview._restore(values)
        return interview

    @classmethod
    def edit(
        cls, definition: FormDefinition, xml: str, *, now: Callable[[], datetime], properties: Mapping[str, str] | None = None
    ) -> Self:
        """Open a submission again. What it left out begins as in a new interview; it gets an identifier of its own.

        Raises:
            FormRefused: the XML cannot be read, or is of another form.
        """
        document = read_xml(xml)
        if document.name(document.root.tag) != definition.root.name:
            raise FormRefused.because("these answers belong to another form")
        interview = cls(definition, Engine(definition, seed_of(document, document.root), now=now, properties=properties or {}))
        interview._deprecate()
        interview._open(first=False)
        return interview

    def _open(self, *, first: bool) -> None:
        self._events.preload(first=first)
        self._engine.wake(self._engine.document)
        self._engine.settle()
        self._events.quiet()
        if first:
            self._events.begun()
        else:
            self._events.opened()
        self._events.settle()
        self._engine.ledger = Ledger()

    def _restore(self, values: Mapping[str, str]) -> None:
        """What was stored counts already: only what follows from it is computed."""
        for node in self._engine.document.walk():
            if values.get(node.ref) is not None and (node.definition.is_leaf or node.definition.is_attribute):
                node.base = node.kept = node.seen = values[node.ref]
        self._engine.wake(self._engine.document, calculate=False)
        self._engine.settle()
        self._events.quiet()
        self._engine.ledger = Ledger()

    def _deprecate(self) -> None:
        """ODK XForms, metadata: an edited instance names the one it replaces."""
        for meta in self._root.named("meta") or self._root.named("orx:meta"):
            for old in (*meta.named("deprecatedID"), *meta.named("orx:deprecatedID")):
                for current in (*meta.named("instanceID"), *meta.named("orx:instanceID")):
                    self._engine.put(old, current.base)

    # changing -----------------------------------------------------------------------------------------------------

    def answer(self, ref: str, value: str) -> Changes:
        """Give an answer; an empty value takes it back. Of a select only what is offered is taken, in the order of its list.

        Raises:
            UnknownNode: there is no such node, or it takes no value.
            NodeIsReadonly: it takes no answers now.
        """
        node = self._leaf(ref)
        if node.readonly:
            raise NodeIsReadonly
        self._engine.put(node, self._engine.offered.in_order(node, value))
        return self._done()

    def add_repeat(self, ref: str) -> Changes:
        """One more instance, at the end. `ref` is the repeat, without a last position.

        Raises:
            UnknownNode: there is no such repeat.
        """
        instances = self._range(ref)
        for node in self._engine.resize(instances, len(instances.instances) + 1):
            self._events.added(node)
        return self._done()

    def remove_repeat(self, ref: str) -> Changes:
        """Take out an instance, with everything in it. `ref` has its position.

        Raises:
            UnknownNode: there is no such instance.
        """
        node = find(self._engine.document, ref)
        if isinstance(node, Range) or node.parent is None or node.definition.repeat is None:
            raise UnknownNode(ref.partition("[")[0])
        instances = node.parent.ranges[node.name]
        self._engine.drop(node)
        self._engine.reshaped(instances)
        return self._done()

    def speak(self, language: str) -> Changes:
        """Another language for values that show texts: `jr:choice-name()` in a calculation. Labels are asked for by language."""
        code = self.definition.itext.code(language)
        if code != self._engine.language:
            self._engine.language = code
            self._engine.touch_language()
        return self._done()

    def recompute(self) -> Changes:
        """Compute everything anew. Changes nothing unless something that is not watched went on: the clock, or chance."""
        self._engine.wake(self._engine.document)
        return self._done()

    def _done(self) -> Changes:
        self._events.settle()
        ledger, self._engine.ledger = self._engine.ledger, Ledger()
        return ledger.changes()

    # reading ------------------------------------------------------------------------------------------------------

    def node(self, ref: str) -> NodeState:
        """How a node stands; of a repeat as a whole only whether it is relevant.

        Raises:
            UnknownNode: there is no such node.
        """
        found = find(self._engine.document, ref)
        if isinstance(found, Range):
            return NodeState(found.ref, "", found.relevant, found.parent.readonly, required=False, valid=True, violation=None)
        return _state(found)

    def label(self, ref: str, language: str) -> Text:
        """The label of a question, group or repeat."""
        return self._text(ref, language, lambda node: node.definition.label)

    def hint(self, ref: str, language: str) -> Text:
        """The hint of a question."""
        return self._text(ref, language, lambda node: node.definition.hint)

    def guidance(self, ref: str, language: str) -> Text:
        """The guidance of a question's hint: why it is asked, for instance."""
        return self._text(ref, language, lambda node: node.definition.hint, "guidance")

    def constraint_message(self, ref: str, language: str) -> Text:
        """What to say when the answer breaks the constraint, whether it does now or not."""
        return self._text(ref, language, lambda node: node.definition.bind.constraint_message)

    def required_message(self, ref: str, language: str) -> Text:
        """What to say when there is no answer and there must be one, whether there is now or not."""
        return self._text(ref, language, lambda node: node.definition.bind.required_message)

    def media(self, ref: str, language: str, form: str) -> Text:
        """Another form of the label: image, big-image, audio, video or short."""
        return self._text(ref, language, lambda node: node.definition.label, form)

    def choices(self, ref: str, language: str) -> tuple[Choice, ...]:
        """The choices that are offered now, with their labels; none for a question without a list."""
        return self._engine.offered.choices(self._leaf(ref), language)

    def outline(self) -> tuple[Item, ...]:
        """What is asked now, in order, nested."""
        return outline(self.definition.body, self._engine.document)

    def violations(self) -> tuple[NodeState, ...]:
        """Relevant nodes whose answer is missing or wrong, in document order."""
        return tuple(_state(node) for node in self._engine.document.walk() if node.violation is not None)

    def repeat_count(self, ref: str) -> int:
        """How many instances a repeat has."""
        return len(self._range(ref).instances)

    def evaluate(self, expression: str, ref: str) -> str:
        """The value of an expression standing on a node, as a text.

        Raises:
            UnknownNode: there is no such node.
            ExpressionRefused: the expression cannot be compiled.
        """
        found = find(self._engine.document, ref)
        compiled = self.definition.expression(expression, found.definition)
        if compiled is None:
            compiled = self.definition.compiler.text(expression, Place.at(found.definition))
        return self._engine.text(compiled, found)

    def stored(self) -> dict[str, str]:
        """Everything to keep, by reference: answers also of what is not relevant, calculated values, bound attributes."""
        return stored(self._root)

    def stored_under(self, ref: str) -> dict[str, str]:
        """As `stored`, of one node and what is below it.

        Raises:
            UnknownNode: there is no such node.
        """
        found = find(self._engine.document, ref)
        if isinstance(found, Range):
            return {one: value for node in found.instances for one, value in stored(node).items()} or {found.ref: ""}
        return stored(found)

    def submission(self, keep: Callable[[str], bool] | None = None) -> str:
        """The answers as XML. What is not relevant is left out; with `keep` only those references, and the groups above them."""
        return submission.written(self.definition, self._root, keep)

    def entities(self) -> tuple[EntityDeclaration, ...]:
        """The persons and things that this interview declares."""
        return entities.declared(self._root)

    @property
    def evaluations(self) -> int:
        """How many expressions ran so far."""
        return self._engine.evaluations

    # inside -------------------------------------------------------------------------------------------------------

    def _leaf(self, ref: str) -> Node:
        found = find(self._engine.document, ref)
        if isinstance(found, Range) or not found.definition.is_leaf:
            raise UnknownNode(ref.partition("[")[0])
        return found

    def _range(self, ref: str) -> Range:
        found = find(self._engine.document, ref)
        if not isinstance(found, Range):
            raise UnknownNode(ref.partition("[")[0])
        return found

    def _text(self, ref: str, language: str, source: Callable[[Node | Range], TextSource | None], form: str = "") -> Text:
        found = find(self._engine.document, ref)
        return self._engine.offered.texts.read(source(found), found, found.definition, language, form=form)


def _state(node: Node) -> NodeState:
    valid = node.violation is None
    return NodeState(node.ref, node.value, node.relevant, node.readonly, node.required, valid, node.violation)
