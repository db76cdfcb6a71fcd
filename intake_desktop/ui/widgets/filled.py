"""A button filled with widgets of its own: words that wrap, drawings, a key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.focus import without_focus


class FilledButton(QPushButton):
    """As large as what stands on it. Fill `line`, then call `settle`.

    Args:
        kind: kind of the style sheet ("option", "pill").
        across: room at the sides, a step of the spacing scale.
        down: room above and below, in pixels.
        goes_on: leave Enter to the screen, also on desktops where Enter would press a button.
    """

    def __init__(self, kind: str, *, across: int = 4, down: int = 8, goes_on: bool = False) -> None:
        super().__init__()
        self._goes_on = goes_on
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.line = QHBoxLayout(self)
        side = theme().space(across)
        self.line.setContentsMargins(side, down, side, down)
        self.line.setSpacing(theme().space(3))

    def settle(self) -> None:
        """Everything on the button lets the mouse through to it."""
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; Enter too, unless it goes on."""
        if self._goes_on and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """The ring around it shows the focus; Qt's own rectangle inside would be a second one."""
        super().initStyleOption(option)
        without_focus(option)

    def sizeHint(self) -> QSize:
        """As large as the words ask."""
        return self.line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Words are never cut off."""
        return self.line.minimumSize()
