"""How a function says what it takes, what it gives and what it depends on."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from attrs import frozen

from intake_desktop.forms.compiled import NONE, Change, Compiled, Needs, Run, nodes_run, number_run, text_run, truth_run
from intake_desktop.forms.errors import ExpressionRefused
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.syntax import Expression, FunctionCall, Literal
from intake_desktop.forms.values import Kind, numbers, texts

if TYPE_CHECKING:
    from intake_desktop.forms.compiled import Place
    from intake_desktop.forms.compiler import Compiler


class Takes(Enum):
    """What an argument is turned into before the function gets it."""

    TEXT = auto()
    NUMBER = auto()
    TRUTH = auto()
    NODES = auto()
    VALUE = auto()
    TEXTS = auto()
    NUMBERS = auto()


class Depends(Enum):
    """What of a node-set argument the function looks at: the values of its nodes, or only which nodes there are."""

    VALUES = auto()
    STRUCTURE = auto()


_CONVERTERS: dict[Takes, Callable[[Compiled], Callable[[Scope], Any]]] = {
    Takes.TEXT: text_run,
    Takes.NUMBER: number_run,
    Takes.TRUTH: truth_run,
    Takes.NODES: nodes_run,
    Takes.VALUE: lambda argument: argument.run,
    Takes.TEXTS: lambda argument: lambda scope: texts(argument.run(scope)),
    Takes.NUMBERS: lambda argument: lambda scope: numbers(argument.run(scope), scope.world.zone),
}


@frozen(eq=False)
class PlainFunction:
    """A function of its arguments, and of the scope where it asks for it."""

    name: str
    takes: tuple[Takes, ...]
    least: int
    rest: tuple[Takes, ...]
    gives: Kind
    depends: Depends
    with_scope: bool
    changes: frozenset[Change]
    apply: Callable[..., Any]

    def check_count(self, count: int) -> None:
        """Refuse a wrong number of arguments."""
        beyond = count - len(self.takes)
        fits = beyond <= 0 if not self.rest else beyond <= 0 or beyond % len(self.rest) == 0
        if count < self.least or not fits:
            most = "" if self.rest else f" to {len(self.takes)}" if len(self.takes) != self.least else ""
            wanted = f"{self.least}{most}" if not self.rest else f"at least {self.least}"
            raise ExpressionRefused(f"{self.name}() takes {wanted} arguments, not {count}")

    def compiled(self, arguments: list[Compiled]) -> Compiled:
        """The call as a closure."""
        takes = [*self.takes, *self.rest * len(arguments)]
        runs = [_CONVERTERS[take](argument) for take, argument in zip(takes, arguments, strict=False)]
        changes = reduce(or_, (argument.changes for argument in arguments), self.changes)
        return Compiled(self._run(runs), self.gives, needs=self._needs(arguments), changes=changes)

    def _needs(self, arguments: list[Compiled]) -> Needs:
        needs = NONE
        for argument in arguments:
            only_shape = self.depends is Depends.STRUCTURE and argument.kind is Kind.NODES
            needs |= argument.needs if only_shape else argument.all_needs
        return needs

    def _run(self, runs: list[Callable[[Scope], Any]]) -> Run:
        apply = self.apply
        if self.with_scope:
            return lambda scope: apply(scope, *(run(scope) for run in runs))
        match runs:
            case []:
                return lambda _scope: apply()
            case [one]:
                return lambda scope: apply(one(scope))
            case [one, other]:
                return lambda scope: apply(one(scope), other(scope))
            case _:
                return lambda scope: apply(*(run(scope) for run in runs))


@frozen(eq=False)
class Call:
    """A call of a special function, while compiling."""

    tree: FunctionCall
    place: Place
    compiler: Compiler

    @property
    def arguments(self) -> tuple[Expression, ...]:
        """The arguments as they stand in the expression."""
        return self.tree.arguments

    def argument(self, index: int) -> Compiled:
        """An argument, compiled where the call stands."""
        return self.compiler.tree(self.arguments[index], self.place)

    def literal(self, index: int) -> str | None:
        """An argument's text when it is a literal text."""
        argument = self.arguments[index]
        return argument.value if isinstance(argument, Literal) and isinstance(argument.value, str) else None


@frozen(eq=False)
class SpecialFunction:
    """A function that looks at its arguments before they are compiled, or leaves some of them aside."""

    name: str
    counts: tuple[int, ...]
    build: Callable[[Call], Compiled]

    def check_count(self, count: int) -> None:
        """Refuse a wrong number of arguments."""
        if count not in self.counts:
            wanted = " or ".join(str(one) for one in self.counts)
            raise ExpressionRefused(f"{self.name}() takes {wanted} arguments, not {count}")


_FUNCTIONS: dict[str, PlainFunction | SpecialFunction] = {}
_REFUSED: dict[str, str] = {}


def function(
    *names: str,
    takes: tuple[Takes, ...] = (),
    optional: int = 0,
    rest: tuple[Takes, ...] = (),
    gives: Kind,
    depends: Depends = Depends.VALUES,
    with_scope: bool = False,
    changes: frozenset[Change] = frozenset(),
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function under its names.

    Args:
        names: as authors write it, the prefix included.
        takes: what each argument is turned into.
        optional: how many of those may be left out at the end.
        rest: what further arguments are turned into, group by group.
        gives: the kind of its result.
        depends: what of a node-set argument it looks at.
        with_scope: whether it gets the scope first.
        changes: what makes its result another one without any node changing.
    """

    def register(apply: Callable[..., Any]) -> Callable[..., Any]:
        for name in names:
            least = len(takes) - optional
            _FUNCTIONS[name] = PlainFunction(name, takes, least, rest, gives, depends, with_scope, changes, apply)
        return apply

    return register


def special(*names: str, counts: tuple[int, ...]) -> Callable[[Callable[[Call], Compiled]], Callable[[Call], Compiled]]:
    """Register a function that is built from its arguments while compiling."""

    def register(build: Callable[[Call], Compiled]) -> Callable[[Call], Compiled]:
        for name in names:
            _FUNCTIONS[name] = SpecialFunction(name, counts, build)
        return build

    return register


def refuse(name: str, reason: str) -> None:
    """A function of the specification that this runtime does not have, with the reason."""
    _REFUSED[name] = reason


def find(name: str) -> PlainFunction | SpecialFunction:
    """The function of a name.

    Raises:
        ExpressionRefused: there is none, or it is refused by design.
    """
    found = _FUNCTIONS.get(name)
    if found is not None:
        return found
    if name in _REFUSED:
        raise ExpressionRefused(f"the function {name}() is not supported: {_REFUSED[name]}")
    raise ExpressionRefused(f"there is no function {name}()")
