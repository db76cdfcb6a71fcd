"""Drawings: glyphs of the Phosphor font, painted in a colour of the theme at the moment of painting."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_desktop.ui import fonts
from intake_desktop.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

# Where the direction of reading decides which way a drawing points.
_MIRRORED = {
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "caret-left": "caret-right",
    "caret-right": "caret-left",
}


class Icon(QWidget):
    """One drawing beside a text. It says nothing the text does not say, so it has no accessible name of its own."""

    def __init__(self, name: str, colour: str = "soft", size: int = 18) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_glyph(self, name: str, colour: str) -> None:
        """Draw something else in the same place."""
        self._name = name
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """Grows with the type it stands beside."""
        side = round(self._size * theme().scale)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the glyph in the middle."""
        painter = QPainter(self)
        paint_glyph(painter, QRectF(self.rect()), self._name, self._colour, self.layoutDirection())


def icon(name: str, colour: str = "soft", size: int = 18) -> Icon:
    """A drawing by its Phosphor name ("house", "check-circle-fill"), in a colour of the theme, in pixels at 100 %."""
    return Icon(name, colour, size)


def glyph_icon(name: str, colour: str = "ink", size: int = 18) -> QIcon:
    """The same drawing as a QIcon, where Qt asks for one (menus, actions, line edits)."""
    from PySide6.QtGui import QIcon, QPixmap  # each of these types costs milliseconds, and the first paint needs none of them

    side = round(size * theme().scale)
    ratio = QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.primaryScreen() else 1.0
    pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_glyph(painter, QRectF(0, 0, side, side), name, colour)
    painter.end()
    return QIcon(pixmap)


def paint_glyph(
    painter: QPainter,
    rect: QRectF,
    name: str,
    colour: str,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paint a drawing into a rectangle; arrows follow the direction of reading."""
    if direction is Qt.LayoutDirection.RightToLeft:
        name = _MIRRORED.get(name, name)
    fonts.load(fonts.DRAWINGS)
    font = QFont(fonts.DRAWINGS)
    font.setPixelSize(max(1, round(min(rect.width(), rect.height()))))
    painter.save()
    painter.setFont(font)
    painter.setPen(theme().colour(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, _character(name))
    painter.restore()


def is_glyph(name: str) -> bool:
    """Whether the font has a drawing of that name."""
    return _code_of(name) is not None


def _character(name: str) -> str:
    code = _code_of(name)
    return chr(code if code is not None else _code_of("circle") or 0)


@cache
def _code_of(name: str) -> int | None:
    """Code point of a drawing. Looked up in the text of the list: reading all 4470 names as JSON would delay the first paint."""
    listed = _charmap()
    before = f'"{name}": "0x'
    start = listed.find(before)
    if start < 0:
        return None
    start += len(before)
    return int(listed[start : listed.index('"', start)], 16)


@cache
def _charmap() -> str:
    return (fonts.package_folder("qtawesome") / "fonts" / "phosphor-charmap-1.3.0.json").read_text(encoding="utf-8")
