"""Lines of a right-to-left text, each beginning flush at its side."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

_LINE_SEPARATOR = "\u2028"


def paint_lines(shown: QLabel, rect: QRect) -> None:
    """Paint a label's text as Qt does, each line laid out by itself without the space at which it was broken.

    Qt counts that space when it moves a right-to-left line to its side, so every line but the last stands a space further in.
    Heights are Qt's own (QFontMetrics.boundingRect with word wrap), so that the label asks for the room it gets.
    """
    lines, height = _broken(shown, rect.width())
    painter = QPainter(shown)
    painter.setPen(shown.palette().color(shown.foregroundRole()))
    top = rect.top() + _above(shown.alignment(), rect.height() - height)
    for text, down in lines:
        line = _layout(text, shown)
        line.beginLayout()
        line.createLine().setLineWidth(rect.width())
        line.endLayout()
        line.draw(painter, QPointF(rect.left(), top + down))


def _broken(shown: QLabel, width: int) -> tuple[list[tuple[str, float]], float]:
    """The lines without the space behind them, each with its place below the first, and the height of all."""
    text = shown.text().replace("\n", _LINE_SEPARATOR)
    leading = shown.fontMetrics().leading()
    lines: list[tuple[str, float]] = []
    height = float(-leading)
    layout = _layout(text, shown)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height = float(ceil(height + leading))
        lines.append((text[line.textStart() : line.textStart() + line.textLength()].rstrip(f" {_LINE_SEPARATOR}"), height))
        height += line.height()
    layout.endLayout()
    return lines, height


def _layout(text: str, shown: QLabel) -> QTextLayout:
    option = QTextOption(shown.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    made = QTextLayout(text, shown.font())
    made.setTextOption(option)
    return made


def _above(alignment: Qt.AlignmentFlag, free: float) -> float:
    if alignment & Qt.AlignmentFlag.AlignTop:
        return 0.0
    return free / 2 if alignment & Qt.AlignmentFlag.AlignVCenter else free
