"""The bar on top of a screen: where one is, and what can always be done."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.frames import column
from intake_desktop.ui.widgets.glyphs import icon
from intake_desktop.ui.widgets.text import label


class Bar(QFrame):
    """A drawing, a name, a soft line under it, and the controls at the far side. `wrap` for words whose length nobody knows."""

    def __init__(
        self, name: str, line: str, drawing: str, *actions: QWidget, language: str | None = None, wrap: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        across = QHBoxLayout(self)
        side, high = theme().space(5), theme().space(2)
        across.setContentsMargins(side, high, side, high)
        across.setSpacing(theme().space(3))
        across.addWidget(icon(drawing, "accent", 28))
        self.name = label(name, "name", language, wrap=wrap)
        self.line = label(line, "soft", language, wrap=wrap)
        across.addLayout(column(self.name, self.line, spacing=0), int(wrap))
        if not wrap:
            across.addStretch(1)
        for action in actions:
            across.addWidget(action)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme().space(7) + theme().space(3))
