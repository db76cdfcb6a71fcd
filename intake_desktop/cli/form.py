"""`intake-desktop form list | check FILE | test CASE.json ...`."""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

from intake_desktop.cli.saying import FOUND_PROBLEMS, WRONG_USAGE, YES, complain, say, say_json, table


def arguments(parser: argparse.ArgumentParser) -> None:
    """list, check, test."""
    what = parser.add_subparsers(dest="what", required=True, metavar="list|check|test")
    one = what.add_parser("list", help="the forms on this desk")
    one.add_argument("--json", action="store_true")
    one = what.add_parser("check", help="problems of a form, with sheet, row and column")
    one.add_argument("file", type=Path, help="xlsx, csv, md or XForm xml")
    one.add_argument("--json", action="store_true")
    one = what.add_parser("test", help="run scenario files; the last line says 'N passed, N failed'")
    one.add_argument("cases", type=Path, nargs="+", metavar="CASE.json")


def run(given: argparse.Namespace) -> int:
    """Do what was asked."""
    match given.what:
        case "list":
            return _list(as_json=given.json)
        case "check":
            return _check(given.file, as_json=given.json)
        case _:
            return _test(given.cases)


def _list(*, as_json: bool) -> int:
    from intake_desktop.desk.packs import packs

    rows = [
        {
            "name": one.name,
            "title": one.definition.title,
            "version": one.definition.version,
            "languages": " ".join(one.definition.languages),
        }
        for one in packs()
    ]
    if as_json:
        say_json(rows)
    else:
        say(table(rows, ("name", "title", "version", "languages")))
    return YES


def _check(file: Path, *, as_json: bool) -> int:
    from intake_desktop.forms import check_form
    from intake_desktop.vault.files import is_file

    if not is_file(file):
        complain(f"There is no file {file}.")
        return WRONG_USAGE
    with warnings.catch_warnings(action="ignore"):  # readers of workbooks tell what they leave out, which no form needs
        problems = check_form(file)
    if as_json:
        say_json([{"sheet": one.sheet, "row": one.row, "column": one.column, "message": one.message} for one in problems])
    else:
        for one in problems:
            place = ", ".join(part for part in (one.sheet, f"row {one.row}" if one.row else "", one.column) if part)
            say(f"{place}: {one.message}" if place else one.message)
        complain(f"{len(problems)} problems" if problems else "No problems found.")
    return FOUND_PROBLEMS if problems else YES


def _test(cases: list[Path]) -> int:
    from intake_desktop.forms import run_case
    from intake_desktop.vault.files import is_file

    passed = 0
    for case in cases:
        if not is_file(case):
            complain(f"There is no file {case}.")
            return WRONG_USAGE
        result = run_case(case)
        passed += result.passed
        if not result.passed:
            say(f"{case.name}: {result.message}")
    failed = len(cases) - passed
    say(f"{passed} passed, {failed} failed")
    return FOUND_PROBLEMS if failed else YES
