"""Names the system parts that are missing here, in one message with the command that installs them.

As root on Debian it installs them. Runs before `.venv` exists, on whatever `python3` is there: only the standard library, and no
syntax newer than Python 3.7, so that an old Python gets a sentence instead of a syntax error.

    python3 packaging/system_packages.py venv|run|demo|test|package
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)

# What the Qt modules and plug-ins we use are linked against and do not bring along, with Debian's package of each.
# Found with ldd over QtWidgets, QtPdf, QtPrintSupport, QtTextToSpeech, QtSvg and their platform, print and image plug-ins.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libpulse.so.0": "libpulse0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

# The demo and the tests bring a keychain of their own to life and never touch the one of the person at the keyboard.
KEYCHAIN = {"dbus-daemon": "dbus", "dbus-run-session": "dbus", "gnome-keyring-daemon": "gnome-keyring"}
# The tests look at our work with other eyes: a screen, other readers of PDF and age files, Unicode's own tables.
OTHER_EYES = {
    "Xvfb": "xvfb",
    "age": "age",
    "openssl": "openssl",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "xxd": "xxd",
    "/usr/share/unicode/BidiTest.txt": "unicode-data",
}
BUNDLING = {"objdump": "binutils", "dpkg-deb": "dpkg", "dpkg-shlibdeps": "dpkg-dev"}

PROGRAMS = {
    "venv": {},
    "run": {},
    "demo": KEYCHAIN,
    "test": {**KEYCHAIN, **OTHER_EYES},
    "package": BUNDLING,
}


def main() -> int:
    """Exit 0 when everything is there (now), 1 when something is missing, 2 on wrong usage."""
    wanted = sys.argv[1:]
    if len(wanted) != 1 or wanted[0] not in PROGRAMS:
        print("usage: system_packages.py " + "|".join(sorted(PROGRAMS)), file=sys.stderr)
        return 2
    if sys.version_info < OLDEST_PYTHON:
        print(_old_python(), file=sys.stderr)
        return 1
    if not sys.platform.startswith("linux"):
        return 0
    missing = _missing(wanted[0])
    if missing and _may_install():
        _install(sorted(set(missing.values())))
        missing = _missing(wanted[0])
    if missing:
        print(_message(missing), file=sys.stderr)
        return 1
    return 0


def _missing(purpose: str) -> dict[str, str]:
    """Missing part (a library, a program, Python's own venv) to the Debian package that brings it."""
    wanted = {} if purpose == "venv" else QT_LIBRARIES
    libraries = {name: package for name, package in wanted.items() if not _loads(name)}
    if purpose == "package":
        libraries.update(_shared_python())
    programs = {name: package for name, package in PROGRAMS[purpose].items() if not _on_path(name)}
    return dict(libraries, **programs, **_venv_module())


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _on_path(program: str) -> bool:
    """A program by its name, or a file by its place. Debian keeps some programs outside an ordinary account's path."""
    if program.startswith("/"):
        return Path(program).exists()
    return shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])) is not None


def _venv_module() -> dict[str, str]:
    """Debian splits `venv` and its pip from Python. Looked for in a new process: one just installed counts too."""
    found = subprocess.run([sys.executable, "-c", "import venv, ensurepip"], stderr=subprocess.DEVNULL, check=False)
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    return {} if found.returncode == 0 else {"Python's venv module": package}


def _shared_python() -> dict[str, str]:
    """The bundle carries Python as a library, which Debian splits from the program."""
    name = "libpython{}.{}".format(*sys.version_info[:2])
    library = f"{name}.so.1.0"
    return {library: name} if sys.base_prefix == "/usr" and not _loads(library) else {}


def _may_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def _install(packages: list[str]) -> None:
    print("Installing system packages: " + " ".join(packages), flush=True)
    if not any(Path("/var/lib/apt/lists").glob("*Packages*")):
        _apt("update")
    if not _apt("install", *packages):
        # Old lists name versions that are gone.
        _apt("update")
        _apt("install", *packages)


def _apt(action: str, *packages: str) -> bool:
    command = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", action]
    if packages:
        command += ["-y", "--no-install-recommends", *packages]
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print((done.stdout + done.stderr)[-2000:], file=sys.stderr)
    return done.returncode == 0


def _message(missing: dict[str, str]) -> str:
    packages = " ".join(sorted(set(missing.values())))
    return (
        f"Some parts of the system that Intake Desktop needs are not here: {', '.join(sorted(missing))}.\n"
        f"On Debian or Ubuntu this installs them:\n\n    sudo apt-get install --no-install-recommends {packages}\n\n"
        "On another system install what holds these files, and run make again."
    )


def _old_python() -> str:
    oldest = ".".join(map(str, OLDEST_PYTHON))
    found = ".".join(map(str, sys.version_info[:2]))
    return (
        f"Intake Desktop needs Python {oldest} or newer; {sys.executable} is {found}. Name a newer one: make PYTHON=python3.12 …"
    )


if __name__ == "__main__":
    sys.exit(main())
