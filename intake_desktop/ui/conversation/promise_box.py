"""The box to write a promise down: a sentence, who, by which day. It knows no rule; the desk refuses."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from intake_desktop.casework.promises import Party
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.promises import DayHasPassed, PromiseIncomplete, Promises, PromiseWithoutName
from intake_desktop.desk.views import PhraseView, PromiseDraft, PromiseView
from intake_desktop.language import _, current, day_in_words
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui.conversation import typed
from intake_desktop.ui.conversation.phrase_list import PhraseList
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Button, Field, Flow, MessageBar, in_reading_order, label, row

_WEEK = 7
_ROOM = 0.95


class PromiseBox(QDialog):
    """A promise in the making. Closing it with Esc keeps what was typed until the conversation is left."""

    made = Signal(object)  # PromiseView

    def __init__(self, promises: Promises, visit: VisitId, names: dict[Party, str], parent: QWidget) -> None:
        """`names` are the names to propose: ours and the resident's; an empty one is asked."""
        super().__init__(parent)
        self._parent = parent
        self._promises = promises
        self._visit = visit
        self._names = names
        self._proposed = ""
        self._slots: dict[str, Field] = {}
        self._typed: dict[str, str] = {}  # what was typed in a place, for when its sentence is picked again
        self.setWindowTitle(_("Add a promise"))
        self.phrases = PhraseList(promises.phrases())
        self.phrases.picked.connect(self._picked)
        self.who = Field(_("Who does this?"), QLineEdit())
        self.day = Field(_("Which day?"), QLineEdit(), _("For example 26-11 or 26 november"))
        self.time = Field(_("What time?"), QLineEdit(), _("For example 10.30"))
        self.message = MessageBar()
        self._day_words = label("", "soft")
        self.line(self.day).textChanged.connect(self._show_day)
        for name, field in (("who", self.who), ("day", self.day), ("time", self.time)):
            field.box.setObjectName(f"promise.{name}")
        self._build()
        self._show_day()
        self._picked(self.phrases.current())

    @staticmethod
    def line(field: Field) -> QLineEdit:
        """The box of a field of one line."""
        assert isinstance(field.box, QLineEdit)
        return field.box

    def slot_names(self) -> tuple[str, ...]:
        """The places of the sentence that is chosen now."""
        return tuple(self._slots)

    def slot(self, name: str) -> Field:
        """The field of a place in the sentence."""
        return self._slots[name]

    def propose(self, names: dict[Party, str]) -> None:
        """The names to propose from now on (the resident may just have told theirs)."""
        self._names = names
        self._propose_name(self.phrases.current())

    def open(self) -> None:
        """Show the box with the focus on the sentence; never larger than the window it belongs to."""
        wanted = QSize(860, 560) * theme().scale
        self.resize(wanted.boundedTo(self._parent.window().size() * _ROOM))
        super().open()
        self.phrases.search.setFocus(Qt.FocusReason.PopupFocusReason)
        self.phrases.search.selectAll()

    def accept(self) -> None:
        """Ask the desk; what it refuses is said at the field, and everything typed stays."""
        for field in (self.who, self.day, self.time, *self._slots.values()):
            field.show_error("")
        self.message.clear()
        phrase, due = self.phrases.current(), self._read_day()
        if phrase is None:
            self.message.say(_("Choose what you agree on."))
            return
        if due is None:
            self._refuse(self.day, _("This date cannot be.") if self.line(self.day).text().strip() else _("Choose a day."))
            return
        at = typed.read_time(self.line(self.time).text()) if phrase.needs_time else None
        if at is None and phrase.needs_time and self.line(self.time).text().strip():
            self._refuse(self.time, _("This time cannot be."))
            return
        slots = {name: self.line(field).text() for name, field in self._slots.items()}
        draft = PromiseDraft(phrase.id, phrase.party, self.line(self.who).text(), due, at, slots)
        try:
            promise = self._promises.make(self._visit, draft)
        except PromiseWithoutName as error:
            self._refuse(self.who, _(error.sentence))
        except DayHasPassed as error:
            self._refuse(self.day, _(error.sentence))
        except PromiseIncomplete:
            self._refuse(self._first_empty(), _("Fill this in."))
        except ActionableError as error:
            self.message.show_error(error)
        else:
            self._done(promise)

    def _first_empty(self) -> Field:
        """The first place of the sentence with nothing in it; the desk only says that there is one."""
        return next((field for field in self._slots.values() if not self.line(field).text().strip()), self.time)

    def _done(self, promise: PromiseView) -> None:
        super().accept()
        self._typed.clear()
        for field in (self.day, self.time, *self._slots.values()):
            self.line(field).clear()
        self.phrases.search.clear()
        self.made.emit(promise)

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme().space(5), theme().space(5), theme().space(5), theme().space(4))
        lines.setSpacing(theme().space(4))
        lines.addWidget(label(_("Add a promise"), "title"))
        lines.addWidget(self.message)
        sides = QHBoxLayout()
        sides.setSpacing(theme().space(5))
        sides.addWidget(self.phrases, 1)
        self._fields = Flow(spacing=3)
        self._fields.lines.setContentsMargins(theme().space(1), 0, theme().space(2), 0)
        self._build_fields()
        sides.addWidget(self._fields, 1)
        lines.addLayout(sides, 1)
        self.cancel = Button(_("Cancel"), "plain")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.make_button = Button(_("Make this promise"), "main", icon="check")
        self.make_button.setDefault(True)
        self.make_button.setObjectName("promise.make")
        self.cancel.setObjectName("promise.cancel")
        self.make_button.clicked.connect(self.accept)
        lines.addLayout(row(None, self.cancel, self.make_button))

    def _build_fields(self) -> None:
        lines = self._fields.lines
        self._slot_lines = QVBoxLayout()
        self._slot_lines.setSpacing(theme().space(3))
        lines.addLayout(self._slot_lines)
        lines.addWidget(self.who)
        lines.addWidget(self.day)
        lines.addWidget(self._day_words)
        quick = row(spacing=2)
        self.quick = []
        for text, days in ((_("Today"), 0), (_("Tomorrow"), 1), (_("In a week"), _WEEK)):
            pill = Button(text, "pill")
            pill.setAutoDefault(False)
            pill.setObjectName(f"promise.day.{days}")
            pill.clicked.connect(lambda _checked=False, days=days: self._choose_day(days))
            quick.addWidget(pill)
            self.quick.append(pill)
        quick.addStretch(1)
        lines.addLayout(quick)
        lines.addWidget(self.time)
        lines.addStretch(1)

    def _picked(self, phrase: PhraseView | None) -> None:
        """Ask what this sentence needs, and propose whose promise it is."""
        for name, field in self._slots.items():
            self._typed[name] = self.line(field).text()
            self._slot_lines.removeWidget(field)
            field.hide()
            field.deleteLater()
        told = _("This will stand on the sheet.")
        self._slots = {name: Field(asked, QLineEdit(), told, language="nl") for name, asked in phrase.slots} if phrase else {}
        for name, field in self._slots.items():
            field.box.setObjectName(f"promise.slot.{name}")
            self.line(field).setText(self._typed.get(name, ""))
            self._slot_lines.addWidget(field)
        ours = phrase is not None and phrase.party is Party.US
        self.who.show_hint(_("Not there that day? Then name who does it.") if ours else "")
        self.time.setVisible(phrase is not None and phrase.needs_time)
        self._propose_name(phrase)
        in_reading_order(self)

    def _propose_name(self, phrase: PhraseView | None) -> None:
        """A name that is known; a name that was typed stays."""
        box = self.line(self.who)
        if phrase is not None and box.text() in ("", self._proposed):
            names_itself = phrase.party is Party.OTHER and not phrase.says_who
            self._proposed = _("the municipality") if names_itself else self._names.get(phrase.party, "")
            box.setText(self._proposed)

    def _choose_day(self, days: int) -> None:
        day = _today() + timedelta(days=days)
        self.line(self.day).setText(typed.write_date(day.isoformat()))

    def _read_day(self) -> date | None:
        return typed.read_date(self.line(self.day).text(), _today(), future=True)

    def _show_day(self) -> None:
        day = self._read_day()
        self._day_words.setText(day_in_words(day, current(), year=True) if day else "")
        self._day_words.setVisible(day is not None)

    @staticmethod
    def _refuse(field: Field, words: str) -> None:
        field.show_error(words)
        field.box.setFocus(Qt.FocusReason.OtherFocusReason)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall calendar
