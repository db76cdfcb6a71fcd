"""The other side of the demo: does with the real commands what a municipality does."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from intake_desktop import cli
from intake_desktop.language import current, use


class CommandFailedError(Exception):
    """A command of ours said no in the middle of the demo: a bug."""


class Municipality:
    """Holds its key outside the desk's reach; opens what lies in the folder and lays the receipt beside it."""

    def __init__(self, out: Path, folder: Path) -> None:
        self._identity = out / "municipality-identity.txt"
        self.opened = out / "parcel-opened.json"
        self._folder = folder

    def make_identity(self) -> str:
        """A new key; what desks seal for."""
        self._identity.unlink(missing_ok=True)
        return _command("parcel", "identity", "--out", str(self._identity)).strip()

    def open_what_arrived(self) -> None:
        """Open the parcel, keep its contents, write the receipt."""
        for parcel in sorted(self._folder.glob("*.age")):
            if not parcel.name.endswith(".receipt.age"):
                keep, answer = ("--out", str(self.opened)), ("--receipt", str(self._folder))
                _command("parcel", "open", str(parcel), "--identity", str(self._identity), *keep, *answer)


def _command(*words: str) -> str:
    said, complained, window = StringIO(), StringIO(), current()
    with redirect_stdout(said), redirect_stderr(complained):
        code = cli.main(words)
    use(window)  # a command speaks English; the window in this process goes on in its own language
    if code != 0:
        raise CommandFailedError(complained.getvalue())
    return said.getvalue()
