"""UAX 9, W1-W7: marks, numbers and what belongs to numbers."""

from __future__ import annotations

from intake_desktop.typeset.bidi.characters import ISOLATE_INITIATORS
from intake_desktop.typeset.bidi.sequences import RunSequence


def resolve_weak(sequence: RunSequence) -> None:
    """Apply W1-W7 to the kinds of a sequence."""
    _marks_follow_their_letter(sequence)
    _numbers_after_arabic(sequence)
    sequence.kinds = ["R" if kind == "AL" else kind for kind in sequence.kinds]  # W3
    _separators_inside_numbers(sequence)
    _signs_beside_numbers(sequence)
    sequence.kinds = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in sequence.kinds]  # W6
    _numbers_after_latin(sequence)


def _marks_follow_their_letter(sequence: RunSequence) -> None:
    """W1."""
    before = sequence.start
    for index, kind in enumerate(sequence.kinds):
        if kind == "NSM":
            sequence.kinds[index] = "ON" if before in ISOLATE_INITIATORS or before == "PDI" else before
        before = sequence.kinds[index]


def _numbers_after_arabic(sequence: RunSequence) -> None:
    """W2."""
    strong = sequence.start
    for index, kind in enumerate(sequence.kinds):
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            sequence.kinds[index] = "AN"


def _separators_inside_numbers(sequence: RunSequence) -> None:
    """W4: one separator between two numbers of the same kind."""
    kinds = sequence.kinds
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        if before != after:
            continue
        if (kind == "CS" and before in {"EN", "AN"}) or (kind == "ES" and before == "EN"):
            kinds[index] = before


def _signs_beside_numbers(sequence: RunSequence) -> None:
    """W5: a row of currency or percent signs that touches a European number."""
    kinds = sequence.kinds
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        touches = (index > 0 and kinds[index - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
        if touches:
            kinds[index:end] = ["EN"] * (end - index)
        index = max(end, index + 1)


def _numbers_after_latin(sequence: RunSequence) -> None:
    """W7."""
    strong = sequence.start
    for index, kind in enumerate(sequence.kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            sequence.kinds[index] = "L"
