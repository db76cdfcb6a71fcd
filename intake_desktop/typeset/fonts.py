"""Fonts: Noto for every script we ship, one weight at a time, and which of them has a letter."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path

import uharfbuzz as hb
from attrs import define, field

from intake_desktop.language.errors import N_, ActionableError

# Asked in this order for a letter that the font of the paragraph does not have.
_FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Ethiopic",
    "Noto Sans Devanagari",
    "Noto Sans Hebrew",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Tamil",
    "Noto Sans Thai",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Sinhala",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Myanmar",
    "Noto Sans Symbols",
    "Noto Emoji",
)

# Arabic letters look smaller than Latin ones of the same size; two languages on a sheet must look equally large.
_SCALE = {"Noto Sans Arabic": 1.1}


class MissingGlyph(ActionableError):
    """No font has this character. Better no sheet than a sheet with boxes on it.

    Names the code point only: the word around it may be somebody's name.
    """

    sentence = N_("No font of this program has the character {character}. Write that word with other letters, then print again.")


@define(eq=False)
class Font:
    """A font file at one weight. Made once a process; what is asked of it never changes it."""

    family: str
    weight: int
    face: hb.Face = field(repr=False)
    hb_font: hb.Font = field(repr=False)
    _glyphs: dict[str, int | None] = field(factory=dict, repr=False)

    @property
    def upem(self) -> int:
        """Font units in one size."""
        return int(self.face.upem)

    @property
    def name(self) -> str:
        """PostScript name, without a subset's tag."""
        return f"{self.family.replace(' ', '')}-{self.weight}"

    @property
    def scale(self) -> float:
        """By how much its letters are drawn larger to look as large as Noto Sans."""
        return _SCALE.get(self.family, 1.0)

    def glyph(self, character: str) -> int | None:
        """The nominal glyph of a character; None when the font lacks it."""
        if character not in self._glyphs:
            self._glyphs[character] = self.hb_font.get_nominal_glyph(ord(character))
        return self._glyphs[character]

    def covers(self, cluster: str) -> bool:
        """Whether every character that can be seen has a glyph."""
        return all(self.glyph(character) is not None or is_invisible(character) for character in cluster)


def is_invisible(character: str) -> bool:
    """Joiners, directional marks, variation selectors: they shape what stands around them and have no glyph of their own."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def font_for(cluster: str, families: Iterable[str], weight: int) -> Font:
    """The first font that has all of a cluster (what a reader takes for one letter).

    Args:
        cluster: one letter with its marks.
        families: to be tried first, in this order.
        weight: 400 regular, 700 bold.

    Raises:
        MissingGlyph: none has it.
    """
    for family in chain(families, _FAMILIES):
        font = load(family, weight)
        if font.covers(cluster):
            return font
    raise MissingGlyph(character=" ".join(f"U+{ord(character):04X}" for character in cluster))


@cache
def load(family: str, weight: int) -> Font:
    """A font at a weight. The weight is pinned: some variable fonts start at Thin.

    Raises:
        FileNotFoundError: the family is not among the installed fonts.
    """
    # memory-mapped by HarfBuzz; nothing is read before it is asked for
    path = package_folder("manimgx_fonts") / f"{family.replace(' ', '')}[wght].ttf"
    if not path.is_file():
        raise FileNotFoundError(f"no font file for {family}")
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    font = hb.Font(face)
    font.set_variations({"wght": weight})
    return Font(family, weight, face, font)


@cache
def package_folder(name: str) -> Path:
    """Folder of an installed package that carries fonts, found without importing it: one of them would load Qt."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name)
    return Path(found.origin).parent
