"""Numbers. Arguments that are no numbers are NaN, which is written as an empty text."""

from __future__ import annotations

import math
import random as chance
from collections.abc import Callable

from intake_desktop.forms.compiled import Change, Compiled
from intake_desktop.forms.dates import DayNumber
from intake_desktop.forms.functions.registry import Call, Takes, function, special
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.values import Kind, XNode, number_of_text, to_number

_ONE = (Takes.NUMBER,)
_TWO = (Takes.NUMBER, Takes.NUMBER)


def _register(name: str, calculate: Callable[[float], float], law: str) -> None:
    def apply(number: float) -> float:
        try:
            return float(calculate(number))
        except (ValueError, OverflowError):
            return math.nan

    apply.__doc__ = law
    function(name, takes=_ONE, gives=Kind.NUMBER)(apply)


def _whole(rounded: Callable[[float], int]) -> Callable[[float], float]:
    return lambda number: float(rounded(number)) if math.isfinite(number) else number


_register("floor", _whole(math.floor), "XPath 1.0: the greatest whole number not above.")
_register("ceiling", _whole(math.ceil), "XPath 1.0: the smallest whole number not below.")
_register("int", _whole(math.trunc), "ODK XForms: the whole part, towards zero.")
_register("abs", abs, "ODK XForms: without its sign.")
_register("log", lambda number: math.log(number) if number else -math.inf, "ODK XForms: natural logarithm.")
_register("log10", lambda number: math.log10(number) if number else -math.inf, "ODK XForms: logarithm to base 10.")
_register("sin", math.sin, "ODK XForms: sine of radians.")
_register("cos", math.cos, "ODK XForms: cosine of radians.")
_register("tan", math.tan, "ODK XForms: tangent of radians.")
_register("asin", math.asin, "ODK XForms: arc sine, in radians.")
_register("acos", math.acos, "ODK XForms: arc cosine, in radians.")
_register("atan", math.atan, "ODK XForms: arc tangent, in radians.")
_register("sqrt", math.sqrt, "ODK XForms: square root.")
_register("exp", math.exp, "ODK XForms: e to a power.")
_register("exp10", lambda number: 10.0**number, "ODK XForms: 10 to a power.")


@function("pow", takes=_TWO, gives=Kind.NUMBER)
def power(base: float, exponent: float) -> float:
    """ODK XForms: a number to a power."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if base == 0 else math.nan


@function("atan2", takes=_TWO, gives=Kind.NUMBER)
def atan2(y: float, x: float) -> float:
    """ODK XForms: the angle of a point, in radians."""
    return math.atan2(y, x)


@function("pi", gives=Kind.NUMBER)
def pi() -> float:
    """ODK XForms: pi."""
    return math.pi


@function("random", gives=Kind.NUMBER, changes=frozenset({Change.CHANCE}))
def random() -> float:
    """ODK XForms: a number from 0 up to 1."""
    return chance.random()  # noqa: S311 - forms draw lots with it, they keep no secrets


@function("round", takes=_TWO, optional=1, gives=Kind.NUMBER)
def round_(number: float, places: float = 0.0) -> float:
    """ODK XForms: to a number of decimals; halves away from zero, as Web Forms does."""
    if not math.isfinite(number) or math.isnan(places):
        return number if math.isfinite(places) else math.nan
    try:
        factor = 10.0 ** math.trunc(places)
        return math.copysign(math.floor(abs(number) * factor + 0.5) / factor, number)
    except (OverflowError, ZeroDivisionError):
        return number


@special("number", counts=(0, 1))
def number(call: Call) -> Compiled:
    """ODK XForms: a value as a number, a date as its day number; without an argument, of the node it stands on."""
    if not call.arguments:
        here = call.compiler.text(".", call.place)
        return Compiled(lambda scope: _number(scope, scope.node), Kind.NUMBER, needs=here.all_needs)
    argument = call.argument(0)
    run = argument.run
    return Compiled(
        lambda scope: _plain(to_number(run(scope), scope.world.zone)),
        Kind.NUMBER,
        needs=argument.all_needs,
        changes=argument.changes,
    )


def _number(scope: Scope, node: XNode) -> float:
    return _plain(number_of_text(node.value, scope.world.zone))


def _plain(value: float) -> float:
    """A day number as an ordinary number, which is written as a number and not as a date."""
    return float(value) if isinstance(value, DayNumber) else value


@function("sum", takes=(Takes.NUMBERS,), gives=Kind.NUMBER)
def total(values: list[float]) -> float:
    """XPath 1.0: the sum of a node-set; NaN when it is empty or holds something that is no number (as in Web Forms)."""
    return math.fsum(values) if values and not any(math.isnan(value) for value in values) else math.nan


@function("min", rest=(Takes.NUMBERS,), gives=Kind.NUMBER)
def least(*groups: list[float]) -> float:
    """ODK XForms: the smallest of the arguments, or of the nodes of a node-set."""
    return _extreme(min, groups)


@function("max", rest=(Takes.NUMBERS,), gives=Kind.NUMBER)
def greatest(*groups: list[float]) -> float:
    """ODK XForms: the greatest of the arguments, or of the nodes of a node-set."""
    return _extreme(max, groups)


def _extreme(choose: Callable[[list[float]], float], groups: tuple[list[float], ...]) -> float:
    values = [value for group in groups for value in group]
    return math.nan if not values or any(math.isnan(value) for value in values) else choose(values)
