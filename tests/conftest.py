"""What every test has: a home of its own, a keychain that is real and nobody's, and a garbage collector that waits its turn."""

from __future__ import annotations

import gc
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
import secretstorage
from attrs import frozen
from hypothesis import settings
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection
from secretstorage.exceptions import SecretStorageException

# Before anything of Qt is imported. A person who wants to see the windows sets QT_QPA_PLATFORM.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Whoever runs the tests has a keychain of their own on this bus. Without an address nothing finds it.
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"

# PySide6 crashes when the cyclic collector runs in the middle of a signal.
gc.disable()

# A shared machine is slow now and then; how long one example takes says nothing about the code.
settings.register_profile("ours", settings.get_profile(settings.get_current_profile_name()), deadline=None, print_blob=True)
settings.load_profile("ours")

SECONDS_TO_WAKE = 30
HOME_FOLDERS = {
    "HOME": "home",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_RUNTIME_DIR": "run",
    "XDG_STATE_HOME": "state",
}


@frozen
class KeychainSession:
    """A D-Bus session with an unlocked gnome-keyring on it. `environment` is what a process needs to find it."""

    address: str
    environment: Mapping[str, str]


@pytest.fixture(scope="session")
def system_keychain() -> Iterator[KeychainSession]:
    """The operating system's keychain, real and unlocked, one a worker. Nothing in it belongs to a person.

    From here on this process finds it by itself, as the program does.
    """
    for program in ("dbus-daemon", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: there is no keychain to try against")
    with tempfile.TemporaryDirectory(prefix="keychain-") as folder, pytest.MonkeyPatch.context() as patch:
        environment = _home_in(Path(folder))
        with _session_bus(environment) as address:
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            with _gnome_keyring(environment):
                yield KeychainSession(address, environment)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The design's samples, which lie beside a developer's checkout and not in it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the design's samples (a folder named shared beside the checkout) are not here")
    return folder


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what belongs to the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in _home_in(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, folder)
        yield


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """After a test nothing of Qt is on the stack: now is the time to collect."""
    yield
    gc.collect()
    gc.freeze()  # what survived is not looked at again: collecting stays fast through hundreds of tests


def _home_in(folder: Path) -> dict[str, str]:
    folders = {name: folder / part for name, part in HOME_FOLDERS.items()}
    for path in folders.values():
        path.mkdir(mode=0o700)
    return {name: str(path) for name, path in folders.items()}


@contextmanager
def _session_bus(environment: Mapping[str, str]) -> Iterator[str]:
    with _started(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"], environment) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().decode().strip()
        assert address, "dbus-daemon ended before it said its address"
        yield address


@contextmanager
def _gnome_keyring(environment: Mapping[str, str]) -> Iterator[None]:
    with _started(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], environment) as daemon:
        assert daemon.stdin is not None
        daemon.stdin.write(secrets.token_hex(16).encode())  # an empty one makes it ask a person
        daemon.stdin.close()
        give_up = monotonic() + SECONDS_TO_WAKE
        while not _is_open():
            assert daemon.poll() is None, "gnome-keyring-daemon ended by itself"
            assert monotonic() < give_up, f"gnome-keyring-daemon did not open its keyring in {SECONDS_TO_WAKE} seconds"
            sleep(0.02)
        yield


@contextmanager
def _started(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
            process.kill()


def _is_open() -> bool:
    """The daemon is on the bus and its default collection is unlocked. Calling it before it is there would start a second one."""
    with open_dbus_connection(bus="SESSION") as connection:
        if not Proxy(message_bus, connection).NameHasOwner("org.freedesktop.secrets")[0]:
            return False
        with suppress(SecretStorageException):
            return not secretstorage.get_default_collection(connection).is_locked()
    return False
