"""Fields to type an answer in. What is typed is handed on after half a second of rest, or on leaving the field."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from intake_desktop.desk.views import QuestionKind, QuestionView
from intake_desktop.language import _
from intake_desktop.ui.conversation.readers import Problem, day_twin, reader
from intake_desktop.ui.conversation.saving import Shown
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets.twins import Twin

REST = 500
"""Milliseconds of rest after which typed text is handed on (docs: the way of an answer)."""

_PLACEHOLDERS = {QuestionKind.DATE: "day-month-year"}
_NARROW = {QuestionKind.DATE: 16, QuestionKind.INTEGER: 10, QuestionKind.DECIMAL: 14}  # characters a field is wide
_LONGEST = 4000
_LINES = 5


class LineBox(QLineEdit):
    """One line. Ctrl+Z goes to the conversation once there is no typing left to take back."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave what the line has no use for to the screen."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            event.ignore()
            return
        super().keyPressEvent(event)

    def value(self) -> str:
        """What stands there."""
        return self.text()

    def put(self, text: str) -> None:
        """Show a stored answer; typing before it cannot be taken back into it."""
        self.setText(text)

    def to_end(self) -> None:
        """Go on typing behind what stands there."""
        self.end(False)


class LongBox(QPlainTextEdit):
    """Several lines. Tab and Ctrl+Enter go on, Enter makes a new line."""

    textEdited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._quiet = False
        self.textChanged.connect(self._begin_where_the_script_begins)
        self.textChanged.connect(self._say)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave what the text has no use for to the screen."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        nothing_to_undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
        if nothing_to_undo or (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        super().keyPressEvent(event)

    def value(self) -> str:
        """What stands there."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Show a stored answer."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def to_end(self) -> None:
        """Go on typing behind what stands there."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def _say(self) -> None:
        if not self._quiet:
            self.textEdited.emit()

    def _begin_where_the_script_begins(self) -> None:
        """Words in Arabic stand at the right, also in a box of a Dutch window. The first letter decides."""
        first = next((kind for kind in map(bidirectional, self.toPlainText()) if kind in ("L", "R", "AL")), "L")
        side = Qt.AlignmentFlag.AlignLeft if first == "L" else Qt.AlignmentFlag.AlignRight
        option = self.document().defaultTextOption()
        if not option.alignment() & side:
            option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
            self.document().setDefaultTextOption(option)

    def _grow(self) -> None:
        """Grow with the text from five lines to twice that; more scrolls."""
        lines = max(_LINES, min(2 * _LINES, self.blockCount()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * theme().space(2) + theme().space(3))


class TypedField(QWidget):
    """The box of one question and, for a day, the day in words in both languages."""

    answered = Signal(str)
    typing = Signal(object)  # Shown: how far what stands in the box is kept
    problem = Signal(object)  # Problem, or None when there is none any more

    def __init__(self, box: LineBox | LongBox) -> None:
        super().__init__()
        self.box = box
        self._reader = reader(QuestionKind.TEXT)
        self._kind = QuestionKind.TEXT
        self._reads = ""
        self._sent = ""
        self._wrong = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.hand_on)
        self.words = Twin("body")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(2))
        lines.addWidget(box)
        lines.addWidget(self.words)
        self.words.hide()
        box.textEdited.connect(self._typed)
        box.installEventFilter(self)

    def show_question(self, view: QuestionView, reads: str, *, anew: bool, unread: str = "") -> None:
        """Show the stored answer, unless it is the very text that stands there.

        Args:
            view: the question.
            reads: language the resident reads.
            anew: another question than before.
            unread: what was typed here before and could not be stored.
        """
        self._reads = reads
        if anew:
            self._kind, self._reader = view.kind, reader(view.kind, future=view.future)
            self._dress(view)
        if anew or view.value != self._sent:
            self._rest.stop()
            self._sent = view.value
            self._wrong = False
            self.box.put(self._reader.write(view.value))
            self.typing.emit(Shown.SAVED)
        self._show_words(self._sent)
        if anew and unread:
            self.box.put(unread)

    def drop(self) -> None:
        """Forget what was typed; the stored answer stands there again."""
        self._rest.stop()
        self._wrong = False
        self.box.put(self._reader.write(self._sent))
        self.problem.emit(None)
        self.typing.emit(Shown.SAVED)

    def begin(self) -> None:
        """Put the focus in the box, behind what stands there."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.to_end()

    def hand_on(self, *, leaving: bool = False) -> bool:
        """Give the desk what was typed. False while that is nothing that can be stored; on leaving that is said."""
        self._rest.stop()
        text = self.box.value()
        stored = self._reader.read(text) if text.strip() else ""
        if stored is None:
            if leaving and not self._wrong:
                self._wrong = True
                self.typing.emit(Shown.NOT_SAVED)
                self.problem.emit(self._reader.problem(text, self._reads))
            return False
        if stored != self._sent:
            self._sent = stored
            self.answered.emit(stored)
        self.typing.emit(Shown.SAVED)
        return True

    def take(self, problem: Problem) -> None:
        """Take what was meant instead of what was typed."""
        self.box.put(self._reader.write(problem.meant))
        self._typed()
        self.hand_on(leaving=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the box hands on what was typed."""
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            self.hand_on(leaving=True)
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self.typing.emit(Shown.SAVING)
        self._rest.start()
        if self._wrong:
            self._wrong = False
            self.problem.emit(None)
        stored = self._reader.read(self.box.value())
        self._show_words(stored or "")

    def _show_words(self, stored: str) -> None:
        if self._kind is QuestionKind.DATE:
            self.words.show_text(day_twin(stored, self._reads), self._reads)
        else:
            self.words.hide()

    def _dress(self, view: QuestionView) -> None:
        self.box.setAccessibleName(view.label.nl)
        self.box.setAccessibleDescription(view.hint.nl)
        width = _NARROW.get(view.kind)
        if isinstance(self.box, LineBox):
            # text roles of the style sheet are pixels; an "x" is a fair width of a digit
            size = width * theme().size("option") if width else 16777215  # Qt's own "no limit"
            self.box.setMaximumWidth(size)
            self.box.setPlaceholderText(_("day-month-year") if view.kind in _PLACEHOLDERS else "")
