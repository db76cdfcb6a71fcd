"""How long the window stands still while a helper answers: the event loop's lateness, over one picture of a 60 Hz screen."""

from __future__ import annotations

import os
from datetime import date
from time import perf_counter

from benchmarks.desk import folder, open_desk
from benchmarks.ratio import Ratio, quantile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer

from intake_desktop.ui.app import make_application
from intake_desktop.ui.conversation.screen import ConversationScreen
from intake_desktop.ui.demonstration.robot import Robot
from intake_desktop.ui.demonstration.story import story
from intake_desktop.ui.demonstration.teller import Teller

BEAT = 0.001
PICTURE = 0.016
GOAL = 1.0
BETWEEN_ACTIONS = 60
"""Milliseconds between two keys or clicks: as fast as anybody is."""


class Heart:
    """Beats once a millisecond as long as nothing holds the event loop; notes how late each beat comes."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.longest: list[float] = []
        self._counted = 0
        self._last = perf_counter()
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = perf_counter()
        self.late.append(max(0.0, now - self._last - BEAT))
        self._last = now

    def end_action(self) -> None:
        """What came since the last action ended belongs to this one."""
        self.longest.append(max(self.late[self._counted :], default=0.0))
        self._counted = len(self.late)

    def stop(self) -> None:
        self._timer.stop()


class HelperLikeRobot(Robot):
    """Leaves the event loop to itself between two actions, as a person does."""

    heart: Heart | None = None

    def rest(self, seconds: float = 0.0) -> None:
        loop = QEventLoop()
        QTimer.singleShot(BETWEEN_ACTIONS + round(seconds * 1000), loop.quit)
        loop.exec()
        if self.heart is not None:
            self.heart.end_action()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def ratios() -> list[Ratio]:
    """An interview from start to end, typed and clicked at the real screen by a robot."""
    with folder() as data, open_desk(data) as counter:
        make_application()
        screen = ConversationScreen(counter, counter.visits.begin("ar", "ar"))
        screen.resize(1366, 768)
        screen.show()
        robot = HelperLikeRobot(screen, data)
        robot.rest(0.5)
        heart = robot.heart = Heart()
        Teller(robot, screen, story(date(2026, 11, 23)), {}).tell()
        heart.stop()
        screen.conversation.leave()
        screen.close()
    against = "one picture at 60 Hz"
    return [
        Ratio("event loop late while answering, 99 %", quantile(heart.late, 0.99), PICTURE, against, GOAL),
        Ratio("longest standstill of an action, median", quantile(heart.longest, 0.5), PICTURE, against, GOAL),
        Ratio("longest standstill of an action, 99 %", quantile(heart.longest, 0.99), PICTURE, against, GOAL),
    ]
