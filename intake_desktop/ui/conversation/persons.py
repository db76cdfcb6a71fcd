"""The page of the persons of a household: who is there so far, one more, nobody more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from intake_desktop.desk.views import PersonsView, PersonView
from intake_desktop.language import _, ngettext_
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Button, Card, Rule, icon, label, may_break
from intake_desktop.ui.widgets.twins import Twin


class PersonRow(QFrame):
    """One person: name so far, a line of facts, change and remove."""

    change = Signal(str)
    remove = Signal(str, str)  # ref, title

    def __init__(self, person: PersonView) -> None:
        super().__init__()
        self.setProperty("kind", "item")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme().space(4), theme().space(2), theme().space(2), theme().space(2))
        line.setSpacing(theme().space(3))
        line.addWidget(icon("user", "accent", 22))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(may_break(person.title), "strong"))
        if person.facts:
            words.addWidget(label(person.facts, "soft"))
        line.addLayout(words, 1)
        self.change_button = Button(_("Change"), "quiet", icon="pencil-simple")
        self.remove_button = Button(_("Remove"), "quiet", icon="trash")
        self.change_button.setAccessibleName(_("Change {person}", person=person.title))
        self.remove_button.setAccessibleName(_("Remove {person}", person=person.title))
        self.change_button.clicked.connect(lambda: self.change.emit(person.ref))
        self.remove_button.clicked.connect(lambda: self.remove.emit(person.ref, person.title))
        line.addWidget(self.change_button)
        line.addWidget(self.remove_button)


class PersonsCard(Card):
    """The card of the page."""

    add = Signal(str)
    change = Signal(str)
    remove = Signal(str, str)  # ref, title

    def __init__(self) -> None:
        super().__init__(padding=5, spacing=3)
        self._view: PersonsView | None = None
        self._rows: list[PersonRow] = []
        self.question = Twin("question", divided=True)
        self._hint = Twin("hint", marked=False)
        self._count = label("", "soft")
        self._people = QVBoxLayout()
        self._people.setSpacing(theme().space(2))
        self.add_button = Button(_("Add a person"), "plain", icon="user-plus", shortcut="Ctrl+N")
        self.add_button.setObjectName("conversation.add-person")
        self.add_button.clicked.connect(self._add)
        for part in (self.question, self._hint, Rule(), self._count):
            self.lines.addWidget(part)
        self.lines.addLayout(self._people)
        self.lines.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_persons(self, view: PersonsView, reads: str) -> None:
        """Draw who is there so far."""
        if self._view is not None and view.persons == self._view.persons and view.ref == self._view.ref:
            self._view = view
            return
        self._view = view
        self.question.show_text(view.label, reads)
        self._hint.show_text(view.hint, reads)
        self.setAccessibleName(view.label.nl)
        count = len(view.persons)
        self._count.setText(ngettext_("{count} person so far", "{count} persons so far", count) if count else _("Nobody yet"))
        self._clear()
        for number, person in enumerate(view.persons, start=1):
            made = PersonRow(person)
            made.change_button.setObjectName(f"conversation.person.{number}.change")
            made.remove_button.setObjectName(f"conversation.person.{number}.remove")
            made.change.connect(self.change)
            made.remove.connect(self.remove)
            self._people.addWidget(made)
            self._rows.append(made)

    def begin(self) -> bool:
        """With nobody there yet the focus goes to adding; else Enter goes on and False leaves the focus to Next."""
        if self._view is not None and self._view.persons:
            return False
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def rows(self) -> list[PersonRow]:
        """The persons in view."""
        return list(self._rows)

    def _add(self) -> None:
        if self._view is not None:
            self.add.emit(self._view.ref)

    def _clear(self) -> None:
        for gone in self._rows:
            self._people.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._rows = []
