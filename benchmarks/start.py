"""From starting the program to an unlock window that can be used, over a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.desk import folder, open_desk
from benchmarks.ratio import Ratio

ROUNDS = 9
GOAL = 2.0

BARE = """
import os
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Bare(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: (os.write(1, b"painted\\nusable\\n"), os._exit(0)))

app = QApplication([])
window = Bare()
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import os, sys
from pathlib import Path
import intake_desktop.cli, intake_desktop.cli.window
from intake_desktop.desk.places import Places
from intake_desktop.ui.app import make_application, make_window
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

class Watch(QObject):
    def __init__(self, window):
        super().__init__()
        self.window, self.painted = window, False
        self.timer = QTimer(self, interval=1)
        self.timer.timeout.connect(self.look)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            QTimer.singleShot(0, lambda: (os.write(1, b"painted\\n"), self.timer.start()))
        return False

    def look(self):
        name, box = self.window.findChild(QWidget, "unlock.helper.0"), self.window.findChild(QWidget, "unlock.passphrase")
        if name is not None and name.isVisible() and box.isEnabled() and box.hasFocus():
            os.write(1, b"usable\\n")
            os._exit(0)

app = make_application()
window = make_window(Places(Path(sys.argv[1])))
watch = Watch(window)
app.installEventFilter(watch)
window.show()
app.exec()
"""


def ratios() -> list[Ratio]:
    """First paint, and the moment the passphrase can be typed."""
    with folder() as data:
        with open_desk(data):
            pass
        runs = [(_moments(BARE), _moments(OURS, str(data))) for _round in range(ROUNDS + 1)][1:]
    bare = median(run[0]["usable"] for run in runs)
    against = "bare PySide6 window"
    return [
        Ratio("start to first paint", median(run[1]["painted"] for run in runs), bare, against, GOAL),
        Ratio("start to usable unlock window", median(run[1]["usable"] for run in runs), bare, against, GOAL),
    ]


def _moments(program: str, *arguments: str) -> dict[str, float]:
    """Seconds from starting the process to each line it prints."""
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[1])} | os.environ
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at every start
    started = perf_counter()
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        return {line.strip(): perf_counter() - started for line in process.stdout}
