"""Always in view: who sits here, whether it is kept, how long it takes, and the way out."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from intake_desktop.language import _, ngettext_
from intake_desktop.ui.conversation.saving import Shown
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Button, icon, label
from intake_desktop.ui.widgets.glyphs import paint_glyph

_LONGEST = 180
"""Minutes after which a draft counts as taken up again: the clock then starts at this screen."""

_STATES = {
    Shown.SAVED: ("check-circle-fill", "accent"),
    Shown.SAVING: ("circle-dashed", "soft"),
    Shown.NOT_SAVED: ("warning-circle-fill", "danger"),
}


class SavedWord(QWidget):
    """Saved, saving or not saved: a shape and a word. Painted in a place of fixed size: no answer moves anything in the bar."""

    def __init__(self) -> None:
        super().__init__()
        self._words = {Shown.SAVED: _("Saved"), Shown.SAVING: _("Saving…"), Shown.NOT_SAVED: _("Not saved")}
        self.shown = Shown.SAVED
        self._font = theme().font(role="good")
        metrics = QFontMetrics(self._font)
        self._side = metrics.height()
        widest = max(metrics.horizontalAdvance(word) for word in self._words.values())
        self.setFixedSize(self._side + theme().space(2) + widest, metrics.height() + theme().space(2))
        self.setAccessibleName(self._words[self.shown])

    def show_state(self, shown: Shown) -> None:
        """Draw a state; a screen reader hears only what is wrong, not every letter that was kept."""
        if shown is self.shown:
            return
        self.shown = shown
        self.setAccessibleName(self._words[shown])
        self.update()
        if shown is Shown.NOT_SAVED and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shape, then word, from the side where reading begins."""
        glyph, colour = _STATES[self.shown]
        painter = QPainter(self)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        room = self._side + theme().space(2)
        shape = QRectF(self.width() - self._side if mirrored else 0, (self.height() - self._side) / 2, self._side, self._side)
        paint_glyph(painter, shape, glyph, colour)
        painter.setFont(self._font)
        painter.setPen(theme().colour(colour))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        word = QRectF(0 if mirrored else room, 0, self.width() - room, self.height())
        painter.drawText(word, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, self._words[self.shown])


class ConversationBar(QFrame):
    """The bar above the conversation."""

    stop_wanted = Signal()

    def __init__(self, started_at: datetime) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._started_at = _began(started_at)
        self._name = label("", "name")
        self._facts = label("", "soft")
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self._name)
        who.addWidget(self._facts)
        self.saved = SavedWord()
        self._minutes = label("", "soft", wrap=False)
        self.stop_button = Button(_("Stop here"), "plain", icon="hand", shortcut="Ctrl+E")
        self.stop_button.setObjectName("conversation.stop")
        self.stop_button.clicked.connect(self.stop_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme().space(5), theme().space(2), theme().space(5), theme().space(2))
        line.setSpacing(theme().space(3))
        line.addWidget(icon("user-circle", "accent", 28))
        line.addLayout(who, 1)
        line.addWidget(self.saved)
        line.addSpacing(theme().space(2))
        line.addWidget(icon("timer", "soft", 18))
        line.addWidget(self._minutes)
        line.addSpacing(theme().space(2))
        line.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._clock = QTimer(self)
        self._clock.setInterval(5_000)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._tick()

    def show_resident(self, title: str, facts: str) -> None:
        """Whose conversation this is."""
        for shown, text in ((self._name, title or _("New conversation")), (self._facts, facts)):
            if shown.text() != text:
                shown.setText(text)
        self._facts.setVisible(bool(facts))

    def _tick(self) -> None:
        minutes = int((datetime.now().astimezone() - self._started_at).total_seconds()) // 60
        words = ngettext_("{count} minute", "{count} minutes", minutes)
        if self._minutes.text() != words:
            self._minutes.setText(words)
            self._minutes.setAccessibleName(_("Since the start: {minutes}", minutes=words))


def _began(started_at: datetime) -> datetime:
    now = datetime.now().astimezone()
    return started_at if 0 <= (now - started_at).total_seconds() < _LONGEST * 60 else now
