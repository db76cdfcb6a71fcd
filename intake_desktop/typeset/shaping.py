"""From text to glyphs: runs of one direction, script and font, shaped by HarfBuzz. Widths are in ems: nothing knows a size."""

from __future__ import annotations

from functools import lru_cache

import uharfbuzz as hb
from attrs import define, field, frozen

from intake_desktop.typeset.bidi import Directions, analyse, line_levels, visual_order
from intake_desktop.typeset.breaking import fill, graphemes, line_ends, trimmed
from intake_desktop.typeset.fonts import Font, font_for
from intake_desktop.typeset.text import Source, Span, Writing, join

_DEFAULT_SCRIPT = "Latn"


@frozen
class Glyph:
    """A glyph where HarfBuzz puts it. Ems of its font, before the font is scaled."""

    id: int
    cluster: int  # offset in the text of the first character it stands for
    advance: float
    dx: float
    dy: float


@frozen
class Run:
    """Neighbours drawn together: glyphs from left to right, whatever the direction."""

    start: int
    end: int
    level: int
    font: Font
    language: str  # empty: that of the paragraph
    glyphs: tuple[Glyph, ...]

    @property
    def rtl(self) -> bool:
        """True when the text of the run reads from right to left."""
        return self.level % 2 == 1

    @property
    def width(self) -> float:
        """Ems of the paragraph."""
        return self.font.scale * sum(glyph.advance for glyph in self.glyphs)


@frozen
class Line:
    """A line ready to be drawn: runs from left to right."""

    runs: tuple[Run, ...]

    @property
    def width(self) -> float:
        """Ems, without spaces at the end."""
        return sum(run.width for run in self.runs)


@frozen
class _Item:
    """Neighbours of one level, script, font and language, before lines are known."""

    start: int
    end: int
    level: int
    script: str
    font: Font
    language: str


@define(eq=False)
class ShapedText:
    """A paragraph shaped once; lines of any width and size are made from it."""

    source: Source
    writing: Writing
    _directions: Directions = field(repr=False)
    _items: tuple[_Item, ...] = field(repr=False)
    _shaper: _Shaper = field(repr=False)
    _advances: tuple[float, ...] = field(repr=False)
    _ends: frozenset[int] = field(repr=False)

    @property
    def text(self) -> str:
        """The text, in the order it is told."""
        return self.source.text

    @property
    def width(self) -> float:
        """Ems it takes on one line."""
        return sum(self._advances)

    def break_lines(self, width: float) -> list[tuple[int, int]]:
        """Start and end of each line of a column, in ems."""
        return fill(self.text, self._advances, self._ends, width)

    def line(self, start: int, end: int) -> Line:
        """The glyphs of a line from break_lines."""
        end = trimmed(self.text, start, end)
        levels = line_levels(self._directions.levels, self._directions.classes, start, end, self._directions.base)
        runs = [
            self._shaper.run(item, first, last, levels[first - start])
            for item in self._items
            for first, last in _equal_levels(levels, start, max(item.start, start), min(item.end, end))
        ]
        return Line(tuple(runs[index] for index in visual_order([run.level for run in runs])))


def shape(spans: tuple[Span, ...], writing: Writing) -> ShapedText:
    """Shape a paragraph.

    Raises:
        MissingGlyph: no font has one of its characters.
    """
    source = join(spans)
    directions = analyse(source.text, 1 if writing.rtl else 0)
    items = tuple(_items(source, directions, writing))
    shaper = _Shaper([ord(character) for character in source.text], writing.language)
    advances = [0.0] * len(source.text)
    for item in items:
        for glyph in shaper.run(item, item.start, item.end, item.level).glyphs:
            advances[glyph.cluster] += glyph.advance * item.font.scale
    return ShapedText(source, writing, directions, items, shaper, tuple(advances), line_ends(source.text))


@define(eq=False)
class _Shaper:
    """Asks HarfBuzz, once for each stretch."""

    code_points: list[int]
    language: str
    _runs: dict[tuple[int, int, int], Run] = field(factory=dict)

    def run(self, item: _Item, start: int, end: int, level: int) -> Run:
        """A stretch of an item at a level."""
        key = (start, end, level)
        if key not in self._runs:
            self._runs[key] = Run(start, end, level, item.font, item.language, self._shape(item, start, end, level))
        return self._runs[key]

    def _shape(self, item: _Item, start: int, end: int, level: int) -> tuple[Glyph, ...]:
        buffer = hb.Buffer()
        # the whole text with a range: letters join across the seams of runs
        buffer.add_codepoints(self.code_points, start, end - start)
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.script = item.script
        buffer.language = item.language or self.language
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        flags |= hb.BufferFlags.BOT if start == 0 else hb.BufferFlags.DEFAULT
        flags |= hb.BufferFlags.EOT if end == len(self.code_points) else hb.BufferFlags.DEFAULT
        buffer.flags = flags
        hb.shape(item.font.hb_font, buffer, {})
        em = item.font.upem
        return tuple(
            Glyph(info.codepoint, info.cluster, place.x_advance / em, place.x_offset / em, place.y_offset / em)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )


def _items(source: Source, directions: Directions, writing: Writing) -> list[_Item]:
    scripts = _scripts(source.text)
    fonts = _fonts(source, writing)
    items: list[_Item] = []
    for index, letter in enumerate(source.letters):
        found = (directions.levels[index], scripts[index], fonts[index], letter.language)
        last = items[-1] if items else None
        if last is not None and (last.level, last.script, last.font, last.language) == found:
            items[-1] = _Item(last.start, index + 1, *found)
        else:
            items.append(_Item(index, index + 1, *found))
    return items


def _fonts(source: Source, writing: Writing) -> list[Font]:
    """A font for each character. Spaces and signs stay in the font before them when it has them: fewer seams."""
    fonts: list[Font] = []
    for start, end in graphemes(source.text):
        cluster = source.text[start:end]
        belongs_to_all = fonts and _script_of(cluster[0]) is None
        families = (fonts[-1].family, writing.family) if belongs_to_all else (writing.family,)
        fonts += [font_for(cluster, families, source.letters[start].weight)] * (end - start)
    return fonts


def _scripts(text: str) -> list[str]:
    """ISO 15924 script of each character; what belongs to every script goes with the letter before it, or after it."""
    found = [_script_of(character) for character in text]
    before: str | None = None
    for index, script in enumerate(found):
        before = script or before
        found[index] = before
    first = next((script for script in found if script), _DEFAULT_SCRIPT)
    return [script or first for script in found]


@lru_cache(maxsize=4096)
def _script_of(character: str) -> str | None:
    """HarfBuzz's own table; None for characters of every script."""
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(character)])
    buffer.guess_segment_properties()
    script: str | None = buffer.script
    return script


def _equal_levels(levels: list[int], offset: int, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of one level between start and end; `levels` begins at `offset`."""
    stretches: list[tuple[int, int]] = []
    for index in range(start, end):
        if stretches and levels[stretches[-1][0] - offset] == levels[index - offset]:
            stretches[-1] = (stretches[-1][0], index + 1)
        else:
            stretches.append((index, index + 1))
    return stretches
