"""XLSForm to XForm, by pyxform."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from intake_desktop.forms.errors import FormRefused, Problem

_TYPES = {"md": ".md", "xlsx": ".xlsx", "csv": ".csv", "xls": ".xls"}
_ROW = re.compile(r"\[row : ?(\d+)\]\s*")
_SHEET = re.compile(r"(?:on|On) the '(\w+)' sheet,?\s*")
_COLUMN = re.compile(r"[Tt]he '([\w:]+)' value")
_COLUMNS = {"with no name": "name", "List name not in choices": "type"}
_NO_FORM = "Argument 'definition' was not recognized"
_LARGEST = 32 * 1024 * 1024
_LARGEST_WORKBOOK = 128 * 1024 * 1024
"""Bytes of its parts unpacked."""

_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OSError,
    RecursionError,
    SyntaxError,
    EOFError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the readers of pyxform raise for a broken workbook; XML that ends too early is a SyntaxError."""

ROOT = "data"
"""Name of the root of every form we convert, so that references read the same in all of them."""


def convert_xlsform(source: str | bytes, *, file_type: str, name: str) -> str:
    """Convert an XLSForm.

    Args:
        source: the form; characters for md and csv, bytes for xlsx.
        file_type: "md", "xlsx", "csv" or "xls".
        name: form id of a form that gives none.

    Raises:
        FormRefused: pyxform cannot read it, or finds a mistake in it.
    """
    if len(source) > _LARGEST:
        raise FormRefused.because(f"the file is larger than {_LARGEST // 1024 // 1024} MB")
    if isinstance(source, bytes) and zipfile.is_zipfile(BytesIO(source)):
        _check_unpacked(source)
    # half a second, and only needed when a form is converted
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    given = source if isinstance(source, str) else BytesIO(source)
    try:
        converted = convert(given, file_type=_TYPES.get(file_type, file_type), validate=False, form_name=ROOT)
    except PyXFormError as error:
        raise FormRefused((problem_of(str(error)),)) from None
    except _BROKEN as error:
        raise FormRefused.because(f"this is not an XLSForm that can be read ({type(error).__name__})") from None
    return _named(converted.xform, name)


def problem_of(message: str) -> Problem:
    """A message of pyxform, with the sheet and row it speaks of."""
    if message.startswith(_NO_FORM):
        return Problem("This file is empty or no XLSForm: it has no sheet called survey.")
    row, sheet = _ROW.search(message), _SHEET.search(message)
    text = _SHEET.sub("", _ROW.sub("", message, count=1), count=1).strip() or message
    if row is None:
        return Problem(text, sheet.group(1) if sheet else "")
    return Problem(text, sheet.group(1) if sheet else "survey", int(row.group(1)), _column(text))


def _column(text: str) -> str:
    named = _COLUMN.search(text)
    return named.group(1) if named else next((column for words, column in _COLUMNS.items() if words in text), "")


def _check_unpacked(workbook: bytes) -> None:
    with zipfile.ZipFile(BytesIO(workbook)) as archive:  # reads no part beyond the size that stands here
        if sum(part.file_size for part in archive.infolist()) > _LARGEST_WORKBOOK:
            raise FormRefused.because(f"the workbook is larger than {_LARGEST_WORKBOOK // 1024 // 1024} MB when unpacked")


def _named(xform: str, name: str) -> str:
    """A form without an id is named after its root by pyxform; here it gets the name of its file."""
    return xform.replace(f'<{ROOT} id="{ROOT}"', f'<{ROOT} id="{name}"', 1) if name.isidentifier() or _is_plain(name) else xform


def _is_plain(name: str) -> bool:
    return re.fullmatch(r"[\w.-]+", name) is not None
