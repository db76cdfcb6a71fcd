from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from intake_desktop.desk.views import Bilingual
from intake_desktop.ui.widgets import Badge, Field, MessageBar, Tile, button, label
from intake_desktop.ui.widgets.focus import FocusRings
from intake_desktop.ui.widgets.twins import Twin

pytestmark = pytest.mark.usefixtures("dutch")

RIGHT = Qt.AlignmentFlag.AlignRight
LEFT = Qt.AlignmentFlag.AlignLeft


def test_arabic_stands_right_and_dutch_left_whatever_their_first_letter() -> None:
    arabic = label("AOW معاش التقاعد", language="ar")
    dutch_text = label("العربية (Arabisch)", language="nl")

    assert arabic.alignment() & RIGHT
    assert arabic.text().startswith("\u200f")
    assert dutch_text.alignment() & LEFT
    assert dutch_text.text().startswith("\u200e")


def test_a_text_is_never_read_as_markup() -> None:
    assert label("<b>5 < 6</b>").textFormat() is Qt.TextFormat.PlainText


def test_a_text_that_changes_language_changes_side() -> None:
    text = label("Geld", language="nl")

    text.set_language("ar")
    text.setText("المال")

    assert text.alignment() & RIGHT
    assert text.layoutDirection() is Qt.LayoutDirection.RightToLeft


def shown(qtbot: QtBot, text: Bilingual, language: str) -> Twin:
    twin = Twin("question")
    qtbot.addWidget(twin)
    twin.resize(600, 80)
    twin.show()
    twin.show_text(text, language)
    return twin


def test_a_resident_who_reads_dutch_sees_one_column(qtbot: QtBot) -> None:
    twin = shown(qtbot, Bilingual("Welk geld komt er binnen?"), "nl")

    assert twin.nl.isVisible()
    assert not twin.other.isVisible()


def test_two_languages_stand_side_by_side_dutch_left_also_in_an_arabic_window(
    dress: Callable[..., QApplication], qtbot: QtBot
) -> None:
    dress("ar")

    twin = shown(qtbot, Bilingual("Welk geld?", "ما هي الأموال؟"), "ar")

    assert twin.nl.mapTo(twin, twin.nl.rect().topRight()).x() < twin.other.mapTo(twin, twin.other.rect().topLeft()).x()
    assert twin.nl.fontInfo().pixelSize() == twin.other.fontInfo().pixelSize()
    assert twin.other.alignment() & RIGHT


def test_dutch_that_stands_in_for_a_translation_is_marked_and_stands_left(qtbot: QtBot) -> None:
    twin = shown(qtbot, Bilingual("Welk geld?", "Welk geld?", other_is_dutch=True), "ar")

    assert [badge.isVisible() for badge in twin.findChildren(Badge)] == [True]
    assert twin.other.alignment() & LEFT


def test_a_button_keeps_its_key_when_it_says_something_else() -> None:
    made = button("Verder", "main", None, "Ctrl+Return")

    made.show_text("Even wachten")

    assert made.shortcut().toString() == "Ctrl+Return"
    assert made.accessibleName() == "Even wachten"


def test_a_button_is_wide_enough_for_drawing_text_and_key() -> None:
    bare = button("Verder", "plain")
    full = button("Verder", "plain", "arrow-right", "Ctrl+Return")

    assert full.minimumSizeHint().width() > bare.minimumSizeHint().width() + 60


def test_a_message_is_said_and_taken_back() -> None:
    bar = MessageBar()
    bar.say("Nog niet bewaard.", "warn")
    assert not bar.isHidden()
    assert bar.accessibleName() == "Nog niet bewaard."

    bar.clear()
    assert bar.isHidden()


def test_a_field_tells_a_screen_reader_what_is_wrong() -> None:
    field = Field("Naam", QLineEdit(), "Zoals op de gevel")

    field.show_error("Vul een naam in.")

    assert field.box.accessibleName() == "Naam"
    assert field.box.accessibleDescription() == "Vul een naam in. Zoals op de gevel"


def test_a_tile_grows_with_a_long_title(qtbot: QtBot) -> None:
    tile = Tile("Een heel lange naam van een taal die nergens op een regel past", "in het Nederlands")
    qtbot.addWidget(tile)

    assert tile.heightForWidth(160) > tile.heightForWidth(600)


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_the_focus_ring_shows_for_the_keyboard_and_follows(qtbot: QtBot, way: str) -> None:
    app = QApplication.instance()
    assert app is not None
    assert app.findChild(FocusRings) is not None
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    first, second = button("Een"), button("Twee")
    for number, made in enumerate((first, second)):
        made.setParent(window)
        made.move(40, 40 + 80 * number)
    window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)

    if way == "key":
        qtbot.keyClick(first, Qt.Key.Key_Tab)
    else:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)

    ring = window.findChild(QWidget, "focusRing")
    assert ring is not None
    if way == "key":
        assert ring.isVisible()
        assert ring.geometry().contains(second.geometry())
        second.move(60, 140)
        assert ring.geometry().contains(second.geometry())
    else:
        assert not ring.isVisible()
