"""How a result is said."""

from __future__ import annotations

from attrs import frozen

MILLI = 1000


@frozen
class Ratio:
    """Ours over the yardstick, in seconds, both from the same run."""

    name: str
    ours: float
    yardstick: float
    against: str
    goal: float

    @property
    def value(self) -> float:
        return self.ours / self.yardstick

    def line(self) -> str:
        kept = "ok" if self.value <= self.goal else "over"
        return (
            f"{self.name:<40} {self.ours * MILLI:9.2f} ms   {self.against:<34} {self.yardstick * MILLI:9.2f} ms   "
            f"ratio {self.value:5.2f}   goal {self.goal:.1f}   {kept}"
        )


def quantile(values: list[float], part: float) -> float:
    """The value below which this part of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
