"""How long the window stands still while a helper answers: the event loop's lateness, over one picture of a 60 Hz screen."""

from __future__ import annotations

import os
from datetime import date
from time import perf_counter

from benchmarks.desk import folder, open_desk
from benchmarks.ratio import Ratio, quantile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer

from intake_desktop.ui.app import make_application
from intake_desktop.ui.conversation.screen import ConversationScreen
from intake_desktop.ui.demonstration.robot import Robot
from intake_desktop.ui.demonstration.story import story
from intake_desktop.ui.demonstration.teller import Teller

BEAT = 0.001
PICTURE = 0.016
GOAL = 1.0


class Heart:
    """Beats once a millisecond as long as nothing holds the event loop; notes how late each beat comes."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = perf_counter()
        self.late.append(max(0.0, now - self._last - BEAT))
        self._last = now

    def stop(self) -> None:
        self._timer.stop()


def ratios() -> list[Ratio]:
    """An interview from start to end, typed and clicked at the real screen by a robot."""
    with folder() as data, open_desk(data) as counter:
        application = make_application()
        screen = ConversationScreen(counter, counter.visits.begin("ar", "ar"))
        screen.resize(1366, 768)
        screen.show()
        teller = Teller(Robot(screen, data), screen, story(date(2026, 11, 23)), {})
        application.processEvents()
        heart = Heart()
        teller.tell()
        heart.stop()
        screen.close()
        teller.conversation.leave()
    against = "one picture at 60 Hz"
    return [
        Ratio("window stands still while answering, 99 %", quantile(heart.late, 0.99), PICTURE, against, GOAL),
        Ratio("window stands still while answering, most", max(heart.late), PICTURE, against, 100 / 16),
    ]
