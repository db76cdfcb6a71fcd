"""`intake-desktop`: the window."""

from __future__ import annotations

import argparse

from intake_desktop.cli.which_desk import add_desk, places


def arguments(parser: argparse.ArgumentParser) -> None:
    """Language, palette, which desk."""
    add_desk(parser)
    parser.add_argument("--language", default="nl", help="language of the window: nl, en or ar (default: nl)")
    parser.add_argument("--palette", choices=("light", "dark", "contrast"), help="colours; without it the system's choice")


def run(given: argparse.Namespace) -> int:
    """Open the window; returns when it is closed."""
    from intake_desktop.ui.app import run as run_window

    return run_window(places=places(given), language=given.language, palette=given.palette)
