"""Long names, two directions and the focus: what an eye sees of words in narrow places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QStyle, QStyleOptionButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from intake_desktop.casework.promises import Party
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.desk.views import PromiseDraft
from intake_desktop.ui.widgets import Button, Tile, label, may_break
from tests.ui.looking import cut_off
from tests.ui.talking import Talk, real_counter

ARABIC = "ما هو آخر يوم مكتوب في الرسالة التي وصلت إليك من البلدية هذا الأسبوع؟ نريد أن نعرف ذلك"
MIXED = "هل تسمح لنا بإعطاء هذه المعلومات إلى \u2066Gemeente Oefenstad, team schulden\u2069؟"
LATIN_FIRST = "DigiD هو ما تحتاجه، و \u2066Gemeente Oefenstad\u2069 تتصل بك يوم الأربعاء 25 نوفمبر الساعة 10.30 ثم AOW وهكذا نعم"
ROOM = 20
LONG = "Mevrouw Oefenaar-Voorbeeldstraatbewonersvereniging van der Allerlangstevoorbeeldnaam"


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with real_counter(Places(tmp_path_factory.mktemp("desk"))) as opened:
        yield opened


def right_edges(picture: QImage, height: int) -> list[int]:
    """How far the ink of each line of text reaches to the right."""
    reached = []
    for top in range(0, picture.height() - height // 2, height):
        rows = range(top, min(top + height, picture.height()))
        ink = [x for x in range(picture.width()) if any(picture.pixelColor(x, y).lightness() < 110 for y in rows)]
        reached += ink[-1:]
    return reached


@pytest.mark.parametrize("words", [ARABIC, MIXED, LATIN_FIRST])
@pytest.mark.parametrize("width", [300, 400, 500, 620])
def test_every_line_of_an_arabic_text_begins_flush_and_nothing_of_it_is_cut(
    qtbot: QtBot, dutch: QApplication, words: str, width: int
) -> None:
    around = QWidget()
    around.setStyleSheet("background: white")
    qtbot.addWidget(around)
    lines = QVBoxLayout(around)
    lines.setContentsMargins(0, 0, 0, 0)
    text = label(words, "question", "ar")
    text.setContentsMargins(0, 0, ROOM, 0)  # so that a letter that stands too far out is seen instead of cut
    lines.addWidget(text)
    around.resize(width, text.heightForWidth(width))
    around.show()

    edges = right_edges(around.grab().toImage(), text.fontMetrics().lineSpacing())
    assert len(edges) > 1
    assert max(edges) < width - ROOM
    assert min(edges) >= width - ROOM - 4


def test_long_names_beside_the_conversation_break_instead_of_running_out_of_the_column(
    qtbot: QtBot, dutch: QApplication, counter: Counter
) -> None:
    talk = Talk(qtbot, counter)
    for _number in range(7):
        counter.promises.make(talk.conversation.visit_id, PromiseDraft("organisation_calls", Party.OTHER, LONG, date(2099, 1, 1)))
    talk.screen._show_promises()
    flow = talk.screen.aside.findChild(QScrollArea)
    assert flow is not None
    qtbot.waitUntil(lambda: flow.verticalScrollBar().maximum() > 0)
    qtbot.wait(50)

    assert flow.horizontalScrollBar().maximum() == 0
    assert flow.widget().minimumSizeHint().width() <= flow.viewport().width()
    assert cut_off(talk.screen.aside) == []
    talk.close()


def test_a_long_word_may_break_and_joined_letters_may_not() -> None:
    assert may_break("kort").replace("\u200b", "") == "kort"
    assert "\u200b" in may_break("x" * 30)
    assert "\u200b" not in may_break("ا" * 30)
    assert may_break("24\u00a0november") == "24 november"


def test_the_focus_is_drawn_once_outside_the_control(qtbot: QtBot, dress: Callable[..., QApplication], counter: Counter) -> None:
    dress("ar")
    talk = Talk(qtbot, counter)
    talk.at("haste")
    row = talk.screen.middle.question.options.rows[0]
    row.setFocus()
    for control in (row, Tile("x"), Button("x")):
        option = QStyleOptionButton()
        control.initStyleOption(option)
        assert not option.state & QStyle.StateFlag.State_HasFocus
    talk.close()


def test_a_dutch_question_keeps_its_mark_behind_it_in_an_arabic_window(
    qtbot: QtBot, dress: Callable[..., QApplication], counter: Counter
) -> None:
    dress("ar")
    talk = Talk(qtbot, counter)
    talk.screen.add_promise()
    assert talk.screen.promise_box is not None
    talk.screen.promise_box.phrases.choose("bring")

    asked = talk.screen.promise_box.slot("things").label
    assert asked.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert asked.alignment() & Qt.AlignmentFlag.AlignRight
    talk.screen.promise_box.reject()
    talk.close()
