"""UAX 9, rules P2-P3 and X1-X8: what embedding, override and isolate characters ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field, frozen

from intake_desktop.typeset.bidi.characters import EMBEDDINGS, ISOLATE_INITIATORS

MAX_DEPTH = 125  # BD2


@frozen
class Embedded:
    """Explicit level of each character, and its class after overrides."""

    levels: tuple[int, ...]
    kinds: tuple[str, ...]


@frozen
class _Status:
    """An entry of the directional status stack (X1)."""

    level: int
    override: str = ""
    is_isolate: bool = False


def matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """BD9: isolate initiators and the PDI that ends them, both ways."""
    pairs: dict[int, int] = {}
    still_open: list[int] = []
    for position, kind in enumerate(classes):
        if kind in ISOLATE_INITIATORS:
            still_open.append(position)
        elif kind == "PDI" and still_open:
            opened = still_open.pop()
            pairs[opened], pairs[position] = position, opened
    return pairs


def first_strong_level(classes: Sequence[str], isolates: Mapping[int, int], start: int = 0, end: int | None = None) -> int:
    """P2 and P3: 1 when the first strong letter outside isolates is right to left, otherwise 0."""
    position = start
    stop = len(classes) if end is None else end
    while position < stop:
        kind = classes[position]
        if kind == "L":
            return 0
        if kind in {"R", "AL"}:
            return 1
        position = isolates.get(position, stop) if kind in ISOLATE_INITIATORS else position
        position += 1
    return 0


def explicit_levels(classes: Sequence[str], isolates: Mapping[int, int], base: int) -> Embedded:
    """X1-X8: one walk over the paragraph with a stack of directions."""
    walk = _Walk(classes, isolates, base)
    for position, kind in enumerate(classes):
        if kind in EMBEDDINGS:
            walk.embed(position, kind)
        elif kind in ISOLATE_INITIATORS:
            walk.isolate(position, kind)
        elif kind == "PDI":
            walk.end_isolate(position)
        elif kind == "PDF":
            walk.end_embedding(position)
        elif kind == "B":
            walk.levels[position] = base
        elif kind == "BN":
            walk.levels[position] = walk.top.level
        else:
            walk.give(position)
    return Embedded(tuple(walk.levels), tuple(walk.kinds))


@define
class _Walk:
    """The state of X1: stack and the three counters."""

    classes: Sequence[str]
    isolates: Mapping[int, int]
    base: int
    levels: list[int] = field(init=False)
    kinds: list[str] = field(init=False)
    _stack: list[_Status] = field(init=False)
    _overflowing_isolates: int = 0
    _overflowing_embeddings: int = 0
    _valid_isolates: int = 0

    def __attrs_post_init__(self) -> None:
        self.levels = [self.base] * len(self.classes)
        self.kinds = list(self.classes)
        self._stack = [_Status(self.base)]

    @property
    def top(self) -> _Status:
        return self._stack[-1]

    def give(self, position: int) -> None:
        """X6: the character takes the level, and the class of an override."""
        self.levels[position] = self.top.level
        if self.top.override:
            self.kinds[position] = self.top.override

    def embed(self, position: int, kind: str) -> None:
        """X2-X5."""
        self.levels[position] = self.top.level
        level = self._next_level(right_to_left=kind.startswith("R"))
        if self._fits(level):
            self._stack.append(_Status(level, override={"RLO": "R", "LRO": "L"}.get(kind, "")))
        elif not self._overflowing_isolates:
            self._overflowing_embeddings += 1

    def isolate(self, position: int, kind: str) -> None:
        """X5a-X5c."""
        self.give(position)
        if kind == "FSI":
            end = self.isolates.get(position, len(self.classes))
            kind = "RLI" if first_strong_level(self.classes, self.isolates, position + 1, end) else "LRI"
        level = self._next_level(right_to_left=kind == "RLI")
        if self._fits(level):
            self._valid_isolates += 1
            self._stack.append(_Status(level, is_isolate=True))
        else:
            self._overflowing_isolates += 1

    def end_isolate(self, position: int) -> None:
        """X6a."""
        if self._overflowing_isolates:
            self._overflowing_isolates -= 1
        elif self._valid_isolates:
            self._overflowing_embeddings = 0
            while not self._stack.pop().is_isolate:
                pass
            self._valid_isolates -= 1
        self.give(position)

    def end_embedding(self, position: int) -> None:
        """X7. The character itself is removed by X9; its level only has to be some level of the run."""
        self.levels[position] = self.top.level
        if self._overflowing_isolates:
            return
        if self._overflowing_embeddings:
            self._overflowing_embeddings -= 1
        elif not self.top.is_isolate and len(self._stack) > 1:
            self._stack.pop()

    def _next_level(self, *, right_to_left: bool) -> int:
        level = self.top.level
        return (level + 1) | 1 if right_to_left else (level + 2) & ~1

    def _fits(self, level: int) -> bool:
        return level <= MAX_DEPTH and not self._overflowing_isolates and not self._overflowing_embeddings
