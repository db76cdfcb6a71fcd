"""Buttons: a drawing, a text and a key, each with room of its own."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QVBoxLayout, QWidget

from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.focus import without_focus
from intake_desktop.ui.widgets.frames import row
from intake_desktop.ui.widgets.glyphs import icon as drawing
from intake_desktop.ui.widgets.glyphs import paint_glyph
from intake_desktop.ui.widgets.text import key_words, label

_INK = {"main": "on_accent", "danger": "danger", "quiet": "soft"}
_DRAWING = {"main": "on_accent", "danger": "danger", "quiet": "soft", "pill": "soft"}


class Button(QPushButton):
    """A push button whose drawing and key chip keep their distance, in both directions of reading."""

    def __init__(self, text: str, kind: str = "plain", icon: str | None = None, shortcut: str | None = None) -> None:
        super().__init__(text)
        self._kind = kind
        self._icon = icon
        self._keys = ""
        self.setProperty("kind", kind)
        self.setFont(theme().font(role=kind))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(kind == "main")
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if shortcut:
            self.show_key(shortcut)

    def show_key(self, shortcut: str) -> None:
        """Another key from now on, shown and working; empty for none."""
        self._keys = key_words(shortcut) if shortcut else ""
        self.setShortcut(QKeySequence(shortcut))
        self.setAccessibleDescription(self._keys)
        self.updateGeometry()
        self.update()

    def enlarge(self) -> None:
        """The one thing one comes to a screen for."""
        self.setProperty("large", "true")
        self.setMinimumHeight(theme().space(8) + theme().space(4))

    def show_text(self, text: str, icon: str | None = None) -> None:
        """Say something else; the key stays."""
        keys = self.shortcut()
        self.setText(text)
        self.setShortcut(keys)  # Qt forgets the key when the text changes
        self.setAccessibleName(text)
        if icon is not None:
            self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for drawing, text and key, and for the padding of the style sheet's kinds."""
        self.ensurePolished()
        large = self._kind in {"main", "option"}
        across, down = theme().space(5 if large else 4), theme().space(3 if large else 2) + 2
        if self._kind == "quiet":
            across = theme().space(3)
        metrics = self.fontMetrics()
        return QSize(self._content_width(metrics) + 2 * across, max(metrics.height(), self._side()) + 2 * down)

    def minimumSizeHint(self) -> QSize:
        """A button is never narrower than its text."""
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Leave the text out of what Qt draws: the style sheet draws the surface, we draw what stands on it."""
        super().initStyleOption(option)
        option.text = ""
        without_focus(option)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface, then drawing, text and key."""
        super().paintEvent(event)
        self._paint_content(QPainter(self))

    def _paint_content(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        left = (self.width() - self._content_width(metrics)) // 2
        if self._kind == "option":
            left = theme().space(4)
        ink = "ink" if self.isEnabled() else "soft"
        shown = _INK.get(self._kind, "ink") if self.isEnabled() else "soft"
        if self._icon:
            colour = _DRAWING.get(self._kind, ink) if self.isEnabled() else "soft"
            rect = self._place(left, self._side())
            paint_glyph(painter, QRectF(rect), self._icon, colour, self.layoutDirection())
            left += self._side() + (theme().space(2) if self.text() else 0)
        painter.setFont(self.font())
        painter.setPen(theme().colour(shown))
        width = metrics.horizontalAdvance(self.text())
        painter.drawText(self._place(left, width), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self.text())
        if self._keys:
            self._paint_keys(painter, left + width + theme().space(3), shown)

    def _paint_keys(self, painter: QPainter, left: int, ink: str) -> None:
        font, metrics = self._key_font()
        rect = self._place(left, metrics.horizontalAdvance(self._keys))
        painter.setFont(font)
        painter.setPen(theme().colour(ink))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self._keys)

    def _place(self, left: int, width: int) -> QRect:
        """A stretch of the button, counted from the side where reading begins."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - width
        return QRect(left, 0, width, self.height())

    def _side(self) -> int:
        return round(self.fontMetrics().height() * 0.9) if self._icon else 0

    def _key_font(self) -> tuple[QFont, QFontMetrics]:
        font = theme().font(role="key")
        return font, QFontMetrics(font)

    def _content_width(self, metrics: QFontMetrics) -> int:
        width = metrics.horizontalAdvance(self.text())
        if self._icon:
            width += self._side() + (theme().space(2) if self.text() else 0)
        if self._keys:
            width += theme().space(3) + self._key_font()[1].horizontalAdvance(self._keys)
        return width


def button(text: str, kind: str = "plain", icon: str | None = None, shortcut: str | None = None) -> Button:
    """A button.

    Args:
        text: what it does; also its accessible name.
        kind: main, plain, quiet, pill, option or danger.
        icon: Phosphor name of the drawing before the text.
        shortcut: keys in Qt's portable form ("Ctrl+L"), shown and working.
    """
    return Button(text, kind, icon, shortcut)


class Tile(QPushButton):
    """A large choice: a drawing, a title that may wrap, a line below it. The title may be in a language of its own."""

    def __init__(self, title: str, line: str = "", icon: str | None = None, language: str | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "option")
        self.setAccessibleName(f"{title}, {line}" if line else title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.title = label(title, "name", language).align_with_interface()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self.title)
        if line:
            self.line = label(line, "soft")
            texts.addWidget(self.line)
        texts.addStretch(1)
        self._across = across = row(spacing=3)
        across.setContentsMargins(theme().space(4), theme().space(1), theme().space(4), theme().space(1))
        if icon:
            across.addWidget(drawing(icon, "accent", 26))
        across.addLayout(texts, 1)
        self.setLayout(across)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(theme().space(8))  # a good target for a finger

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """The ring around it shows the focus."""
        super().initStyleOption(option)
        without_focus(option)

    def sizeHint(self) -> QSize:
        """As large as what stands on it."""
        return self._across.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Text on a tile is never cut off."""
        return self._across.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """A title that wraps makes the tile higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height that the wrapped title asks at this width."""
        return self._across.totalHeightForWidth(width)
