"""UAX 9, X9 and X10: isolating run sequences, the pieces in which weak and neutral characters are resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import define

from intake_desktop.typeset.bidi.characters import ISOLATE_INITIATORS, REMOVED
from intake_desktop.typeset.bidi.explicit import Embedded


@define
class RunSequence:
    """Runs of one level that read on through isolates. `kinds` changes while the rules are applied."""

    positions: list[int]
    kinds: list[str]
    level: int
    start: str  # "sos": direction before the sequence
    end: str  # "eos": direction after it

    @property
    def direction(self) -> str:
        """The embedding direction: of the level itself."""
        return direction_of(self.level)


def direction_of(level: int) -> str:
    """R for an odd level, L for an even one."""
    return "R" if level % 2 else "L"


def isolating_run_sequences(
    classes: Sequence[str], isolates: Mapping[int, int], embedded: Embedded, base: int
) -> Iterator[RunSequence]:
    """BD13: level runs chained from an isolate initiator to the run of its PDI."""
    kept = [position for position, kind in enumerate(classes) if kind not in REMOVED]
    runs = _level_runs(kept, embedded.levels)
    run_starting_at = {run[0]: run for run in runs}
    place = {position: index for index, position in enumerate(kept)}
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in isolates:
            continue  # belongs to the sequence of its initiator
        positions = list(run)
        while classes[positions[-1]] in ISOLATE_INITIATORS and positions[-1] in isolates:
            positions += run_starting_at[isolates[positions[-1]]]
        level = embedded.levels[run[0]]
        before, after = place[positions[0]] - 1, place[positions[-1]] + 1
        level_before = embedded.levels[kept[before]] if before >= 0 else base
        ends_open = classes[positions[-1]] in ISOLATE_INITIATORS  # without a matching PDI
        level_after = base if ends_open or after == len(kept) else embedded.levels[kept[after]]
        yield RunSequence(
            positions,
            [embedded.kinds[position] for position in positions],
            level,
            direction_of(max(level, level_before)),
            direction_of(max(level, level_after)),
        )


def _level_runs(kept: Sequence[int], levels: Sequence[int]) -> list[list[int]]:
    """BD7: neighbours of one level."""
    runs: list[list[int]] = []
    for position in kept:
        if runs and levels[runs[-1][-1]] == levels[position]:
            runs[-1].append(position)
        else:
            runs.append([position])
    return runs
