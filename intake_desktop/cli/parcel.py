"""`intake-desktop parcel identity | open`: the municipality's side; `open --receipt DIR` also answers the desk."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from intake_desktop.cli.saying import FOUND_PROBLEMS, YES, complain, say
from intake_desktop.cli.writing import writable_folder, write_file


def arguments(parser: argparse.ArgumentParser) -> None:
    """identity, open."""
    what = parser.add_subparsers(dest="what", required=True, metavar="identity|open")
    one = what.add_parser("identity", help="make the key that opens parcels; prints what desks need to seal for it")
    one.add_argument("--out", type=Path, required=True, metavar="FILE")
    one = what.add_parser("open", help="check, decrypt and list a parcel")
    one.add_argument("file", type=Path, metavar="FILE.age")
    one.add_argument("--identity", type=Path, required=True, metavar="FILE", help="age identity file")
    one.add_argument("--out", type=Path, metavar="FILE.json", help="write the contents there instead of printing them")
    one.add_argument("--receipt", type=Path, metavar="DIR", help="also write the receipt for the desk in this folder")
    one.add_argument("--trust", action="append", metavar="FINGERPRINT", help="fingerprint of an enrolled desk; may be repeated")


def run(given: argparse.Namespace) -> int:
    """Do what was asked."""
    return _identity(given.out) if given.what == "identity" else _open(given)


def _identity(out: Path) -> int:
    from intake_desktop.sync import fingerprint, new_identity, write_identity_file

    identity = new_identity()
    write_identity_file(out, identity)
    say(identity.recipient)
    complain(f"Fingerprint to compare by telephone: {fingerprint(identity.recipient)}")
    complain(f"Keep {out} secret: who has it can open every parcel.")
    return YES


def _open(given: argparse.Namespace) -> int:
    from intake_desktop.sync import make_receipt, open_parcel, opened_as_json, read_identity_file, read_parcel_file

    opened = open_parcel(read_parcel_file(given.file), read_identity_file(given.identity), trusted=given.trust)
    text = opened_as_json(opened)
    if given.out:
        write_file(given.out, text.encode())
        complain(f"Wrote {given.out}.")
    else:
        say(text)
    if given.trust is not None and not opened.device_trusted:
        complain(f"The desk that sealed this is not enrolled: {opened.device_fingerprint}. No receipt was written.")
        return FOUND_PROBLEMS
    if given.receipt:
        name, receipt = make_receipt(opened, received_at=datetime.now(UTC))
        write_file(writable_folder(given.receipt) / name, receipt)
        complain(f"Wrote the receipt {name}.")
    if given.trust is None:
        complain(f"Nobody checked which desk sealed this: {opened.device_fingerprint}. Name the desks you enrolled with --trust.")
    return YES
