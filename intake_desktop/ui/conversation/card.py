"""The card of one question: the question in two languages, the answer, the ways not to answer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from intake_desktop.casework.visits import NonAnswer
from intake_desktop.desk.views import Bilingual, QuestionKind, QuestionView
from intake_desktop.language import R_, _
from intake_desktop.ui.conversation.declines import Declines
from intake_desktop.ui.conversation.fields import LineBox, LongBox, TypedField
from intake_desktop.ui.conversation.options import OptionList
from intake_desktop.ui.conversation.readers import Problem
from intake_desktop.ui.conversation.saving import Shown
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Badge, Button, Card, Rule, icon, label, row
from intake_desktop.ui.widgets.twins import Twin, twin

WHY = R_("Waarom vragen wij dit?")
_CHOICES = (QuestionKind.ONE, QuestionKind.MANY)


class QuestionCard(Card):
    """Draws a question and says what was answered. Every part is made once and filled again."""

    answered = Signal(str, str)  # ref, value
    declined = Signal(str, object)  # ref, NonAnswer
    typing = Signal(object)  # Shown

    def __init__(self) -> None:
        super().__init__(padding=5, spacing=3)
        self._view: QuestionView | None = None
        self._reads = ""
        self._local: Problem | None = None
        self._unread: dict[str, str] = {}
        self._typed = Shown.SAVED
        self._build_head()
        self.options = OptionList()
        self.line = TypedField(LineBox())
        self.long = TypedField(LongBox())
        self.line.box.setObjectName("conversation.line")
        self.long.box.setObjectName("conversation.long")
        for part in (self.options, self.line, self.long):
            self.lines.addWidget(part)
        self._build_error()
        self.declines = Declines()
        self._why = Button(_("Why?"), "quiet", icon="question", shortcut="F2")
        self._why.setAccessibleName(_("Why do we ask this?"))
        self._why.setObjectName("conversation.why")
        self._why.clicked.connect(self.turn_why)
        self.lines.addLayout(row(self.declines, None, self._why, spacing=2))
        self._connect()

    @property
    def unread(self) -> Mapping[str, str]:
        """What was typed and cannot be stored, by question. In memory only: it comes back when its question comes back."""
        return dict(self._unread)

    # what the screen asks -----------------------------------------------------------------------------------------

    def show_question(self, view: QuestionView, reads: str) -> None:
        """Draw a question; only what differs from what stands there is drawn again."""
        anew = self._view is None or view.ref != self._view.ref
        if view == self._view and reads == self._reads:
            return
        self._view, self._reads = view, reads
        if anew:
            self._local = None
            self._show_why(shown=False)
        self._show_head(view, reads)
        body = self._body(view.kind)
        for part in (self.options, self.line, self.long):
            part.setVisible(part is body)
        if isinstance(body, TypedField):
            body.show_question(view, reads, anew=anew, unread=self._unread.get(view.ref, ""))
        else:
            self._typed = Shown.SAVED
            if body is not None:
                body.show_question(view, reads, anew=anew)
        self.declines.show_question(view, reads)
        self._show_error()

    def begin(self) -> bool:
        """Put the focus where the answer is given. False when there is nothing to answer."""
        body = self._body(self._view.kind) if self._view else None
        if body is None:
            return False
        body.begin()
        if self._view is not None and self._view.ref in self._unread:
            self.hand_on(leaving=True)  # it came back: what is wrong with it comes back too
        return True

    def hand_on(self, *, leaving: bool = True) -> bool:
        """Hand on what is being typed. False when it is nothing that can be stored."""
        body = self._body(self._view.kind) if self._view else None
        if self._view is None or not isinstance(body, TypedField):
            return True
        kept = body.hand_on(leaving=leaving)
        if kept:
            self._unread.pop(self._view.ref, None)
        else:
            self._unread[self._view.ref] = body.box.value()
        return kept

    def tell_typing(self) -> None:
        """Say how far everything typed is kept; what waits at another question is not kept."""
        here = self._view.ref if self._view and not self.isHidden() else ""
        elsewhere = any(ref != here for ref in self._unread)
        self.typing.emit(Shown.NOT_SAVED if elsewhere else self._typed)

    def forget_below(self, ref: str) -> None:
        """Forget what was typed about somebody who was taken out; the places of the others change."""
        self._unread = {one: text for one, text in self._unread.items() if not one.startswith(ref)}

    def choose(self, digit: int) -> bool:
        """Choose an option by its digit. False when this question has no such option."""
        return self._view is not None and self._view.kind in _CHOICES and self.options.choose(digit)

    def decline(self, kind: NonAnswer) -> None:
        """Give a non-answer, where this question allows it."""
        if self._view is not None and kind in self._view.can_decline:
            body = self._body(self._view.kind)
            if isinstance(body, TypedField) and not self.hand_on(leaving=False):
                body.drop()  # the helper chose this instead
                self._unread.pop(self._view.ref, None)
            self.declined.emit(self._view.ref, kind)

    def turn_why(self) -> None:
        """Open or close why we ask this."""
        if self._view is not None and self._view.why.nl:
            self._show_why(shown=self._reason.isHidden())

    # inside -------------------------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self._person = label("", "head")
        self._only_you = Badge(_("Only for you. Turn the screen away for a moment."), "eye-slash", "soft")
        self.lines.addLayout(row(self._person, self._only_you, None))
        self.question = Twin("question", divided=True)
        self._hint = Twin("hint", divided=False, marked=False)
        self.lines.addWidget(self.question)
        self.lines.addWidget(self._hint)
        self._reason = QFrame()
        self._reason.setProperty("kind", "sunken")
        inside = QVBoxLayout(self._reason)
        inside.setContentsMargins(theme().space(4), theme().space(3), theme().space(4), theme().space(3))
        inside.setSpacing(theme().space(1))
        self._why_head = Twin("strong", marked=False)
        self._why_words = Twin("body", marked=False)
        inside.addWidget(self._why_head)
        inside.addWidget(self._why_words)
        self.lines.addWidget(self._reason)
        self.lines.addWidget(Rule())

    def _build_error(self) -> None:
        self._error = QFrame()
        self._error.setProperty("kind", "danger")
        self._error.setAccessibleName(_("What is wrong"))
        self._error_words = Twin("danger", marked=False)
        self._meant = Button("", "plain", icon="check")
        self._meant.setObjectName("conversation.meant")
        self._meant.clicked.connect(self._take_meant)
        lines = QVBoxLayout(self._error)
        lines.setContentsMargins(theme().space(4), theme().space(2), theme().space(4), theme().space(2))
        across = row(icon("warning-circle-fill", "danger", 20), spacing=3)
        across.addWidget(self._error_words, 1)
        lines.addLayout(across)
        lines.addWidget(self._meant, 0, Qt.AlignmentFlag.AlignLeading)
        self._error.hide()
        self.lines.addWidget(self._error)

    def _connect(self) -> None:
        for body in (self.options, self.line, self.long):
            body.answered.connect(self._answered)
        for field in (self.line, self.long):
            field.typing.connect(self._tell_typing)
            field.problem.connect(self._show_problem)
        self.declines.declined.connect(self.decline)

    def _body(self, kind: QuestionKind) -> OptionList | TypedField | None:
        if kind in _CHOICES:
            return self.options
        if kind is QuestionKind.NOTE:
            return None
        return self.long if kind is QuestionKind.LONG_TEXT else self.line

    def _answered(self, value: str) -> None:
        if self._view is not None:
            self.answered.emit(self._view.ref, value)

    def _tell_typing(self, typed: Shown) -> None:
        self._typed = typed
        self.tell_typing()

    def _show_head(self, view: QuestionView, reads: str) -> None:
        self._person.setText(_("About {person}", person=view.person) if view.person else "")
        self._person.setVisible(bool(view.person))
        self._only_you.setVisible(view.helper_only)
        reads = "" if view.helper_only else reads
        self.question.show_text(_alone(view.label) if view.helper_only else view.label, reads)
        self._hint.show_text(_alone(view.hint) if view.helper_only else view.hint, reads)
        self._why.setVisible(bool(view.why.nl))
        self._why_words.show_text(view.why, reads)
        self._why_head.show_text(twin(WHY, reads), reads)
        self.setAccessibleName(view.label.nl)

    def _show_why(self, *, shown: bool) -> None:
        self._reason.setVisible(shown)
        self._why.setAccessibleDescription(_("Open") if shown else _("Closed"))

    def _show_problem(self, problem: Problem | None) -> None:
        self._local = problem
        self._show_error()

    def _show_error(self) -> None:
        """What cannot be stored comes before what the form finds wrong."""
        stored = self._view.error if self._view else None
        words = self._local.message if self._local else stored
        appears = words is not None and self._error.isHidden()
        self._error.setVisible(words is not None)
        for field in (self.line, self.long):
            _mark(field.box, wrong=words is not None)
        if words is None:
            return
        self._error_words.show_text(words, self._reads)
        meant = self._local.meant if self._local else ""
        self._meant.setVisible(bool(meant))
        if meant:
            self._meant.show_text(_("Yes, this is right"))
        self._error.setAccessibleDescription(words.nl)
        if appears:
            QAccessible.updateAccessibility(QAccessibleEvent(self._error, QAccessible.Event.Alert))

    def _take_meant(self) -> None:
        if self._local is not None:
            self.line.take(self._local)
            self.line.begin()


def _alone(text: Bilingual) -> Bilingual:
    """A question for the helper stands in one column."""
    return Bilingual(text.nl)


def _mark(box: QWidget, *, wrong: bool) -> None:
    value = "true" if wrong else "false"
    if box.property("wrong") != value:
        box.setProperty("wrong", value)
        box.style().unpolish(box)
        box.style().polish(box)
