"""The focus ring: drawn outside the control, in two colours, so that it is seen on every surface."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QComboBox, QStyle, QStyleOption, QWidget
from shiboken6 import isValid

from intake_desktop.ui.theme import theme

_GAP = 2
_BAND = 3
_LINE = 1.5
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


class _Ring(QWidget):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.radius = 8.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._stroke(painter, "focus", _BAND, _BAND / 2)
        self._stroke(painter, "focus_edge", _LINE, _BAND)

    def _stroke(self, painter: QPainter, colour: str, width: float, inset: float) -> None:
        painter.setPen(QPen(theme().colour(colour), width))
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        radius = self.radius + _GAP + _BAND - inset
        painter.drawRoundedRect(rect, radius, radius)


class FocusRings(QObject):
    """Keeps one ring a window around whatever has the focus. A click with the mouse draws none: the hand is already there."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._widget: QWidget | None = None
        self._watched: list[QWidget] = []
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is None or by_mouse or new.property("ring") is False:
            return
        parent = new.parentWidget()
        self._widget = parent if isinstance(parent, QAbstractSpinBox | QComboBox) else new
        walked: QWidget | None = self._widget
        while walked is not None and not walked.isWindow():
            walked.installEventFilter(self)
            self._watched.append(walked)
            walked = walked.parentWidget()
        self._ring = self._ring_of(self._widget.window())
        self._follow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the control when it or anything around it moves."""
        if event.type() in _MOVES:
            self._follow()
        return False

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._widget = None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()

    def _follow(self) -> None:
        widget, ring = self._widget, self._ring
        if widget is None or ring is None or not isValid(widget) or not isValid(ring):
            return
        outside = _GAP + _BAND
        rect = QRect(widget.mapTo(ring.window(), QPoint(0, 0)), widget.size())
        seen = rect.intersected(_seen_through(widget))
        if seen.isEmpty() or not widget.isVisible():
            ring.hide()
            return
        ring.radius = _radius_of(widget)
        ring.setGeometry(seen.adjusted(-outside, -outside, outside, outside))
        ring.raise_()
        ring.show()

    @staticmethod
    def _ring_of(window: QWidget) -> _Ring:
        found = window.findChild(_Ring, "focusRing", Qt.FindChildOption.FindDirectChildrenOnly)
        return found if found is not None else _Ring(window)


def without_focus(option: QStyleOption) -> None:
    """Draw a control as if it had no focus: the ring outside says so already."""
    option.state = option.state & ~QStyle.StateFlag.State_HasFocus


def _seen_through(widget: QWidget) -> QRect:
    """The part of the window in which the widget can be seen: the smallest of the scrolling views around it."""
    window = widget.window()
    seen = window.rect()
    walked = widget.parentWidget()
    while walked is not None and walked is not window:
        if isinstance(walked, QAbstractScrollArea):
            view = walked.viewport()
            seen = seen.intersected(QRect(view.mapTo(window, QPoint(0, 0)), view.size()))
        walked = walked.parentWidget()
    return seen


def _radius_of(widget: QWidget) -> float:
    kind = widget.property("kind")
    if kind == "pill":
        return widget.height() / 2
    return float(theme().radius("card" if kind == "card" else "control"))
