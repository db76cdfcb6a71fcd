"""XPath 1.0 text to tokens. Whether `*`, `div` or `and` is an operator follows from the token before it (XPath 1.0, 3.7)."""

from __future__ import annotations

import re
from enum import Enum, auto

from attrs import frozen

from intake_desktop.forms.errors import ExpressionRefused

LONGEST_EXPRESSION = 200_000
"""Characters. Far more than any author writes; a bound on work for hostile forms."""

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<symbol>\.\.|::|//|!=|<=|>=|[()\[\].@,/|+\-=<>*$])
    | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    """,
    re.VERBOSE,
)
_WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})
_OPERANDS_FOLLOW = frozenset({"@", "::", "(", "[", ","})


class TokenKind(Enum):
    """What a token is."""

    NUMBER = auto()
    TEXT = auto()
    NAME = auto()
    SYMBOL = auto()
    OPERATOR = auto()
    END = auto()


@frozen(slots=True)
class Token:
    """One token; `text` of a string literal is without its quotes."""

    kind: TokenKind
    text: str
    at: int


_OPERATOR_SYMBOLS = frozenset({"/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="})
_KINDS = {"number": TokenKind.NUMBER, "text": TokenKind.TEXT, "name": TokenKind.NAME, "symbol": TokenKind.SYMBOL}


def tokens(expression: str) -> list[Token]:
    """All tokens and an end token.

    Raises:
        ExpressionRefused: a character that no token begins with, or an expression longer than any author writes.
    """
    if len(expression) > LONGEST_EXPRESSION:
        raise ExpressionRefused(f"the expression is longer than {LONGEST_EXPRESSION} characters")
    found: list[Token] = []
    at = 0
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None:
            raise ExpressionRefused(_unexpected(expression, at))
        at = match.end()
        group = match.lastgroup or ""
        if group != "space":
            found.append(_token(group, match.group(), match.start(), found))
    found.append(Token(TokenKind.END, "", len(expression)))
    return found


def _token(group: str, text: str, at: int, before: list[Token]) -> Token:
    kind = _KINDS[group]
    if kind is TokenKind.TEXT:
        return Token(kind, text[1:-1], at)
    after_operand = bool(before) and before[-1].kind is not TokenKind.OPERATOR and before[-1].text not in _OPERANDS_FOLLOW
    is_operator = text in _OPERATOR_SYMBOLS or (after_operand and (text in _WORD_OPERATORS or text == "*"))
    return Token(TokenKind.OPERATOR, text, at) if is_operator else Token(kind, text, at)


def _unexpected(expression: str, at: int) -> str:
    if expression[at] in "\"'":
        return f"a text that begins at character {at + 1} has no closing quote"
    return f"unexpected {expression[at]!r} at character {at + 1}"
