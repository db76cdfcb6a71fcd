"""What a helper can act on, told in a sentence of the catalog. Everything else is a bug."""

from __future__ import annotations

from typing import ClassVar


def N_(source: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark a sentence for the catalog without translating it yet."""
    return source


class ActionableError(Exception):
    """Something a person can do something about: what happened, what is safe, what to do.

    The sentence is the English source text of the `program` catalog, with `{slots}`. Slots never hold a personal value:
    the exception's text may end up in a log.
    """

    sentence: ClassVar[str] = ""

    def __init__(self, **slots: object) -> None:
        self.slots = slots
        super().__init__(self.sentence.format(**slots) if slots else self.sentence)
