"""One conversation a line: those that can go on, and those that are finished. Others look along, so names stay covered."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal

from intake_desktop.casework.visits import InterviewState
from intake_desktop.desk.views import DraftView, RecentView
from intake_desktop.language import _, current, day_in_words, time_in_words
from intake_desktop.ui.widgets import Badge, Card, Tile, button, column, icon, in_own_order, label, row


class DraftRow(Tile):
    """When it began and the initials. The name only while somebody asks for it."""

    def __init__(self, draft: DraftView, today: date) -> None:
        state = _("stopped, can go on") if draft.state is InterviewState.STOPPED else _("not finished")
        self._covered, self._open = _titles(draft.started_at, today, draft.initials, draft.name)
        super().__init__(self._covered, state, "note-pencil")

    def show_name(self, *, on: bool) -> None:
        """Show the name, or cover it again."""
        self.title.setText(self._open if on else self._covered)


class RecentRow(Card):
    """A finished conversation: its sheet can be printed again, and what leaves can be asked again."""

    sheet_wanted = Signal()
    release_wanted = Signal()

    def __init__(self, recent: RecentView, today: date, name: str) -> None:
        """`name`: of this row among the objects of the screen."""
        super().__init__("item", padding=3, spacing=2)
        self._covered, self._open = _titles(recent.at, today, recent.initials, recent.name)
        self._title = label(self._covered, "name").align_with_interface()
        texts = column(self._title, spacing=1)
        if recent.open_question:
            texts.addLayout(row(Badge(_("The resident is still thinking"), "pause-circle"), None))
        sheet = button(_("Sheet"), "plain", "printer")
        sheet.setObjectName(f"{name}.sheet")
        sheet.clicked.connect(self.sheet_wanted)
        release = button(_("What leaves"), "plain", "paper-plane-tilt")
        release.setObjectName(f"{name}.release")
        release.clicked.connect(self.release_wanted)
        for one in (sheet, release):
            one.setAccessibleDescription(self._covered)
        head = row(icon("check-circle", "accent", 26))
        head.addLayout(texts, 1)
        self.lines.addLayout(head)
        self.lines.addLayout(row(sheet, release, None, spacing=2))

    def show_name(self, *, on: bool) -> None:
        """Show the name, or cover it again."""
        self._title.setText(self._open if on else self._covered)


def _titles(at: datetime, today: date, initials: str, name: str) -> tuple[str, str]:
    """The line with initials, and the one with the name."""
    here = at.astimezone()
    time = time_in_words(here.time(), current())
    when = time if here.date() == today else f"{day_in_words(here.date(), current())}, {time}"
    covered = in_own_order(initials) if initials else _("no name yet")
    return f"{when}  ·  {covered}", f"{when}  ·  {in_own_order(name) if name else covered}"
