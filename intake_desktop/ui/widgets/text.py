"""Text on the screen, each piece in the direction and the script of its own language."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from intake_desktop.language import isolate
from intake_desktop.ui import fonts
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.glyphs import icon
from intake_desktop.ui.widgets.lines import paint_lines

_LONG_WORD = re.compile(r"[A-Za-z\u00c0-\u024f.@_-]{18,}")  # Latin letters only
_PIECES = re.compile(r".{1,9}")
_ZERO_WIDTH_SPACE = "\u200b"
_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"


class Text(QLabel):
    """A label whose direction follows its language. Qt would guess it from the first letter, which is wrong for "AOW معاش"."""

    def __init__(self, text: str, role: str = "body", language: str | None = None, *, wrap: bool = True) -> None:
        super().__init__()
        self._role = role
        self._language = language
        self._top = False
        self._direction = direction_of(language) if language else QGuiApplication.layoutDirection()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self._dress()
        self.setText(text)

    def set_language(self, language: str | None) -> None:
        """Speak another language from now on: direction, side and font follow. Set the text afterwards."""
        if language != self._language:
            self._language = language
            self._direction = direction_of(language) if language else QGuiApplication.layoutDirection()
            self._dress()

    def set_role(self, role: str) -> None:
        """Say it in another role of the style sheet."""
        if role != self._role:
            self._role = role
            self.setProperty("role", role)
            self._dress()
            self.style().unpolish(self)
            self.style().polish(self)

    def setText(self, text: str) -> None:
        """Show a text; where its first letter belongs to the other direction, a mark keeps ours."""
        super().setText(_marked(text, self._direction))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Broken lines of a right-to-left text are ours: Qt leaves the space of the break standing before them."""
        if self.wordWrap() and self._direction is Qt.LayoutDirection.RightToLeft:
            paint_lines(self, self.contentsRect())
        else:
            super().paintEvent(event)

    def align_top(self) -> Text:
        """Begin at the top when the neighbour is higher."""
        self._top = True
        self._dress()
        return self

    def align_with_interface(self) -> Text:
        """Stand at the side where the interface begins, under its neighbours; the text keeps its own direction."""
        self.setAlignment(_beginning(QGuiApplication.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter)
        return self

    def centre(self) -> Text:
        """Stand in the middle."""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return self

    def _dress(self) -> None:
        self.setFont(theme().font(self._language, self._role))
        self.setLayoutDirection(self._direction)
        vertical = Qt.AlignmentFlag.AlignTop if self._top else Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(_beginning(self._direction) | vertical)


def label(text: str, role: str = "body", language: str | None = None, *, wrap: bool = True) -> Text:
    """A text in a role of the style sheet.

    Args:
        text: plain text; never read as HTML, because forms and residents write some of it.
        role: title, question, name, option, body, strong, hint, soft, head, good, warn, danger, display or code.
        language: gives the text its own direction and font; without one it follows the interface.
        wrap: False keeps it on one line.
    """
    return Text(text, role, language, wrap=wrap)


def in_own_order(value: str) -> str:
    """A Dutch name or initials inside a sentence of the interface: kept together where that runs the other way ("S.M.")."""
    return isolate(value) if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft else value


def may_break(text: str) -> str:
    """A text for a narrow column: it breaks at every space, and a word longer than the column breaks too.

    Names and days were kept together for paper. Letters that join (Arabic) are never taken apart.
    """
    return _LONG_WORD.sub(lambda found: _ZERO_WIDTH_SPACE.join(_PIECES.findall(found[0])), text.replace("\u00a0", " "))


def direction_of(language: str) -> Qt.LayoutDirection:
    """Qt's word for the direction of a language."""
    return Qt.LayoutDirection.RightToLeft if fonts.is_right_to_left(language) else Qt.LayoutDirection.LeftToRight


def _beginning(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    if direction is Qt.LayoutDirection.RightToLeft:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute


def _marked(text: str, direction: Qt.LayoutDirection) -> str:
    """The text with a direction mark before it where Qt would guess otherwise (Unicode Standard Annex 9, rule P2)."""
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "")
    right_to_left = direction is Qt.LayoutDirection.RightToLeft
    if not text or (strong in {"R", "AL"}) == right_to_left:
        return text
    return f"{_RIGHT_TO_LEFT_MARK if right_to_left else _LEFT_TO_RIGHT_MARK}{text}"


class KeyChip(QLabel):
    """A key that does the same as the control beside it. As large as its text, never stretched."""

    def __init__(self, key: str) -> None:
        super().__init__(key_words(key))
        self.setProperty("role", "key")
        self.setFont(theme().font(role="key"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def key_words(keys: str) -> str:
    """Keys as they stand on a chip: "Ctrl K", "Enter"."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return shown.replace("Return", "Enter").replace("+", " ")


class Badge(QFrame):
    """A state in a shape and a word."""

    def __init__(self, text: str, drawing: str, tone: str = "soft") -> None:
        super().__init__()
        self.setProperty("kind", {"warn": "warn", "danger": "danger", "good": "good"}.get(tone, "sunken"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme().space(2), 2, theme().space(2), 2)
        line.setSpacing(theme().space(1))
        line.addWidget(icon(drawing, "accent" if tone == "good" else tone, 15))
        line.addWidget(label(text, {"soft": "hint"}.get(tone, tone), wrap=False))
        self.setAccessibleName(text)
