"""The sheet says who does what, and which day not to miss."""

from __future__ import annotations

from datetime import date, time

import pytest
from attrs import evolve

from intake_desktop.casework.promises import Party
from intake_desktop.language import UnknownLanguage, isolate
from intake_desktop.summary import Sheet, compose, sample_facts
from intake_desktop.summary.values import Section
from tests.summary.making import TODAY, facts, promise

MONDAY, THURSDAY, DECEMBER = date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 2)


def headings(sections: tuple[Section, ...]) -> list[str]:
    return [section.heading.dutch.text for section in sections]


def important(sheet: Sheet) -> tuple[str, str | None]:
    assert sheet.important_day is not None
    detail = sheet.important_day.detail
    return sheet.important_day.day.dutch.text, detail.dutch.text if detail else None


def test_promises_stand_under_who_keeps_them() -> None:
    sheet = compose(sample_facts("ar"))

    assert headings(sheet.sections) == ["Wij doen", "U doet"]
    assert headings(sheet.after) == ["Een ander doet"]


def test_a_heading_without_promises_is_left_out() -> None:
    sheet = compose(facts(promise("municipality_calls", Party.OTHER, DECEMBER)))

    assert sheet.sections == ()
    assert sheet.important_day is None
    assert sheet.bring is None


def test_promises_stand_in_the_order_of_their_days() -> None:
    later = promise("call_energy", Party.US, DECEMBER)
    first = promise("call_landlord", Party.US, MONDAY)
    sheet = compose(facts(later, first, promise("call_you", Party.US, MONDAY, time(9))))

    said = [entry.sentence.dutch.text for entry in sheet.sections[0].entries]

    assert ["9.00" in said[0], "verhuurder" in said[1], "energiebedrijf" in said[2]] == [True, True, True]


def test_every_line_has_its_twin() -> None:
    sheet = compose(sample_facts("ar"))

    for section in (*sheet.sections, *sheet.after):
        for entry in section.entries:
            assert entry.sentence.other is not None
            assert entry.sentence.other.language == "ar"


def test_the_important_day_is_the_first_on_which_the_resident_must_be_somewhere() -> None:
    sheet = compose(
        facts(
            promise("call_landlord", Party.US, TODAY),
            promise("call_yourself", Party.RESIDENT, MONDAY, organisation="Verzonnen BV"),
            promise("come_back", Party.RESIDENT, THURSDAY, time(10, 30)),
            promise("keep_letters", Party.RESIDENT, DECEMBER),
        )
    )

    assert important(sheet) == (isolate("donderdag 26 november"), f"{isolate('10.30 uur')}, bij ons")


def test_an_appointment_that_is_ours_is_important_too() -> None:
    sheet = compose(
        facts(promise("fill_in_together", Party.US, MONDAY, time(9)), promise("come_back", Party.RESIDENT, DECEMBER, time(9)))
    )

    assert important(sheet) == (isolate("maandag 23 november"), f"{isolate('9.00 uur')}, bij ons")


def test_without_an_appointment_the_first_promise_of_the_resident_counts() -> None:
    sheet = compose(facts(promise("call_yourself", Party.RESIDENT, MONDAY, organisation="Verzonnen BV")))

    assert important(sheet) == (isolate("maandag 23 november"), None)


def test_a_day_that_has_passed_is_not_the_important_day() -> None:
    sheet = compose(
        facts(promise("keep_letters", Party.RESIDENT, date(2026, 11, 2)), promise("keep_letters", Party.RESIDENT, THURSDAY))
    )

    assert important(sheet)[0] == isolate("donderdag 26 november")


@pytest.mark.parametrize("code", ["", "nl"])
def test_who_reads_dutch_or_does_not_read_gets_one_column(code: str) -> None:
    sheet = compose(sample_facts(code))

    assert sheet.languages == ("nl",)
    assert sheet.title.other is None
    assert sheet.remark is None
    assert sheet.footer.not_reviewed is None


def test_a_language_we_do_not_have_yet_gives_dutch_and_says_so() -> None:
    sheet = compose(sample_facts("ti"))

    assert sheet.languages == ("nl",)
    assert sheet.remark is not None
    assert "uw taal: ትግርኛ" in sheet.remark.text


def test_a_language_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        compose(sample_facts("xx"))


def test_nothing_agreed_is_said_kindly() -> None:
    sheet = compose(facts())

    assert sheet.nothing is not None
    assert "terugkomen" in sheet.nothing.dutch.text


def test_what_the_resident_said_stands_there_once_and_says_who_wrote_it() -> None:
    sheet = compose(evolve(facts(), agreed="Ik bel zelf.\n\nKarin helpt mij."))

    assert sheet.agreed is not None
    assert sheet.agreed.said.dutch.text == "U zei:"
    assert sheet.agreed.said.other is not None
    assert not sheet.agreed.said.other.stands_in
    assert [line.text for line in sheet.agreed.lines] == [
        "\u201c\u2068Ik bel zelf.\u2069\u201d",
        "\u201c\u2068Karin helpt mij.\u2069\u201d",
    ]
    assert sheet.nothing is None


@pytest.mark.parametrize(("typed", "reads", "runs"), [("نتصل غدا", "ar", "ar"), ("Wij bellen", "ar", "nl"), ("نتصل", "en", "nl")])
def test_what_the_resident_said_runs_in_the_direction_of_its_own_letters(typed: str, reads: str, runs: str) -> None:
    sheet = compose(evolve(facts(language=reads), agreed=typed))

    assert sheet.agreed is not None
    assert sheet.agreed.lines[0].language == runs


def test_only_space_is_nothing_said() -> None:
    assert compose(evolve(facts(), agreed=" \n ")).agreed is None


def test_what_to_bring_follows_the_list_and_leaves_unknown_ids_out() -> None:
    sheet = compose(facts(bring=("letters", "identity", "long gone")))

    assert sheet.bring is not None
    assert [item.dutch.text for item in sheet.bring.items] == ["identiteitsbewijs", "alle brieven, ook dichte"]


@pytest.mark.parametrize("code", ["nl", "en", "ar"])
def test_the_same_emergency_numbers_stand_on_every_sheet(code: str) -> None:
    lines = compose(facts(language=code)).footer.emergency

    said = " ".join(line.text for twin in lines for line in (twin.dutch, twin.other) if line)

    assert said.count("112") == (1 if code == "nl" else 2)
    assert said.count("0800-2000") == (1 if code == "nl" else 2)
    assert "Veilig\u00a0Thuis" in said


def test_a_translation_nobody_checked_says_so_in_that_language() -> None:
    line = compose(sample_facts("ar")).footer.not_reviewed

    assert line is not None
    assert (line.language, line.stands_in) == ("ar", False)


def test_practice_is_marked_and_real_is_not() -> None:
    real = evolve(sample_facts("ar"), practice=False)

    assert compose(sample_facts("ar")).footer.practice is not None
    assert compose(real).footer.practice is None
