"""A button that shows a key which the screen itself handles (Enter goes on, unless a text takes it)."""

from __future__ import annotations

from intake_desktop.ui.widgets.buttons import Button


class HintedButton(Button):
    """Shows a key beside its text without claiming it."""

    def __init__(self, text: str, keys: str, kind: str = "plain", icon: str | None = None) -> None:
        super().__init__(text, kind, icon)
        self._keys = keys
        self.setAccessibleDescription(keys)
