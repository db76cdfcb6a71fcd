"""The keys of the conversation: digits, Enter, F6 to F8, Alt with arrows, Ctrl+Z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton

from intake_desktop.ui.conversation.declines import KEYS, DeclinePill
from intake_desktop.ui.conversation.options import OptionRow

if TYPE_CHECKING:
    from intake_desktop.ui.conversation.screen import ConversationScreen

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HARMLESS = Qt.KeyboardModifier.KeypadModifier


class Keys:
    """What a key means that no control took: text fields keep their letters, digits and Ctrl+Z."""

    def __init__(self, screen: ConversationScreen) -> None:
        self._screen = screen
        # buttons and scrolling columns take every arrow for themselves, also with Alt: these two must come before them
        for keys, walk in (("Alt+Down", screen.next_section), ("Alt+Up", screen.previous_section)):
            shortcut = QShortcut(QKeySequence(keys), screen, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(walk)

    def handle(self, event: QKeyEvent) -> bool:
        """Do what the key means. False when it means nothing here."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~_HARMLESS
        if event.matches(QKeySequence.StandardKey.Undo):
            self._screen.undo()
        elif key in _ENTER:
            self._enter()
        elif modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        elif key in KEYS:
            self._screen.decline(KEYS[key])
        elif event.text().isdecimal():
            return self._screen.choose(int(event.text()))
        else:
            return self._other(key)
        return True

    def _enter(self) -> None:
        """Enter presses the button that has the focus; anywhere else it goes on."""
        focused = self._screen.focusWidget()
        if isinstance(focused, QAbstractButton) and not isinstance(focused, OptionRow | DeclinePill):
            focused.click()
        else:
            self._screen.go_on()

    def _other(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_F9:  # the button's own key sleeps while the column of promises is folded away
            self._screen.add_promise()
        elif key == Qt.Key.Key_Escape:
            self._screen.keep_typed()
            self._screen.panes.show_talk()
        else:
            return False
        return True
