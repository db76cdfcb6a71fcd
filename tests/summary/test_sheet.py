"""The printed sheet, read back."""

from __future__ import annotations

import io
import re
from datetime import date, time, timedelta

import pikepdf
import pytest
from attrs import evolve

from intake_desktop.casework.people import ServicePoint
from intake_desktop.casework.promises import Party
from intake_desktop.summary import Paper, SheetFacts, compose, page_count, render, sample_facts
from intake_desktop.typeset import MissingGlyph
from tests.summary.making import LONG_POINT, TODAY, facts, promise
from tests.typeset.reading import elements, font_descriptors, page_total, text_by_poppler, text_of

THURSDAY = date(2026, 11, 26)
THREE_LINES_A_HEADING = (
    promise("call_landlord", Party.US, TODAY),
    promise("call_you", Party.US, THURSDAY, time(10)),
    promise("come_back", Party.RESIDENT, THURSDAY, time(10, 30)),
    promise("keep_letters", Party.RESIDENT, THURSDAY),
    promise("municipality_calls", Party.OTHER, date(2026, 12, 2)),
)


def sheet(of: SheetFacts, paper: Paper = Paper.A4) -> bytes:
    return render(compose(of), paper)


def many(count: int) -> SheetFacts:
    days = [TODAY + timedelta(days=number) for number in range(count)]
    return facts(*(promise("call_municipality", Party.US, day, who=f"Karin{day.day}") for day in days))


def test_both_languages_come_out_in_the_order_they_are_told() -> None:
    text = text_of(sheet(sample_facts("ar")))

    assert "U komt terug op donderdag 26 november om 10.30 uur." in text
    assert "Gooi geen brieven weg. Neem ze op donderdag 26 november mee." in text
    assert "الخميس 26 نوفمبر" in text
    assert "لم تُراجَع هذه الترجمة بعد. النص الهولندي هو المعتمد." in text


def test_numbers_and_times_are_the_same_in_both_languages() -> None:
    pdf = sheet(sample_facts("ar"))

    for text in (text_by_poppler(pdf, column=(0, 310)), text_by_poppler(pdf, column=(310, 595))):
        assert "10.30" in text
        assert "112" in text
        assert "0800-2000" in text
    assert "0900 - 00 00 00" in text_of(pdf)


@pytest.mark.parametrize("code", ["ar", "en", "nl", ""])
def test_three_lines_a_heading_stay_on_one_side(code: str) -> None:
    of = evolve(sample_facts(code), promises=THREE_LINES_A_HEADING)

    assert page_total(sheet(of)) == 1


def test_more_goes_on_on_a_second_side_that_says_so_in_both_languages() -> None:
    pdf = sheet(many(30))

    assert page_total(pdf) > 1
    total = page_total(pdf)
    assert f"1 van {total}" in text_of(pdf)
    assert f"{total} van {total}" in text_of(pdf)
    assert f"من {total}" in text_of(pdf)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("count", [0, 1, 12, 40])
def test_no_promise_is_lost_however_many_there_are(paper: Paper, count: int) -> None:
    text = text_of(sheet(many(count), paper))

    for number in range(count):
        assert f"Karin{(TODAY + timedelta(days=number)).day} belt op" in text


@pytest.mark.parametrize("paper", Paper)
def test_long_names_hours_and_words_stay_on_the_paper(paper: Paper) -> None:
    long_words = promise(
        "free", Party.US, THURSDAY, who="Wilhelmina-Anastasia van der Verzonnenberg", text="aansprakelijkheidsverzekering" * 12
    )
    of = evolve(facts(long_words), service_point=LONG_POINT)

    pdf = sheet(of, paper)

    text = text_of(pdf)
    assert LONG_POINT.hours in text
    assert LONG_POINT.phone in text
    torn_by_a_footer = 2 * (page_total(pdf) - 1)
    assert text.replace(" ", "").count("aansprakelijkheidsverzekering") == 24 - torn_by_a_footer
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            for one in pikepdf.parse_content_stream(page):
                if str(one.operator) == "Td":
                    x, y = (float(number) for number in one.operands)
                    assert 20 < x < width - 20
                    assert 20 < y < height - 20


