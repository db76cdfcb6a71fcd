"""All that is wrong with a form, with sheet, row and column. pyxform lets broken logic through; here it is compiled."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from attrs import define, field

from intake_desktop.forms.attached import missing_lists
from intake_desktop.forms.convert import ROOT, convert_xlsform
from intake_desktop.forms.errors import Fault, FormRefused, Problem
from intake_desktop.forms.reading import read_xform

_XLSFORM = frozenset({".md", ".csv", ".xlsx", ".xls"})
_COLUMNS = {
    "calculate": ("calculation", "calculate", "bind::calculate"),
    "relevant": ("relevant", "relevance", "bind::relevant"),
    "readonly": ("read_only", "readonly", "bind::readonly"),
    "required": ("required", "bind::required"),
    "constraint": ("constraint", "bind::constraint"),
    "count": ("repeat_count", "count", "jr:count"),
    "default": ("default",),
    "choice_filter": ("choice_filter",),
    "choices": ("type",),
    "label": ("label",),
    "hint": ("hint",),
    "constraint_message": ("constraint_message", "constraining_message"),
    "required_message": ("required_message",),
    "bind": ("name",),
}
_ENTITY_COLUMNS = {"@create": "create_if", "@update": "update_if", "@id": "entity_id", "label": "label"}
_QUOTED = re.compile(r"'([^']+)'")
_BEGINS = ("begin group", "begin repeat", "begin loop", "begin lgroup", "begin looped group")


def check_form(path: Path) -> tuple[Problem, ...]:
    """All problems of a form; none when it can be used as it is.

    Args:
        path: an xlsx, csv, md or xml file.
    """
    try:
        found = _of_xlsform(path) if path.suffix.lower() in _XLSFORM else _of_xform(path)
        return tuple(dict.fromkeys(found))  # a default in a repeat stands twice in the XForm
    except FormRefused as refused:
        return refused.problems
    except OSError as error:
        return (Problem(f"the file cannot be read ({type(error).__name__})"),)


def _of_xform(path: Path) -> Iterator[Problem]:
    return (fault.as_problem() for fault in _faults(path.read_bytes(), path))


def _faults(xform: str | bytes, path: Path) -> Sequence[Fault]:
    try:
        faults = read_xform(xform).notes
    except FormRefused as refused:
        faults = (*refused.faults, *refused.notes)
        if not any(fault.path for fault in faults):
            return faults  # no XForm at all
    return (*faults, *missing_lists(xform, partial(_is_beside, path)))


def _is_beside(form: Path, name: str) -> bool:
    """Where ODK's tools look: beside the form, or in a folder named after it."""
    places = (form.parent, form.with_name(f"{form.stem}-media"))
    return "/" not in name and any(os.access(place / name, os.R_OK) for place in places)


def _of_xlsform(path: Path) -> Iterator[Problem]:
    kind = path.suffix.lower()[1:]
    source: str | bytes = path.read_bytes()
    if kind in ("md", "csv"):
        try:
            source = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise FormRefused.because("the file is not written in UTF-8") from None
    try:
        xform = convert_xlsform(source, file_type=kind, name=path.stem)
    except FormRefused as refused:
        yield from (_placed(problem, path) for problem in refused.problems)
        return
    faults = _faults(xform, path)
    if not faults:
        return
    places = _Places.of(path)
    for fault in faults:
        yield places.problem(fault)


def _placed(problem: Problem, path: Path) -> Problem:
    """A refusal of pyxform without a row, at the row that holds the word it quotes."""
    words = _QUOTED.findall(problem.message)
    if problem.row or not words:
        return problem
    try:
        return _Places.of(path).quoted(problem, words)
    except FormRefused:
        return problem


@define
class _Places:
    """Which row of the survey sheet made which place of the XForm."""

    rows: dict[str, int] = field(factory=dict)
    cells: dict[str, Mapping[str, Any]] = field(factory=dict)
    columns: list[str] = field(factory=list)
    all_rows: list[tuple[int, Mapping[str, Any]]] = field(factory=list)

    @classmethod
    def of(cls, path: Path) -> _Places:
        # half a second, and only needed when something is wrong
        from pyxform.errors import PyXFormError
        from pyxform.xls2json_backends import get_xlsform

        try:
            sheets = get_xlsform(str(path))
        except PyXFormError as error:
            raise FormRefused.because(str(error)) from None
        places = cls(columns=[str(name) for header in sheets.survey_header or () for name in header])
        places._fill(sheets.survey or ())
        return places

    def quoted(self, problem: Problem, words: Sequence[str]) -> Problem:
        """A problem at the first row that has one of these words as a whole cell."""
        for number, row in self.all_rows:
            column = next((name for name, cell in row.items() if str(cell).strip() in words), None)
            if column is not None:
                return Problem(problem.message, "survey", number, column)
        return problem

    def problem(self, fault: Fault) -> Problem:
        """A fault with its place in the XLSForm."""
        if "/meta/entity" in fault.path:
            step = fault.path.rpartition("/")[2]
            return Problem(fault.message, "entities", 2, _ENTITY_COLUMNS.get(step, step))
        if fault.path.endswith("/meta/instanceName"):
            return Problem(fault.message, "settings", 2, "instance_name")
        path = next((one for one in self._candidates(fault.path) if one in self.rows), None)
        if path is None:
            return fault.as_problem()
        return Problem(fault.message, "survey", self.rows[path], self._column(fault, path))

    @staticmethod
    def _candidates(path: str) -> Iterator[str]:
        """The place itself, what pyxform makes beside a row, and the groups around it."""
        yield path
        for ending in ("_count", "_other"):
            if path.endswith(ending):
                yield path.removesuffix(ending)

    def _column(self, fault: Fault, path: str) -> str:
        part = fault.part
        if path != fault.path and part == "calculate":
            part = "count"
        if part == "default" and self.cells[path].get("trigger"):
            part = "calculate"
        names = _COLUMNS.get(part, (part,))
        plain = {column.strip().lower().partition("::")[0]: column for column in self.columns if "::" in column}
        plain |= {column.strip().lower(): column for column in self.columns}
        return next((plain[name] for name in names if name in plain), names[0])

    def _fill(self, survey: Sequence[Mapping[str, Any]]) -> None:
        inside: list[str] = [f"/{ROOT}"]
        for number, raw in enumerate(survey, 2):
            row = {str(key).strip().lower(): value for key, value in raw.items()}
            self.all_rows.append((number, row))
            kind = " ".join(str(row.get("type") or row.get("command") or "").replace("_", " ").split()).lower()
            name = str(row.get("name") or row.get("value") or row.get("tag") or "").strip()
            if kind.startswith("end ") and len(inside) > 1:
                inside.pop()
            elif name:
                path = f"{inside[-1]}/{name}"
                self.rows.setdefault(path, number)
                self.cells.setdefault(path, row)
                if kind.startswith(_BEGINS):
                    inside.append(path)
