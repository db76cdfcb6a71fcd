"""Letters stand in the order Unicode Standard Annex 9 asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_desktop.typeset.bidi import analyse, line_levels, visual_order
from intake_desktop.typeset.bidi.characters import REMOVED

LRI, FSI, PDI, NO_BREAK = "\u2066", "\u2068", "\u2069", "\u00a0"
UNICODE_DATA = Path("/usr/share/unicode")
# one character for every bidirectional class; "B" only at the end of a paragraph
CHARACTER_OF = {
    "L": "a", "R": "א", "AL": "ا", "EN": "1", "AN": "٠", "ES": "+", "ET": "%", "CS": ",", "NSM": "\u0300", "BN": "\u00ad",
    "S": "\t", "WS": " ", "ON": "!", "B": "\u2029", "LRE": "\u202a", "RLE": "\u202b", "PDF": "\u202c", "LRO": "\u202d",
    "RLO": "\u202e", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip


def seen(text: str, base: int | None = None) -> str:
    """The characters from left to right, without the invisible ones."""
    levels, order = levels_and_order(text, base)
    assert len(levels) == len(text)
    return "".join(text[index] for index in order if text[index] not in {LRI, FSI, PDI})


def levels_and_order(text: str, base: int | None) -> tuple[list[int], list[int]]:
    found = analyse(text, base)
    levels = line_levels(found.levels, found.classes, 0, len(text), found.base)
    return levels, [index for index in visual_order(levels) if found.classes[index] not in REMOVED]


def test_an_isolated_phone_number_keeps_its_order_in_an_arabic_line() -> None:
    phone = f"14{NO_BREAK}010"

    assert phone in seen(f"اتصل {LRI}{phone}{PDI}.", 1)


def test_without_an_isolate_the_same_number_is_turned_around() -> None:
    assert "010 14" in seen("اتصل 14 010.", 1)


@pytest.mark.parametrize(
    "value", ["10.30", "0800-2000", "+31 6 00000000", "€ 77,85", "wijkcentrum@voorbeeld.nl", "Dorpsstraat 12-b (achter)"]
)
def test_an_isolated_value_keeps_its_order_in_both_directions(value: str) -> None:
    assert value in seen(f"قبل {LRI}{value}{PDI}، بعد", 1)
    assert value in seen(f"voor {LRI}{value}{PDI}, na", 0)


def test_brackets_around_a_dutch_word_stay_on_their_sides_in_arabic() -> None:
    # the bracket characters are kept; drawing mirrors those at odd levels
    levels, _order = levels_and_order("البلدية (gemeente) تتصل", 1)

    assert [levels[8], levels[17]] == [1, 1]


def test_the_base_direction_follows_the_first_strong_letter_outside_isolates() -> None:
    assert analyse(f"{LRI}Karin{PDI} تتصل").base == 1
    assert analyse("12 Karin تتصل").base == 0
    assert analyse("12 - 13").base == 0


@given(
    st.text(st.sampled_from([*"aא ا12٠+%,!()[]\u0300\t", *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]), max_size=60)
)
def test_every_character_gets_one_place(text: str) -> None:
    for base in (None, 0, 1):
        levels, _order = levels_and_order(text, base)

        assert sorted(visual_order(levels)) == list(range(len(text)))
        assert all(0 <= level <= 127 for level in levels)


@given(st.text(st.sampled_from("abcdefg 123 .,()-"), max_size=40), st.text(st.sampled_from("ابتثج 123 .,()"), max_size=40))
def test_an_isolate_keeps_what_is_inside_together_and_in_the_order_it_has_alone(inside: str, around: str) -> None:
    alone = seen(inside, 0)

    assert alone in seen(f"{around}א{LRI}{inside}{PDI}א", 1)


@pytest.mark.skipif(
    not (UNICODE_DATA / "BidiCharacterTest.txt").exists(), reason="Unicode's test data (unicode-data) is not installed"
)
def test_the_characters_of_unicode_conformance_test_come_out_right() -> None:
    wrong = []
    for row in rows("BidiCharacterTest.txt")[::8]:  # all 91,707 pass in 20 seconds; one in eight has every rule in it
        points, direction, base, levels, order = row.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        asked = {"0": 0, "1": 1, "2": None}[direction]
        if not agrees(text, asked, levels.split(), order.split()) or analyse(text, asked).base != int(base):
            wrong.append(row)

    assert wrong == []


@pytest.mark.skipif(not (UNICODE_DATA / "BidiTest.txt").exists(), reason="Unicode's test data (unicode-data) is not installed")
def test_the_classes_of_unicode_conformance_test_come_out_right() -> None:
    wrong = []
    levels: list[str] = []
    order: list[str] = []
    for number, row in enumerate(rows("BidiTest.txt")):
        if row.startswith("@Levels:"):
            levels = row[8:].split()
        elif row.startswith("@Reorder:"):
            order = row[9:].split()
        elif not row.startswith("@") and number % 20 == 0:  # one in twenty of 490,000: the others add seconds, not rules
            classes, bits = row.split(";")
            text = "".join(CHARACTER_OF[kind] for kind in classes.split())
            asked = [base for bit, base in ((1, None), (2, 0), (4, 1)) if int(bits, 16) & bit]
            wrong += [row for base in asked if "\u2029" not in text[:-1] and not agrees(text, base, levels, order)]

    assert wrong == []


def agrees(text: str, base: int | None, levels: list[str], order: list[str]) -> bool:
    found_levels, found_order = levels_and_order(text, base)
    same = all(wanted in {"x", str(level)} for wanted, level in zip(levels, found_levels, strict=True))
    return same and [str(index) for index in found_order] == order


def rows(name: str) -> list[str]:
    lines = (UNICODE_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in (line.split("#")[0].strip() for line in lines) if line]
