"""The order of letters on a line when two directions meet: Unicode Standard Annex 9, with isolates and bracket pairs.

The text stays as it is told; only the drawing is ordered. `analyse` once a paragraph, `line_levels` and `visual_order` a line.
"""

from __future__ import annotations

from attrs import frozen

from intake_desktop.typeset.bidi.characters import REMOVED, bidi_class
from intake_desktop.typeset.bidi.explicit import explicit_levels, first_strong_level, matching_isolates
from intake_desktop.typeset.bidi.lines import line_levels, visual_order
from intake_desktop.typeset.bidi.neutrals import resolve_brackets, resolve_neutrals
from intake_desktop.typeset.bidi.sequences import isolating_run_sequences
from intake_desktop.typeset.bidi.weak import resolve_weak

__all__ = ["Directions", "analyse", "line_levels", "visual_order"]


@frozen
class Directions:
    """What UAX 9 says about a paragraph before it is broken into lines: one entry a character."""

    base: int
    levels: tuple[int, ...]
    classes: tuple[str, ...]


def analyse(text: str, base: int | None = None) -> Directions:
    """Embedding levels of a paragraph.

    Args:
        text: one paragraph; a paragraph separator may only stand at its end (rule P1 is the caller's).
        base: 0 left to right, 1 right to left; None follows the first strong letter (P2, P3), and 0 without any.
    """
    classes = tuple(bidi_class(character) for character in text)
    isolates = matching_isolates(classes)
    base_level = first_strong_level(classes, isolates) if base is None else base
    embedded = explicit_levels(classes, isolates, base_level)
    levels = list(embedded.levels)
    for sequence in isolating_run_sequences(classes, isolates, embedded, base_level):
        resolve_weak(sequence)
        resolve_brackets(sequence, text, classes)
        resolve_neutrals(sequence)
        for position, kind in zip(sequence.positions, sequence.kinds, strict=True):
            levels[position] = implicit_level(sequence.level, kind)
    _give_removed_the_level_before(levels, classes, base_level)
    return Directions(base_level, tuple(levels), classes)


def implicit_level(level: int, kind: str) -> int:
    """I1 and I2: letters against the direction of their run go one level up, numbers to the next even one."""
    if level % 2:
        return level + (kind in {"L", "EN", "AN"})
    return level + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def _give_removed_the_level_before(levels: list[int], classes: tuple[str, ...], base: int) -> None:
    """X9 takes embedding characters away; kept in the text, they go where the character before them goes (5.2)."""
    before = base
    for position, kind in enumerate(classes):
        if kind in REMOVED:
            levels[position] = before
        else:
            before = levels[position]
