"""XLSForms written as Markdown tables: reading them into sheets and writing them again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]*")


@define
class Sheet:
    """A sheet: its columns, and its rows as they stand in the text. The header is row 1."""

    name: str
    columns: list[str] = field(factory=list)
    rows: list[list[str]] = field(factory=list)

    def cells(self) -> Iterator[tuple[int, str, str]]:
        """Row number, column and content of every cell that has any."""
        for number, row in enumerate(self.rows, 2):
            for column, cell in zip(self.columns, row, strict=False):
                if cell:
                    yield number, column, cell

    def cell(self, row: list[str], column: str) -> str:
        """A cell of a row; empty where the row is shorter, or there is no such column."""
        at = self.columns.index(column) if column in self.columns else len(row)
        return row[at] if at < len(row) else ""


def read_sheets(markdown: str) -> list[Sheet]:
    """The sheets of a form. Lines that are no table row are comments."""
    sheets: list[Sheet] = []
    for line in markdown.splitlines():
        stripped = line.strip()
        if not stripped.startswith("|") or _RULE.fullmatch(stripped):
            continue
        name, *cells = [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(stripped)[1:-1]]
        if name:
            sheets.append(Sheet(name))
        if sheets and any(cells):
            sheet = sheets[-1]
            if sheet.columns:
                sheet.rows.append(cells)
            else:
                sheet.columns = cells
    return sheets


def written(sheets: list[Sheet]) -> str:
    """Sheets as Markdown."""
    return "\n".join(line for sheet in sheets for line in _lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"| {sheet.name} |"
    for row in (sheet.columns, *sheet.rows):
        yield "| | " + " | ".join(_escaped(cell) for cell in row) + " |"
    yield ""


def _escaped(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")
