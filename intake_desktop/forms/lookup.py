"""Rows of a list by the value of a column, from an index: `instance('x')/root/item[column = value]` without a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from intake_desktop.forms.compiled import Compiled, Place, Run, nodes_run, text_run
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.syntax import Axis, Chain, Expression, From, FunctionCall, Literal, Negation, Path, Step
from intake_desktop.forms.values import Kind, Nodes, XNode

if TYPE_CHECKING:
    from intake_desktop.forms.compiler import Compiler


@frozen
class Lookup:
    """Rows found by an index, and what of the path is left to walk from them."""

    rows: Compiled
    predicates: tuple[Expression, ...]
    steps: tuple[Step, ...]


def lookup_of(tree: Path, place: Place, compiler: Compiler) -> Lookup | None:
    """The closure that uses an index, when the path has the shape of a choice filter on one column; else None."""
    identifier = _list_name(tree.start)
    at = next((index for index, step in enumerate(tree.steps) if step.predicates), None)
    if identifier is None or at is None or tree.predicates or not _plain(tree.steps[: at + 1]):
        return None
    split = _column_and_value(tree.steps[at].predicates[0])
    if split is None:
        return None
    column, value = split
    wanted = compiler.tree(value, place)
    if wanted.kind not in (Kind.STRING, Kind.NODES):
        return None
    path = tuple(step.name for step in tree.steps[: at + 1])
    rows = Compiled(
        _rows_run(identifier, path, column, wanted),
        Kind.NODES,
        needs=wanted.all_needs,
        place=Place((), place.origin, elsewhere=True),
        changes=wanted.changes,
    )
    return Lookup(rows, tree.steps[at].predicates[1:], tree.steps[at + 1 :])


def position_of(predicate: Expression) -> Expression | None:
    """What a predicate compares the position with, when that is the same for every node; None for any other predicate."""
    if isinstance(predicate, Literal):
        return predicate if isinstance(predicate.value, float) else None
    if not isinstance(predicate, Chain) or len(predicate.rest) != 1 or predicate.rest[0][0] != "=":
        return None
    left, right = predicate.first, predicate.rest[0][1]
    for one, other in ((left, right), (right, left)):
        if one == FunctionCall("position", ()) and _is_steady_number(other):
            return other
    return None


def _is_steady_number(tree: Expression) -> bool:
    """A number made of literals and of positions of nodes reached from current() or from the root."""
    match tree:
        case Literal(value):
            return isinstance(value, float)
        case Negation(operand):
            return _is_steady_number(operand)
        case Chain(first, rest):
            plain = all(symbol in ("+", "-", "*", "div", "mod") for symbol, _ in rest)
            return plain and _is_steady_number(first) and all(_is_steady_number(operand) for _, operand in rest)
        case FunctionCall("position", (argument,)):
            return _stands_alone(argument)
        case _:
            return False


def _list_name(start: From | Expression) -> str | None:
    if isinstance(start, FunctionCall) and start.name == "instance" and len(start.arguments) == 1:
        argument = start.arguments[0]
        return argument.value if isinstance(argument, Literal) and isinstance(argument.value, str) else None
    return None


def _plain(steps: tuple[Step, ...]) -> bool:
    return all(step.axis is Axis.CHILD and step.name not in ("*", "node()") for step in steps)


def _column_and_value(predicate: Expression) -> tuple[str, Expression] | None:
    if not isinstance(predicate, Chain) or len(predicate.rest) != 1 or predicate.rest[0][0] != "=":
        return None
    left, right = predicate.first, predicate.rest[0][1]
    for one, other in ((left, right), (right, left)):
        column = _column(one)
        if column is not None and _stands_alone(other):
            return column, other
    return None


def _column(tree: Expression) -> str | None:
    if not isinstance(tree, Path) or tree.start is not From.HERE or tree.predicates:
        return None
    steps = [step for step in tree.steps if step.axis is not Axis.SELF or step.predicates]
    if len(steps) != 1 or not _plain((steps[0],)) or steps[0].predicates:
        return None
    return steps[0].name


def _stands_alone(tree: Expression) -> bool:
    """Whether the value is the same for every row: a text, a path from the root, or a path from current()."""
    if isinstance(tree, Literal):
        return isinstance(tree.value, str)
    if not isinstance(tree, Path):
        return False
    return tree.start is From.ROOT or (isinstance(tree.start, FunctionCall) and tree.start.name == "current")


def _rows_run(identifier: str, path: tuple[str, ...], column: str, wanted: Compiled) -> Run:
    if wanted.kind is Kind.STRING:
        text = text_run(wanted)
        return lambda scope: scope.world.rows(identifier, path, column, text(scope))
    nodes = nodes_run(wanted)

    def run(scope: Scope) -> Nodes:
        values = {node.value for node in nodes(scope)}
        if len(values) == 1:
            return scope.world.rows(identifier, path, column, values.pop())
        gathered: list[XNode] = []
        for value in sorted(values):
            gathered.extend(scope.world.rows(identifier, path, column, value))
        return gathered

    return run
