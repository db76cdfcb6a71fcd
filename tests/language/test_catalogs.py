"""The translator's tool, on a copy of the real catalogs."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from tests.language.conftest import Tool

ARABIC = Path("ar/LC_MESSAGES/resident.po")
ENGLISH = Path("en/LC_MESSAGES/resident.po")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(tool: Tool) -> str:
    """What check says about residents' texts."""
    result = tool("check")
    assert result.err == ""
    return "\n".join(line for line in result.out.splitlines() if re.match(r"\w+ resident: |resident\.pot", line))


def test_the_catalogs_of_residents_are_complete(tool: Tool) -> None:
    assert found(tool) == ""


def test_a_text_that_is_not_translated_is_a_problem(tool: Tool, folder: Path) -> None:
    change(folder / ENGLISH, 'msgstr "What is your name?"', 'msgstr ""')

    assert "en resident: not translated: 'Wat is uw naam?'" in found(tool)
    assert tool("check").code == 1


def test_a_guess_of_a_tool_is_not_a_translation(tool: Tool, folder: Path) -> None:
    change(folder / ENGLISH, 'msgid "Wat is uw naam?"', '#, fuzzy\nmsgid "Wat is uw naam?"')

    assert "not translated: 'Wat is uw naam?'" in found(tool)


def test_a_slot_that_got_lost_is_a_problem(tool: Tool, folder: Path) -> None:
    change(folder / ENGLISH, "May we pass this on to {receiver}?", "May we pass this on?")

    assert "slots differ: 'Mogen wij dit doorgeven aan {receiver}?'" in found(tool)


def test_a_slot_that_got_another_name_is_a_problem(tool: Tool, folder: Path) -> None:
    change(folder / ENGLISH, "May we pass this on to {receiver}?", "May we pass this on to {recipient}?")

    assert "slots differ" in found(tool)


def test_a_text_that_was_not_extracted_is_a_problem(tool: Tool, folder: Path) -> None:
    for path in (folder / "resident.pot", folder / ENGLISH, folder / ARABIC):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'#\. [^\n]*\nmsgid "Wat is uw naam\?"\nmsgstr "[^\n]*"\n', "", text), encoding="utf-8")

    assert "resident.pot: not extracted yet: 'Wat is uw naam?'" in found(tool)


def test_a_catalog_that_lags_behind_the_template_is_a_problem(tool: Tool, folder: Path) -> None:
    change(folder / ARABIC, 'msgid "Wat is uw naam?"', 'msgid "Hoe heet u?"')

    assert "ar resident: differs from the template" in found(tool)


def test_a_missing_catalog_is_a_problem(tool: Tool, folder: Path) -> None:
    (folder / ARABIC).unlink()

    assert "ar resident: there is no catalog" in found(tool)


def test_update_keeps_what_is_translated_and_empties_nothing(tool: Tool, folder: Path) -> None:
    before = (folder / ARABIC).read_text(encoding="utf-8")

    assert tool("update").code == 0

    assert (folder / ARABIC).read_text(encoding="utf-8") == before


def test_a_review_ends_when_new_texts_come(tool: Tool, folder: Path) -> None:
    change(folder / ENGLISH, "machine draft", "reviewed by Voorbeeld Vertaler on 2026-11-26")
    assert tool("update").code == 0
    assert "reviewed by Voorbeeld Vertaler" in (folder / ENGLISH).read_text(encoding="utf-8")

    change(folder / "resident.pot", 'msgid "Wat is uw naam?"', 'msgid "Hoe heet u?"')
    assert tool("update").code == 0

    assert "machine draft" in (folder / ENGLISH).read_text(encoding="utf-8")


def test_a_new_language_begins_empty_and_is_named_by_check(tool: Tool, folder: Path) -> None:
    assert tool("update", "tr").code == 0

    text = (folder / "tr/LC_MESSAGES/resident.po").read_text(encoding="utf-8")
    assert "X-Review: machine draft" in text
    assert 'msgid "Wat is uw naam?"\nmsgstr ""' in text


def test_a_compiled_catalog_leaves_out_what_is_not_translated(tool: Tool, folder: Path) -> None:
    change(folder / ENGLISH, 'msgstr "What is your name?"', 'msgstr ""')

    assert tool("compile").code == 0

    with (folder / ENGLISH).with_suffix(".mo").open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    assert catalog.gettext("Wat is uw naam?") == "Wat is uw naam?"
    assert catalog.gettext("Weet ik niet") == "I don't know"
    assert catalog.info()["x-review"] == "machine draft"


def test_a_plural_with_too_few_forms_is_a_problem(tool: Tool, folder: Path) -> None:
    path = folder / "nl/LC_MESSAGES/program.po"
    text = path.read_text(encoding="utf-8")
    plural = re.search(r'msgid_plural "[^\n]*"\n((?:msgstr\[\d\] "[^\n]*"\n)+)', text)
    if plural is None:
        pytest.skip("no counted text in the program yet")
    path.write_text(text.replace(plural[1], 'msgstr[0] "een"\nmsgstr[1] ""\n'), encoding="utf-8")

    result = tool("check")

    assert result.code == 1
    assert "nl program: not translated" in result.out


def test_catalogs_hold_no_dates_and_no_line_numbers(folder: Path) -> None:
    for path in folder.rglob("*.po*"):
        text = path.read_text(encoding="utf-8")
        assert "Date:" not in text.split("\n\n")[0]
        assert not re.search(r"^#: ", text, re.MULTILINE)


def test_wrong_usage_exits_with_2(tool: Tool) -> None:
    assert tool("translate").code == 2
