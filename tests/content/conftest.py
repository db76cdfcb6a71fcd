"""The broad intake, as its author wrote it and as pyxform reads it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from attrs import frozen
from defusedxml.ElementTree import fromstring
from pyxform.xls2json_backends import md_to_dict
from pyxform.xls2xform import convert

from intake_desktop.language import resources_folder

FOLDER = resources_folder() / "forms" / "brede-intake"
STRUCTURE = {"begin_group", "end_group", "begin_repeat", "end_repeat", "note", "calculate"}
Row = Mapping[str, str]


@frozen
class Asked:
    """A row of the survey sheet with the place it gets in the form."""

    ref: str
    section: str
    row: Row

    @property
    def kind(self) -> str:
        return self.row["type"].split()[0]

    @property
    def choices(self) -> str:
        """Name of the choice list; empty for a question without one."""
        return self.row["type"].partition(" ")[2] if self.kind.startswith("select") else ""

    @property
    def is_question(self) -> bool:
        return self.kind not in STRUCTURE


@frozen
class Form:
    """The sheets of a form."""

    folder: Path
    sheets: Mapping[str, list[Row]]

    def rows(self) -> list[Asked]:
        return list(self._rows())

    def questions(self) -> list[Asked]:
        return [asked for asked in self.rows() if asked.is_question]

    def question(self, name: str) -> Asked:
        return next(asked for asked in self.rows() if asked.row["name"] == name)

    def choices(self, name: str) -> list[Row]:
        return [row for row in self.sheets["choices"] if row["list_name"] == name]

    def texts(self) -> list[str]:
        """Every text a resident can meet in this form."""
        columns = ("label", "hint", "guidance_hint", "constraint_message")
        rows = [*self.sheets["survey"], *self.sheets["choices"]]
        return [row[column] for row in rows for column in columns if column in row]

    def toml(self, name: str) -> dict[str, Any]:
        return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))

    def _rows(self) -> Iterator[Asked]:
        inside: list[str] = []
        for row in self.sheets["survey"]:
            if row["type"].startswith("end_"):
                inside.pop()
                continue
            yield Asked("/".join(["/data", *inside, row["name"]]), (inside or [row["name"]])[0], row)
            if row["type"].startswith("begin_"):
                inside.append(row["name"])


@pytest.fixture(scope="session")
def form() -> Form:
    return Form(FOLDER, md_to_dict((FOLDER / "form.md").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def xform() -> Element:
    """The form as pyxform converts it."""
    converted = convert((FOLDER / "form.md").read_text(encoding="utf-8"), file_type=".md", validate=False)
    assert converted.warnings == []
    return fromstring(converted.xform)
