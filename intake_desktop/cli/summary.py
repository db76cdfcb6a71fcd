"""`intake-desktop summary --sample --language ar --out FILE.pdf`."""

from __future__ import annotations

import argparse
from pathlib import Path

from intake_desktop.cli.saying import YES, complain
from intake_desktop.cli.writing import write_file


def arguments(parser: argparse.ArgumentParser) -> None:
    """Language, paper, file."""
    parser.add_argument("--sample", action="store_true", required=True, help="an invented household")
    parser.add_argument("--language", default="ar", help="code of the language beside the Dutch (default: ar)")
    parser.add_argument("--paper", choices=("a4", "a5"), default="a4")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")


def run(given: argparse.Namespace) -> int:
    """Write the sheet of an invented household."""
    from intake_desktop.language import language
    from intake_desktop.summary import Paper, compose, render, sample_facts

    code = language(given.language).code
    write_file(given.out, render(compose(sample_facts(code)), Paper[given.paper.upper()]))
    complain(f"Wrote {given.out}.")
    return YES
