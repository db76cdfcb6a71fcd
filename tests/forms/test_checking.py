"""`form check`: what pyxform lets through is told with sheet, row and column."""

from __future__ import annotations

import zipfile
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


def test_what_pyxform_says_about_a_cell_is_told_with_its_column(tmp_path: Path) -> None:
    assert _problems(tmp_path, "text | a | A |", "text | 1a | A |") == [("survey", 3, "name")]
    assert _problems(tmp_path, "text | a | A |", "text | a | A |") == [("survey", 3, "name")]
    assert _problems(tmp_path, "text |  | A |") == [("survey", 2, "name")]
    assert _problems(tmp_path, "text | a | A | ${nobody} = 1 |") == [("survey", 2, "relevant")]
    twice = "| choices |\n| | list_name | name | label |\n| | l | x | X |\n| | l | x | Y |\n"
    assert _problems(tmp_path, "select_one l | a | A |", more=twice) == [("choices", 3, "name")]
    assert _problems(tmp_path, "select_one l | a | A |", "select_one m | b | B |", more=twice.replace("x | Y", "y | Y")) == [
        ("survey", 3, "type")
    ]


def test_a_broken_name_of_the_filled_form_is_told_where_it_was_written(tmp_path: Path) -> None:
    more = "| settings |\n| | form_id | instance_name |\n| | proef | concat(${a}, ) |\n"

    assert _problems(tmp_path, "text | a | A |", more=more) == [("settings", 2, "instance_name")]


def test_a_broken_default_in_a_repeat_is_told_once_though_it_is_set_at_two_moments(tmp_path: Path) -> None:
    rows = ["begin_repeat | r | R |", "text | a | A | | | | | | nosuch() + 1 |", "end_repeat |  |  |"]

    assert _problems(tmp_path, *rows) == [("survey", 3, "default")]


def test_lists_and_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    rows = [
        "text | a | A | instance('nope')/root/item[name = '1']/label = 'x' |",
        "calculate | b | | | pulldata('prices', 'price', 'key', ${a}) |",
        "calculate | c | | | pulldata('prices', 'other', 'key', ${a}) |",
        "select_one_from_file towns.csv | d | D |",
        "select_one_from_file streets.csv | e | E | | | | town = ${d} |",
        'note | f | F | instance("never")/root/item[1]/name != "" |',
    ]

    assert _problems(tmp_path, *rows) == [
        ("survey", 2, "relevant"),
        ("survey", 3, "calculation"),
        ("survey", 7, "relevant"),
        ("survey", 5, "type"),
        ("survey", 6, "choice_filter"),
    ]


def test_files_beside_the_form_and_in_its_media_folder_are_found(tmp_path: Path) -> None:
    (tmp_path / "form-media").mkdir()
    (tmp_path / "form-media" / "towns.csv").write_text("name,label\nx,X\n")
    (tmp_path / "prices.csv").write_text("key,price\n1,2\n")

    rows = ["select_one_from_file towns.csv | a | A |", "calculate | b | | | pulldata('prices', 'price', 'key', ${a}) |"]

    assert _problems(tmp_path, *rows) == []


def test_what_was_answered_last_time_is_no_missing_list(tmp_path: Path) -> None:
    assert _problems(tmp_path, "text | a | A | | | | | | ${last-saved#a} |") == []


@pytest.mark.parametrize(
    ("name", "content"), [("form.xlsx", b""), ("form.xlsx", bytes(range(200))), ("form.csv", b"een regel\n")]
)
def test_a_file_that_is_empty_or_something_else_is_told_in_words_of_a_form_maker(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert check_form(path) == (Problem("This file is empty or no XLSForm: it has no sheet called survey."),)


@pytest.mark.parametrize("megabytes", [1, 200])
def test_a_workbook_that_unpacks_to_more_than_any_form_is_not_unpacked(tmp_path: Path, megabytes: int) -> None:
    path = tmp_path / "form.xlsx"
    Workbook().save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/large.png", "w") as part:
        for _megabyte in range(megabytes):
            part.write(bytes(1024 * 1024))

    (problem,) = check_form(path)

    assert ("MB when unpacked" in problem.message) == (megabytes == 200)


def test_a_workbook_whose_sheet_ends_too_early_is_one_problem(tmp_path: Path) -> None:
    path, broken = tmp_path / "good.xlsx", tmp_path / "form.xlsx"
    Workbook().save(path)
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(broken, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name)[:300] if name.endswith("sheet1.xml") else good.read(name))

    assert len(check_form(broken)) == 1
