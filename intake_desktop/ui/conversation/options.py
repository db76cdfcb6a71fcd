"""Choices of a question: one row a choice, both languages in the row, a digit to choose it with."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_desktop.desk.views import OptionView, QuestionKind, QuestionView
from intake_desktop.language import _
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import KeyChip, column, icon
from intake_desktop.ui.widgets.filled import FilledButton
from intake_desktop.ui.widgets.glyphs import is_glyph
from intake_desktop.ui.widgets.twins import Twin

DIGITS = 9
_MARKS = {
    (False, False): "circle",
    (False, True): "check-circle-fill",
    (True, False): "square",
    (True, True): "check-square-fill",
}
_AHEAD = 32
"""Rows made before they are needed, one at a time while the helper reads: the list of languages then appears at once."""
_AHEAD_PAUSE = 40  # milliseconds
_TYPE_AHEAD = 1000  # milliseconds of rest after which typing begins a new word


class OptionRow(FilledButton):
    """One choice. Space or a click chooses; Enter is left to the screen, which goes on."""

    def __init__(self, number: int) -> None:
        super().__init__("option", across=3, down=theme().space(2) - 2, goes_on=True)
        self.setCheckable(True)
        self.value = ""
        self._key = KeyChip(str(number))
        self._mark = icon("circle", "soft", 22)
        self._picture = icon("circle", "soft", 22)
        self.words = Twin("option", marked=False, centred=True)
        kept: tuple[QWidget, ...] = (self._key, self._picture)
        for part in kept:
            keep = part.sizePolicy()
            keep.setRetainSizeWhenHidden(True)
            part.setSizePolicy(keep)
        self._beside = QWidget()  # the column of drawings, as wide for a choice without one
        self._beside.setLayout(column(self._picture))
        parts: tuple[QWidget, ...] = (self._key, self._mark, self._beside)
        for part in parts:
            self.line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.line.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._key.setVisible(number <= DIGITS)  # only now: without a parent, showing would open a window
        self.settle()

    def show_option(self, option: OptionView, language: str, *, many: bool, pictures: bool) -> None:
        """Draw a choice; `pictures` keeps the column of drawings when any choice has one."""
        self.value = option.value
        self.setChecked(option.chosen)
        colour = "accent" if option.chosen else "soft"
        self._mark.show_glyph(_MARKS[many, option.chosen], colour)
        self._beside.setVisible(pictures)
        self._picture.setVisible(is_glyph(option.icon))
        if pictures:
            self._picture.show_glyph(option.icon, colour)
        self.words.show_text(option.label, language)
        self.setAccessibleName(option.label.nl)
        self.setAccessibleDescription("" if option.label.other_is_dutch else option.label.other)


class OptionList(QWidget):
    """The choices of one question. Rows are made once and filled again for the next question."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[OptionRow] = []
        self._spare: list[OptionRow] = []  # made ahead; in no layout, so that making them moves nothing
        self._shown: tuple[OptionView, ...] = ()
        self._many = False
        self._typed = ""
        self._rest = QElapsedTimer()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme().space(2))
        self.search = QLineEdit()
        self.search.setObjectName("conversation.search")
        self.search.setPlaceholderText(_("Type to search"))
        self.search.setAccessibleName(_("Search in the choices"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._sift)
        self._lines.addWidget(self.search)
        self._ahead = QTimer(self)
        self._ahead.setInterval(_AHEAD_PAUSE)
        self._ahead.timeout.connect(self._make_ahead)
        self._ahead.start()

    @property
    def made(self) -> int:
        """How many rows were ever in view; they are kept for the next question."""
        return len(self._rows)

    @property
    def rows(self) -> list[OptionRow]:
        """The rows in view, in order."""
        return [row for row in self._rows[: len(self._shown)] if not row.isHidden()]

    def show_question(self, view: QuestionView, language: str, *, anew: bool) -> None:
        """Draw the choices; only what changed is drawn again."""
        self._many = view.kind is QuestionKind.MANY
        pictures = any(option.icon for option in view.options)
        for number in range(len(self._rows), len(view.options)):
            self._add_row(self._spare.pop(0) if self._spare else self._new_row(number + 1))
        for row, option in zip(self._rows, view.options, strict=False):
            row.show_option(option, language, many=self._many, pictures=pictures)
        self._shown = view.options
        if anew:
            self.search.clear()
            self.search.setVisible(len(view.options) > DIGITS)
            self._sift("")

    def choose(self, number: int) -> bool:
        """Choose by its digit, counted from 1. False when there is no such choice in view."""
        if not 1 <= number <= min(len(self._shown), DIGITS) or self._rows[number - 1].isHidden():
            return False
        row = self._rows[number - 1]
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._chosen(row)
        return True

    def begin(self) -> None:
        """Put the focus where the answer is, or on the first choice."""
        chosen = [row for row in self.rows if row.isChecked()]
        for row in (chosen or self.rows)[:1]:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters lead to the choice that begins with them; in a long list they go on in the search field."""
        letters = event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not letters.isalpha() or not plain:
            super().keyPressEvent(event)
            return
        if not self.search.isHidden():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.insert(letters)
            return
        self._typed = letters if not self._rest.isValid() or self._rest.elapsed() > _TYPE_AHEAD else self._typed + letters
        self._rest.restart()
        self._lead_to(self._typed.casefold())

    def _make_ahead(self) -> None:
        number = len(self._rows) + len(self._spare) + 1
        if number > _AHEAD:
            self._ahead.stop()
        else:
            self._spare.append(self._new_row(number))

    def _lead_to(self, typed: str) -> None:
        """Focus on the choice that begins so; the same letter again leads to the next one."""
        again = len(typed) > 1 and set(typed) == {typed[0]}
        wanted = typed[0] if again else typed
        found = [row for row in self.rows if row.accessibleName().casefold().startswith(wanted)]
        focused = [number for number, row in enumerate(found) if row.hasFocus()]
        step = focused[0] + 1 if again and focused else 0
        for row in found[step % len(found) :][:1] if found else []:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _new_row(self, number: int) -> OptionRow:
        row = OptionRow(number)
        row.setObjectName(f"conversation.option.{number}")
        row.clicked.connect(lambda: self._chosen(row))
        row.hide()
        row.setParent(self)
        for part in (row, *row.findChildren(QWidget)):
            part.ensurePolished()  # now, not when thirty of them appear at once
        return row

    def _add_row(self, row: OptionRow) -> None:
        self._rows.append(row)
        self._lines.addWidget(row)

    def _chosen(self, row: OptionRow) -> None:
        if not self._many:
            row.setChecked(True)
            self.answered.emit(row.value)
            return
        chosen = {option.value for option in self._shown if option.chosen} ^ {row.value}
        self.answered.emit(" ".join(option.value for option in self._shown if option.value in chosen))

    def _sift(self, wanted: str) -> None:
        """Leave the choices that hold what was typed, in either language; what is chosen always stays in view."""
        wanted = wanted.strip().casefold()
        for number, row in enumerate(self._rows):
            if number >= len(self._shown):
                row.hide()
                continue
            label = self._shown[number].label
            found = not wanted or wanted in label.nl.casefold() or wanted in label.other.casefold()
            row.setVisible(found or row.isChecked())
