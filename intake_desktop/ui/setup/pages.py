"""The pages of the set-up. Each shows what the way holds and writes every change back at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from intake_desktop.casework.people import Role
from intake_desktop.desk.front import Front
from intake_desktop.language import N_, _
from intake_desktop.ui import work
from intake_desktop.ui.secret_fields import PassphraseField, RecoveryField
from intake_desktop.ui.setup.way import DISTRICTS, SetUpWay
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Badge, Card, Field, Tile, button, icon, label, row

_ROLES = {
    Role.COORDINATOR: (N_("Coordinator"), N_("Creates helpers and keeps the recovery code"), "identification-card"),
    Role.PROFESSIONAL: (N_("Professional"), N_("Helps residents and may see their dossiers"), "briefcase"),
    Role.VOLUNTEER: (N_("Volunteer"), N_("Helps residents, together with a professional"), "handshake"),
    Role.INTERN: (N_("Intern"), N_("Learns the work, with a professional beside them"), "student"),
}
_STRENGTHS = (
    N_("Far too easy to guess"),
    N_("Too easy to guess"),
    N_("Almost: add a word"),
    N_("Good: hard to guess"),
    N_("Very good: very hard to guess"),
)
_LARGE = 1.6  # times the usual size of type: then fewer groups of the code fit beside each other
# Characters: as many as fit at the foot of a sheet, which has them all on every page.
_LENGTHS = {"name": 60, "district": 30, "address": 60, "phone": 20, "hours": 120, "first_name": 30}
_REST = 350  # milliseconds without a key before the passphrase is judged


class Page(Card):
    """A card with a title and an explanation."""

    def __init__(self, title: str, explanation: str) -> None:
        super().__init__(padding=6, spacing=4)
        self.lines.addWidget(label(title, "title"))
        self.lines.addWidget(label(explanation, "body"))
        self._fields: dict[str, Field] = {}

    def _line(self, way: SetUpWay, name: str, text: str, hint: str = "") -> Field:
        box = QLineEdit(way.get(name))
        box.setObjectName(f"set-up.{name}")
        box.setMaxLength(_LENGTHS[name])
        box.textChanged.connect(lambda value: way.put(name, value))
        made = Field(text, box, hint)
        box.textChanged.connect(lambda _value: made.show_error(""))
        self._fields[name] = made
        return made

    def show_missing(self, names: tuple[str, ...]) -> None:
        """Say at each empty field that it is needed, and go to the first."""
        for name in names:
            self._fields[name].show_error(_("This is still needed."))
        if names:
            self._fields[names[0]].box.setFocus()


class PlacePage(Page):
    """The service point, as it will stand on every sheet."""

    def __init__(self, way: SetUpWay) -> None:
        super().__init__(_("This service point"), _("This stands on every sheet a resident takes home."))
        self.first = self._line(way, "name", _("Name"))
        district = QComboBox()
        district.setObjectName("set-up.district")
        district.setEditable(True)
        if (line := district.lineEdit()) is not None:
            line.setMaxLength(_LENGTHS["district"])
        district.addItems(DISTRICTS)
        district.setCurrentText(way.get("district"))
        district.currentTextChanged.connect(lambda value: way.put("district", value))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().space(4))
        grid.setVerticalSpacing(theme().space(4))
        grid.addWidget(self.first, 0, 0)
        grid.addWidget(Field(_("District"), district), 0, 1)
        grid.addWidget(self._line(way, "address", _("Address")), 1, 0)
        grid.addWidget(self._line(way, "phone", _("Phone")), 1, 1)
        grid.addWidget(
            self._line(way, "hours", _("Opening hours"), _("For example: Monday to Friday, 9 to 17 hours")), 2, 0, 1, 2
        )
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        self.lines.addLayout(grid)
        self.setFocusProxy(self.first.box)


class HelperPage(Page):
    """Who sits here first."""

    def __init__(self, way: SetUpWay) -> None:
        super().__init__(_("The first helper"), _("You can unlock this desk. Only your first name shows on the locked screen."))
        first = self._line(way, "first_name", _("Your first name"))
        self.lines.addWidget(first)
        self.lines.addWidget(label(_("What are you here?"), "strong"))
        grid = QGridLayout()
        grid.setSpacing(theme().space(2))
        for number, (role, (name, line, drawing)) in enumerate(_ROLES.items()):
            tile = Tile(_(name), _(line), drawing)
            tile.setObjectName(f"set-up.role.{role.value}")
            tile.setCheckable(True)
            tile.setAutoExclusive(True)
            tile.setChecked(way.get("role") == role.value)
            tile.clicked.connect(lambda _on=False, value=role.value: way.put("role", value))
            grid.addWidget(tile, number // 2, number % 2)
        self.lines.addLayout(grid)
        self.setFocusProxy(first.box)


class PassphrasePage(Page):
    """A proposed sentence to type over, or one of one's own; how strong it is, in words."""

    def __init__(self, way: SetUpWay, front: Front) -> None:
        super().__init__(
            _("Your passphrase"),
            _("This sentence is yours alone. Type it over, so that you remember it. Or type one of your own."),
        )
        self._way = way
        self._front = front
        self._proposal = label(way.get("proposal") or self._propose(), "question", "nl")
        self._proposal.setObjectName("set-up.proposal")
        again = button(_("Another sentence"), "plain", "arrows-clockwise")
        again.setObjectName("set-up.another")
        again.clicked.connect(lambda: self._proposal.setText(self._propose()))
        shown = Card("sunken", padding=4)
        across = row(icon("quotes", "accent", 24))
        across.addWidget(self._proposal, 1)
        shown.lines.addLayout(across)
        shown.lines.addLayout(row(again, None))
        self.lines.addWidget(shown)
        self._field = PassphraseField(_("Type the passphrase"), "set-up.passphrase")
        self._field.show_typing()
        self._field.box.setText(way.get("passphrase"))
        self._field.box.textChanged.connect(self._typed)
        self.lines.addWidget(self._field)
        self._strength = row()
        self.lines.addLayout(self._strength)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._judge)
        self._needed = label("", "danger")
        self._needed.hide()
        self.lines.addWidget(self._needed)
        self.setFocusProxy(self._field.box)
        self._judge()

    def show_missing(self, names: tuple[str, ...]) -> None:
        """Nothing was typed."""
        self._needed.setText(_("This is still needed."))
        self._needed.setVisible(bool(names))
        self._field.box.setFocus()

    def _propose(self) -> str:
        proposal = self._front.propose_passphrase()
        self._way.put("proposal", proposal)
        return proposal

    def _typed(self, passphrase: str) -> None:
        self._way.put("passphrase", passphrase)
        self._needed.hide()
        self._rest.start()

    def _judge(self) -> None:
        passphrase = self._way.get("passphrase")
        if not passphrase:
            self._show_strength(-1, enough=False)
            return
        work.run(
            lambda: self._front.passphrase_strength(passphrase),
            lambda strength: self._show_strength(strength.score, enough=strength.enough),
            lambda _error: None,  # judging raises nothing a person can act on
            owner=self,
        )

    def _show_strength(self, score: int, *, enough: bool) -> None:
        while (item := self._strength.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if score >= 0:
            drawing, tone = ("check-circle-fill", "good") if enough else ("warning-fill", "warn")
            badge = Badge(_(_STRENGTHS[score]), drawing, tone)
            badge.setObjectName("set-up.strength")
            self._strength.addWidget(badge)
        self._strength.addStretch(1)


class CodePage(Page):
    """The recovery code, large, once."""

    print_requested = Signal()

    def __init__(self, code: str) -> None:
        super().__init__(
            _("The recovery code"),
            _(
                "With this code the desk opens when a passphrase is forgotten or the computer breaks. "
                "It is shown only now. Print it or write it down."
            ),
        )
        shown = Card("sunken", padding=5)
        groups = code.split("-")
        beside = 4 if theme().scale < _LARGE else 2
        for start in range(0, len(groups), beside):
            line = label("   ".join(groups[start : start + beside]), "display", "en", wrap=False).centre()
            line.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            shown.lines.addWidget(line)
        shown.setAccessibleName(_("Recovery code"))
        shown.setAccessibleDescription(code)
        self.lines.addWidget(shown)
        printing = button(_("Print the code"), "plain", "printer")
        printing.setObjectName("set-up.print")
        printing.clicked.connect(self.print_requested)
        self.lines.addLayout(row(printing, None))
        self.lines.addWidget(label(_("Keep the paper in a locked place, not with this computer."), "hint"))
        self.setFocusProxy(printing)


class CheckPage(Page):
    """Typed back once, so that nobody goes on with a code nobody has."""

    def __init__(self) -> None:
        super().__init__(_("Do you have the code?"), _("Type the code from the paper. Then you know that it can be read."))
        self.field = RecoveryField("set-up.code")
        self.lines.addWidget(self.field)
        self.setFocusProxy(self.field.box)


def focus_first(page: QWidget) -> None:
    """Begin at the first field of a page."""
    proxy = page.focusProxy()
    if proxy is not None:
        proxy.setFocus()
