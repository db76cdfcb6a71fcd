"""Fonts of the window: Noto for every script we ship, Phosphor for drawings. Loaded when they are needed, not before."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from intake_desktop.language import UnknownLanguage, language, spoken_languages

LATIN = "Noto Sans"
ARABIC = "Noto Sans Arabic"
DRAWINGS = "Phosphor"


def families(code: str | None) -> list[str]:
    """Font families for a language, the one of its script first. Loads that one."""
    first = _font_of(code) if code else LATIN
    load(first)
    return [first, *(family for family in (LATIN, ARABIC) if family != first)]


def is_right_to_left(code: str) -> bool:
    """Whether the language is written from right to left. Follows from the language, never from the text."""
    try:
        return language(code).rtl
    except UnknownLanguage:
        return False


def load_first() -> None:
    """What the first paint needs."""
    load(LATIN)
    load(DRAWINGS)


def load_rest() -> None:
    """Every other script a resident may read, once the first window stands."""
    for family in sorted({ARABIC, *(spoken.font for spoken in spoken_languages())}):
        load(family)


@cache
def load(family: str) -> int:
    """Make a family known to Qt, once. Returns Qt's number for it; -1 where it is not shipped and the system's own stands in."""
    if family == DRAWINGS:
        return QFontDatabase.addApplicationFont(str(package_folder("qtawesome") / "fonts" / "phosphor-1.3.0.ttf"))
    file = package_folder("manimgx_fonts") / f"{family.replace(' ', '')}[wght].ttf"
    return QFontDatabase.addApplicationFont(str(file)) if file.is_file() else -1


@cache
def package_folder(name: str) -> Path:
    """Folder of an installed package, found without importing it (importing qtawesome takes longer than our whole start)."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name)
    return Path(found.origin).parent


def _font_of(code: str) -> str:
    try:
        return language(code).font
    except UnknownLanguage:
        return LATIN
