"""One conversation that can go on, one promise: a line each."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout

from intake_desktop.casework.promises import Party
from intake_desktop.casework.visits import InterviewState
from intake_desktop.desk.views import DraftView, PromiseView
from intake_desktop.language import N_, _, current, day_in_words, time_in_words
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Tile, column, icon, in_own_order, label
from intake_desktop.ui.widgets.glyphs import is_glyph

_PARTIES = {Party.US: N_("We"), Party.RESIDENT: N_("The resident"), Party.OTHER: N_("Somebody else")}


class DraftRow(Tile):
    """When it began and the initials. The name only while somebody asks for it: others look along."""

    def __init__(self, draft: DraftView, today: date) -> None:
        began = draft.started_at.astimezone()
        time = time_in_words(began.time(), current())
        when = time if began.date() == today else f"{day_in_words(began.date(), current())}, {time}"
        state = _("stopped, can go on") if draft.state is InterviewState.STOPPED else _("not finished")
        self._covered = in_own_order(draft.initials) if draft.initials else _("no name yet")
        self._name = in_own_order(draft.name) if draft.name else self._covered
        super().__init__(f"{when}  ·  {self._covered}", state, "note-pencil")
        self._when = when

    def show_name(self, *, on: bool) -> None:
        """Show the name, or cover it again."""
        self.title.setText(f"{self._when}  ·  {self._name if on else self._covered}")


class PromiseRow(QFrame):
    """Whose promise it is and the sentence that says what and when, as it stands on the sheet."""

    def __init__(self, promise: PromiseView) -> None:
        super().__init__()
        self.setProperty("kind", "warn" if promise.late else "item")
        across = QHBoxLayout(self)
        side = theme().space(3)
        across.setContentsMargins(side, theme().space(2), side, theme().space(2))
        across.setSpacing(side)
        drawing = promise.icon if is_glyph(promise.icon) else "handshake"
        across.addWidget(icon(drawing, "warn" if promise.late else "accent", 20))
        who = label(_(_PARTIES[promise.party]), "strong")
        texts = column(who, label(promise.sentence, "body", "nl").align_with_interface(), spacing=0)
        if promise.late:
            texts.addWidget(label(_("late: {day}", day=day_in_words(promise.due, current())), "warn"))
        across.addLayout(texts, 1)
