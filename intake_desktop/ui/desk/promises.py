"""What was promised and must be done: the late ones first, and a press that says how it went."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intake_desktop.casework.promises import Kept, Party
from intake_desktop.desk.views import PromiseView
from intake_desktop.language import N_, _, current, day_in_words, time_in_words
from intake_desktop.ui.widgets import Badge, Card, button, column, icon, in_own_order, label, row
from intake_desktop.ui.widgets.glyphs import is_glyph

_PARTIES = {Party.US: N_("We"), Party.RESIDENT: N_("The resident"), Party.OTHER: N_("Somebody else")}


class PromiseRow(Card):
    """Whose promise it is, what and when. The whole sentence, which may hold names, only while somebody asks for it."""

    marked = Signal(object)  # Kept

    def __init__(self, promise: PromiseView, name: str) -> None:
        """`name`: of this row among the objects of the screen."""
        super().__init__("warn" if promise.late else "item", padding=3, spacing=2)
        self.promise = promise
        initials = in_own_order(promise.initials) if promise.initials else ""
        self._covered = "  ·  ".join(part for part in (promise.label, initials) if part)
        self._sentence = label(self._covered, "body", "nl").align_with_interface()
        self._late = Badge(_("late"), "alarm", "warn") if promise.late else None
        head = row(label(_(_PARTIES[promise.party]), "strong"), None, spacing=2)
        if self._late is not None:
            head.addWidget(self._late)
        texts = column(spacing=0)
        texts.addLayout(head)
        texts.addWidget(self._sentence)
        texts.addWidget(label(_when(promise), "warn" if promise.late else "soft"))
        drawing = promise.icon if is_glyph(promise.icon) else "handshake"
        across = row(spacing=3)
        across.addWidget(icon(drawing, "warn" if promise.late else "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(texts, 1)
        self.lines.addLayout(across)
        self._ask = self._asking(name)
        self._done = {
            Kept.KEPT: Badge(_("It is done"), "check-circle-fill", "good"),
            Kept.BROKEN: Badge(_("It did not work"), "x-circle"),
        }
        self._undo = button(_("Undo"), "quiet", "arrow-u-up-left")
        self._undo.setObjectName(f"{name}.undo")
        self._undo.setAccessibleDescription(self._covered)
        self._undo.clicked.connect(lambda: self.marked.emit(Kept.NOT_YET))
        self.lines.addLayout(row(*self._done.values(), self._undo, None, spacing=2))
        self.show_kept(promise.kept)

    def show_name(self, *, on: bool) -> None:
        """Show the whole sentence, or cover it again."""
        self._sentence.setText(self.promise.sentence if on else self._covered)

    def show_kept(self, kept: Kept) -> None:
        """How it went, or the question how it went."""
        for one in self._ask:
            one.setVisible(kept is Kept.NOT_YET)
        for state, badge in self._done.items():
            badge.setVisible(state is kept)
        self._undo.setVisible(kept is not Kept.NOT_YET)

    def begin(self, kept: Kept) -> None:
        """The focus stays in the row that was pressed."""
        (self._ask[0] if kept is Kept.NOT_YET else self._undo).setFocus(Qt.FocusReason.OtherFocusReason)

    def _asking(self, name: str) -> tuple[QWidget, ...]:
        done = button(_("It is done"), "plain", "check")
        broken = button(_("It did not work"), "plain", "x")
        for one, kept in ((done, Kept.KEPT), (broken, Kept.BROKEN)):
            one.setObjectName(f"{name}.{kept.value}")
            one.setAccessibleDescription(self._covered)
            one.clicked.connect(lambda _on=False, kept=kept: self.marked.emit(kept))
        self.lines.addLayout(row(done, broken, None, spacing=2))
        return done, broken


def _when(promise: PromiseView) -> str:
    day = day_in_words(promise.due, current())
    return day if promise.at is None else f"{day}, {time_in_words(promise.at, current())}"
