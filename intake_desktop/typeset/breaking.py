"""Where a line may end (Unicode Standard Annex 14), and filling lines of a width."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import regex
from uniseg.linebreak import line_break_boundaries

_SPACES = " \u3000"
_NO_BREAK_SPACES = "\u00a0\u202f"
# a last line shorter than this part of the column looks forgotten
_SHORT = 0.3
_STEPS = 8
_ROUNDING = 1e-6

# uniseg takes 0.2 ms a character, so it only gets what needs it. Between letters, numbers, marks, full stops and brackets a line
# ends after spaces and nowhere else (LB18; LB9, 10, 12, 13, 14, 23, 25, 28, 29 forbid all other places).
_LETTER = r"[\p{lb=AL}\p{lb=AI}\p{lb=HL}\p{lb=NU}]"
_CLOSING = r"[\p{lb=IS}\p{lb=EX}\p{lb=CL}\p{lb=CP}]"
_AFTER_SPACES = regex.compile(rf"(?<=(?:{_LETTER}|{_CLOSING})\p{{lb=CM}}*) +(?=[\p{{lb=CM}}\p{{lb=OP}}]|{_LETTER})")
_APOSTROPHE = rf"(?<={_LETTER})['\u2019](?={_LETTER})"
_HYPHEN = r"(?<=\p{lb=NU})-(?=\p{lb=NU})|-(?=\p{lb=WJ})"
_INSIDE = rf"{_LETTER}|[\p{{lb=CM}}\p{{lb=GL}}\p{{lb=WJ}}\p{{lb=IS}}]|{_APOSTROPHE}|{_HYPHEN}"
_ONE_WORD = regex.compile(rf"\p{{lb=OP}}*(?:{_INSIDE})*{_CLOSING}* *")


def line_ends(text: str) -> frozenset[int]:
    """Offsets after which a line may end; the end of the text is always one."""
    ends: set[int] = set()
    starts = [0, *(space.end() for space in _AFTER_SPACES.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        ends.add(end)
        piece = text[start:end]
        if not _ONE_WORD.fullmatch(piece):
            ends.update(start + offset for offset in line_break_boundaries(piece) if offset)
    return frozenset(ends)


def graphemes(text: str) -> list[tuple[int, int]]:
    """What a reader takes for letters: start and end of each."""
    return [letter.span() for letter in regex.finditer(r"\X", text)]


def fill(text: str, advances: Sequence[float], ends: frozenset[int], width: float) -> list[tuple[int, int]]:
    """Break a text into lines: as few as possible, the last one not a single short word when that can be helped.

    Args:
        text: the paragraph.
        advances: width of each character, in the unit of `width`; 0 inside a cluster.
        ends: from line_ends.
        width: of the column. A word that is wider is broken at a no-break space, or else inside.

    Returns:
        Start and end of each line. Spaces at its end belong to the line and are not drawn.
    """
    reach = [0.0, *accumulate(advances)]
    lines = _greedy(text, reach, ends, width)
    if len(lines) < 2 or _seen_width(text, reach, *lines[-1]) >= width * _SHORT:  # noqa: PLR2004 - two lines
        return lines
    for step in range(1, _STEPS):
        narrower = _greedy(text, reach, ends, width * (1 - step / 20))
        if len(narrower) > len(lines):
            return lines
        if _seen_width(text, reach, *narrower[-1]) >= width * _SHORT:
            return narrower
    return lines


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a line without the spaces after its last letter."""
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return end


def _seen_width(text: str, reach: Sequence[float], start: int, end: int) -> float:
    return reach[trimmed(text, start, end)] - reach[start]


def _greedy(text: str, reach: Sequence[float], ends: frozenset[int], width: float) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    ordered = sorted(ends)
    start = 0
    while start < len(text):
        end = _last_fitting(text, reach, [offset for offset in ordered if offset > start], start, width)
        if end is None:
            end = _emergency_end(text, reach, start, width)
        lines.append((start, end))
        start = end
    return lines or [(0, 0)]


def _last_fitting(text: str, reach: Sequence[float], offsets: Sequence[int], start: int, width: float) -> int | None:
    best = None
    for offset in offsets:
        if _seen_width(text, reach, start, offset) > width + _ROUNDING:
            break
        best = offset
    return best


def _emergency_end(text: str, reach: Sequence[float], start: int, width: float) -> int:
    """Something wider than the column: break at a no-break space if there is one, else between letters; at least one letter."""
    spaces = [offset + 1 for offset in range(start, len(text)) if text[offset] in _NO_BREAK_SPACES]
    at_space = _last_fitting(text, reach, spaces, start, width)
    if at_space is not None:
        return at_space
    letters = [start + end for _start, end in graphemes(text[start:])]
    return _last_fitting(text, reach, letters, start, width) or letters[0]
