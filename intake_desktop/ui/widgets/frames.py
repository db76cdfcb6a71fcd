"""Surfaces and spacing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from intake_desktop.ui.theme import theme


class Rule(QFrame):
    """A thin line between two things."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "rule")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Card(QFrame):
    """A surface with things below each other on it; `lines` is its layout."""

    def __init__(self, kind: str = "card", *, padding: int = 5, spacing: int = 3) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.lines = QVBoxLayout(self)
        margin = theme().space(padding)
        self.lines.setContentsMargins(margin, margin, margin, margin)
        self.lines.setSpacing(theme().space(spacing))


class Flow(QScrollArea):
    """A column that scrolls up and down when the window is too low for it. `lines` is its layout."""

    def __init__(self, *, spacing: int = 4) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # words break before they run out of the column
        self._spacing = spacing
        self._whole = False
        self.renew()
        self.viewport().setAutoFillBackground(False)

    def renew(self) -> None:
        """Begin with an empty column; what was shown before is destroyed."""
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()  # not at once: the press that asks for another page may come from a button on this one
        self.inside = QWidget()
        self.inside.setProperty("kind", "flow")
        self.lines = QVBoxLayout(self.inside)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(theme().space(self._spacing))
        self.setWidget(self.inside)

    def show_whole(self, *, on: bool) -> None:
        """Take the height of everything inside: something around this column scrolls instead."""
        self._whole = on
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if on else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as what is inside. The height is whatever is left: a scrolling view around this one would give all it asks."""
        return QSize(self.inside.sizeHint().width(), theme().space(8))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what is inside: the height scrolls."""
        return QSize(self.inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), theme().space(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt has scroll areas watch what is inside; so do we."""
        handled = super().eventFilter(watched, event)
        if self._whole and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def _fit(self) -> None:
        high = 0
        if self._whole:  # asking takes long: every text in the column breaks its lines for it
            wrapped = self.lines.totalHeightForWidth(self.viewport().width()) if self.lines.hasHeightForWidth() else 0
            high = max(wrapped, self.lines.totalMinimumSize().height())
        if high != self.minimumHeight():
            self.setMinimumHeight(high)


def frame(kind: str, layout: QLayout, *, horizontal: int = 0, vertical: int = 0) -> QFrame:
    """A frame of a kind around a layout, with padding in steps of the spacing scale."""
    made = QFrame()
    made.setProperty("kind", kind)
    across, down = theme().space(horizontal), theme().space(vertical)
    layout.setContentsMargins(across, down, across, down)
    made.setLayout(layout)
    return made


def column(*widgets: QWidget, spacing: int = 2) -> QVBoxLayout:
    """Widgets below each other."""
    lines = QVBoxLayout()
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme().space(spacing))
    for widget in widgets:
        lines.addWidget(widget)
    return lines


def row(*widgets: QWidget | None, spacing: int = 3) -> QHBoxLayout:
    """Widgets beside each other; None is the room that stretches."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme().space(spacing))
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget)
    return line


def body(layout: QLayout, *, widest: int = 1440) -> QHBoxLayout:
    """What stands under the bar of a screen: the same margins everywhere, and on a wide screen no wider than can be read."""
    held = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    held.setLayout(layout)
    held.setMaximumWidth(round(widest * theme().scale))
    around = QHBoxLayout()
    margin = theme().space(5)
    around.setContentsMargins(margin, margin, margin, margin)
    around.addStretch(1)
    around.addWidget(held, 1000)
    around.addStretch(1)
    return around
