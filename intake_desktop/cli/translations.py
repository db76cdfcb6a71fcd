"""`intake-desktop translations`: how complete each language is, and whether speakers have read it."""

from __future__ import annotations

import argparse

from intake_desktop.cli.saying import YES, say, say_json, table


def arguments(parser: argparse.ArgumentParser) -> None:
    """Only how to say it."""
    parser.add_argument("--json", action="store_true")


def run(given: argparse.Namespace) -> int:
    """Coverage of each catalog."""
    from intake_desktop.language import coverage

    rows = [
        {
            "language": one.language,
            "catalog": one.domain,
            "translated": one.translated,
            "texts": one.total,
            "review": " ".join(str(part) for part in (one.review.state.value, one.review.by, one.review.on) if part),
        }
        for one in coverage()
    ]
    if given.json:
        say_json(rows)
    else:
        say(table(rows, ("language", "catalog", "translated", "texts", "review")))
    return YES
