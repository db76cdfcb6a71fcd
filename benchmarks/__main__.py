"""`make bench`, or some: python -m benchmarks start commit stall."""

from __future__ import annotations

import sys
from importlib import import_module

ALL = ("start", "commit", "stall")


def main() -> int:
    """Print a line a ratio. Over the goal is said, and fails nothing: a busy machine is no reason to stop work."""
    for name in sys.argv[1:] or ALL:
        for ratio in import_module(f"benchmarks.{name}").ratios():
            print(ratio.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
