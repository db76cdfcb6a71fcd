"""What leaves: one receiver after another, each asked by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_desktop.casework.consents import ConsentAnswer, ToldBack
from intake_desktop.casework.parcels import ParcelId, Receiver
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.views import ReceiverView
from intake_desktop.language import R_, _, isolate
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui.releasing.pages import QuestionPage, ResultPage, ToldBackPage
from intake_desktop.ui.widgets import Bar, Button, Card, body, icon, in_reading_order, label, row
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
        self._releases = counter.releases
        self._visit = visit
        self._receivers: tuple[Receiver, ...] = self._releases.receivers()
        self._number = 0
        self._question: QuestionPage | None = None
        self._page: QWidget | None = None
        leave = Button(_("Ask it another time"), "plain", icon="x")
        leave.setObjectName("release.leave")
        leave.clicked.connect(self.done)
        self._bar = Bar(_("What leaves"), "", "paper-plane-tilt", leave)
        self._lines = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._bar)
        outer.addLayout(body(self._lines), 1)
        if self._receivers:
            self._ask()
        else:
            self._show_nobody()

    @property
    def page(self) -> QWidget | None:
        """The step in view."""
        return self._page

    # the steps ----------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        receiver = self._receivers[self._number]
        view = self._releases.question(self._visit, receiver.id)
        self._say_where(view.name)
        page = QuestionPage(view, lambda chosen: self._releases.question(self._visit, receiver.id, chosen))
        page.answered.connect(lambda answer: self._answered(view, page, answer))
        self._question = page
        self._show(page)

    def _answered(self, view: ReceiverView, page: QuestionPage, answer: ConsentAnswer) -> None:
        if answer is not ConsentAnswer.YES:
            # nobody was asked to tell it back, so it was not: the value that lets nothing leave
            self._write(view, answer, ToldBack.FAILED, ())
            return
        chosen = page.bundles.chosen()
        told_back = ToldBackPage(view, chosen)
        told_back.told.connect(lambda told: self._write(view, answer, told, chosen))
        told_back.back.connect(lambda: self._show(page))
        self._show(told_back)

    def _write(self, view: ReceiverView, answer: ConsentAnswer, told: ToldBack, chosen: tuple[str, ...]) -> None:
        try:
            parcel = self._releases.answer(self._visit, view.id, answer, told, chosen)
        except ActionableError as error:
            if isinstance(self._page, ToldBackPage | QuestionPage):
                self._page.message.show_error(error)
            return
        self._show_result(view, answer, parcel)

    def _show_result(self, view: ReceiverView, answer: ConsentAnswer, parcel: ParcelId | None) -> None:
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

    def _say_where(self, name: str) -> None:
        of = len(self._receivers)
        self._bar.line.setText(name if of == 1 else f"{name} · " + _("{number} of {of}", number=self._number + 1, of=of))

    def _show(self, page: Page) -> None:
        """One step in view. The question stays alive behind the telling back: what was picked is kept."""
        before, self._page = self._page, page
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
        self._bar.line.setText(_("Nobody to share with yet"))
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
