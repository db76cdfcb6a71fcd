"""What comes out can be copied, searched and read aloud."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_desktop.typeset import Boxed, Columns, Picture, Row, Rule, Span, Style, TickRow, UnknownPictogram, shape
from intake_desktop.typeset.paragraphs import Paragraph
from tests.typeset.making import ARABIC, DUTCH, kept, page_with, paragraph
from tests.typeset.reading import elements, font_descriptors, joined, text_by_poppler, text_of

TWO = Columns(picture=30, gap=20, count=2)


def twin(dutch: str, arabic: str, **other: str) -> Row:
    picture = Picture("phone-fill", 22, "telefoon", "nl")
    return Row(TWO, ((paragraph(DUTCH, dutch, **other),), (paragraph(ARABIC, arabic),)), picture)


def test_dutch_and_arabic_come_out_in_the_order_they_were_told() -> None:
    pdf = page_with(twin("Wij bellen u op vrijdag.", "نتصل بك يوم الجمعة."), twin("Kom langs.", "يُرجى الحضور معًا."))

    text = text_of(pdf)

    assert "Wij bellen u op vrijdag. Kom langs." in text
    assert "نتصل بك يوم الجمعة." in text
    assert "يُرجى الحضور معًا." in text


def test_another_reader_gives_the_same_arabic() -> None:
    pdf = page_with(twin("Wij bellen u.", f"نتصل بك يوم {kept('الأربعاء 2 ديسمبر')} معًا"))

    # Poppler moves the space behind a number before it in every right-to-left text
    assert "نتصل بك يوم الأربعاء 2 ديسمبر معًا".replace(" ", "") in text_by_poppler(pdf, column=(310, 595)).replace(" ", "")


@pytest.mark.parametrize("value", ["14 010", "0800-2000", "10.30", "070 000 00 00", "€ 1.234,50"])
def test_numbers_come_out_of_both_columns_as_they_went_in(value: str) -> None:
    text = text_of(page_with(twin(f"Bel {kept(value)} nu", f"اتصل {kept(value)} الآن")))

    assert text.count(value) == 2


def test_a_ligature_and_separate_dots_come_out_as_their_letters() -> None:
    assert "لا إله بيت شاي پنج" in text_of(page_with(paragraph(ARABIC, "لا إله بيت شاي پنج")))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.sampled_from("ابتثجحخدرزسشصضطعغفقكلمنهويءآأإؤئىة"), min_size=1, max_size=8), min_size=1, max_size=4))
def test_any_arabic_words_come_out_in_order(words: list[str]) -> None:
    text = " ".join(words)

    assert text in text_of(page_with(paragraph(ARABIC, text)))


def test_every_font_is_inside_and_says_what_its_glyphs_mean() -> None:
    fonts = font_descriptors(page_with(twin("Wij bellen", "نتصل", bold="bellen")))

    assert len(fonts) == 3
    assert all(re.fullmatch(r"[A-Z]{6}\+NotoSans.*", name) and inside and meaning for name, inside, meaning in fonts)


def test_the_pieces_are_tagged_in_reading_order_with_their_language() -> None:
    ticks = TickRow(TWO, (paragraph(DUTCH, "bankpas"), paragraph(ARABIC, "بطاقة")), key="list")
    pdf = page_with(twin("Wij bellen", "نتصل"), Rule(4, 4), Boxed((twin("Dag", "يوم"),), 10), ticks)

    assert elements(pdf) == [
        ("Document", "", ""),
        ("Figure", "nl", "telefoon"),
        ("P", "nl", ""),
        ("P", "ar", ""),
        ("Figure", "nl", "telefoon"),
        ("P", "nl", ""),
        ("P", "ar", ""),
        ("L", "", ""),
        ("LI", "", ""),
        ("LBody", "nl", ""),
        ("LBody", "ar", ""),
    ]


def test_nothing_on_a_page_is_outside_a_tag_or_a_decoration() -> None:
    pdf = page_with(twin("Wij bellen", "نتصل"), Rule(4, 4), Boxed((twin("Dag", "يوم معًا"),), 10))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        depth = 0
        for instruction in pikepdf.parse_content_stream(document.pages[0]):
            operator = str(instruction.operator)
            depth += operator in {"BDC", "BMC"}
            depth -= operator == "EMC"
            assert depth > 0 or operator not in {"Tj", "TJ", "f", "S", "B"}
        assert depth == 0


def test_each_mark_on_the_page_leads_to_its_element_and_back() -> None:
    with pikepdf.open(io.BytesIO(page_with(twin("Wij bellen", "نتصل"), twin("Kom", "تعال")))) as document:
        page = document.pages[0]
        parents = document.Root.StructTreeRoot.ParentTree.Nums[1]
        for mcid, owner in enumerate(parents):
            assert any(int(mark.MCID) == mcid and mark.Pg.objgen == page.obj.objgen for mark in owner.K if "/MCID" in mark)
        assert int(page.StructParents) == 0
        assert bool(document.Root.MarkInfo.Marked)


def test_a_word_in_another_language_says_so() -> None:
    text = shape((Span("اكتب "), Span("huurcontract", language="nl")), ARABIC)

    with pikepdf.open(io.BytesIO(page_with(Paragraph(text, Style(14))))) as document:
        assert b"/Lang (nl)" in document.pages[0].Contents.read_bytes()


def test_the_same_page_gives_the_same_bytes() -> None:
    assert page_with(twin("Wij bellen", "نتصل")) == page_with(twin("Wij bellen", "نتصل"))


def test_twin_lines_stand_on_the_same_baseline_all_the_way_down() -> None:
    row = Row(TWO, tuple((Paragraph(shape((Span(text),), writing), Style(14, 1.55)),) for writing, text in LONG_TWINS))

    with pikepdf.open(io.BytesIO(page_with(row))) as document:
        starts = [one.operands for one in pikepdf.parse_content_stream(document.pages[0]) if str(one.operator) == "Td"]
    left = {round(float(y), 1) for x, y in starts if x < 300}
    right = {round(float(y), 1) for x, y in starts if x >= 300}

    assert len(left) > 2
    assert left == right


LONG_TWINS = (
    (DUTCH, "De gemeente belt u vóór woensdag. Niet gebeld? Kom langs. Dan bellen wij samen met u."),
    (ARABIC, "تتصل بك البلدية قبل يوم الأربعاء. لم تتصل؟ تعال إلينا. عندئذٍ نتصل معًا. ثم نتصل معك مرة أخرى."),
)


def test_a_pictogram_that_does_not_exist_is_a_mistake_found_at_once() -> None:
    row = Row(TWO, ((paragraph(DUTCH, "ja"),),), Picture("geen-plaatje", 20, "niets", "nl"))

    with pytest.raises(UnknownPictogram):
        page_with(row)


def test_a_pictogram_is_drawn_as_a_filled_path() -> None:
    with pikepdf.open(io.BytesIO(page_with(twin("ja", "نعم")))) as document:
        operators = [str(one.operator) for one in pikepdf.parse_content_stream(document.pages[0])]

    assert "f" in operators
    assert operators.count("c") > 10


def test_direction_marks_and_no_break_spaces_do_not_get_in_the_way_of_searching() -> None:
    pdf = page_with(paragraph(DUTCH, f"Kom op {kept('donderdag 26 november')} om {kept('10.30 uur')}."))

    assert joined(text_of(pdf)) == "Kom op donderdag 26 november om 10.30 uur."
