"""Home: begin, go on, and what must be done today."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from intake_desktop.casework.parcels import ParcelState
from intake_desktop.casework.promises import Kept
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.views import DraftView, Overview, PromiseView, RecentView
from intake_desktop.language import _, current, day_in_words, ngettext_
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import work
from intake_desktop.ui.desk.peek import Peek
from intake_desktop.ui.desk.promises import PromiseRow
from intake_desktop.ui.desk.rows import DraftRow, RecentRow
from intake_desktop.ui.parcels.states import parcel_badge
from intake_desktop.ui.widgets import (
    Bar,
    Button,
    Card,
    Columns,
    Flow,
    MessageBar,
    button,
    column,
    frame,
    icon,
    in_own_order,
    in_reading_order,
    label,
    row,
)

_ASIDE = 360
_NAMES_KEY = Qt.Key.Key_F2


class DeskScreen(QWidget):
    """Draws an Overview; asks the window to open other screens."""

    new_conversation = Signal()
    resume_requested = Signal(str)  # InterviewId
    print_requested = Signal(str)  # VisitId
    release_requested = Signal(str)  # VisitId
    parcels_requested = Signal()
    lock_requested = Signal()

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.setProperty("kind", "screen")
        self._counter = counter
        self._named: list[DraftRow | RecentRow | PromiseRow] = []
        self._peek = Peek(self)
        self._peek.changed.connect(lambda on: self._show_names(on=on))
        self._message = MessageBar()
        self._left = Flow(spacing=4)
        self._right = Flow(spacing=3)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Ask the desk again and draw what it says."""
        work.run(self._counter.home.overview, self._show, self._message.show_error, owner=self)

    def say(self, error: ActionableError) -> None:
        """Something this screen asked for did not work."""
        self.setEnabled(True)
        self._message.show_error(error)

    def wait(self) -> None:
        """A conversation is being opened: take no second press."""
        self._message.say(_("One moment…"), "good")
        self.setEnabled(False)

    def _build(self) -> None:
        parcels = button(_("Parcels"), "plain", "package", "Ctrl+P")
        parcels.setObjectName("desk.parcels")
        parcels.clicked.connect(self.parcels_requested)
        lock = button(_("Lock"), "plain", "lock-key", None)
        lock.setObjectName("desk.lock")
        lock.setAccessibleDescription("Ctrl+L")
        lock.setToolTip("Ctrl+L")
        lock.clicked.connect(self.lock_requested)
        counter = self._counter
        place = f"{counter.service_point.name}  ·  {counter.service_point.district}"
        bar = Bar(counter.helper.first_name, place, "user-circle", parcels, lock, language="nl")
        self._new = button(_("New conversation"), "main", "chat-circle-text", "Ctrl+N")
        self._new.setObjectName("desk.new-conversation")
        self._new.enlarge()
        self._new.clicked.connect(self.new_conversation)
        middle = column(self._message, self._new, self._left, spacing=4)
        middle.setStretch(2, 1)
        main = QWidget()
        main.setLayout(middle)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(bar)
        lines.addWidget(Columns(main, self._right, aside_width=_ASIDE), 1)
        self.setFocusProxy(self._new)

    def _show(self, overview: Overview) -> None:
        self._left.renew()
        self._right.renew()
        self._named = []
        self._peek.cover()
        self._show_drafts(overview)
        self._show_recent(overview)
        self._show_promises(overview)
        self._show_parcels(overview)
        self._left.lines.addStretch(1)
        self._right.lines.addStretch(1)
        in_reading_order(self)

    def _show_drafts(self, overview: Overview) -> None:
        if not overview.drafts:
            self._left.lines.addWidget(_nothing_open(overview))
            return
        rows = column(spacing=2)
        for number, draft in enumerate(overview.drafts):
            rows.addWidget(self._draft(number, draft, overview))
        self._left.lines.addLayout(_head(_("CONVERSATIONS THAT CAN GO ON"), self._names_button()))
        self._left.lines.addLayout(rows)

    def _show_recent(self, overview: Overview) -> None:
        if not overview.recent:
            return
        rows = column(spacing=2)
        for number, recent in enumerate(overview.recent):
            rows.addWidget(self._recent(number, recent, overview))
        names = () if overview.drafts else (self._names_button(),)  # one button for all rows, at the first heading
        self._left.lines.addLayout(_head(_("CONVERSATIONS THAT ARE FINISHED"), *names))
        self._left.lines.addLayout(rows)

    def _names_button(self) -> Button:
        names = button(_("Hold to see the names"), "quiet", "eye", None)
        names.setObjectName("desk.names")
        names.setAccessibleDescription(_("Or hold F2"))
        names.setToolTip(_("Or hold F2"))
        names.pressed.connect(self._peek.open)
        names.released.connect(self._peek.cover)
        return names

    def _draft(self, number: int, draft: DraftView, overview: Overview) -> DraftRow:
        made = DraftRow(draft, overview.today)
        made.setObjectName(f"desk.draft.{number}")
        made.clicked.connect(lambda _on=False, interview=draft.interview: self.resume_requested.emit(interview))
        self._named.append(made)
        return made

    def _recent(self, number: int, recent: RecentView, overview: Overview) -> RecentRow:
        made = RecentRow(recent, overview.today, f"desk.recent.{number}")
        made.sheet_wanted.connect(lambda visit=recent.visit: self.print_requested.emit(visit))
        made.release_wanted.connect(lambda visit=recent.visit: self.release_requested.emit(visit))
        self._named.append(made)
        return made

    def _show_promises(self, overview: Overview) -> None:
        day = day_in_words(overview.today, current())
        self._right.lines.addWidget(label(_("TODAY, {day}", day=day), "head"))
        late = [promise for promise in overview.promises if promise.late]
        if late:
            count = ngettext_("{count} promise is late", "{count} promises are late", len(late))
            self._right.lines.addWidget(_urgent(count))
        for number, promise in enumerate((*late, *(promise for promise in overview.promises if not promise.late))):
            self._right.lines.addWidget(self._promise(number, promise))
        if not overview.promises:
            self._right.lines.addWidget(_calm(_("No promises for today.")))
        elif not overview.drafts and not overview.recent:
            self._right.lines.addLayout(row(self._names_button(), None))

    def _promise(self, number: int, promise: PromiseView) -> PromiseRow:
        made = PromiseRow(promise, f"desk.promise.{number}")
        made.marked.connect(lambda kept: self._mark(made, kept))
        self._named.append(made)
        return made

    def _mark(self, promised: PromiseRow, kept: Kept) -> None:
        """Say how it went. The row stays where it is: who pressed the wrong one can undo it."""
        promise = promised.promise.id

        def done(_nothing: None) -> None:
            promised.setEnabled(True)
            promised.show_kept(kept)
            promised.begin(kept)

        def failed(error: ActionableError) -> None:
            promised.setEnabled(True)
            self._message.show_error(error)

        promised.setEnabled(False)
        work.run(lambda: self._counter.promises.mark(promise, kept), done, failed, owner=promised)

    def _show_parcels(self, overview: Overview) -> None:
        self._right.lines.addWidget(label(_("PARCELS"), "head"))
        counts = [(state, count) for state, count in overview.parcels if count]
        if not counts:
            self._right.lines.addWidget(_calm(_("No parcels yet.")))
            return
        card = Card("item", padding=3, spacing=2)
        for state, count in sorted(counts, key=lambda one: one[0] is not ParcelState.ATTENTION):
            across = row(parcel_badge(state), None, label(str(count), "strong", wrap=False))
            card.lines.addLayout(across)
        self._right.lines.addWidget(card)

    def _show_names(self, *, on: bool) -> None:
        for one in self._named:
            one.show_name(on=on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Names show as long as the key is held; a held key repeats itself, which is no new press."""
        if event.key() != _NAMES_KEY:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._peek.open()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Cover them again."""
        if event.key() != _NAMES_KEY:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._peek.cover()


def _head(text: str, *beside: QWidget) -> QHBoxLayout:
    across = row(spacing=3)
    across.addWidget(label(text, "head"), 1)
    for one in beside:
        across.addWidget(one)
    return across


def _nothing_open(overview: Overview) -> QWidget:
    card = Card(padding=6, spacing=2)
    if overview.first_day:
        card.lines.addWidget(label(_("Welcome, {name}.", name=in_own_order(overview.helper)), "title"))
    card.lines.addWidget(label(_("Nothing is open."), "question" if not overview.first_day else "name"))
    card.lines.addWidget(label(_("Does somebody come in? Choose New conversation."), "body"))
    return card


def _urgent(text: str) -> QFrame:
    across = row(icon("alarm", "warn", 22))
    across.addWidget(label(text, "warn"), 1)
    return frame("warn", across, horizontal=3, vertical=3)


def _calm(text: str) -> QWidget:
    return label(text, "soft")
