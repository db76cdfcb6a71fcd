"""Pick your first name, type your passphrase. Works without network; a forgotten passphrase never wipes anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from intake_desktop.language import _, ngettext_
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import work
from intake_desktop.ui.secret_fields import PassphraseField, RecoveryField
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Card, Flow, MessageBar, Tile, button, icon, in_reading_order, label, row

if TYPE_CHECKING:  # the window stands before the desk's own code is there
    from intake_desktop.casework.people import HelperId
    from intake_desktop.desk.counter import Counter
    from intake_desktop.desk.front import Front
    from intake_desktop.desk.names import HelperName

_WIDTH = 520
_NAMES_BESIDE_EACH_OTHER = 2


class UnlockScreen(QWidget):
    """The door of the desk. Drawn before the desk's own code is there: `meet` brings it."""

    opened = Signal(object)  # Counter

    def __init__(self, *, saved: bool | None = None) -> None:
        """`saved`: whether everything was saved when the desk was locked; None when the program has just begun."""
        super().__init__()
        self.setProperty("kind", "screen")
        self._saved = saved
        self._front: Front | None = None
        self._helper: HelperId | None = None
        self._tiles: list[Tile] = []
        self._waiting = QTimer(self)
        self._waiting.setInterval(1000)
        self._waiting.timeout.connect(self._count_down)
        self._message = MessageBar()
        self._busy = False
        self._way = 0
        self._build()
        self._show_way(0)

    def meet(self, front: Front) -> None:
        """The desk's door is there: show who can open it."""
        self._front = front
        try:
            names = front.helpers()
        except ActionableError as error:
            self._message.show_error(error)
            return
        self._show_names(names)
        self._count_down()

    def _build(self) -> None:
        card = Card(padding=6, spacing=4)
        card.setFixedWidth(round(_WIDTH * theme().scale))
        head = row(icon("lock-key", "accent", 30), label(_("Locked"), "title", wrap=False), None)
        card.lines.addLayout(head)
        self._ways = (self._by_passphrase(), self._by_recovery_code())
        if self._saved is False:
            unsaved = MessageBar()
            unsaved.setObjectName("unlock.unsaved")
            unsaved.say(_("The last answer is not saved. Write it down on paper."))
            card.lines.addWidget(unsaved)
        self._told = label("", "body")
        card.lines.addWidget(self._told)
        card.lines.addWidget(self._message)
        for way in self._ways:
            card.lines.addWidget(way)
        flow = Flow()
        flow.lines.addStretch(1)
        flow.lines.addLayout(
            row(None, icon("chats-circle", "accent", 28), label("Intake Desktop", "name", "en", wrap=False), None)
        )
        flow.lines.addLayout(row(None, card, None))
        flow.lines.addStretch(2)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme().space(5), theme().space(5), theme().space(5), theme().space(5))
        lines.addWidget(flow)

    def _by_passphrase(self) -> QWidget:
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(4))
        self._names = QGridLayout()
        self._names.setSpacing(theme().space(2))
        lines.addLayout(self._names)
        self._passphrase = PassphraseField(_("Your passphrase"), "unlock.passphrase")
        self._passphrase.box.returnPressed.connect(self._unlock)
        self._passphrase.box.textChanged.connect(lambda _text: self._refresh())
        lines.addWidget(self._passphrase)
        self._open = button(_("Unlock"), "main", "lock-key-open", "Return")
        self._open.setObjectName("unlock.open")
        self._open.clicked.connect(self._unlock)
        other = button(_("Use the recovery code"), "quiet", "key")
        other.setObjectName("unlock.by-recovery-code")
        other.clicked.connect(lambda: self._show_way(1))
        lines.addLayout(row(other, None, self._open))
        self._refresh()
        return page

    def _by_recovery_code(self) -> QWidget:
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(4))
        self._code = RecoveryField("unlock.recovery-code")
        self._code.box.returnPressed.connect(self._recover)
        lines.addWidget(self._code)
        self._recovering = button(_("Unlock"), "main", "lock-key-open", "Return")
        self._recovering.setObjectName("unlock.recover")
        self._recovering.clicked.connect(self._recover)
        back = button(_("Back"), "plain", "arrow-left")
        back.setObjectName("unlock.by-passphrase")
        back.clicked.connect(lambda: self._show_way(0))
        lines.addLayout(row(back, None, self._recovering))
        lines.addStretch(1)
        return page

    def _show_way(self, way: int) -> None:
        self._message.clear()
        self._way = way
        for number, page in enumerate(self._ways):
            page.setVisible(number == way)
        self._told.setText(
            _("Type the recovery code of this desk. It was printed when the desk was set up.")
            if way
            else _("Everything is saved. Choose your first name and type your passphrase.")
            if self._saved
            else _("Choose your first name and type your passphrase.")
        )
        (self._code.box if way else self._passphrase.box).setFocus()
        self._count_down()

    def _show_names(self, names: tuple[HelperName, ...]) -> None:
        for number, helper in enumerate(names):
            tile = Tile(helper.first_name, icon="user-circle", language="nl")
            tile.setCheckable(True)
            tile.setAutoExclusive(True)
            tile.setObjectName(f"unlock.helper.{number}")
            tile.clicked.connect(lambda _on=False, who=helper.id: self._pick(who))
            self._names.addWidget(tile, number // _NAMES_BESIDE_EACH_OTHER, number % _NAMES_BESIDE_EACH_OTHER)
            self._tiles.append(tile)
        in_reading_order(self)
        if len(names) == 1:
            self._tiles[0].setChecked(True)
            self._pick(names[0].id)
        elif self._tiles:
            self._tiles[0].setFocus()

    def _pick(self, helper: HelperId) -> None:
        self._helper = helper
        self._passphrase.box.setFocus()
        self._refresh()

    def _unlock(self) -> None:
        front, helper, passphrase = self._front, self._helper, self._passphrase.box.text()
        if front is None or helper is None or not self._open.isEnabled():
            return
        self._begin(lambda: front.unlock(helper, passphrase))

    def _recover(self) -> None:
        front, code = self._front, self._code.box.text()
        if front is None or self._busy or not code.strip():
            return
        self._begin(lambda: front.unlock_with_recovery(code))

    def _begin(self, opening: Callable[[], Counter]) -> None:
        self._busy = True
        self._message.clear()
        self._refresh()
        work.run(opening, self._opened, self._refused)

    def _opened(self, counter: Counter) -> None:
        self._busy = False
        self._passphrase.box.clear()
        self._code.box.clear()
        self.opened.emit(counter)

    def _refused(self, error: ActionableError) -> None:
        self._busy = False
        self._message.show_error(error)
        self._count_down()
        self._refresh()
        if self._way == 0 and self._passphrase.box.isEnabled():
            self._passphrase.box.selectAll()
            self._passphrase.box.setFocus()

    def _count_down(self) -> None:
        seconds = self._front.wait_seconds() if self._front else 0
        if seconds and self._way:
            self._waiting.start()  # the recovery code need not wait
        elif seconds:
            self._message.say(
                ngettext_(
                    "This is not the passphrase. You can try again in {count} second. Nothing is lost.",
                    "This is not the passphrase. You can try again in {count} seconds. Nothing is lost.",
                    seconds,
                ),
                "warn",
            )
            self._waiting.start()
        elif self._waiting.isActive():
            self._waiting.stop()
            if self._way == 0:
                self._message.clear()
                self._refresh()
                self._passphrase.box.setFocus()
        self._refresh()

    def _refresh(self) -> None:
        may = not self._busy and not self._waiting.isActive()
        self._passphrase.setEnabled(may)
        self._open.setEnabled(may and self._helper is not None and bool(self._passphrase.box.text()))
        self._open.show_text(_("Unlocking…") if self._busy else _("Unlock"))
