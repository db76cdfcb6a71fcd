"""Compiled catalogs, and a copy of them that a test may break."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake_desktop import language

TOOL = Path(__file__).parents[2] / "translations" / "tool.py"
Tool = Callable[..., subprocess.CompletedProcess[str]]


def run_tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, TOOL, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    assert run_tool("compile").returncode == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogs."""
    return Path(shutil.copytree(TOOL.parent, tmp_path / "translations", ignore=shutil.ignore_patterns("*.py", "*.mo")))


@pytest.fixture
def tool(folder: Path) -> Tool:
    """The translator's tool at work in the copy."""
    return lambda *arguments: run_tool("--folder", str(folder), *arguments)


@pytest.fixture(autouse=True)
def _dutch_again() -> Iterator[None]:
    yield
    language.use("nl")
