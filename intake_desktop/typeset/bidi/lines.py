"""UAX 9, L1 and L2: what happens on each line, after the paragraph was broken."""

from __future__ import annotations

from collections.abc import Sequence

from intake_desktop.typeset.bidi.characters import ISOLATE_INITIATORS, REMOVED

_SEPARATORS = frozenset({"B", "S"})
_BLANK = ISOLATE_INITIATORS | REMOVED | {"WS", "PDI"}


def line_levels(levels: Sequence[int], classes: Sequence[str], start: int, end: int, base: int) -> list[int]:
    """L1: separators, and blanks before them or at the end of the line, go back to the level of the paragraph."""
    found = list(levels[start:end])
    at_end = True
    for position in reversed(range(start, end)):
        kind = classes[position]
        at_end = kind in _SEPARATORS or (at_end and kind in _BLANK)
        if at_end:
            found[position - start] = base
    return found


def visual_order(levels: Sequence[int]) -> list[int]:
    """L2: indexes from left to right. Takes levels of characters or of whole runs."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    for level in range(max(levels, default=0), min(odd, default=1) - 1, -1):
        _turn_runs(order, levels, level)
    return order


def _turn_runs(order: list[int], levels: Sequence[int], level: int) -> None:
    """Turn every row of entries at this level or higher around."""
    index = 0
    while index < len(order):
        end = index
        while end < len(order) and levels[order[end]] >= level:
            end += 1
        order[index:end] = reversed(order[index:end])
        index = max(end, index + 1)
