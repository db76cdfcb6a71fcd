"""How the command line speaks."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence

from intake_desktop.language.errors import ActionableError

YES = 0
FOUND_PROBLEMS = 1
WRONG_USAGE = 2


def say(text: str) -> None:
    """A result, on standard output."""
    print(text)


def complain(text: str) -> None:
    """A message, on standard error."""
    print(text, file=sys.stderr)


def say_json(value: object) -> None:
    """A result for machines."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def sentence(error: ActionableError) -> str:
    """An error as a person reads it."""
    from intake_desktop.language import sentence_of  # not needed when nothing goes wrong

    return sentence_of(error)


def table(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> str:
    """Rows under their column names, as wide as what stands in them."""
    lines = [list(columns), *([str(row[column]) for column in columns] for row in rows)]
    widths = [max(len(line[number]) for line in lines) for number in range(len(columns))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)
