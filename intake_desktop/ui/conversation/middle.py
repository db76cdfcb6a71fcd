"""The middle of the conversation: the page the helper is on, and the way on and back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from intake_desktop.desk.views import EndView, Page, PersonsView, QuestionView
from intake_desktop.language import R_, _
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui.conversation.card import QuestionCard
from intake_desktop.ui.conversation.end import EndCard
from intake_desktop.ui.conversation.persons import PersonsCard
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Button, Flow, MessageBar, icon, label, row
from intake_desktop.ui.widgets.hinted import HintedButton
from intake_desktop.ui.widgets.twins import Twin, twin

_A_MOMENT = R_("De computer heeft even tijd nodig. Dat ligt niet aan u.")


class Notice(QFrame):
    """A line with one thing to do about it; hidden while there is nothing to say."""

    def __init__(self, action: str, drawing: str) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        line = row(icon(drawing, "soft", 20), spacing=3)
        line.setContentsMargins(theme().space(4), theme().space(1), theme().space(2), theme().space(1))
        self._words = label("", "body")
        self.button = Button(action, "quiet", icon="arrow-counter-clockwise")
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        self.setLayout(line)
        self.hide()

    def say(self, words: str) -> None:
        """Say something, or nothing."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class Middle(QWidget):
    """The card of the page, messages above it, Previous and Next under it."""

    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.question = QuestionCard()
        self.persons = PersonsCard()
        self.end = EndCard()
        self._page: Page | None = None
        self._error: ActionableError | None = None
        self._rows = 0
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(3))
        self.problem = MessageBar()
        self.patience = Twin("soft", marked=False)
        self.patience.hide()
        self.again = Button(_("Try again"), "plain", icon="arrow-clockwise")
        self.again.hide()
        self.removed = Notice(_("Undo"), "user-minus")
        self.unread = Notice(_("Go there"), "warning-circle")
        self.flow = Flow(spacing=3)
        for card in (self.question, self.persons, self.end):
            card.hide()
            self.flow.lines.addWidget(card)
        self.flow.lines.addStretch(1)
        told = row(spacing=2)
        told.addWidget(self.problem, 1)
        told.addWidget(self.again)
        lines.addLayout(told)
        lines.addWidget(self.patience)
        lines.addWidget(self.removed)
        lines.addWidget(self.unread)
        lines.addWidget(self.flow, 1)
        self.previous_button = Button(_("Previous"), "plain", icon="arrow-left")
        self.next_button = HintedButton(_("Next"), "Enter", "main")
        self._place = label("", "soft", wrap=False)
        self.previous_button.setObjectName("conversation.previous")
        self.next_button.setObjectName("conversation.next")
        self.again.setObjectName("conversation.try-again")
        self.removed.button.setObjectName("conversation.undo")
        self.unread.button.setObjectName("conversation.unread")
        self.previous_button.clicked.connect(self.previous_wanted)
        self.next_button.clicked.connect(self.next_wanted)
        lines.addLayout(row(self.previous_button, None, self._place, self.next_button))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_in_view)

    def show_page(self, page: Page, reads: str) -> bool:
        """Draw a page; another page than before begins at its top with the focus in it. True when controls may be new."""
        if self._page is not None and _identity(page) == _identity(self._page):
            self._page = page
            self._fill(page, reads)
            return not isinstance(page, QuestionView)
        self._page = page
        self._take_away()
        self._fill(page, reads)
        self.flow.inside.show()
        _settle()
        self.flow.verticalScrollBar().setValue(0)
        self.begin()
        card = self._card(page)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(card, card.accessibleName()))
        rows, self._rows = self._rows, self.question.options.made
        return self._rows != rows or not isinstance(page, QuestionView)

    @property
    def shows_error(self) -> bool:
        """Whether the answer of the question in view is wrong."""
        return isinstance(self._page, QuestionView) and self._page.error is not None

    def begin(self) -> None:
        """Put the focus where the answer is given; where nothing is asked, on Next."""
        card = self._card(self._page) if self._page is not None else None
        if card is None or not card.begin():
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, error: ActionableError | None, reads: str) -> None:
        """An answer that is not kept: what happened, what is safe, what to do; and a calm line for the resident."""
        if error is self._error:
            return
        self._error = error
        if error is None:
            self.problem.clear()
        else:
            self.problem.show_error(error)
            self.patience.show_text(twin(_A_MOMENT, reads), reads)
        self.patience.setVisible(error is not None)
        self.again.setVisible(error is not None)

    def _keep_in_view(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what got the focus by a key of ours; Qt does so for Tab only."""
        if now is not None and self.flow.isAncestorOf(now):
            self.flow.ensureWidgetVisible(now, 0, theme().space(2))

    def _take_away(self) -> None:
        """Take the old page out of sight while the new one is filled in: Qt lays out everything for each part that appears."""
        focused = QApplication.focusWidget()
        if focused is not None and self.flow.inside.isAncestorOf(focused):
            focused.clearFocus()  # else Qt looks for another place for it, and the ring with it
        self.flow.inside.hide()

    def _fill(self, page: Page, reads: str) -> None:
        match page:
            case QuestionView():
                self.question.show_question(page, reads)
            case PersonsView():
                self.persons.show_persons(page, reads)
            case EndView():
                self.end.show_end(page, reads)
        card = self._card(page)
        for one in (self.question, self.persons, self.end):
            one.setVisible(one is card)
        self._show_place(page)

    def _card(self, page: Page) -> QuestionCard | PersonsCard | EndCard:
        match page:
            case QuestionView():
                return self.question
            case PersonsView():
                return self.persons
            case EndView():
                return self.end

    def _show_place(self, page: Page) -> None:
        at_end = isinstance(page, EndView)
        words = "" if isinstance(page, EndView) else _("question {number} of {of}", number=page.number, of=page.of)
        if self._place.text() != words:
            self._place.setText(words)
        self.next_button.setVisible(not at_end)


def _settle() -> None:
    """Lay out now what would take several turns: each level asks the next by an event, and the eye would see half a page.

    The later rounds are for text that breaks elsewhere once the scroll bar is gone, for a script that needs higher rows, and for
    what stands below those. A round in which nothing asks costs nothing.
    """
    for _round in range(5):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def _identity(page: Page) -> str:
    return "" if isinstance(page, EndView) else page.ref
