"""Which desk a command is about, and how a person opens it on a terminal."""

from __future__ import annotations

import argparse
import sys
import warnings
from datetime import datetime
from getpass import GetPassWarning, getpass
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from intake_desktop.desk.places import Places
from intake_desktop.language.errors import N_, ActionableError

if TYPE_CHECKING:
    from intake_desktop.desk.counter import Counter


MOST_BYTES = 4096
"""Of a passphrase on standard input."""


class NoDesk(ActionableError):
    """There is no database where we looked."""

    sentence = N_("There is no desk here yet. Open the program once to set it up.")


class NobodyOfThatName(ActionableError):
    """The name that was typed has no slot."""

    sentence = N_("Nobody of that name can unlock this desk.")


class WhichHelper(ActionableError):
    """More than one helper is meant."""

    sentence = N_("Several helpers can unlock this desk. Say which one with --helper NAME.")


class NoPassphrase(ActionableError):
    """There is no terminal to ask on, or nothing was typed."""

    sentence = N_("No passphrase was given.")


def add_desk(parser: argparse.ArgumentParser) -> None:
    """`--data` and `--practice`."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder with the database; without it this account's own")
    parser.add_argument("--practice", action="store_true", help="the practice desk, with a database of its own")


def add_unlocking(parser: argparse.ArgumentParser) -> None:
    """How to unlock without a window."""
    add_desk(parser)
    parser.add_argument("--helper", metavar="NAME", help="first name; not needed when only one can unlock this desk")
    parser.add_argument("--passphrase-stdin", action="store_true", help="read the passphrase from standard input")


def places(given: argparse.Namespace) -> Places:
    """The folders that were meant."""
    here = Places.of_this_account(practice=given.practice)
    return here if given.data is None else evolve(here, data=given.data)


def unlock(given: argparse.Namespace) -> Counter:
    """Open the desk with a passphrase typed on the terminal, or from standard input.

    Raises:
        NoDesk, NobodyOfThatName, WhichHelper, NoPassphrase: nothing to open, or nothing to open it with.
        ActionableError: whatever `Front.unlock` raises.
    """
    from intake_desktop.desk.front import Front
    from intake_desktop.vault import SystemKeychain

    front = Front(places(given), SystemKeychain(), lambda: datetime.now().astimezone())
    if not front.is_set_up():
        raise NoDesk
    found = [one for one in front.helpers() if given.helper in (None, one.first_name)]
    if not found:
        raise NobodyOfThatName
    if len(found) > 1:
        raise WhichHelper
    return front.unlock(found[0].id, _from_standard_input() if given.passphrase_stdin else _typed())


def _from_standard_input() -> str:
    line = "" if sys.stdin is None else sys.stdin.buffer.readline(MOST_BYTES).decode(errors="replace").rstrip("\r\n")
    if not line:
        raise NoPassphrase
    return line


def _typed() -> str:
    """Typed on the terminal, unseen. Without one `getpass` would read standard input aloud."""
    try:
        with warnings.catch_warnings(action="error", category=GetPassWarning):
            typed = getpass("Wachtzin: ")
    except (GetPassWarning, EOFError) as error:
        raise NoPassphrase from error
    if not typed:
        raise NoPassphrase
    return typed
