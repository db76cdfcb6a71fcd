"""Letters join, fonts help each other, and a missing letter is said, not boxed."""

from __future__ import annotations

import pytest

from intake_desktop.typeset import MissingGlyph, Span, Writing, shape
from intake_desktop.typeset.fonts import load
from intake_desktop.typeset.shaping import Line
from tests.typeset.making import ARABIC, DUTCH, kept


def line_of(text: str, writing: Writing = ARABIC) -> Line:
    shaped = shape((Span(text),), writing)
    return shaped.line(0, len(shaped.text))


def seen(line: Line, text: str) -> str:
    """Characters in the order their glyphs stand, from left to right."""
    return "".join(text[glyph.cluster] for run in line.runs for glyph in run.glyphs)


@pytest.mark.parametrize("value", ["14 010", "10.30", "0800-2000", "+31 6 00000000", "€ 77,85"])
def test_an_isolated_number_reads_from_left_to_right_in_arabic(value: str) -> None:
    text = f"اتصل {kept(value)} الآن"

    assert value.replace(" ", "\u00a0") in seen(line_of(text), text)


def test_arabic_letters_take_another_form_inside_a_word() -> None:
    alone = line_of("ب").runs[0].glyphs
    joined = line_of("ببب").runs[0].glyphs

    assert {glyph.id for glyph in alone} != {glyph.id for glyph in joined}


def test_letters_join_over_the_seam_between_two_spans() -> None:
    whole = shape((Span("بيت"),), ARABIC)
    parted = shape((Span("ب"), Span("يت", language="ar")), ARABIC)

    assert parted.width == pytest.approx(whole.width)


def test_bold_is_another_weight_of_the_same_font() -> None:
    line = shape((Span("ma "), Span("di", 700)), DUTCH).line(0, 5)

    assert [run.font.name for run in line.runs] == ["NotoSans-400", "NotoSans-700"]


def test_a_variable_font_is_pinned_to_its_weight() -> None:
    regular = load("Noto Sans", 400)
    bold = load("Noto Sans", 700)

    glyph = regular.glyph("m")
    assert regular.hb_font.get_glyph_h_advance(glyph) < bold.hb_font.get_glyph_h_advance(glyph)


def test_a_name_in_a_third_script_gets_a_font_that_has_it() -> None:
    names = {run.font.family for run in line_of("Анна ሰላም آنا", DUTCH).runs}

    assert names == {"Noto Sans", "Noto Sans Ethiopic", "Noto Sans Arabic"}


def test_signs_that_the_arabic_font_lacks_come_from_the_latin_one() -> None:
    line = line_of("(هنا) / 50% €؟")

    assert all(glyph.id != 0 for run in line.runs for glyph in run.glyphs)


@pytest.mark.parametrize("text", ["naam \U000e0100\u9f98", "\ue000", "\ud800", "\U0010ffff"])
def test_a_character_no_font_has_is_an_error_that_names_only_that_character(text: str) -> None:
    with pytest.raises(MissingGlyph) as caught:
        shape((Span(text),), DUTCH)

    assert "U+" in str(caught.value)
    assert "naam" not in str(caught.value)


def test_line_breaks_and_other_control_characters_become_spaces() -> None:
    assert shape((Span("een\ntwee\tdrie\x00\u2029vier"),), DUTCH).text == "een twee drie  vier"


def test_an_empty_paragraph_takes_one_line_and_draws_nothing() -> None:
    shaped = shape((Span(""),), DUTCH)

    assert shaped.break_lines(10) == [(0, 0)]
    assert shaped.line(0, 0).runs == ()
