"""What leaves: one receiver after another, each asked by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_desktop.casework.consents import ConsentAnswer, ToldBack
from intake_desktop.casework.parcels import ParcelId, Receiver
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.releases import Asked
from intake_desktop.desk.views import ReceiverView
from intake_desktop.language import R_, _, isolate
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import work
from intake_desktop.ui.releasing.pages import QuestionPage, ResultPage, ToldBackPage
from intake_desktop.ui.widgets import Bar, Button, Card, MessageBar, body, icon, in_own_order, in_reading_order, label, row
from intake_desktop.ui.widgets.twins import twin

READY = R_("Het pakje voor {ontvanger} staat klaar. Wij versturen het zo snel mogelijk.")
NOTHING = R_("Er gaat niets weg.")
LATER = R_("Er gaat niets weg. Wij vragen het later nog eens.")

Page = QuestionPage | ToldBackPage | ResultPage


class ReleaseScreen(QWidget):
    """Asks for each receiver. A yes counts only after it was told back."""

    done = Signal()

    def __init__(self, counter: Counter, visit: VisitId) -> None:
        super().__init__()
        self.setProperty("kind", "screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._counter = counter
        self._visit = visit
        self._receivers: tuple[Receiver, ...] = counter.releases.receivers()
        self._number = 0
        self._asked: Asked | None = None
        self._chosen: tuple[str, ...] = ()
        self._question: QuestionPage | None = None
        self._page: QWidget | None = None
        self.leave_button = Button(_("Ask it another time"), "plain", icon="x", shortcut="Esc")
        self.leave_button.setObjectName("release.leave")
        self.leave_button.clicked.connect(self.done)
        self.bar = Bar(_("What leaves"), "", "paper-plane-tilt", self.leave_button, wrap=True)
        self.message = MessageBar()
        self._lines = QVBoxLayout()
        self._lines.addWidget(self.message)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.bar)
        outer.addLayout(body(self._lines), 1)
        if self._receivers:
            self._ask()
        else:
            self._show_nobody()

    @property
    def page(self) -> QWidget | None:
        """The step in view; None while the answers are read."""
        return self._page

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the step, also when that was ready before the screen."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    # the steps ----------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        counter, visit, receiver = self._counter, self._visit, self._receivers[self._number]
        work.run(
            lambda: (counter.releases.ask(visit, receiver.id), counter.visits.heading(visit)),
            lambda read: self._show_question(*read),
            self.message.show_error,
            owner=self,
        )

    def _show_question(self, asked: Asked, heading: tuple[str, str]) -> None:
        self._asked, self._chosen = asked, ()
        view = asked.view()
        self._say_where(view.name, heading)
        page = QuestionPage(view, asked.view)
        # methods, no closures: a page that Qt takes apart must not hold the last reference to this screen
        page.answered.connect(self._answered)
        self._question = page
        self._show(page)

    def _answered(self, answer: ConsentAnswer) -> None:
        if self._question is None or self._asked is None:
            return
        if answer is not ConsentAnswer.YES:
            # nobody was asked to tell it back, so it was not: the value that lets nothing leave
            self._write(answer, ToldBack.FAILED)
            return
        self._chosen = self._question.bundles.chosen()
        told_back = ToldBackPage(self._asked.view(self._chosen), self._chosen)
        told_back.told.connect(self._told)
        told_back.back.connect(self._show_again)
        self._show(told_back)

    def _told(self, told: ToldBack) -> None:
        self._write(ConsentAnswer.YES, told)

    def _show_again(self) -> None:
        if self._question is not None:
            self._show(self._question)

    def _write(self, answer: ConsentAnswer, told: ToldBack) -> None:
        """Sealing takes a moment: meanwhile nothing can be pressed twice."""
        asked, chosen = self._asked, self._chosen if answer is ConsentAnswer.YES else ()
        if asked is None:
            return
        self.setEnabled(False)
        work.run(
            lambda: asked.answer(answer, told, chosen),
            lambda parcel: self._show_result(asked.view(chosen), answer, parcel),
            self._not_written,
            owner=self,
        )

    def _not_written(self, error: ActionableError) -> None:
        self.setEnabled(True)
        if isinstance(self._page, ToldBackPage | QuestionPage):
            self._page.message.show_error(error)
        self._begin()

    def _show_result(self, view: ReceiverView, answer: ConsentAnswer, parcel: ParcelId | None) -> None:
        self.setEnabled(True)
        if parcel is not None:
            words, drawing = twin(READY, view.language, ontvanger=isolate(view.name)), "package"
        elif answer is ConsentAnswer.NO:
            words, drawing = twin(NOTHING, view.language), "prohibit"
        else:
            words, drawing = twin(LATER, view.language), "pause-circle"
        last = self._number + 1 == len(self._receivers)
        page = ResultPage(words, view.language, drawing, last=last)
        page.on.connect(self._go_on)
        self._question = None
        self._show(page)

    def _go_on(self) -> None:
        self._number += 1
        if self._number < len(self._receivers):
            self._ask()
        else:
            self.done.emit()

    # drawing ------------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if isinstance(self._page, QuestionPage | ToldBackPage | ResultPage):
            self._page.begin()

    def _say_where(self, receiver: str, heading: tuple[str, str]) -> None:
        """Who sits here, and which receiver it is about."""
        name, facts = heading
        of = len(self._receivers)
        self.bar.name.setText(f"{_('What leaves')} · {in_own_order(name)}" if name else _("What leaves"))
        place = _("{number} of {of}", number=self._number + 1, of=of) if of > 1 else ""
        self.bar.line.setText(" · ".join(part for part in (facts, in_own_order(receiver), place) if part))

    def _show(self, page: Page) -> None:
        """One step in view. The question stays alive behind the telling back: what was picked is kept."""
        before, self._page = self._page, page
        self.leave_button.setVisible(not isinstance(page, ResultPage))  # it was answered: there is nothing to put off
        if before is not None:
            before.hide()
            self._lines.removeWidget(before)
            if before is not self._question:
                before.deleteLater()
        self._lines.addWidget(page)
        page.show()
        page.begin()
        in_reading_order(self)

    def _show_nobody(self) -> None:
        """Nobody is enrolled: say so, and how it is done."""
        self.bar.line.setText(_("Nobody to share with yet"))
        card = Card(padding=6, spacing=3)
        card.lines.addWidget(icon("paper-plane-tilt", "soft", 40), 0, Qt.AlignmentFlag.AlignLeading)
        card.lines.addWidget(label(_("This desk does not know a receiver yet. So nothing can leave."), "question"))
        card.lines.addWidget(label(_("Add one on the desk: Parcels, then Add a receiver. You need the receiver's key for that.")))
        self.back_button = Button(_("Back"), "main", icon="arrow-left")
        self.back_button.setObjectName("release.back")
        self.back_button.clicked.connect(self.done)
        card.lines.addLayout(row(self.back_button, None))
        self._lines.addWidget(card)
        self._lines.addStretch(1)
        self._page = card
        self.setFocusProxy(self.back_button)
