"""Lines end where a reader expects it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from intake_desktop.typeset.breaking import fill, line_ends
from tests.typeset.making import ARABIC, kept, lines_of

_LINE_BREAK_TEST = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")


@given(st.floats(min_value=12, max_value=40))
def test_a_date_never_breaks_over_two_lines(width: float) -> None:
    date = kept("woensdag 2 december")

    lines = lines_of(f"De gemeente belt u vóór {date}. Niet gebeld? Kom langs.", width)

    assert any(date in line for line in lines)


def test_an_arabic_date_never_breaks_over_two_lines() -> None:
    date = kept("الأربعاء 2 ديسمبر")

    lines = lines_of(f"تتصل بك البلدية قبل يوم {date}. لم تتصل؟ تعال إلينا.", 9, ARABIC)

    assert any(date in line for line in lines)


def test_a_value_wider_than_the_column_breaks_at_its_own_spaces() -> None:
    lines = lines_of(kept("Stichting Verzonnen Schuldhulpverlening"), 15)

    assert [line.strip("\u2066\u2069\u00a0") for line in lines] == ["Stichting\u00a0Verzonnen", "Schuldhulpverlening"]


def test_a_word_wider_than_the_column_is_broken_not_clipped() -> None:
    lines = lines_of("woningbouwvereniging" * 3, 12)

    assert len(lines) > 2
    assert "".join(lines) == "woningbouwvereniging" * 3


def test_the_last_line_is_not_one_short_word_when_that_can_be_helped() -> None:
    text = "een twee drie vier vijf op"

    assert [text[start:end] for start, end in fill(text, [1.0] * len(text), line_ends(text), 24)] == [
        "een twee drie ",
        "vier vijf op",
    ]


@given(st.text(st.sampled_from("ab 1.,?!'’-–()«»/€%:;…\u2066\u2069\u00a0\u2060\u0301اب،؟ م\"ሀ።。中"), max_size=25))
def test_the_quick_way_finds_the_same_line_ends_as_the_library(text: str) -> None:
    assert line_ends(text) - {0} == (set(line_break_boundaries(text)) | {len(text)}) - {0}


@pytest.mark.skipif(not _LINE_BREAK_TEST.exists(), reason="Unicode's test data (unicode-data) is not installed")
def test_most_of_unicode_line_break_test_comes_out_right() -> None:
    total = right = 0
    for row in _LINE_BREAK_TEST.read_text(encoding="utf-8").splitlines():
        marks = row.split("#")[0].split()
        if not marks:
            continue
        text = "".join(chr(int(point, 16)) for point in marks[1::2])
        wanted = {index for index, mark in enumerate(marks[::2]) if mark == "÷"}
        total += 1
        right += line_ends(text) - {0} == wanted - {0}

    # Debian's data is of Unicode 15.0, the library follows a later one that changed LB15, LB20a, LB25 and classes of some signs
    assert total > 7000
    assert right / total > 0.9
