"""Compiled catalogs, and a copy of them that a test may break."""

from __future__ import annotations

import io
import runpy
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from intake_desktop import language

TOOL = Path(__file__).parents[2] / "translations" / "tool.py"


@frozen
class Said:
    """What the tool printed and how it ended."""

    code: int
    out: str
    err: str


Tool = Callable[..., Said]


@cache
def _main() -> Callable[[list[str]], int]:
    """The tool's own entry; one run of Python for all tests, because finding the texts takes a second."""
    module: dict[str, Any] = runpy.run_path(str(TOOL))
    return module["main"]  # type: ignore[no-any-return]  # run_path cannot know


def run_tool(*arguments: str) -> Said:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = _main()(list(arguments))
        except SystemExit as stopped:
            code = int(stopped.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    assert run_tool("compile").code == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogs."""
    return Path(
        shutil.copytree(TOOL.parent, tmp_path / "translations", ignore=shutil.ignore_patterns("*.py", "*.mo", "__pycache__"))
    )


@pytest.fixture
def tool(folder: Path) -> Tool:
    """The translator's tool at work in the copy."""
    return lambda *arguments: run_tool("--folder", str(folder), *arguments)


@pytest.fixture(autouse=True)
def _dutch_again() -> Iterator[None]:
    yield
    language.use("nl")
