"""Tells the story at the conversation screen: by keys, as an experienced helper does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from intake_desktop.desk.conversation import Conversation
from intake_desktop.desk.views import EndView, PersonsView, QuestionKind, QuestionView
from intake_desktop.ui.conversation.promise_box import PromiseBox
from intake_desktop.ui.conversation.screen import ConversationScreen
from intake_desktop.ui.demonstration.robot import Robot
from intake_desktop.ui.demonstration.story import Promised, Saying, Story, Told

_KEYS = {Saying.DO_NOT_KNOW: Qt.Key.Key_F6, Saying.RATHER_NOT_SAY: Qt.Key.Key_F7, Saying.NOT_DISCUSSED: Qt.Key.Key_F8}
_MOST_PAGES = 200
_LAST_DIGIT = 9


class Teller:
    """Goes through the pages of one conversation and answers what the story answers."""

    def __init__(self, robot: Robot, screen: ConversationScreen, story: Story, pictures: Mapping[str, str]) -> None:
        """`pictures`: which questions are worth a picture, by the last part of their reference, and what to call it."""
        self._robot = robot
        self._screen = screen
        self._story = story
        self._pictures = pictures
        robot.wait_for("nothing can be typed yet", lambda: screen.middle.isAncestorOf(robot.focus()))

    @property
    def conversation(self) -> Conversation:
        """What the screen shows."""
        return self._screen.conversation

    def tell(self, *, until: str = "") -> None:
        """Answer page after page, to the end or up to (not including) a question."""
        for _page in range(_MOST_PAGES):
            page = self.conversation.page()
            if isinstance(page, EndView) or (until and _leaf(page.ref) == until):
                return
            self._tell_page(page)

    def tell_again(self, name: str) -> None:
        """Go back to a question by keys, answer it, and return to the section where we were: after a pause it is asked anew."""
        sections = 0
        while _leaf(self._place()) != name:
            self._robot.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
            sections += 1
            assert sections < _MOST_PAGES, f"{name} is not asked"
        page = self.conversation.page()
        assert isinstance(page, QuestionView)
        self._answer(page, self._story.answers[name])
        self._robot.wait_for(f"{page.ref} was not answered", self._page_is_told)
        for _section in range(sections):
            self._robot.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    def promise(self, promised: Promised, *, picture: str = "") -> None:
        """Write one promise down."""
        self._robot.key(Qt.Key.Key_F9)
        box = self._promise_box()
        box.phrases.choose(promised.phrase)
        self._robot.rest()
        for name, words in zip(box.slot_names(), promised.slots, strict=True):
            self._fill(box.line(box.slot(name)), words)
        self._fill(box.line(box.who), promised.who)
        self._fill(box.line(box.day), _typed(promised.day))
        if promised.time:
            self._fill(box.line(box.time), promised.time)
        if picture:
            self._robot.picture(picture)
        self._robot.click(box.make_button)
        self._robot.wait_for("the promise was not made", lambda: not box.isVisible())

    def _promise_box(self) -> PromiseBox:
        opened: list[PromiseBox] = []

        def there() -> bool:
            box = self._screen.promise_box
            opened[:] = [box] if box is not None and box.isVisible() else []
            return bool(opened)

        self._robot.wait_for("no promise box", there)
        return opened[0]

    def _tell_page(self, page: QuestionView | PersonsView) -> None:
        match page:
            case PersonsView() if len(page.persons) < len(self._story.persons):
                self._robot.click(self._screen.middle.persons.add_button)
            case PersonsView():
                self._picture("persons")
                self._go_on()
            case QuestionView():
                told = self._told(page)
                if told is not None and not self._is_told(page):
                    self._answer(page, told)
                    self._robot.wait_for(f"{page.ref} was not answered", self._page_is_told)
                self._picture(_leaf(page.ref))
                self._go_on()

    def _told(self, page: QuestionView) -> Told | None:
        leaf = _leaf(page.ref)
        instance = page.ref.rpartition("[")[2].partition("]")[0]
        if page.person and instance.isdecimal():
            return self._story.persons[int(instance) - 1].answers.get(leaf)
        return self._story.answers.get(leaf)

    def _page_is_told(self) -> bool:
        page = self.conversation.page()
        return isinstance(page, QuestionView) and self._is_told(page)

    @staticmethod
    def _is_told(page: QuestionView) -> bool:
        return bool(page.value) or page.declined is not None

    def _answer(self, page: QuestionView, told: Told) -> None:
        if isinstance(told, Saying):
            self._robot.key(_KEYS[told])
        elif page.kind in (QuestionKind.ONE, QuestionKind.MANY):
            values = [option.value for option in page.options]
            for chosen in told.split():
                self._choose(values.index(chosen) + 1)
        else:
            self._robot.type(told)
            self._screen.hand_on()

    def _choose(self, number: int) -> None:
        if number <= _LAST_DIGIT:
            self._robot.key(Qt.Key(Qt.Key.Key_0.value + number))
        else:
            self._robot.click(self._screen.middle.question.options.rows[number - 1])

    def _go_on(self) -> None:
        before = self._place()
        self._robot.click(self._screen.middle.next_button)
        self._robot.wait_for(f"stays at {before}", lambda: self._place() != before)

    def _place(self) -> str:
        page = self.conversation.page()
        return "" if isinstance(page, EndView) else page.ref

    def _picture(self, leaf: str) -> None:
        if leaf in self._pictures:
            self._robot.picture(self._pictures[leaf])

    def _fill(self, line: QWidget, words: str) -> None:
        line.setFocus()
        self._robot.clear()
        self._robot.type(words)


def _leaf(ref: str) -> str:
    return ref.rpartition("/")[2]


def _typed(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
