"""`form check`: what pyxform lets through is told with sheet, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from intake_desktop.forms import FormRefused, Problem, check_form, convert_xlsform, read_xform
from tests.forms.building import ask, bind, xform

HEADER = "| survey |\n| | type | name | label | relevant | calculation | constraint | choice_filter | repeat_count | default |\n"


def _problems(folder: Path, *rows: str, more: str = "") -> list[tuple[str, int, str]]:
    path = folder / "form.md"
    path.write_text(HEADER + "".join(f"| | {row} |\n" for row in rows) + more, encoding="utf-8")
    return [(problem.sheet, problem.row, problem.column) for problem in check_form(path)]


def test_a_sound_form_has_no_problems(tmp_path: Path) -> None:
    assert _problems(tmp_path, "text | a | A | | | . != '' |", "calculate | b | | | ${a} |") == []


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("text | bad | Bad | = = | | |", "relevant"),
        ("calculate | bad | | | nosuch(${a}) |", "calculation"),
        ("text | bad | Bad | | | 1 + |", "constraint"),
        ("text | bad | Bad | /data/nowhere = 1 | | |", "relevant"),
        ("text | bad | Bad | | | ../nowhere = 1 |", "constraint"),
        ("text | bad | Bad ${a} and more | today( | | |", "relevant"),
        ("calculate | bad | | | ${bad} + 1 |", "calculation"),
        ("text | bad | Bad | ${bad} != '' | | |", "relevant"),
        ("text | bad | Bad | | | | | | nosuch() + 1 |", "default"),
    ],
)
def test_broken_logic_is_told_with_its_row_and_column(tmp_path: Path, row: str, column: str) -> None:
    assert _problems(tmp_path, "text | a | A |", row) == [("survey", 3, column)]


def test_rows_in_groups_and_repeats_are_found(tmp_path: Path) -> None:
    rows = [
        "begin_group | g | G |",
        "begin_repeat | r | R | | | | | ${n} = = |",
        "text | x | X | nosuch() |",
        "end_repeat |  |  |",
        "end_group |  |  |",
        "integer | n | N | | | ) |",
    ]

    assert sorted(_problems(tmp_path, *rows)) == [
        ("survey", 3, "repeat_count"),
        ("survey", 4, "relevant"),
        ("survey", 7, "constraint"),
    ]


def test_a_broken_choice_filter_is_told(tmp_path: Path) -> None:
    choices = "| choices |\n| | list_name | name | label |\n| | l | x | X |\n"

    assert _problems(tmp_path, "select_one l | a | A | | | | name == 'x' |", more=choices) == [("survey", 2, "choice_filter")]


def test_calculations_in_a_circle_are_told_with_the_way_around(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    rows = "| | calculate | a | | | ${c} |\n| | calculate | b | | | ${a} + 1 |\n| | calculate | c | | | ${b} |\n"
    path.write_text(HEADER + rows + "| | note | n | N |\n", encoding="utf-8")

    (problem,) = check_form(path)

    assert problem.message == "calculations need each other in a circle: /data/a → /data/b → /data/c → /data/a"
    assert (problem.sheet, problem.row, problem.column) == ("survey", 2, "calculation")


def test_what_pyxform_itself_refuses_is_told_with_its_row(tmp_path: Path) -> None:
    assert _problems(tmp_path, "text | a | A |", "nosuchtype | b | B |") == [("survey", 3, "type")]


def test_a_workbook_is_checked_like_a_text(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (["type", "name", "label", "relevance"], ["text", "a", "A", None], [], ["text", "b", "B", "nosuch()"]):
        sheet.append(row)
    book.save(tmp_path / "form.xlsx")

    (problem,) = check_form(tmp_path / "form.xlsx")

    assert (problem.sheet, problem.row, problem.column) == ("survey", 4, "relevance")


def test_an_xform_is_checked_by_its_paths(tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    path.write_text(xform("<a/>", bind("a", relevant="= ="), body=ask("a")), encoding="utf-8")

    (problem,) = check_form(path)

    assert problem.message.startswith("/data/a relevant: unexpected")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("form.md", b"no table"),
        ("form.md", b"\xff\xfe"),
        ("form.csv", b"a,b\n"),
        ("form.xlsx", b"PK\x03\x04 broken"),
        ("form.xml", b"<a"),
    ],
)
def test_a_file_that_is_no_form_is_one_problem(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    (problem,) = check_form(path)

    assert isinstance(problem, Problem)
    assert problem.message


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert "cannot be read" in check_form(tmp_path / "none.xml")[0].message


def test_every_form_is_converted_with_the_same_root_and_an_id_of_its_own() -> None:
    source = "| survey |\n| | type | name | label |\n| | text | a | A |\n"

    definition = read_xform(convert_xlsform(source, file_type="md", name="my-form"))

    assert definition.form_id == "my-form"
    assert "/data/a" in definition.nodes


def test_a_form_that_names_itself_keeps_its_name() -> None:
    source = "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | form_id | version |\n| | own | 7 |\n"

    definition = read_xform(convert_xlsform(source, file_type="md", name="my-form"))

    assert (definition.form_id, definition.version) == ("own", "7")


def test_a_form_that_cannot_be_converted_is_refused() -> None:
    with pytest.raises(FormRefused):
        convert_xlsform("| survey |\n| | type | name |\n| | text | a b |\n", file_type="md", name="x")
