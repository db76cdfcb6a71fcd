"""XLSForm to XForm, by pyxform."""

from __future__ import annotations

import re
from io import BytesIO

from intake_desktop.forms.errors import FormRefused, Problem

_TYPES = {"md": ".md", "xlsx": ".xlsx", "csv": ".csv", "xls": ".xls"}
_ROW = re.compile(r"\[row : ?(\d+)\]\s*")
_SHEET = re.compile(r"(?:on|On) the '(\w+)' sheet,?\s*")
_LARGEST = 32 * 1024 * 1024

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
    # half a second, and only needed when a form is converted
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    given = source if isinstance(source, str) else BytesIO(source)
    try:
        converted = convert(given, file_type=_TYPES.get(file_type, file_type), validate=False, form_name=ROOT)
    except PyXFormError as error:
        raise FormRefused((problem_of(str(error)),)) from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, UnicodeError, OSError, RecursionError) as error:
        # pyxform meets broken workbooks with whatever its readers raise
        raise FormRefused.because(f"this is not an XLSForm that can be read ({type(error).__name__})") from None
    return _named(converted.xform, name)


def problem_of(message: str) -> Problem:
    """A message of pyxform, with the sheet and row it speaks of."""
    row, sheet = _ROW.search(message), _SHEET.search(message)
    text = _SHEET.sub("", _ROW.sub("", message, count=1), count=1).strip()
    return Problem(text or message, sheet.group(1) if sheet else "survey" if row else "", int(row.group(1)) if row else 0)


def _named(xform: str, name: str) -> str:
    """A form without an id is named after its root by pyxform; here it gets the name of its file."""
    return xform.replace(f'<{ROOT} id="{ROOT}"', f'<{ROOT} id="{name}"', 1) if name.isidentifier() or _is_plain(name) else xform


def _is_plain(name: str) -> bool:
    return re.fullmatch(r"[\w.-]+", name) is not None
