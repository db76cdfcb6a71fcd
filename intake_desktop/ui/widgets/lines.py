"""Lines of a right-to-left text, each beginning flush at its side."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

_LINE_SEPARATOR = "\u2028"


def paint_lines(shown: QLabel, rect: QRect) -> None:
    """Paint a label's text as Qt does, but leave out the space at which a line was broken.

    Qt counts that space when it moves a right-to-left line to its side, so every line but the last stands a space further in.
    Heights are Qt's own (QFontMetrics.boundingRect with word wrap), so that the label asks for the room it gets.
    """
    text = shown.text().replace("\n", _LINE_SEPARATOR)
    layout = QTextLayout(text, shown.font())
    option = QTextOption(_across(shown.alignment()))
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    leading = shown.fontMetrics().leading()
    height = float(-leading)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(rect.width())
        height = float(-(-(height + leading) // 1))
        broken = text[line.textStart() : line.textStart() + line.textLength()]
        space = shown.fontMetrics().horizontalAdvance(" ") * (len(broken) - len(broken.rstrip(" ")))
        line.setPosition(QPointF(space * _share(shown.alignment()), height))
        height += line.height()
    layout.endLayout()
    painter = QPainter(shown)
    painter.setPen(shown.palette().color(shown.foregroundRole()))
    layout.draw(painter, QPointF(rect.left(), rect.top() + _above(shown.alignment(), rect.height() - height)))


def _across(alignment: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    return alignment & Qt.AlignmentFlag.AlignHorizontal_Mask


def _share(alignment: Qt.AlignmentFlag) -> float:
    """How much of the space Qt counted moves the line: all of it at the right, half in the middle, nothing at the left."""
    if alignment & Qt.AlignmentFlag.AlignRight:
        return 1.0
    return 0.5 if alignment & Qt.AlignmentFlag.AlignHCenter else 0.0


def _above(alignment: Qt.AlignmentFlag, free: float) -> float:
    if alignment & Qt.AlignmentFlag.AlignTop:
        return 0.0
    return free / 2 if alignment & Qt.AlignmentFlag.AlignVCenter else free
