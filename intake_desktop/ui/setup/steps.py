"""Where one is in the set-up: a list of steps, each with its state in a shape and a word."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from intake_desktop.language import N_, _
from intake_desktop.ui.setup.way import STEPS, Step
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import column, frame, icon, label, row

_NAMES = {
    Step.PLACE: N_("This service point"),
    Step.HELPER: N_("The first helper"),
    Step.PASSPHRASE: N_("Your passphrase"),
    Step.CODE: N_("The recovery code"),
    Step.CHECK: N_("Check the code"),
}
_WIDTH = 248


class StepList(QWidget):
    """Drawn anew for each step: five lines cost nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(round(_WIDTH * theme().scale))
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme().space(1))
        self._shown: QWidget | None = None

    def show_step(self, current: Step) -> None:
        """Mark the steps before, at and after the current one."""
        if self._shown is not None:
            self._lines.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        at = STEPS.index(current)
        head = label(_("STEP {number} OF {of}", number=at + 1, of=len(STEPS)), "head")
        lines = column(head, *(_line(step, number, at) for number, step in enumerate(STEPS)), spacing=1)
        lines.addStretch(1)
        self._shown = frame("side", lines)
        self._lines.addWidget(self._shown)


def _line(step: Step, number: int, at: int) -> QFrame:
    drawing, colour, state = ("circle", "soft", "")
    if number < at:
        drawing, colour, state = ("check-circle-fill", "accent", _("done"))
    elif number == at:
        drawing, colour, state = ("circle-half-fill", "accent", _("now"))
    texts = column(label(_(_NAMES[step]), "strong" if number == at else "body"), spacing=0)
    if state:
        texts.addWidget(label(state, "soft"))
    across = row(icon(drawing, colour, 18))
    across.addLayout(texts, 1)
    return frame("current" if number == at else "plain", across, horizontal=3, vertical=2)
