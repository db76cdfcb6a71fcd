"""Events of an interview and what they set: preloads, and setvalue actions."""

from __future__ import annotations

from collections.abc import Iterator

from intake_desktop.forms.definition import Action
from intake_desktop.forms.engine import Engine
from intake_desktop.forms.instance import Node, Range
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.structure import NodeDefinition

FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_REPEAT = "odk-new-repeat"
VALUE_CHANGED = "xforms-value-changed"

_MOST_ROUNDS = 100
"""Actions that set each other off end here."""

_PRELOADS = {"uid": "concat('uuid:', uuid())", "date": "today()"}
_TIMESTAMPS = {"start", "end"}


class Events:
    """Fires events on one interview."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._of_source: dict[NodeDefinition, list[Action]] = {}
        for action in engine.form.actions:
            if VALUE_CHANGED in action.events and action.source is not None:
                self._of_source.setdefault(action.source, []).append(action)
        engine.on_count = self._counted

    def preload(self, *, first: bool) -> None:
        """Fill in what is known at the desk. Of an interview that is edited, only the identifier is a new one."""
        for node in self._engine.document.walk():
            bind = node.definition.bind
            is_identifier = node.name.rpartition(":")[2] == "instanceID"
            if bind.preload and (first or is_identifier):
                text = self._preloaded(bind.preload, bind.preload_parameters)
                if text:
                    self._engine.put(node, text)

    def begun(self) -> None:
        """Fire the events of a new instance, for what is relevant."""
        self._on_load({FIRST_LOAD, LOAD})

    def opened(self) -> None:
        """Fire the event of an instance that is opened again for editing."""
        self._on_load({LOAD})

    def settle(self) -> None:
        """Bring everything up to date and run the actions that listen to values that changed, until nothing changes any more."""
        self._engine.settle()
        for _ in range(_MOST_ROUNDS):
            changed, self._engine.value_changed = list(dict.fromkeys(self._engine.value_changed)), []
            pairs = [(action, node) for node in changed for action in self._of_source.get(node.definition, ())]
            if not pairs:
                return
            for action, node in pairs:
                self._listen(action, node)
            self._engine.settle()
        self._engine.value_changed = []

    def added(self, instance: Node) -> None:
        """A repeat instance was added by the helper or by a count."""
        self._engine.settle()
        for action in self._engine.form.actions:
            if NEW_REPEAT not in action.events:
                continue
            for node in self._inside(instance, action.target):
                if _takes(node):
                    self._engine.put(node, self._engine.text(action.value, node))
        self._engine.settle()

    def quiet(self) -> None:
        """Forget changed values: what happens while an instance is opened sets nothing off."""
        self._engine.value_changed = []

    def _counted(self, instances: Range, count: int) -> None:
        for node in self._engine.resize(instances, count):
            self._set_in_new(node)

    def _set_in_new(self, instance: Node) -> None:
        for action in self._engine.form.actions:
            if NEW_REPEAT in action.events:
                for node in self._inside(instance, action.target):
                    self._engine.put(node, self._engine.text(action.value, node))

    def _on_load(self, events: set[str]) -> None:
        for action in self._engine.form.actions:
            if not action.events & events:
                continue
            for node in self._targets(action):
                if _takes(node):
                    self._engine.put(node, self._engine.text(action.value, node))
            self._engine.settle()

    def _targets(self, action: Action) -> list[Node]:
        if action.by_path is not None and action.source is None:
            return []
        return list(self._inside(self._engine.document, action.target))

    def _inside(self, node: Node, target: NodeDefinition) -> Iterator[Node]:
        """Nodes of a place below (or at) a node."""
        line = target.line
        if node.definition not in line:
            return
        nodes = [node]
        for place in line[node.definition.depth + 1 :]:
            nodes = [kid for one in nodes for kid in one.named(place.step)]
        yield from nodes

    def _listen(self, action: Action, source: Node) -> None:
        target = self._by_path(action, source) if action.by_path is not None else self._nearest(action, source)
        if target is not None:
            self._engine.put(target, self._engine.text(action.value, target))

    def _by_path(self, action: Action, source: Node) -> Node | None:
        found = action.by_path.run(Scope(self._engine, source, self._engine.language)) if action.by_path is not None else ()
        if isinstance(found, float | str | bool):
            return None
        return next((node for node in found if isinstance(node, Node)), None)

    def _nearest(self, action: Action, source: Node) -> Node | None:
        """The node of the target in the same repeat instances as the source; the first one where the source is outside."""
        here: Node | None = source
        while here is not None and here.definition not in action.target.line:
            here = here.parent
        return None if here is None else next(self._inside(here, action.target), None)

    def _preloaded(self, kind: str, parameter: str) -> str:
        if kind == "property":
            return self._engine.properties.get(parameter, "")
        if kind == "timestamp":
            return self._evaluated("now()") if parameter in _TIMESTAMPS else ""
        return self._evaluated(_PRELOADS[kind]) if kind in _PRELOADS else ""

    def _evaluated(self, expression: str) -> str:
        compiled = self._engine.form.expression(expression, self._engine.form.root)
        return "" if compiled is None else self._engine.text(compiled, self._engine.document)


def _takes(node: Node) -> bool:
    """Events of loading pass over what is not relevant (as in Web Forms). An entity gets its identifier all the same.

    Without one, a person who becomes relevant later could not be told from another.
    """
    return node.relevant or node.definition.is_attribute
