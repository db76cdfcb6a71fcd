"""`intake-desktop sync`: carry what is in the outbox once, fetch receipts, say what happened."""

from __future__ import annotations

import argparse

from intake_desktop.cli.saying import FOUND_PROBLEMS, YES, complain, say, say_json
from intake_desktop.cli.which_desk import add_unlocking, unlock


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which desk, how to unlock it, how to say it."""
    add_unlocking(parser)
    parser.add_argument("--json", action="store_true")


def run(given: argparse.Namespace) -> int:
    """One round. 1 when a parcel still waits or needs attention."""
    counter = unlock(given)
    try:
        carried = counter.deliveries.carry()
    finally:
        counter.lock()
    if given.json:
        say_json(
            {
                "sent": carried.sent,
                "confirmed": carried.confirmed,
                "attention": carried.attention,
                "waiting": carried.waiting,
                "problem": carried.problem,
            }
        )
    else:
        say(f"{carried.sent} sent, {carried.confirmed} confirmed, {carried.attention} need attention, {carried.waiting} waiting")
    if carried.problem:
        complain(carried.problem)
    return FOUND_PROBLEMS if carried.problem or carried.attention or carried.waiting else YES
