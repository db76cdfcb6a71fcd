"""Parcels: four different states and one that asks for a person; carry them now; who receives."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from intake_desktop.casework.parcels import ParcelState, Receiver
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.views import Carried, ParcelView
from intake_desktop.language import _, ngettext_
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import work
from intake_desktop.ui.parcels.receivers import EnrolCard, ReceiverCard
from intake_desktop.ui.parcels.rows import ParcelRow
from intake_desktop.ui.widgets import Bar, Card, Columns, Flow, MessageBar, button, column, in_reading_order, label, row

_ASIDE = 400


class ParcelsScreen(QWidget):
    """Draws parcels and receivers; carries when asked."""

    done = Signal()

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.setProperty("kind", "screen")
        self._counter = counter
        self._message = MessageBar()
        self._list = Flow(spacing=2)
        self._receivers = Flow(spacing=3)
        self._carrying = QProgressBar()
        self._carrying.setRange(0, 0)
        self._carrying.setTextVisible(False)
        self._carrying.setAccessibleName(_("Carrying the parcels"))
        self._carrying.hide()
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Ask the desk again."""
        work.run(self._counter.deliveries.parcels, self._show_parcels, self._fail, owner=self)
        work.run(self._counter.releases.receivers, self._show_receivers, self._fail, owner=self)

    def _build(self) -> None:
        back = button(_("Back to the desk"), "plain", "arrow-left")
        back.setObjectName("parcels.back")
        back.clicked.connect(self.done)
        self._carry = button(_("Carry now"), "main", "paper-plane-tilt")
        self._carry.setObjectName("parcels.carry")
        self._carry.clicked.connect(self._start)
        explained = label(
            _("Carrying brings what is ready to the receiver's folder and reads what came back. Nothing is sent twice."), "soft"
        )
        head = row(spacing=4)
        head.addWidget(explained, 1)
        head.addWidget(self._carry)
        left = column(spacing=3)
        left.addLayout(head)
        left.addWidget(self._carrying)
        left.addWidget(self._message)
        left.addWidget(self._list, 1)
        main = QWidget()
        main.setLayout(left)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Bar(_("Parcels"), _("What residents agreed to share, and how far it is"), "package", back))
        lines.addWidget(Columns(main, self._receivers, aside_width=_ASIDE), 1)
        self.setFocusProxy(self._carry)

    def _show_parcels(self, parcels: tuple[ParcelView, ...]) -> None:
        self._list.renew()
        if not parcels:
            card = Card(padding=6, spacing=2)
            card.lines.addWidget(label(_("No parcels yet."), "question"))
            card.lines.addWidget(
                label(_("A parcel is made when a resident says yes to sharing, at the end of a conversation."), "body")
            )
            self._list.lines.addWidget(card)
        for number, parcel in enumerate(sorted(parcels, key=lambda one: one.state is not ParcelState.ATTENTION)):
            shown = ParcelRow(parcel)
            shown.setObjectName(f"parcels.parcel.{number}")
            self._list.lines.addWidget(shown)
        self._list.lines.addStretch(1)
        in_reading_order(self)

    def _show_receivers(self, receivers: tuple[Receiver, ...]) -> None:
        self._receivers.renew()
        self._receivers.lines.addWidget(label(_("RECEIVERS"), "head"))
        for receiver in receivers:
            self._receivers.lines.addWidget(ReceiverCard(receiver, self._counter.releases.fingerprint(receiver.recipient)))
        if not receivers:
            self._receivers.lines.addWidget(label(_("Nobody yet. Without a receiver nothing can leave."), "soft"))
        add = button(_("Add a receiver"), "plain", "plus")
        add.setObjectName("parcels.add")
        add.clicked.connect(self._ask_receiver)
        self._receivers.lines.addWidget(add, 0, Qt.AlignmentFlag.AlignLeading)
        self._receivers.lines.addStretch(1)
        in_reading_order(self)

    def _ask_receiver(self) -> None:
        self._receivers.renew()
        asked = EnrolCard(self._counter.releases)
        asked.enrolled.connect(self.refresh)
        asked.left.connect(self.refresh)
        self._receivers.lines.addWidget(asked)
        self._receivers.lines.addStretch(1)
        in_reading_order(self)
        asked.begin()

    def _start(self) -> None:
        self._message.clear()
        self._carry.setEnabled(False)
        self._carrying.show()
        work.run(self._counter.deliveries.carry, self._carried, self._fail, owner=self)

    def _carried(self, done: Carried) -> None:
        self._carrying.hide()
        self._carry.setEnabled(True)
        self._message.say(_told(done), "warn" if done.problem or done.attention else "good")
        self.refresh()

    def _fail(self, error: ActionableError) -> None:
        self._carrying.hide()
        self._carry.setEnabled(True)
        self._message.show_error(error)


def _told(done: Carried) -> str:
    """What one round of carrying did, in words."""
    if done.problem:
        waits = _("Not everything could be sent. It stays here, safe.")
        return f"{waits} {done.problem}"
    parts = [
        ngettext_("{count} parcel was sent.", "{count} parcels were sent.", done.sent) if done.sent else "",
        ngettext_("{count} parcel arrived.", "{count} parcels arrived.", done.confirmed) if done.confirmed else "",
        ngettext_("{count} parcel needs attention.", "{count} parcels need attention.", done.attention) if done.attention else "",
    ]
    return " ".join(part for part in parts if part) or _("There was nothing to carry.")
