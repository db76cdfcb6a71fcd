"""The command line, a public interface: exit code 0 for yes, 1 for "looked and found problems", 2 for wrong usage.

Messages go to standard error, results to standard output, `--json` gives them for machines. Each command is imported when it is
called: the window must be there at once.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, Protocol, cast

from intake_desktop import __version__
from intake_desktop.cli.saying import FOUND_PROBLEMS, WRONG_USAGE, complain, sentence
from intake_desktop.language import use
from intake_desktop.language.errors import N_, ActionableError

COMMANDS = {
    "window": "the window",
    "demo": "one whole intake without a person: unlock, interview, print, parcel, receipt",
    "form": "list, check or test forms",
    "summary": "a sample of the take-home sheet",
    "vault": "check the encrypted database",
    "sync": "carry what is in the outbox once, fetch receipts, say what happened",
    "parcel": "the municipality's side: make an identity, open a parcel, write a receipt",
    "translations": "coverage and review state per language",
    "doctor": "keychain, cipher, fonts, voices, printer, languages: what works here",
}


class SystemRefuses(ActionableError):
    """The operating system said no where no command expected it."""

    sentence = N_("The system of this computer refuses: {reason}.")

    def __init__(self, error: OSError) -> None:
        said = error.strerror or type(error).__name__
        super().__init__(reason=said if error.filename is None else f"{said} ({error.filename})")


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the words; how it should be stands in `--help`."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(WRONG_USAGE, f"{self.prog}: {message}. See {self.prog} --help.\n")


class Command(Protocol):
    """A module of this package: it adds its arguments and runs."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add what the command takes."""

    def run(self, given: argparse.Namespace) -> int:
        """Do it; the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: arguments without the program's name; those of the process when None.

    Returns:
        Exit code: 0 yes, 1 looked and found problems, 2 wrong usage or nothing could be done.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack letters of a resident's language
    if words and not words[0].startswith("-") and words[0] not in COMMANDS:
        complain(f"There is no command {words[0]!r}. See intake-desktop --help.")
        return WRONG_USAGE
    name = words[0] if words and words[0] in COMMANDS else "window"
    command = cast("Command", import_module(f"intake_desktop.cli.{name}"))
    parser = _parser(name)
    command.arguments(parser)
    given = parser.parse_args(words[1:] if words and words[0] == name else words)
    if name != "window":
        use("en")  # one language on the terminal: that of the documentation; the window speaks Dutch
    try:
        return command.run(given)
    except ActionableError as error:
        complain(sentence(error))
        return WRONG_USAGE
    except BrokenPipeError:
        # whoever read our output has enough; Python would complain again when it closes the stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND_PROBLEMS
    except OSError as error:
        complain(sentence(SystemRefuses(error)))
        return WRONG_USAGE
    except KeyboardInterrupt:
        complain("Stopped.")
        return 128 + signal.SIGINT


def _parser(name: str) -> Parser:
    if name != "window":
        return Parser(prog=f"intake-desktop {name}", description=COMMANDS[name])
    listed = "\n".join(f"  {one:13} {what}" for one, what in COMMANDS.items() if one != "window")
    parser = Parser(
        prog="intake-desktop",
        description="Assisted intake in two languages, off line. Without a command the window opens.",
        epilog=f"commands:\n{listed}\n\nintake-desktop COMMAND --help says more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"intake-desktop {__version__}")
    return parser
