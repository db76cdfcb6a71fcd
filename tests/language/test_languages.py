"""What the list of languages promises to screens and paper."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from intake_desktop.language import UnknownLanguage, language, reading_languages, sentence_of, spoken_languages


def test_residents_can_read_dutch_arabic_and_english() -> None:
    assert {one.code for one in reading_languages()} == {"nl", "ar", "en"}


def test_a_language_that_is_only_spoken_can_be_chosen() -> None:
    spoken = {one.code: one for one in spoken_languages()}

    for code in ("rif", "hns", "srn", "tw", "dse"):
        assert not spoken[code].written
        assert not spoken[code].has_catalog


def test_the_languages_of_the_counter_are_there() -> None:
    codes = {one.code for one in spoken_languages()}

    assert {"tr", "pl", "bg", "ti", "kmr", "so", "fa", "prs", "ps", "uk", "ro", "es", "fr", "zh", "ur", "hi", "pap"} <= codes
    assert len(codes) == len(spoken_languages())


def test_direction_comes_from_the_list() -> None:
    right_to_left = {one.code for one in spoken_languages() if one.rtl}

    assert right_to_left == {"ar", "fa", "prs", "ps", "ckb", "ur"}


@pytest.mark.parametrize("code", [one.code for one in spoken_languages()])
def test_a_name_in_its_own_script_agrees_with_its_direction_and_font(code: str) -> None:
    one = language(code)
    arabic = bool(re.search("[\u0600-\u06ff]", one.own_name))

    assert arabic == one.rtl
    assert ("Arabic" in one.font) == one.rtl
    assert one.own_name == one.own_name.strip()
    assert one.dutch_name[0].isupper()


def test_an_unknown_language_is_said_in_a_sentence() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        language("../../etc")

    assert "../../etc" in sentence_of(caught.value)


def test_importing_languages_pulls_in_no_other_room_and_nothing_slow() -> None:
    program = (
        "import sys, intake_desktop.language as l; l.language('ar'); l.resident_text('Nee', 'ar'); l._('x');"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in {'babel', 'pyxform', 'PySide6', 'reportlab', 'msgspec'}"
        " or m.startswith('intake_desktop.') and not m.startswith('intake_desktop.language')))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
