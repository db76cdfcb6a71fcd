"""Why there is no sheet, in words for the helper: which sentence it is, not which code point."""

from __future__ import annotations

from collections.abc import Sequence

from intake_desktop.desk.views import PromiseView
from intake_desktop.language import _, sentence_of
from intake_desktop.language.errors import ActionableError
from intake_desktop.typeset import MissingGlyph


def words_of(error: ActionableError, promises: Sequence[PromiseView]) -> str:
    """What to say about a sheet that could not be made. `promises` stand on it; they are looked through for the sign."""
    if not isinstance(error, MissingGlyph):
        return sentence_of(error)
    sign = _sign(str(error.slots["character"]))
    found = next((one for one in promises if sign in one.sentence or sign in one.who), None)
    if found is None:
        return _("The sheet has a sign that cannot be printed: {sign}. Write that word with other letters.", sign=_apart(sign))
    return _(
        "The promise “{promise}” has a sign that cannot be printed: {sign}. Write that word with other letters.",
        promise=_apart(found.label),
        sign=_apart(sign),
    )


def _sign(code_points: str) -> str:
    """The character itself, from "U+1F600": typesetting names code points only, so that no name gets into a log."""
    return "".join(chr(int(point.removeprefix("U+"), 16)) for point in code_points.split())


def _apart(words: str) -> str:
    """Words in their own direction, isolated (UAX 9) and free to break: this is a screen, not a page."""
    return f"\u2068{words}\u2069"
