"""A bug: the helper reads that it is not their fault and that what is saved is safe. No value leaves the program."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_PACKAGE = Path(__file__).parents[1].name
_shown: list[Callable[[str], None]] = []


def show_with(page: Callable[[str], None] | None) -> None:
    """Let the window show crashes (with a short code); None when it is gone."""
    _shown[:] = [] if page is None else [page]


def report(error: BaseException) -> None:
    """A bug, caught somewhere: name the place on standard error and show the page. Never the message: it may hold an answer."""
    code = code_of(error)
    sys.stderr.write(f"intake-desktop: internal error {code}\n")
    for page in _shown:
        page(code)


def code_of(error: BaseException) -> str:
    """Type of the error and the last line of ours it passed, for example "ValueError at ui/window.py:42"."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if _PACKAGE in Path(frame.filename).parts]
    if not ours:
        return type(error).__name__
    last = ours[-1]
    parts = Path(last.filename).parts
    inside = "/".join(parts[len(parts) - parts[::-1].index(_PACKAGE) :])
    return f"{type(error).__name__} at {inside}:{last.lineno}"


def install() -> None:
    """From now on every bug goes to `report`."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report(error)

    sys.excepthook = hook
