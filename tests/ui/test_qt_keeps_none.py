"""A Qt that loses references to None ends the process after some thousand calls: docs/decisions/0006."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

CALLS = 2000


def test_calls_that_return_nothing_take_no_reference_to_none_away(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        field.update()
        field.setEnabled(True)
        QApplication.focusWidget()

    assert sys.getrefcount(None) > before - CALLS / 10
