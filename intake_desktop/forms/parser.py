"""Tokens to a syntax tree, by precedence climbing."""

from __future__ import annotations

from intake_desktop.forms.errors import ExpressionRefused
from intake_desktop.forms.lexer import Token, TokenKind, tokens
from intake_desktop.forms.syntax import Axis, Chain, Expression, From, FunctionCall, Literal, Logical, Negation, Path, Step, Union

DEEPEST_NESTING = 60
"""Brackets inside brackets. Deeper than the deepest form we know, shallow enough for the interpreter's stack."""

_PRECEDENCE = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("=", "!="), 3),
    **dict.fromkeys(("<", "<=", ">", ">="), 4),
    **dict.fromkeys(("+", "-"), 5),
    **dict.fromkeys(("*", "div", "mod"), 6),
    "|": 8,
}
_ABOVE_UNARY = 7
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_PATH_BEGINS = frozenset({".", "..", "@", "*"})


def parse(expression: str) -> Expression:
    """The syntax tree of an expression.

    Raises:
        ExpressionRefused: it is not an XPath 1.0 expression, or nested deeper than `DEEPEST_NESTING`.
    """
    return _Parser(tokens(expression)).whole()


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        expression = self._expression()
        if self._next.kind is not TokenKind.END:
            raise self._unexpected()
        return expression

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _is(self, text: str) -> bool:
        token = self._next
        return token.text == text and token.kind in (TokenKind.SYMBOL, TokenKind.OPERATOR)

    def _skip(self, text: str) -> bool:
        if self._is(text):
            self._at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._skip(text):
            raise ExpressionRefused(f"{text!r} is missing {self._where()}")

    def _where(self) -> str:
        token = self._next
        return "at the end" if token.kind is TokenKind.END else f"before {token.text!r} at character {token.at + 1}"

    def _unexpected(self) -> ExpressionRefused:
        token = self._next
        if token.kind is TokenKind.END:
            return ExpressionRefused("the expression ends too early")
        return ExpressionRefused(f"unexpected {token.text!r} at character {token.at + 1}")

    def _expression(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise ExpressionRefused(f"nested deeper than {DEEPEST_NESTING} levels")
        expression = self._binary(1)
        self._depth -= 1
        return expression

    def _binary(self, least: int) -> Expression:
        left = self._unary() if least <= _ABOVE_UNARY else self._path()
        while (power := self._power()) >= least:
            rest: list[tuple[str, Expression]] = []
            while self._power() == power:
                rest.append((self._take().text, self._binary(power + 1)))
            left = _joined(left, rest)
        return left

    def _power(self) -> int:
        token = self._next
        return _PRECEDENCE.get(token.text, 0) if token.kind is TokenKind.OPERATOR else 0

    def _unary(self) -> Expression:
        negative = False
        any_sign = False
        while self._skip("-"):
            negative, any_sign = not negative, True
        operand = self._binary(_PRECEDENCE["|"])
        if not any_sign:
            return operand
        return Negation(operand) if negative else Negation(Negation(operand))

    def _path(self) -> Expression:
        token = self._next
        if token.kind is TokenKind.OPERATOR and token.text in ("/", "//"):
            return self._absolute()
        if not self._begins_step():
            return self._filtered()
        return Path(From.HERE, tuple(self._steps()))

    def _absolute(self) -> Expression:
        slash = self._take().text
        if slash == "/" and not self._begins_step():
            return Path(From.ROOT, ())
        first = (Step(Axis.DESCENDANT_OR_SELF, "node()"),) if slash == "//" else ()
        return Path(From.ROOT, (*first, *self._steps()))

    def _filtered(self) -> Expression:
        primary = self._primary()
        predicates = self._predicates()
        steps: list[Step] = []
        if self._is("/") or self._is("//"):
            steps = self._more_steps()
        return Path(primary, tuple(steps), predicates) if steps or predicates else primary

    def _begins_step(self) -> bool:
        token = self._next
        if token.kind is TokenKind.SYMBOL:
            return token.text in _PATH_BEGINS
        if token.kind is not TokenKind.NAME:
            return False
        return not self._follows("(") or token.text in _NODE_TYPES

    def _follows(self, text: str) -> bool:
        after = self._tokens[self._at + 1]
        return after.kind is TokenKind.SYMBOL and after.text == text

    def _steps(self) -> list[Step]:
        return [self._step(), *self._more_steps()]

    def _more_steps(self) -> list[Step]:
        steps: list[Step] = []
        while self._is("/") or self._is("//"):
            if self._take().text == "//":
                steps.append(Step(Axis.DESCENDANT_OR_SELF, "node()"))
            steps.append(self._step())
        return steps

    def _step(self) -> Step:
        if self._skip("."):
            return Step(Axis.SELF, "node()", self._predicates())
        if self._skip(".."):
            return Step(Axis.PARENT, "node()", self._predicates())
        axis = self._axis()
        return Step(axis, self._node_test(), self._predicates())

    def _axis(self) -> Axis:
        if self._skip("@"):
            return Axis.ATTRIBUTE
        if self._next.kind is not TokenKind.NAME or not self._follows("::"):
            return Axis.CHILD
        name = self._take().text
        self._expect("::")
        try:
            return Axis(name)
        except ValueError:
            raise ExpressionRefused(f"the axis {name!r} is not supported in forms") from None

    def _node_test(self) -> str:
        token = self._next
        if self._skip("*"):
            return "*"
        if token.kind is not TokenKind.NAME:
            raise self._unexpected()
        self._at += 1
        if not self._skip("("):
            return token.text
        if token.text != "node":
            raise ExpressionRefused(f"{token.text}() is not supported in forms")
        self._expect(")")
        return "node()"

    def _predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self._skip("["):
            found.append(self._expression())
            self._expect("]")
        return tuple(found)

    def _primary(self) -> Expression:
        token = self._next
        if token.kind is TokenKind.NUMBER:
            return Literal(float(self._take().text))
        if token.kind is TokenKind.TEXT:
            return Literal(self._take().text)
        if self._skip("("):
            inner = self._expression()
            self._expect(")")
            return inner
        if token.kind is TokenKind.NAME:
            return self._call()
        raise self._unexpected()

    def _call(self) -> FunctionCall:
        name = self._take().text
        self._expect("(")
        arguments: list[Expression] = []
        if not self._is(")"):
            arguments.append(self._expression())
            while self._skip(","):
                arguments.append(self._expression())
        self._expect(")")
        return FunctionCall(name, tuple(arguments))


def _joined(left: Expression, rest: list[tuple[str, Expression]]) -> Expression:
    operator = rest[0][0]
    operands = (left, *(operand for _, operand in rest))
    if operator == "|":
        return Union(operands)
    if operator in ("and", "or"):
        return Logical(operator, operands)
    return Chain(left, tuple(rest))
