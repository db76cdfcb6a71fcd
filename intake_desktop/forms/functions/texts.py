"""Texts: cutting, joining, searching, digests, and texts of the form itself."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import uuid as identifiers

import regex as patterns

from intake_desktop.forms.compiled import Change, Compiled, text_run
from intake_desktop.forms.functions.registry import Call, Takes, function, refuse, special
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.values import Kind

SECONDS_FOR_A_PATTERN = 0.1
"""A regular expression that needs longer than this is taken not to match: forms are hostile until proven otherwise."""

_LONGEST_IDENTIFIER = 4096
_TEXT = (Takes.TEXT,)
_TWO = (Takes.TEXT, Takes.TEXT)
_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@special("string", counts=(0, 1))
def string(call: Call) -> Compiled:
    """XPath 1.0: a value as a text; without an argument, of the node it stands on."""
    return _of_argument_or_node(call, lambda text: text)


@special("normalize-space", counts=(0, 1))
def normalize_space(call: Call) -> Compiled:
    """XPath 1.0: without white space around it and with one space between words."""
    return _of_argument_or_node(call, lambda text: " ".join(text.split()))


@special("string-length", counts=(0, 1))
def string_length(call: Call) -> Compiled:
    """XPath 1.0: the number of characters."""
    return _of_argument_or_node(call, lambda text: float(len(text)), Kind.NUMBER)


def _of_argument_or_node(call: Call, apply: object, kind: Kind = Kind.STRING) -> Compiled:
    assert callable(apply)
    if not call.arguments:
        reads = call.compiler.text(".", call.place).all_needs
        return Compiled(lambda scope: apply(scope.node.value), kind, needs=reads)
    argument = call.argument(0)
    text = text_run(argument)
    return Compiled(lambda scope: apply(text(scope)), kind, needs=argument.all_needs, changes=argument.changes)


@function("concat", rest=(Takes.TEXTS,), gives=Kind.STRING)
def concat(*groups: list[str]) -> str:
    """ODK XForms: all arguments, and all nodes of a node-set, one after the other."""
    return "".join(text for group in groups for text in group)


@function("join", takes=_TEXT, rest=(Takes.TEXTS,), gives=Kind.STRING)
def join(between: str, *groups: list[str]) -> str:
    """ODK XForms: as concat(), with a text between them."""
    return between.join(text for group in groups for text in group)


@function("contains", takes=_TWO, gives=Kind.BOOLEAN)
def contains(text: str, part: str) -> bool:
    """XPath 1.0: whether a text holds another."""
    return part in text


@function("starts-with", takes=_TWO, gives=Kind.BOOLEAN)
def starts_with(text: str, part: str) -> bool:
    """XPath 1.0: whether a text begins with another."""
    return text.startswith(part)


@function("ends-with", takes=_TWO, gives=Kind.BOOLEAN)
def ends_with(text: str, part: str) -> bool:
    """ODK XForms: whether a text ends with another."""
    return text.endswith(part)


@function("substring-before", takes=_TWO, gives=Kind.STRING)
def substring_before(text: str, part: str) -> str:
    """XPath 1.0: what stands before the first occurrence of another text."""
    before, found, _ = text.partition(part) if part else ("", "", "")
    return before if found else ""


@function("substring-after", takes=_TWO, gives=Kind.STRING)
def substring_after(text: str, part: str) -> str:
    """XPath 1.0: what stands after the first occurrence of another text."""
    return text.partition(part)[2] if part else text


@function("substring", takes=(Takes.TEXT, Takes.NUMBER, Takes.NUMBER), optional=1, gives=Kind.STRING)
def substring(text: str, start: float, length: float = math.inf) -> str:
    """XPath 1.0: characters from a position counted from 1, rounded."""
    if math.isnan(start) or math.isnan(length):
        return ""
    first = _rounded(start)
    end = first + _rounded(length)
    return "".join(one for position, one in enumerate(text, 1) if first <= position < end)


def _rounded(number: float) -> float:
    return math.floor(number + 0.5) if math.isfinite(number) else number


@function("substr", takes=(Takes.TEXT, Takes.NUMBER, Takes.NUMBER), optional=1, gives=Kind.STRING)
def substr(text: str, start: float, end: float = math.inf) -> str:
    """ODK XForms: characters from a position counted from 0 up to another; negative ones count from the end."""
    length = len(text)
    first, last = _within(start, length), _within(end, length)
    return text[first:last]


def _within(position: float, length: int) -> int:
    if math.isnan(position):
        return 0
    whole = position if math.isinf(position) else math.trunc(position)
    return int(max(0, min(length, whole + length if whole < 0 else whole)))


@function("translate", takes=(Takes.TEXT, Takes.TEXT, Takes.TEXT), gives=Kind.STRING)
def translate(text: str, wanted: str, instead: str) -> str:
    """XPath 1.0: characters replaced one by one; those without a replacement go."""
    table: dict[int, str] = {}
    for position, one in enumerate(wanted):
        table.setdefault(ord(one), instead[position : position + 1])
    return text.translate(table)


@function("regex", takes=_TWO, gives=Kind.BOOLEAN)
def regex(text: str, pattern: str) -> bool:
    """ODK XForms: whether a pattern is found in a text. An impossible pattern, or one that takes too long, is not."""
    try:
        return patterns.search(pattern, text, timeout=SECONDS_FOR_A_PATTERN) is not None
    except (patterns.error, TimeoutError, RecursionError, OverflowError):
        return False


@function("digest", takes=(Takes.TEXT, Takes.TEXT, Takes.TEXT), optional=1, gives=Kind.STRING)
def digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """ODK XForms: a digest of a text; empty for an algorithm or encoding that is not in the specification."""
    if algorithm not in _DIGESTS or encoding not in ("base64", "hex"):
        return ""
    made = hashlib.new(_DIGESTS[algorithm], text.encode(), usedforsecurity=False)
    return made.hexdigest() if encoding == "hex" else base64.b64encode(made.digest()).decode()


@function("base64-decode", takes=_TEXT, gives=Kind.STRING)
def base64_decode(text: str) -> str:
    """ODK XForms: the text that is written in base 64; empty when it is none."""
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


@function("uuid", takes=(Takes.NUMBER,), optional=1, gives=Kind.STRING, changes=frozenset({Change.CHANCE}))
def uuid(length: float = math.nan) -> str:
    """ODK XForms: a random identifier, or that many of its characters."""
    made = str(identifiers.uuid4())
    if math.isnan(length):
        return made
    wanted = int(max(0, min(length, _LONGEST_IDENTIFIER)))
    while len(made) < wanted:
        made += str(identifiers.uuid4())
    return made[:wanted]


@function("pulldata", takes=(Takes.TEXT,) * 4, gives=Kind.STRING, with_scope=True)
def pulldata(scope: Scope, name: str, column: str, key: str, wanted: str) -> str:
    """ODK XForms: the value of a column in the row of an attached list where another column has a value."""
    for row in scope.world.rows(name, ("root", "item"), key, wanted):
        for cell in row.named(column):
            return cell.value
    return ""


@function("jr:itext", takes=_TEXT, gives=Kind.STRING, with_scope=True, changes=frozenset({Change.LANGUAGE}))
def itext(scope: Scope, identifier: str) -> str:
    """ODK XForms: the text of the translation table with this identifier, in the language that is asked for."""
    return scope.world.itext(identifier, scope)


@function("version", gives=Kind.STRING, with_scope=True)
def version(scope: Scope) -> str:
    """ODK XForms: the version of the form."""
    return scope.world.form_version()


refuse("extract-signed", "signed data from a QR code needs a key exchange that this program does not have")
