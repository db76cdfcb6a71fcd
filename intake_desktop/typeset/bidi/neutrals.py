"""UAX 9, N0-N2: brackets, spaces and signs take the direction of what stands around them."""

from __future__ import annotations

from collections.abc import Sequence

from intake_desktop.typeset.bidi.characters import CLOSED_BY, CLOSING, NEUTRAL, same_bracket
from intake_desktop.typeset.bidi.sequences import RunSequence

_MAX_OPEN_BRACKETS = 63  # BD16
_DIRECTIONS = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # numbers count as right to left here


def resolve_brackets(sequence: RunSequence, text: str, classes: Sequence[str]) -> None:
    """N0: both brackets of a pair get one direction."""
    for opening, closing in _bracket_pairs(sequence, text):
        found = _direction_of_pair(sequence, opening, closing)
        if not found:
            continue
        for index in (opening, closing):
            sequence.kinds[index] = found
            _marks_after_bracket(sequence, classes, index, found)


def resolve_neutrals(sequence: RunSequence) -> None:
    """N1 and N2: a row of neutrals between equal directions takes it; otherwise the direction of the embedding."""
    kinds = sequence.kinds
    index = 0
    while index < len(kinds):
        if kinds[index] not in NEUTRAL:
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] in NEUTRAL:
            end += 1
        before = _DIRECTIONS[kinds[index - 1]] if index else sequence.start
        after = _DIRECTIONS[kinds[end]] if end < len(kinds) else sequence.end
        kinds[index:end] = [before if before == after else sequence.direction] * (end - index)
        index = end


def _bracket_pairs(sequence: RunSequence, text: str) -> list[tuple[int, int]]:
    """BD16, in the order of the opening brackets. More than 63 open at once: no pairs at all."""
    still_open: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, position in enumerate(sequence.positions):
        character = text[position]
        if sequence.kinds[index] != "ON":
            continue
        if character in CLOSED_BY:
            if len(still_open) == _MAX_OPEN_BRACKETS:
                return []
            still_open.append((same_bracket(CLOSED_BY[character]), index))
        elif character in CLOSING:
            wanted = same_bracket(character)
            depth = next((d for d in reversed(range(len(still_open))) if still_open[d][0] == wanted), None)
            if depth is not None:
                pairs.append((still_open[depth][1], index))
                del still_open[depth:]
    return sorted(pairs)


def _direction_of_pair(sequence: RunSequence, opening: int, closing: int) -> str:
    """N0 b-d: the embedding direction when it stands inside; else what is inside, if the text before agrees. Empty: no change."""
    inside = {_DIRECTIONS.get(kind, "") for kind in sequence.kinds[opening + 1 : closing]} - {""}
    if not inside:
        return ""
    if sequence.direction in inside:
        return sequence.direction
    opposite = next(iter(inside))
    before = next((_DIRECTIONS[kind] for kind in reversed(sequence.kinds[:opening]) if kind in _DIRECTIONS), sequence.start)
    return opposite if before == opposite else sequence.direction


def _marks_after_bracket(sequence: RunSequence, classes: Sequence[str], bracket: int, found: str) -> None:
    """N0, last note: marks on a bracket follow it."""
    for index in range(bracket + 1, len(sequence.kinds)):
        if classes[sequence.positions[index]] != "NSM":
            return
        sequence.kinds[index] = found
