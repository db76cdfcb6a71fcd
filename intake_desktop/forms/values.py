"""The four kinds of values of XPath 1.0, and how one becomes another.

Numbers are floats, texts str, truth bool, node-sets sequences of nodes. Web Forms decides where XPath 1.0 and forms disagree:
an empty text is no number, NaN is written as an empty text, a text that is a date is a number (its day number).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import tzinfo
from decimal import Decimal
from enum import Enum, auto
from typing import Protocol

from intake_desktop.forms.dates import DayNumber, from_text

_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*")
_DATE_LIKE = re.compile(r"\d{4}-\d{2}-\d{2}")
_GREATEST_PLAIN = 1e21
_SMALLEST_PLAIN = 1e-6


class Kind(Enum):
    """What is known of a value before the form runs."""

    NUMBER = auto()
    STRING = auto()
    BOOLEAN = auto()
    NODES = auto()
    ANY = auto()


class XNode(Protocol):
    """A node that an expression can stand on: of the answers, of a choice list or of an external file."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def parent(self) -> XNode | None: ...
    @property
    def position(self) -> int: ...
    def named(self, name: str, /) -> Sequence[XNode]: ...
    def children(self) -> Sequence[XNode]: ...
    def attributes(self) -> Sequence[XNode]: ...


Nodes = Sequence[XNode]
Value = float | str | bool | Nodes


def number_of_text(text: str, zone: tzinfo | None) -> float:
    """A text as a number: a day number for a date, NaN when it is neither."""
    if _NUMBER.fullmatch(text):
        return float(text)
    if _DATE_LIKE.match(text):
        found = from_text(text, zone)
        if found is not None:
            return found
    return math.nan


def to_number(value: Value, zone: tzinfo | None) -> float:
    """Any value as a number. A node-set counts by its first node."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return number_of_text(value, zone)
    return number_of_text(value[0].value, zone) if value else math.nan


def to_text(value: Value) -> str:
    """Any value as a text. A node-set counts by its first node."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return value.text if isinstance(value, DayNumber) else number_text(value)
    return value[0].value if value else ""


def to_truth(value: Value) -> bool:
    """Any value as a truth. A node-set is true when there is a node, whatever its value (as in Web Forms)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return len(value) > 0


def number_text(number: float) -> str:
    """A number as it is stored: no trailing `.0`, `-0` is `0`, NaN is empty; exponents only where JavaScript writes them."""
    if math.isnan(number):
        return ""
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    size = abs(number)
    if size < _GREATEST_PLAIN and number == int(number):
        return str(int(number))
    if _SMALLEST_PLAIN <= size < _GREATEST_PLAIN:
        return format(Decimal(repr(number)), "f")
    digits, _, exponent = f"{Decimal(repr(number)).normalize():e}".partition("e")
    return f"{digits}e{int(exponent):+d}"


def equals(left: Value, right: Value, zone: tzinfo | None) -> bool:
    """`=` of XPath 1.0: a node-set equals when one of its nodes does."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) == to_truth(right)
    return any(_same(one, other, zone) for one in _items(left) for other in _items(right))


def differs(left: Value, right: Value, zone: tzinfo | None) -> bool:
    """`!=` of XPath 1.0: a node-set differs when one of its nodes does."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) != to_truth(right)
    return any(not _same(one, other, zone) for one in _items(left) for other in _items(right))


def numbers(value: Value, zone: tzinfo | None) -> list[float]:
    """Each node of a node-set as a number; any other value alone."""
    if isinstance(value, float | str | bool):
        return [to_number(value, zone)]
    return [number_of_text(node.value, zone) for node in value]


def texts(value: Value) -> list[str]:
    """Each node of a node-set as a text; any other value alone."""
    if isinstance(value, float | str | bool):
        return [to_text(value)]
    return [node.value for node in value]


def _items(value: Value) -> list[float | str]:
    if isinstance(value, float | str | bool):
        return [value]
    return [node.value for node in value]


def _same(left: float | str, right: float | str, zone: tzinfo | None) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return to_number(left, zone) == to_number(right, zone)
