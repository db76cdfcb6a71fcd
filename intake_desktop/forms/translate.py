"""Our own forms are written in Dutch only; their translations come from gettext catalogs and are joined to them here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import frozen
from babel import Locale, UnknownLocaleError

from intake_desktop.forms.markdown import Sheet, read_sheets, written
from intake_desktop.forms.texts import language_code

SOURCE_LANGUAGE = "nl"
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
"""Columns that people read."""

_SHEETS = frozenset({"survey", "choices"})


@frozen
class Message:
    """A text to translate, with its place in the form (the header is row 1)."""

    sheet: str
    row: int
    column: str
    text: str


Translate = Callable[[str], str | None]


def messages(markdown: str) -> Iterator[Message]:
    """Every text of a form that people read. A form that brings its own translations keeps them: those are not among them."""
    for sheet in read_sheets(markdown):
        if sheet.name in _SHEETS:
            for row, column, text in sheet.cells():
                if column in TRANSLATED:
                    yield Message(sheet.name, row, column, text)


def with_languages(markdown: str, languages: Mapping[str, Translate]) -> str:
    """The form with a column for each language.

    Args:
        markdown: the form, in Dutch.
        languages: by language code, what gives the translation of a text; None where it is missing.

    Returns:
        The form as Markdown, its default language Dutch.
    """
    sheets = read_sheets(markdown)
    dutch = _default_language(sheets)
    others = {code: translate for code, translate in languages.items() if code != SOURCE_LANGUAGE}
    for sheet in sheets:
        if sheet.name in _SHEETS:
            _translate(sheet, dutch, others)
    return written(sheets)


def _default_language(sheets: list[Sheet]) -> str:
    """The name of Dutch in this form, written into its settings."""
    name = _name(SOURCE_LANGUAGE)
    settings = next((sheet for sheet in sheets if sheet.name == "settings"), None)
    if settings is None:
        sheets.append(Sheet("settings", ["default_language"], [[name]]))
        return name
    if not settings.rows:
        settings.rows.append([])
    given = settings.cell(settings.rows[0], "default_language")
    if language_code(given) == SOURCE_LANGUAGE and given != SOURCE_LANGUAGE:
        return given
    if "default_language" not in settings.columns:
        settings.columns.append("default_language")
    at = settings.columns.index("default_language")
    row = settings.rows[0]
    row.extend([""] * (at + 1 - len(row)))
    row[at] = name
    return name


def _translate(sheet: Sheet, dutch: str, others: Mapping[str, Translate]) -> None:
    own = {(column.partition("::")[0], language_code(column.partition("::")[2])) for column in sheet.columns if "::" in column}
    for column in [one for one in sheet.columns if one in TRANSLATED]:
        texts = [sheet.cell(row, column) for row in sheet.rows]
        sheet.columns[sheet.columns.index(column)] = f"{column}::{dutch}"
        for code, translate in others.items():
            if (column, code) not in own:
                _append(sheet, f"{column}::{_name(code)}", [(translate(text) or "") if text else "" for text in texts])


def _append(sheet: Sheet, column: str, cells: list[str]) -> None:
    before = len(sheet.columns)
    sheet.columns.append(column)
    for row, cell in zip(sheet.rows, cells, strict=True):
        row.extend([""] * (before - len(row)))
        row.append(cell)


def _name(code: str) -> str:
    """The language's own name with its code, as ODK writes languages."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{(name or code).partition('(')[0].strip()} ({code})"
