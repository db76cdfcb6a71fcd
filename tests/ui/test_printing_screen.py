"""Preview and print: the real PDF, from memory, and no file but the one that was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intake_desktop.casework.promises import Party
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.counter import Counter
from intake_desktop.desk.places import Places
from intake_desktop.desk.views import PromiseDraft
from intake_desktop.summary import Paper
from intake_desktop.ui.printing import PrintScreen
from intake_desktop.ui.printing.pages import Pages
from intake_desktop.ui.printing.printer import PrinterRefused, print_pdf
from tests.ui.conftest import destroy_what_is_due
from tests.ui.talking import files_that_cannot_grow, problems, real_counter

A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with real_counter(Places(tmp_path_factory.mktemp("desk"))) as opened:
        yield opened


@pytest.fixture
def visit(counter: Counter) -> VisitId:
    return counter.visits.begin("ar", "ar").visit_id


Opened = Callable[..., PrintScreen]


@pytest.fixture
def open_screen(qtbot: QtBot, dutch: QApplication, counter: Counter, visit: VisitId) -> Iterator[Opened]:
    def opening(
        printer: Callable[[QWidget], QPrinter | None] = lambda _parent: None,
        file: Callable[[QWidget], Path | None] = lambda _parent: None,
    ) -> PrintScreen:
        screen = PrintScreen(counter, visit, choose_printer=printer, choose_file=file)
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        screen.show()
        qtbot.waitUntil(lambda: bool(screen.pdf), timeout=20_000)
        return screen

    yield opening
    destroy_what_is_due()


def to_a_file(path: Path) -> QPrinter:
    """A printer of the system's own, into a file of this test."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def darkness(pdf: bytes) -> float:
    """How much of a page is not white."""
    drawn = bytes(pypdfium2.PdfDocument(pdf)[0].render(scale=1).buffer)
    return sum(value < 128 for value in drawn) / len(drawn)


def test_the_preview_shows_the_real_pages_and_says_their_words(open_screen: Opened, qtbot: QtBot) -> None:
    screen = open_screen()
    views = screen.preview.views()

    assert screen.pdf.startswith(b"%PDF")
    assert len(views) == len(Pages(screen.pdf))
    assert "070 000 00 00" in views[0].accessibleDescription().replace("\u00a0", " ")
    qtbot.waitUntil(lambda: not views[0].drawn.isNull())
    drawn = views[0].drawn
    assert drawn.width() >= views[0].width()
    assert len({drawn.pixel(x, y) for x in range(0, drawn.width(), 3) for y in range(0, drawn.height(), 3)}) > 1


def test_what_to_bring_is_ticked_kept_and_stands_on_the_sheet(
    open_screen: Opened, qtbot: QtBot, counter: Counter, visit: VisitId
) -> None:
    screen = open_screen()
    before = screen.pdf
    thing = counter.prints.bring_choices()[1]
    screen.bring.box(thing[0]).click()
    qtbot.waitUntil(lambda: screen.pdf != before, timeout=20_000)

    assert counter.prints.bring(visit) == (thing[0],)
    assert thing[1] in Pages(screen.pdf).text(0).replace("\u00a0", " ").replace("\n", " ")


def test_a_smaller_paper_is_another_sheet(open_screen: Opened, qtbot: QtBot) -> None:
    screen = open_screen()
    large = Pages(screen.pdf).points(0)
    before = screen.pdf
    screen.papers[Paper.A5].click()
    qtbot.waitUntil(lambda: screen.pdf != before, timeout=20_000)

    assert Pages(screen.pdf).points(0).width() < large.width()


