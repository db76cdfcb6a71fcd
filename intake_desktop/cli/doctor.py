"""`intake-desktop doctor`: what works here."""

from __future__ import annotations

import argparse

from intake_desktop.cli.saying import FOUND_PROBLEMS, YES, say, say_json
from intake_desktop.cli.which_desk import add_desk, places


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which desk, how to say it."""
    add_desk(parser)
    parser.add_argument("--json", action="store_true")


def run(given: argparse.Namespace) -> int:
    """Check each part. 1 when something needed is missing; printer and voices are told, not needed."""
    from intake_desktop.desk import doctor as desk_doctor
    from intake_desktop.ui import doctor as ui_doctor

    checks = (*desk_doctor.checks(places(given)), *ui_doctor.checks())
    if given.json:
        say_json([{"name": one.name, "ok": one.ok, "needed": one.needed, "sentence": one.sentence} for one in checks])
    else:
        for one in checks:
            mark = "ok  " if one.ok else "NO  " if one.needed else "none"
            say(f"{mark}  {one.name:12}  {one.sentence}")
    return YES if all(one.ok or not one.needed for one in checks) else FOUND_PROBLEMS
