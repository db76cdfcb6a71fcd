"""What the doctor says of what needs Qt."""

from __future__ import annotations

import subprocess
import sys

import pytest

from intake_desktop.ui import doctor, fonts


@pytest.fixture(autouse=True)
def _an_application(qapp: object) -> None:
    """Fonts need one."""


def test_the_fonts_we_ship_are_here_and_arabic_joins() -> None:
    found = {check.name: check for check in doctor.checks()}

    assert found["fonts"].ok
    assert found["arabic"].ok


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "load", lambda family: -1 if family == fonts.ARABIC else 0)

    found = next(check for check in doctor.checks() if check.name == "fonts")

    assert not found.ok
    assert fonts.ARABIC in found.sentence


def test_letters_that_keep_their_shape_inside_a_word_do_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "BEH", "\N{ARABIC LETTER HAMZA}")  # the one letter that never joins

    assert not next(check for check in doctor.checks() if check.name == "arabic").ok


def test_a_desk_can_do_without_printer_and_voices() -> None:
    found = {check.name: check for check in doctor.checks()}

    assert not found["printer"].needed
    assert not found["voices"].needed
    assert found["printer"].sentence
    assert found["voices"].sentence


def test_without_a_screen_the_doctor_answers_all_the_same() -> None:
    program = "from intake_desktop.ui.doctor import checks; print([one.name for one in checks() if one.needed and not one.ok])"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=without_a_screen())

    assert done.stdout.strip() == "[]"


def without_a_screen() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
