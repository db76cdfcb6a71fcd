"""The two catalogs. `program`: what helpers read, English in the code. `resident`: what residents read, Dutch in the forms."""

from __future__ import annotations

import gettext
from functools import cache

from attrs import frozen

from intake_desktop.language.languages import SOURCE, reading_languages
from intake_desktop.language.places import translations_folder

PROGRAM = "program"
RESIDENT = "resident"
PROGRAM_LANGUAGES = ("nl", "ar", "en")

_program_language = SOURCE


@frozen
class ResidentText:
    """A text for a resident. `is_dutch`: Dutch was asked, or stands in for a missing translation (then mark it)."""

    text: str
    is_dutch: bool


def use(code: str) -> None:
    """Set the program's own language: nl, ar or en. Any other code gives Dutch. Call it before windows are made."""
    global _program_language  # noqa: PLW0603 - one program, one language; gettext's own habit
    _program_language = code if code in PROGRAM_LANGUAGES else SOURCE


def current() -> str:
    """The program's own language, as set by `use`."""
    return _program_language


def _(source: str, /, **slots: object) -> str:
    """The English source text in the program's language, slots filled after translation. Missing: Dutch, then English."""
    text = _program(_program_language).gettext(source) if source else ""
    return text.format(**slots) if slots else text


def ngettext_(one: str, many: str, count: int, /, **slots: object) -> str:
    """Like `_` for a counted thing. `{count}` is filled by itself."""
    text = _program(_program_language).ngettext(one, many, count)
    return text.format(count=count, **slots)


def R_(source: str) -> str:  # noqa: N802 - beside N_: "translate this later", for the resident
    """Mark a Dutch text for the resident catalog that stands in code instead of in a form."""
    return source


def resident_text(message: str, code: str) -> ResidentText:
    """A Dutch resident's text in the language the resident reads. Missing: the Dutch text, marked; never a blank."""
    if not message:
        return ResidentText("", is_dutch=False)  # gettext keeps its header under the empty message
    translated = _resident(code).gettext(message)
    return ResidentText(translated, is_dutch=False) if translated else ResidentText(message, is_dutch=True)


def header(code: str, domain: str, field: str) -> str:
    """A field of a compiled catalog's header; empty when the catalog or the field is missing."""
    return _read(code, domain).info().get(field.lower(), "")


class _Nothing(gettext.NullTranslations):
    """Stands behind a resident's catalog: a missing text is told apart from one that reads the same in both languages."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - the answer is the same for every message
        return ""


@cache
def _program(code: str) -> gettext.NullTranslations:
    """Catalog of the program's language, Dutch behind it, English behind that."""
    if code not in {*PROGRAM_LANGUAGES} - {"en"}:
        return gettext.NullTranslations()
    catalog = _read(code, PROGRAM)
    if code != SOURCE:
        catalog.add_fallback(_program(SOURCE))
    return catalog


@cache
def _resident(code: str) -> gettext.NullTranslations:
    if code == SOURCE or code not in {one.code for one in reading_languages()}:
        return _Nothing()
    catalog = _read(code, RESIDENT)
    catalog.add_fallback(_Nothing())
    return catalog


def _read(code: str, domain: str) -> gettext.NullTranslations:
    """A compiled catalog; an empty one when it was not compiled."""
    path = translations_folder() / code / "LC_MESSAGES" / f"{domain}.mo"
    try:
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except FileNotFoundError:
        return gettext.NullTranslations()
