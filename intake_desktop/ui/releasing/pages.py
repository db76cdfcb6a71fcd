"""The steps for one receiver: the question, telling it back, what happens now."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import evolve
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_desktop.casework.consents import ConsentAnswer, ToldBack
from intake_desktop.desk.releases import NothingChosen
from intake_desktop.desk.views import Bilingual, ReceiverView
from intake_desktop.language import R_, _
from intake_desktop.ui.releasing.bundles import BundleList
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Button, Card, Flow, MessageBar, Rule, Tile, icon, label, row
from intake_desktop.ui.widgets.filled import FilledButton
from intake_desktop.ui.widgets.twins import Twin, twin

ANSWERS = {
    ConsentAnswer.YES: R_("Ja, dit mag"),
    ConsentAnswer.NO: R_("Nee"),
    ConsentAnswer.THINKING: R_("Ik denk er nog over na"),
}
TELL_BACK = R_("Kunt u mij zeggen wat wij doorgeven, en aan wie?")
_NEXT_LINE = re.compile(r"(?<=[.!?؟]) +|\n")


class AnswerButton(FilledButton):
    """One of three answers: equally large, none of them coloured."""

    given = Signal(object)  # ConsentAnswer

    def __init__(self, answer: ConsentAnswer, reads: str) -> None:
        super().__init__("plain", down=theme().space(2))
        self._answer = answer
        self.clicked.connect(self._give)
        words = QVBoxLayout()
        words.setSpacing(0)
        text = twin(ANSWERS[answer], reads)
        languages = [("nl", text.nl), *([(reads, text.other)] if text.other and not text.other_is_dutch else [])]
        for language, said in languages:
            words.addWidget(label(said, "name", language).centre())
        self.line.addLayout(words, 1)
        self.settle()
        self.setAccessibleName(text.nl)

    def _give(self) -> None:
        self.given.emit(self._answer)


class QuestionPage(QWidget):
    """The whole question, the whole text, everything that would go, and three equal answers."""

    answered = Signal(object)  # ConsentAnswer

    def __init__(self, view: ReceiverView, ask_again: Callable[[tuple[str, ...]], ReceiverView]) -> None:
        super().__init__()
        self._ask_again = ask_again
        self._paragraphs = QVBoxLayout()
        self._paragraphs.setSpacing(0)
        self._shown: list[Twin] = []
        self.message = MessageBar()
        self.bundles = BundleList(view.bundles, view.language)
        self.bundles.changed.connect(self._redraw)
        question = Twin("question", divided=True)
        question.show_text(view.question, view.language)
        card = Card(padding=5, spacing=3)
        card.lines.addWidget(question)
        card.lines.addWidget(label(_("What would leave. The resident picks; nothing is ticked beforehand."), "soft"))
        card.lines.addWidget(self.bundles)
        card.lines.addWidget(Rule())
        card.lines.addLayout(self._paragraphs)
        flow = Flow(spacing=3)
        flow.lines.addWidget(card)
        flow.lines.addStretch(1)
        alone = label(_("Ask this when you are alone together. Not possible now? Let it wait. Nothing leaves."), "soft")
        self.buttons = {answer: AnswerButton(answer, view.language) for answer in ConsentAnswer}
        answers = QHBoxLayout()
        answers.setSpacing(theme().space(3))
        for answer, button in self.buttons.items():
            button.setObjectName(f"release.{answer.value}")
            button.given.connect(self._answer)
            answers.addWidget(button, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(3))
        lines.addWidget(flow, 1)
        lines.addWidget(self.message)
        lines.addLayout(row(icon("users", "soft", 18), alone, spacing=2))
        lines.addLayout(answers)
        self._show(view)

    def begin(self) -> None:
        """The focus goes to the first thing that can be picked."""
        if not self.bundles.begin():
            self.buttons[ConsentAnswer.NO].setFocus(Qt.FocusReason.OtherFocusReason)

    def _redraw(self) -> None:
        """The text says what goes and what does not: it follows every tick."""
        self.message.clear()
        view = self._ask_again(self.bundles.chosen())
        self.bundles.show_lines(view.bundles)
        self._show(view)

    def _show(self, view: ReceiverView) -> None:
        lines = [line for text in view.text for line in _lines(text)]
        for _number in range(len(self._shown), len(lines)):
            made = Twin("body", marked=True)
            self._shown.append(made)
            self._paragraphs.addWidget(made)
        nothing = [(Bilingual(""), False)] * (len(self._shown) - len(lines))
        for made, (words, first) in zip(self._shown, lines + nothing, strict=True):
            made.setContentsMargins(0, theme().space(3) if first else 0, 0, 0)
            made.show_text(words, view.language)

    def _answer(self, answer: ConsentAnswer) -> None:
        if answer is ConsentAnswer.YES and not self.bundles.chosen():
            self.message.show_error(NothingChosen())
            return
        self.answered.emit(answer)


class ToldBackPage(QWidget):
    """Before a yes counts: can the resident say what leaves, and to whom?"""

    told = Signal(object)  # ToldBack
    back = Signal()

    def __init__(self, view: ReceiverView, chosen: tuple[str, ...]) -> None:
        super().__init__()
        card = Card(padding=5, spacing=3)
        question = Twin("question", divided=True)
        question.show_text(twin(TELL_BACK, view.language), view.language)
        card.lines.addWidget(label(_("Ask the resident"), "head"))
        card.lines.addWidget(question)
        card.lines.addWidget(Rule())
        card.lines.addWidget(label(_("To: {receiver}", receiver=view.name), "strong"))
        for bundle in view.bundles:
            if bundle.always or bundle.id in chosen:
                words = Twin("body", marked=False)
                words.show_text(bundle.label, view.language)
                card.lines.addWidget(words)
        self.tiles = {
            ToldBack.SELF: Tile(_("Said it well"), _("In their own words."), "check-circle"),
            ToldBack.EXPLAINED_AGAIN: Tile(_("Explained once more"), _("After that they said it well."), "arrows-clockwise"),
            ToldBack.FAILED: Tile(_("Did not work: let it wait"), _("Nothing leaves."), "pause-circle"),
        }
        self.message = MessageBar()
        back = Button(_("Previous"), "plain", icon="arrow-left")
        back.setObjectName("release.previous")
        back.clicked.connect(self.back)
        flow = Flow(spacing=3)
        flow.lines.addWidget(card)
        flow.lines.addStretch(1)
        answers = QHBoxLayout()
        answers.setSpacing(theme().space(3))
        for told, tile in self.tiles.items():
            tile.setObjectName(f"release.told.{told.value}")
            tile.clicked.connect(lambda _checked=False, told=told: self.told.emit(told))
            answers.addWidget(tile, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(3))
        lines.addWidget(flow, 1)
        lines.addWidget(self.message)
        lines.addLayout(answers)
        lines.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)

    def begin(self) -> None:
        """The focus goes to the first answer."""
        self.tiles[ToldBack.SELF].setFocus(Qt.FocusReason.OtherFocusReason)


class ResultPage(QWidget):
    """What happens now, in words."""

    on = Signal()

    def __init__(self, words: Bilingual, reads: str, drawing: str, *, last: bool) -> None:
        super().__init__()
        self.words = words
        card = Card(padding=6, spacing=4)
        card.lines.addWidget(icon(drawing, "accent", 40), 0, Qt.AlignmentFlag.AlignLeading)
        shown = Twin("question", divided=True)
        shown.show_text(words, reads)
        card.lines.addWidget(shown)
        self.on_button = Button(_("Done") if last else _("Next receiver"), "main", icon="check" if last else "arrow-right")
        self.on_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.on_button.setObjectName("release.on")
        self.on_button.clicked.connect(self.on)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(4))
        flow = Flow(spacing=4)
        flow.lines.addWidget(card)
        flow.lines.addLayout(row(None, self.on_button))
        flow.lines.addStretch(1)
        lines.addWidget(flow)

    def begin(self) -> None:
        """The focus goes on."""
        self.on_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _lines(text: Bilingual) -> list[tuple[Bilingual, bool]]:
    """Each sentence and each thing in a list on a line of its own, beside its twin; True for the first of a paragraph."""
    nl, other = _NEXT_LINE.split(text.nl), _NEXT_LINE.split(text.other)
    if text.other and len(nl) != len(other):
        return [(text, True)]  # translated in other sentences: side by side as a whole
    beside = other if text.other else [""] * len(nl)
    return [(evolve(text, nl=one, other=two), not number) for number, (one, two) in enumerate(zip(nl, beside, strict=True))]
