"""The scenario files shared by all engines, where they are at hand, and our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from intake_desktop.forms import run_case

SHARED = Path(__file__).parents[2].parent / "shared" / "cases"
CASES = sorted(SHARED.glob("*.json"))
FORM = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>t</h:title>'
    '<model><instance><data id="d"><a>1</a></data></instance></model></h:head><h:body/></h:html>'
)


@pytest.mark.skipif(not CASES, reason="the shared scenario files are not beside this checkout")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_shared_scenario_holds(case: Path) -> None:
    assert run_case(case).message == ""


def _case(folder: Path, *steps: dict[str, object], **more: object) -> Path:
    path = folder / "case.json"
    path.write_text(json.dumps({"format": "xforms-case/1", "form_xml": FORM, "steps": steps, **more}), encoding="utf-8")
    return path


def test_a_step_that_does_not_hold_fails_the_case_and_is_named(tmp_path: Path) -> None:
    result = run_case(_case(tmp_path, {"op": "expect", "ref": "/data/a", "value": "2"}))

    assert not result.passed
    assert result.message == "step 1 (expect /data/a): value is '1', not '2'"


@pytest.mark.parametrize(
    "step",
    [
        {"op": "dance"},
        {"op": "set", "ref": "/data/nowhere", "value": "1"},
        {"op": "set", "ref": "/data/a[", "value": "1"},
        {"op": "set"},
        {"op": "expect", "ref": "/data/a", "value": "1", "expression": "= ="},
        {"op": "expect_submission", "xml": "<data"},
    ],
)
def test_a_broken_step_is_a_message(tmp_path: Path, step: dict[str, object]) -> None:
    result = run_case(_case(tmp_path, step))

    assert not result.passed
    assert result.message


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "else"}', '{"format": "xforms-case/1"}'])
def test_a_file_that_is_no_scenario_is_a_message(tmp_path: Path, content: str) -> None:
    path = tmp_path / "case.json"
    path.write_text(content, encoding="utf-8")

    assert run_case(path).message


def test_a_scenario_can_name_a_form_in_markdown_beside_it(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text("| survey |\n| | type | name | label |\n| | text | a | A |\n", encoding="utf-8")
    path = _case(tmp_path, {"op": "set", "ref": "/data/a", "value": "x"}, {"op": "expect", "ref": "/data/a", "label": "A"})
    case = json.loads(path.read_text(encoding="utf-8"))
    del case["form_xml"]
    path.write_text(json.dumps(case | {"form": "form.md"}), encoding="utf-8")

    assert run_case(path).message == ""
