"""Which desk a command is about, and how a person opens it on a terminal."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from intake_desktop.desk.places import Places
from intake_desktop.language.errors import N_, ActionableError

if TYPE_CHECKING:
    from intake_desktop.desk.counter import Counter


class NoDesk(ActionableError):
    """There is no database where we looked."""

    sentence = N_("There is no desk here yet. Open the program once to set it up.")


class NobodyOfThatName(ActionableError):
    """The name that was typed has no slot."""

    sentence = N_("Nobody of that name can unlock this desk.")


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
        NoDesk, NobodyOfThatName: nothing to open.
        ActionableError: whatever `Front.unlock` raises.
    """
    from intake_desktop.desk.front import Front
    from intake_desktop.vault import SystemKeychain

    front = Front(places(given), SystemKeychain(), lambda: datetime.now().astimezone())
    if not front.is_set_up():
        raise NoDesk
    found = [one for one in front.helpers() if given.helper in (None, one.first_name)]
    if len(found) != 1:
        raise NobodyOfThatName
    passphrase = sys.stdin.readline().rstrip("\n") if given.passphrase_stdin else getpass("Wachtzin: ")
    return front.unlock(found[0].id, passphrase)
