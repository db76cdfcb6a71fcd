from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from intake_desktop.ui.screens import Screen
from intake_desktop.ui.stage import Stage
from tests.ui.conftest import destroy_what_is_due

pytestmark = pytest.mark.usefixtures("dutch")


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    made = Stage()
    qtbot.addWidget(made)
    return made


def test_a_screen_that_makes_room_is_destroyed_not_hidden(stage: Stage) -> None:
    desk = QWidget()
    stage.open(Screen.DESK, desk)

    stage.open(Screen.PARCELS, QWidget())
    destroy_what_is_due()

    assert stage.showing is Screen.PARCELS
    assert not isValid(desk)


def test_a_screen_laid_over_another_goes_back_to_it(stage: Stage) -> None:
    under, over = QWidget(), QWidget()
    stage.open(Screen.CONVERSATION, under)
    stage.lay_over(Screen.RELEASE, over)

    stage.back()
    destroy_what_is_due()

    assert stage.in_front is under
    assert not isValid(over)


def test_back_on_the_last_screen_stays_where_it_is(stage: Stage) -> None:
    stage.open(Screen.DESK, QWidget())

    stage.back()

    assert stage.showing is Screen.DESK


def test_clearing_destroys_every_screen_also_those_behind(stage: Stage) -> None:
    widgets = [QWidget(), QWidget()]
    stage.open(Screen.CONVERSATION, widgets[0])
    stage.lay_over(Screen.RELEASE, widgets[1])
    told: list[str] = []
    stage.changed.connect(told.append)

    stage.clear()
    destroy_what_is_due()

    assert stage.showing is None
    assert told == [""]
    assert not any(isValid(widget) for widget in widgets)
