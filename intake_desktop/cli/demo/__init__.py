"""`intake-desktop demo --out DIR`: one whole intake of an invented household, by the real program, without a person."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from intake_desktop.cli.writing import writable_folder


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to leave what it makes."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--language", default="nl", help="language of the window: nl, en or ar (default: nl)")
    parser.add_argument("--palette", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--size", type=_size, default="1366x768", metavar="WxH", help="size of the window in pixels")
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)


def _size(text: str) -> tuple[int, int]:
    """Width and height in pixels."""
    found = re.fullmatch(r"([1-9][0-9]{2,3})x([1-9][0-9]{2,3})", text, re.ASCII)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1366x768")
    return int(found[1]), int(found[2])


def run(given: argparse.Namespace) -> int:
    """In a home and a D-Bus session of its own, so that nobody's keychain or data is touched.

    `--home` says that this process already runs there.
    """
    out = writable_folder(given.out).resolve()
    if given.home is None:
        from intake_desktop.cli.demo.session import in_a_session_of_its_own

        return in_a_session_of_its_own(out, language=given.language, palette=given.palette, size=given.size)
    from intake_desktop.cli.demo.way import whole_way

    return whole_way(out, given.home, language=given.language, palette=given.palette, size=given.size)
