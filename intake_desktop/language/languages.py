"""The languages residents speak and read. Direction and font come from here, never from looking at a text."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from intake_desktop.language.errors import N_, ActionableError
from intake_desktop.language.places import resources_folder, translations_folder

SOURCE = "nl"  # residents' texts are written in Dutch; it needs no catalog


class UnknownLanguage(ActionableError):
    """A code that resources/languages.toml does not name."""

    sentence = N_("This program does not know the language {code}. Choose another language.")


@frozen
class Language:
    """One language.

    Attributes:
        code: ISO 639 code, the shortest there is ("ar", "rif").
        own_name: its name in its own script, for a resident to point at.
        dutch_name: its name for the helper.
        rtl: written from right to left.
        font: family that draws it on screen and paper.
        written: False for a language people speak or sign but do not expect to read.
        has_catalog: residents' texts exist in it.
    """

    code: str
    own_name: str
    dutch_name: str
    rtl: bool
    font: str
    written: bool
    has_catalog: bool


def language(code: str) -> Language:
    """The language with this code.

    Raises:
        UnknownLanguage: resources/languages.toml does not name it.
    """
    try:
        return _all()[code]
    except KeyError:
        raise UnknownLanguage(code=code) from None


def spoken_languages() -> tuple[Language, ...]:
    """Every language that can be chosen as spoken, in the order of the list: the most frequent at the counters first."""
    return tuple(_all().values())


def reading_languages() -> tuple[Language, ...]:
    """The languages residents' texts exist in."""
    return tuple(one for one in _all().values() if one.has_catalog)


@cache
def _all() -> dict[str, Language]:
    # tomllib is needed once, and not before the first language is asked for
    import tomllib

    table = tomllib.loads((resources_folder() / "languages.toml").read_text(encoding="utf-8"))
    return {row["code"]: _language(row, table["fonts"]) for row in table["language"]}


def _language(row: dict[str, str | bool], fonts: dict[str, str]) -> Language:
    code = str(row["code"])
    script = str(row["script"])
    return Language(
        code=code,
        own_name=str(row["own_name"]),
        dutch_name=str(row["dutch_name"]),
        rtl=script in {"Arabic", "Hebrew"},
        font=fonts[script],
        written=bool(row.get("written", True)),
        has_catalog=code == SOURCE or (translations_folder() / code / "LC_MESSAGES" / "resident.po").is_file(),
    )
