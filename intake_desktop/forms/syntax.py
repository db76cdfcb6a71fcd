"""The syntax tree of an expression. Chains of operators are flat, so a long `a or b or …` is not a deep tree."""

from __future__ import annotations

from enum import Enum

from attrs import frozen


class Axis(Enum):
    """The axes this runtime walks."""

    CHILD = "child"
    PARENT = "parent"
    SELF = "self"
    ATTRIBUTE = "attribute"
    DESCENDANT = "descendant"
    DESCENDANT_OR_SELF = "descendant-or-self"
    ANCESTOR = "ancestor"
    ANCESTOR_OR_SELF = "ancestor-or-self"
    FOLLOWING_SIBLING = "following-sibling"
    PRECEDING_SIBLING = "preceding-sibling"


@frozen(slots=True)
class Literal:
    """A number or a text as it stands in the expression."""

    value: float | str


@frozen(slots=True)
class FunctionCall:
    """A function by its name, prefix included."""

    name: str
    arguments: tuple[Expression, ...]


@frozen(slots=True)
class Negation:
    """Unary minus."""

    operand: Expression


@frozen(slots=True)
class Logical:
    """`and` or `or` between two or more operands."""

    operator: str
    operands: tuple[Expression, ...]


@frozen(slots=True)
class Chain:
    """Operators of one precedence, from left to right: `first op operand op operand …`."""

    first: Expression
    rest: tuple[tuple[str, Expression], ...]


@frozen(slots=True)
class Union:
    """Node-sets joined with `|`."""

    operands: tuple[Expression, ...]


@frozen(slots=True)
class Step:
    """One step of a path. `name` is `*` for any element, `node()` for any node."""

    axis: Axis
    name: str
    predicates: tuple[Expression, ...] = ()


class From(Enum):
    """Where a path begins when no expression comes before it."""

    ROOT = "/"
    HERE = "."


@frozen(slots=True)
class Path:
    """A location path: from the root, from here, or from the nodes of an expression with its predicates."""

    start: From | Expression
    steps: tuple[Step, ...]
    predicates: tuple[Expression, ...] = ()


Expression = Literal | FunctionCall | Negation | Logical | Chain | Union | Path
