"""What a careful eye would see on a screen: text that is cut off, controls without a name, an order that jumps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget

ROUNDING = 2  # pixels a font may round differently when it measures and when it paints


def cut_off(root: QWidget) -> list[str]:
    """Texts that do not fit where they stand."""
    return [*_cut_labels(root), *_cut_buttons(root), *_outside(root)]


def unnamed(root: QWidget) -> list[str]:
    """Controls that can have the focus and say nothing to a screen reader."""
    wrong = []
    for widget in _focusable(root):
        told = QAccessible.queryAccessibleInterface(widget)
        role = told.role()
        if not told.text(QAccessible.Text.Name).strip() or role is QAccessible.Role.NoRole:
            wrong.append(f"{widget.objectName() or type(widget).__name__} ({role})")
    return wrong


def without_object_name(root: QWidget) -> list[str]:
    """Controls no script can find."""
    return [widget.accessibleName() or type(widget).__name__ for widget in _focusable(root) if not widget.objectName()]


def jumps(root: QWidget) -> list[str]:
    """Steps of the tab order that go up and back at once. Over to the next column, or down to the next row, is reading on.

    The order is a ring: the one step from the last control to the first is left out.
    """
    order = list(_in_tab_order(root))
    right_to_left = root.layoutDirection() is Qt.LayoutDirection.RightToLeft
    found = [
        f"{a.objectName()} -> {b.objectName()}"
        for a, b in pairwise([*order, *order[:1]])
        if _goes_back(_place(root, a), _place(root, b), right_to_left=right_to_left)
    ]
    return found if len(found) > 1 else []


def _goes_back(a: QRect, b: QRect, *, right_to_left: bool) -> bool:
    above = b.bottom() <= a.top()
    before = b.left() >= a.right() if right_to_left else b.right() <= a.left()
    same_column = b.left() < a.right() and a.left() < b.right()
    same_row = b.top() < a.bottom() and a.top() < b.bottom()
    return (above and (before or same_column)) or (same_row and before)


def _cut_labels(root: QWidget) -> Iterator[str]:
    for text in root.findChildren(QLabel):
        if not text.isVisible() or not text.text():
            continue
        metrics = text.fontMetrics()
        if text.wordWrap():
            longest = max((metrics.horizontalAdvance(word) for word in text.text().replace("\u200b", " ").split()), default=0)
            if text.heightForWidth(text.width()) > text.height() + ROUNDING or longest > text.width() + ROUNDING:
                yield f"{text.text()!r} needs {text.heightForWidth(text.width())} of {text.height()}"
        elif text.sizeHint().width() > text.width() + ROUNDING or metrics.height() > text.height() + ROUNDING:
            yield f"{text.text()!r} needs {text.sizeHint()} of {text.size()}"


def _cut_buttons(root: QWidget) -> Iterator[str]:
    for button in root.findChildren(QAbstractButton):
        least = button.minimumSizeHint()
        if button.isVisible() and button.text() and (least.width() > button.width() or least.height() > button.height()):
            yield f"button {button.text()!r} needs {least} of {button.size()}"


def _outside(root: QWidget) -> Iterator[str]:
    """Whatever stands partly outside the widget around it, where nothing scrolls."""
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        scrolls = isinstance(parent.parentWidget() if parent else None, QAbstractScrollArea)
        if not widget.isVisible() or parent is None or widget.isWindow() or scrolls or isinstance(parent, QAbstractScrollArea):
            continue
        if widget.objectName() == "focusRing" or widget.objectName().startswith("qt_"):
            continue
        if not parent.rect().adjusted(-ROUNDING, -ROUNDING, ROUNDING, ROUNDING).contains(widget.geometry()):
            name = widget.objectName() or widget.accessibleName()
            yield f"{type(widget).__name__} {name} {widget.geometry()} outside {parent.size()}"


def _focusable(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        tabs = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if widget.isVisible() and tabs and widget.focusProxy() is None and not widget.objectName().startswith("qt_"):
            inside_another = widget.parentWidget() is not None and widget.parentWidget().focusProxy() is widget
            if not inside_another:
                yield widget


def _in_tab_order(root: QWidget) -> Iterator[QWidget]:
    wanted = set(_focusable(root))
    walked = root.nextInFocusChain()
    while walked is not None and walked is not root:
        scrolled_away = walked.visibleRegion().isEmpty()
        if walked in wanted and walked.isEnabled() and not scrolled_away:
            yield walked
        walked = walked.nextInFocusChain()


def _place(root: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
