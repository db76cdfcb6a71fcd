"""Nothing is clipped: what does not fit goes on."""

from __future__ import annotations

import io

import pikepdf

from intake_desktop.typeset import Columns, Gap, PageSize, Row, Rule, Together, page_count, set_pages
from tests.typeset.making import A4, ARABIC, DUTCH, page_with, paragraph
from tests.typeset.reading import page_total, text_of

ONE = Columns(picture=0, gap=0, count=1)
LONG = " ".join(f"woord{number}" for number in range(1500))


def row(text: str) -> Row:
    return Row(ONE, ((paragraph(DUTCH, text),),))


def test_blocks_that_do_not_fit_go_to_the_next_page() -> None:
    blocks = [row(f"regel {number}") for number in range(100)]

    text = text_of(page_with(*blocks))

    assert page_total(page_with(*blocks)) == 3
    assert all(f"regel {number} " in text + " " for number in range(100))


def test_a_row_higher_than_a_page_goes_on_and_loses_no_word() -> None:
    pdf = page_with(Together((row("Kop"), row(LONG))))

    assert page_total(pdf) > 2
    assert LONG in text_of(pdf)


def test_both_columns_of_a_divided_row_go_on() -> None:
    columns = Columns(picture=20, gap=20, count=2)
    pdf = page_with(Row(columns, ((paragraph(DUTCH, "kort"),), (paragraph(ARABIC, "كلمة " * 900),))))

    assert text_of(pdf).count("كلمة") == 900


def test_nothing_stands_outside_the_margins() -> None:
    with pikepdf.open(io.BytesIO(page_with(row(LONG), row("Ongelooflijklangwoordzonderspaties" * 5)))) as document:
        for page in document.pages:
            for one in pikepdf.parse_content_stream(page):
                if str(one.operator) == "Td":
                    x, y = (float(number) for number in one.operands)
                    assert A4.margin - 0.01 <= x <= A4.width - A4.margin
                    assert A4.margin <= y <= A4.height - A4.margin


def test_a_heading_stays_with_what_it_is_a_heading_of() -> None:
    size = PageSize(400, 200, 20)
    filler = Gap(0), row("vulling"), Gap(118)
    pdf = page_with(*filler, Together((row("Kop"), row("inhoud"))), size=size)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 2
    assert text_of(pdf) == "vulling Kop inhoud"


def test_rules_and_air_neither_begin_nor_end_a_page() -> None:
    size = PageSize(400, 120, 20)

    for air in (40, 60):  # the rule just fits on the first page, or it does not
        with pikepdf.open(io.BytesIO(page_with(row("een"), Gap(air), Rule(5, 5), row("twee"), size=size))) as document:
            assert len(document.pages) == 2
            assert all(str(one.operator) != "S" for page in document.pages for one in pikepdf.parse_content_stream(page))


def test_every_page_has_its_footer_with_page_and_total() -> None:
    blocks = [row(f"regel {number}") for number in range(60)]

    pdf = set_pages(blocks, A4, lambda page, pages: [row(f"bladzijde {page} van {pages}")], title="Proef", language="nl-NL")

    assert "bladzijde 1 van 2" in text_of(pdf)
    assert "bladzijde 2 van 2" in text_of(pdf)


def test_counting_pages_agrees_with_setting_them() -> None:
    blocks = [row(f"regel {number}") for number in range(70)]

    assert page_count(blocks, A4, lambda _page, _pages: ()) == page_total(page_with(*blocks)) == 2
