"""A home, a D-Bus session and a keychain that exist only as long as the demo."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from intake_desktop.language.errors import N_, ActionableError

FOLDERS = {
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
}
"""Variables that decide where a program writes, and the folder of the demo's home each is pointed at."""

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")


class NoPrivateKeychain(ActionableError):
    """The demo cannot make a keychain of its own here, and it never touches the user's."""

    sentence = N_(
        "The demo needs {program} to make a keychain of its own. Install it (Debian: gnome-keyring and dbus) and try again."
    )


def in_a_session_of_its_own(out: Path, *, language: str, palette: str, size: tuple[int, int]) -> int:
    """Run the demo again in a new home and D-Bus session; everything there is gone afterwards.

    Returns:
        The exit code of the demo.

    Raises:
        NoPrivateKeychain: a program that is needed is not there.
    """
    for program in NEEDED:
        if shutil.which(program) is None:
            raise NoPrivateKeychain(program=program)
    with tempfile.TemporaryDirectory(prefix="intake-demo-") as home:
        words = [*this_program(), "demo", "--out", str(out), "--home", home]
        words += ["--language", language, "--palette", palette, "--size", "{}x{}".format(*size)]
        session = ["dbus-run-session", "--", *words]
        # dbus-run-session is found on the PATH of whoever started the demo, as any program of theirs
        return subprocess.run(session, env=environment(Path(home)), check=False).returncode  # noqa: S603


def this_program() -> list[str]:
    """How to start this very program again: as a bundle, or by the interpreter that runs it."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "intake_desktop"]


def environment(home: Path) -> Mapping[str, str]:
    """Variables that keep everything a program writes under `home`, whose folders are made here."""
    folders = {name: home / folder for name, folder in FOLDERS.items()}
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    here = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    # the offscreen platform warns at each window that it cannot bound its size
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    display = {} if here.get("DISPLAY") or here.get("WAYLAND_DISPLAY") else offscreen
    return here | display | {"HOME": str(home)} | {name: str(folder) for name, folder in folders.items()}
