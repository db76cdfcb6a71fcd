"""Two columns that become one where the window is too narrow for the size of the type."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.frames import Flow, body

_LEAST_MAIN = 500  # pixels at 100 %: narrower than this the aside goes below
_UNLIMITED = 16_777_215  # Qt's own QWIDGETSIZE_MAX


class Columns(QWidget):
    """What stands under the bar of a screen. Beside each other each part scrolls by itself, below each other the whole does."""

    def __init__(self, main: QWidget, aside: QWidget, *, aside_width: int) -> None:
        super().__init__()
        self._main = main
        self._aside = aside
        self._width = round(aside_width * theme().scale)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(theme().space(5))
        self._both.addWidget(main, 1)
        self._both.addWidget(aside)
        self._whole = Flow()
        self._whole.lines.addLayout(body(self._both))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._whole)
        self._beside: bool | None = None
        self._arrange(beside=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        least = round(_LEAST_MAIN * theme().scale) + self._width + 3 * theme().space(5)
        self._arrange(beside=event.size().width() >= least)

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._aside.setMinimumWidth(self._width if beside else 0)
        self._aside.setMaximumWidth(self._width if beside else _UNLIMITED)
        vertical = QSizePolicy.Policy.Preferred if beside else QSizePolicy.Policy.Minimum
        for part in (self._main, self._aside):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        for flow in (*self.findChildren(Flow),):
            if flow is not self._whole:
                flow.show_whole(on=not beside)
