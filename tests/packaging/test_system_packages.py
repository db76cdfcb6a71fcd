"""A newcomer's machine lacks something: one message, with the command that mends it."""

from __future__ import annotations

import sys

import pytest

from tests.packaging.conftest import script

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names system parts of Linux")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch):
    module = script("system_packages")
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(module.sys, "argv", ["system_packages.py", "demo"])
    return module


def test_everything_that_is_missing_stands_in_one_message_with_one_command(system, monkeypatch, capsys) -> None:
    monkeypatch.setattr(system, "_loads", lambda library: library != "libxcb-cursor.so.0")
    monkeypatch.setattr(system, "_on_path", lambda program: program != "gnome-keyring-daemon")

    code = system.main()

    told = capsys.readouterr().err
    assert code == 1
    assert "libxcb-cursor.so.0" in told
    assert "sudo apt-get install --no-install-recommends gnome-keyring libxcb-cursor0\n" in told


def test_an_ordinary_account_installs_nothing(system, monkeypatch, capsys) -> None:
    monkeypatch.setattr(system, "_loads", lambda _library: False)
    monkeypatch.setattr(system, "_install", lambda packages: pytest.fail(f"installed {packages}"))

    assert system.main() == 1
    assert capsys.readouterr().err


def test_root_on_debian_installs_what_is_missing_and_looks_again(system, monkeypatch) -> None:
    here: set[str] = set()
    monkeypatch.setattr(system, "_may_install", lambda: True)
    monkeypatch.setattr(system, "_loads", lambda library: library != "libEGL.so.1" or "libegl1" in here)
    monkeypatch.setattr(system, "_on_path", lambda _program: True)
    monkeypatch.setattr(system, "_install", here.update)

    assert system.main() == 0
    assert here == {"libegl1"}


def test_the_window_needs_no_keychain_of_its_own_and_the_demo_does(system, monkeypatch) -> None:
    monkeypatch.setattr(system, "_on_path", lambda program: program != "gnome-keyring-daemon")

    assert "gnome-keyring-daemon" not in system._missing("run")
    assert "gnome-keyring-daemon" in system._missing("demo")


def test_an_old_python_gets_a_sentence_and_not_a_syntax_error(system, monkeypatch, capsys) -> None:
    monkeypatch.setattr(system.sys, "version_info", (3, 9, 2, "final", 0))

    assert system.main() == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_wrong_usage_is_told_apart_from_something_missing(system, monkeypatch, capsys) -> None:
    monkeypatch.setattr(system.sys, "argv", ["system_packages.py", "everything"])

    assert system.main() == 2
    assert "usage" in capsys.readouterr().err
