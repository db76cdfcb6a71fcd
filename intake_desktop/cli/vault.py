"""`intake-desktop vault check`."""

from __future__ import annotations

import argparse

from intake_desktop.cli.saying import FOUND_PROBLEMS, YES, say, say_json
from intake_desktop.cli.which_desk import add_unlocking, unlock


def arguments(parser: argparse.ArgumentParser) -> None:
    """Check."""
    what = parser.add_subparsers(dest="what", required=True, metavar="check")
    check = what.add_parser("check", help="every page, every reference, the whole audit chain")
    add_unlocking(check)
    check.add_argument("--json", action="store_true")


def run(given: argparse.Namespace) -> int:
    """Check the database that can be unlocked."""
    counter = unlock(given)
    try:
        problems = counter.check()
    finally:
        counter.lock()
    if given.json:
        say_json(list(problems))
    else:
        say("\n".join(problems) or "The vault is sound.")
    return FOUND_PROBLEMS if problems else YES