def test_printing_paints_the_pages_and_then_asks_what_became_of_them(open_screen: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    screen = open_screen(printer=lambda _parent: to_a_file(paper))
    screen.print_button.click()
    qtbot.waitUntil(screen.handed_over.isVisible, timeout=20_000)

    printed = paper.read_bytes()
    width, height = pypdfium2.PdfDocument(printed)[0].get_size()
    assert (round(width), round(height)) == pytest.approx(A4, abs=2)
    assert darkness(printed) == pytest.approx(darkness(screen.pdf), rel=0.35)
    screen.handed_over.yes.click()
    assert not screen.handed_over.isVisible()
    assert screen.message.isVisible()


def test_thinking_better_of_it_prints_nothing_and_asks_nothing(open_screen: Opened) -> None:
    screen = open_screen(printer=lambda _parent: None)
    screen.print_button.click()

    assert not screen.handed_over.isVisible()
    assert not screen.message.isVisible()


def test_a_printer_that_is_away_is_told_calmly_and_printing_can_be_tried_again(
    open_screen: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    def away(_parent: QWidget) -> QPrinter:
        raise PrinterRefused

    screen = open_screen(printer=away)
    screen.print_button.click()
    assert screen.message.isVisible()
    assert not screen.handed_over.isVisible()

    screen._choose_printer = lambda _parent: to_a_file(tmp_path / "no folder" / "paper.pdf")
    screen.message.clear()
    screen.print_button.click()
    qtbot.waitUntil(screen.message.isVisible, timeout=20_000)
    assert screen.print_button.isEnabled()


def test_a_printer_that_refuses_halfway_is_an_error(
    dutch: QApplication, tmp_path: Path, counter: Counter, visit: VisitId
) -> None:
    with pytest.raises(PrinterRefused):
        print_pdf(counter.prints.sheet(visit), to_a_file(tmp_path / "no folder" / "paper.pdf"))


def test_a_readable_file_is_written_only_after_the_question_and_only_where_it_was_chosen(
    open_screen: Opened, tmp_path: Path
) -> None:
    chosen = tmp_path / "blad.pdf"
    screen = open_screen(file=lambda _parent: chosen)
    screen.save_button.click()
    assert screen.readable_file.isVisible()
    assert not chosen.exists()
    screen.readable_file.no.click()
    assert list(tmp_path.rglob("*.pdf")) == []

    screen.save_button.click()
    screen.readable_file.yes.click()
    assert chosen.read_bytes() == screen.pdf
    assert [path.name for path in tmp_path.rglob("*.pdf")] == ["blad.pdf"]


def test_a_place_that_cannot_be_written_to_is_said(open_screen: Opened, tmp_path: Path) -> None:
    screen = open_screen(file=lambda _parent: tmp_path / "no folder" / "blad.pdf")
    screen.save_button.click()
    screen.readable_file.yes.click()

    assert screen.message.isVisible()


def test_it_says_whose_sheet_it_is(open_screen: Opened, qtbot: QtBot, counter: Counter) -> None:
    conversation = counter.visits.begin("ar", "ar")
    conversation.answer("/data/person/resident_name", "Amina Oefenaar").done.result()
    screen = PrintScreen(counter, conversation.visit_id)
    qtbot.addWidget(screen)

    qtbot.waitUntil(lambda: "Amina Oefenaar" in screen.bar.name.text(), timeout=20_000)
    assert "Arabisch" in screen.bar.line.text()


def test_over_a_conversation_the_way_back_leads_there(
    qtbot: QtBot, dutch: QApplication, counter: Counter, visit: VisitId
) -> None:
    screen = PrintScreen(counter, visit, back_to_conversation=True)
    qtbot.addWidget(screen)
    screen.show()

    assert "gesprek" in screen.done_button.text()
    with qtbot.waitSignal(screen.done):
        screen.done_button.click()


def test_what_cannot_be_printed_is_named_in_words_and_there_is_a_way_back(
    qtbot: QtBot, dutch: QApplication, counter: Counter, visit: VisitId
) -> None:
    promised = PromiseDraft("call_landlord", Party.US, "Karin \U00013000", date(2099, 1, 1))
    counter.promises.make(visit, promised)
    screen = PrintScreen(counter, visit)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(screen.message.isVisible, timeout=20_000)

    assert "U+" not in screen.message.text()
    assert "Wij bellen de verhuurder" in screen.message.text()
    assert not screen._working.isVisible()
    assert not screen.print_button.isEnabled()
    with qtbot.waitSignal(screen.done):
        screen.way_back.click()


def test_a_sheet_that_can_no_longer_be_made_is_not_in_view_any_more(
    open_screen: Opened, qtbot: QtBot, counter: Counter, visit: VisitId
) -> None:
    screen = open_screen()
    counter.promises.make(visit, PromiseDraft("call_landlord", Party.US, "Karin \U00013000", date(2099, 1, 1)))
    screen.bring.box(counter.prints.bring_choices()[0][0]).click()
    qtbot.waitUntil(screen.way_back.isVisible, timeout=20_000)

    assert screen.preview.views() == []
    assert not screen.print_button.isEnabled()
    assert not screen.save_button.isEnabled()


def test_a_tick_that_cannot_be_kept_is_taken_back(open_screen: Opened, counter: Counter, visit: VisitId) -> None:
    screen = open_screen()
    thing = counter.prints.bring_choices()[0][0]
    with files_that_cannot_grow():
        screen.bring.box(thing).click()

    assert screen.message.isVisible()
    assert not screen.bring.box(thing).isChecked()
    assert screen.print_button.isEnabled()


def test_more_than_one_page_is_said_before_printing(open_screen: Opened, qtbot: QtBot, counter: Counter, visit: VisitId) -> None:
    assert not open_screen().pages_words.isVisible()
    for number in range(12):
        counter.promises.make(
            visit, PromiseDraft("free", Party.US, "Karin", date(2099, 1, 1), None, {"text": f"Brief {number} " * 9})
        )
    screen = open_screen()

    assert len(screen.preview.views()) > 1
    assert screen.pages_words.isVisible()
    assert str(len(screen.preview.views())) in screen.pages_words.text()


def test_what_leaves_and_done_are_signals(open_screen: Opened, qtbot: QtBot, visit: VisitId) -> None:
    screen = open_screen()

    with qtbot.waitSignal(screen.release_requested) as emitted:
        screen.release_button.click()
    assert emitted.args == [visit]
    with qtbot.waitSignal(screen.done):
        screen.done_button.click()


@pytest.mark.parametrize(
    ("language", "scale", "size"),
    [("nl", 1.0, (1366, 768)), ("ar", 1.0, (1366, 768)), ("nl", 2.0, (1366, 768)), ("nl", 1.0, (1920, 1080))],
)
def test_the_print_screen_fits(
    qtbot: QtBot,
    dress: Callable[..., QApplication],
    counter: Counter,
    visit: VisitId,
    language: str,
    scale: float,
    size: tuple[int, int],
) -> None:
    dress(language, "light", scale)
    screen = PrintScreen(counter, visit)
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    qtbot.waitUntil(lambda: bool(screen.pdf), timeout=20_000)
    screen.handed_over.ask()
    screen.readable_file.ask()
    qtbot.wait(200)

    assert problems(screen) == []
    assert screen.width() == size[0]