def test_a_very_long_note_goes_on_over_pages_without_losing_a_word() -> None:
    words = [f"woord{number}" for number in range(1200)]

    text = text_of(sheet(facts(promise("free", Party.US, THURSDAY, text=" ".join(words)), language="nl")))

    assert [word for word in text.split() if word.startswith("woord")] == words


def test_what_the_resident_said_is_never_cut_off() -> None:
    said = [f"zin{number}" for number in range(900)]

    text = text_of(sheet(evolve(facts(), agreed=" ".join(said))))

    assert [word.strip("\u201c\u201d") for word in text.split() if "zin" in word and any(map(str.isdigit, word))] == said


@pytest.mark.parametrize("count", [0, 12, 40])
def test_the_pages_of_a_sheet_are_counted(count: int) -> None:
    pdf = sheet(many(count))

    assert page_count(pdf) == page_total(pdf)


def test_every_page_says_practice() -> None:
    pdf = sheet(many(30))

    text = text_of(pdf)
    for page in range(1, page_total(pdf) + 1):
        assert f"{page} van {page_total(pdf)} (oefening)" in text


def test_the_sheet_is_tagged_with_headings_and_languages() -> None:
    found = elements(sheet(sample_facts("ar")))

    assert [one[0] for one in found].count("H1") == 2
    assert {one[1] for one in found if one[0] == "P"} == {"nl", "ar"}
    assert [one[0] for one in found].count("LI") == 3
    assert all(alt for kind, _language, alt in found if kind == "Figure")


def test_all_fonts_are_inside() -> None:
    fonts = font_descriptors(sheet(sample_facts("ar")))

    assert all(inside and meaning for _name, inside, meaning in fonts)
    assert not any("Helvetica" in name for name, _inside, _meaning in fonts)


def test_the_file_says_nothing_of_who_and_when() -> None:
    with pikepdf.open(io.BytesIO(sheet(sample_facts("ar")))) as document:
        info = {key: str(one) for key, one in document.docinfo.items()}

    assert info["/Title"] == "Dit spraken wij af"
    assert not re.search("Karin|2026", " ".join(info.values()))


def test_a_letter_no_font_has_is_an_error_before_printing() -> None:
    with pytest.raises(MissingGlyph):
        sheet(facts(promise("call_landlord", Party.US, THURSDAY, who="龘")))


def test_names_in_other_scripts_are_printed() -> None:
    names = ("Анна", "ሰላም", "محمد", "अनिता", "Łukasz", "Nguyễn Thị Hồng")

    text = text_of(
        sheet(facts(*(promise("call_landlord", Party.US, THURSDAY, who=name, key=name) for name in names), language="nl"))
    )

    assert all(name in text for name in names)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595.28, 841.89)), (Paper.A5, (419.53, 595.28))])
def test_the_paper_is_the_one_asked_for(paper: Paper, size: tuple[float, float]) -> None:
    with pikepdf.open(io.BytesIO(sheet(sample_facts("en"), paper))) as document:
        assert [float(edge) for edge in document.pages[0].mediabox[2:]] == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("paper", Paper)
def test_the_longest_service_point_that_can_be_typed_stands_whole_on_every_page(paper: Paper) -> None:
    widest = ServicePoint("W" * 60, "D" * 30, "A" * 60, "0" * 20, "H" * 120)
    pdf = sheet(evolve(sample_facts("ar"), service_point=widest, promises=THREE_LINES_A_HEADING), paper)

    text = text_of(pdf)
    for letter, longest in (("W", 60), ("D", 30), ("A", 60), ("H", 120)):
        assert text.count(letter) >= longest * page_total(pdf)
    for one in lowest_baselines(pdf):
        assert one > 20


def lowest_baselines(pdf: bytes) -> list[float]:
    """Of every page, in points above its lower edge."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            min(float(one.operands[1]) for one in pikepdf.parse_content_stream(page) if str(one.operator) == "Td")
            for page in document.pages
        ]
