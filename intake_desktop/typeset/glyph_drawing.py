"""A line of glyphs as page operators, so that copying and reading aloud give the text back.

Readers of PDFs turn right-to-left letters around themselves, one by one. So every glyph stands for its own letters (ToUnicode);
whole words as ActualText would be turned around twice. ActualText is only for a letter of several glyphs, left to right. In
right-to-left runs the widest glyph of such a letter stands for it; its dots and marks are drawn after the line and stand for a
space, which nobody hears.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from attrs import define, field, frozen

from intake_desktop.typeset.bidi.characters import MIRROR_IMAGES
from intake_desktop.typeset.canvas import TaggedCanvas, number
from intake_desktop.typeset.fonts import is_invisible
from intake_desktop.typeset.glyph_font import GlyphFont
from intake_desktop.typeset.shaping import Glyph, Line, Run

# invisible, but needed to read the text: Persian and Indian scripts join letters, or not, by these
_KEPT = "\u200c\u200d"
_NO_BREAK_SPACES = "\u00a0\u202f"
# a bracket between right-to-left letters is drawn mirrored; readers of PDFs expect what is drawn and mirror it back
_MIRRORED = str.maketrans({**MIRROR_IMAGES, **{image: character for character, image in MIRROR_IMAGES.items()}})
_TINY = 1e-4


@frozen
class _Dot:
    """A glyph drawn after the line: font, size, number, place in points."""

    font: GlyphFont
    size: float
    cid: int
    x: float
    y: float


def draw_line(canvas: TaggedCanvas, line: Line, text: str, *, x: float, y: float, size: float) -> None:
    """Draw a line with its baseline at y (from the top) and its left end at x, in points."""
    dots: list[_Dot] = []
    for run in line.runs:
        font = canvas.font(run.font)
        drawn = _DrawnRun(run, text, font, size * run.font.scale, x, canvas.from_top(y))
        operators = drawn.operators()
        if run.language:
            operators = f"/Span <</Lang ({run.language})>> BDC {operators} EMC"
        canvas.write(operators)
        dots += drawn.dots
        x += run.width * size
    if dots:
        shown = " ".join(
            f"/{dot.font.name} {number(dot.size)} Tf 1 0 0 1 {number(dot.x)} {number(dot.y)} Tm <{dot.cid:04X}> Tj"
            for dot in dots
        )
        canvas.write(f"/Span <</ActualText <FEFF>>> BDC BT {shown} ET EMC")


@define
class _DrawnRun:
    """One run on its way to operators: a pen, what it wrote, and the dots left for later."""

    run: Run
    text: str
    font: GlyphFont
    size: float
    x: float
    y: float
    dots: list[_Dot] = field(factory=list)
    _written: list[str] = field(factory=list)
    _shown: list[str] = field(factory=list)  # the array of a TJ
    _behind: float = 0.0  # ems the PDF's own pen is behind ours
    _pen: float = 0.0  # ems from x
    _rise: float = 0.0

    def operators(self) -> str:
        """BT to ET."""
        self._written.append(f"BT /{self.font.name} {number(self.size)} Tf {number(self.x)} {number(self.y)} Td")
        source = _sources(self.run, self.text)
        for cluster, glyphs in _clusters(self.run):
            self._draw_cluster(glyphs, source[cluster])
        self._flush()
        if self._rise:
            self._written.append("0 Ts")
        self._written.append("ET")
        return " ".join(self._written)

    def _draw_cluster(self, glyphs: list[Glyph], source: str) -> None:
        if self.run.rtl:
            self._draw_right_to_left(glyphs, source)
        elif len(glyphs) == 1:
            self._show(glyphs[0], self.font.cid(glyphs[0].id, source))
        else:
            self._flush()
            self._written.append(f"/Span <</ActualText <FEFF{source.encode('utf-16-be').hex()}>>> BDC")
            for glyph in glyphs:
                self._show(glyph, self.font.cid(glyph.id, source[:1]))
            self._flush()
            self._written.append("EMC")

    def _draw_right_to_left(self, glyphs: list[Glyph], source: str) -> None:
        letter = max(glyphs, key=lambda glyph: glyph.advance)
        # a reader turns the run around: the first character must stand furthest to the right
        for character in reversed(source[1:]):
            self._show_silent(character)
        for glyph in glyphs:
            if glyph is letter:
                self._show(glyph, self.font.cid(glyph.id, source[:1]))
                continue
            x = self.x + (self._pen + glyph.dx) * self.size
            self.dots.append(_Dot(self.font, self.size, self.font.cid(glyph.id, " "), x, self.y + glyph.dy * self.size))
            self._pen += glyph.advance
            self._behind += glyph.advance

    def _show(self, glyph: Glyph, cid: int) -> None:
        if abs(glyph.dy - self._rise) > _TINY:
            self._flush()
            self._rise = glyph.dy
            self._written.append(f"{number(glyph.dy * self.size)} Ts")
        self._step(glyph.dx)
        self._shown.append(f"<{cid:04X}>")
        self._behind = glyph.advance - glyph.dx - self.font.width(glyph.id) / 1000
        self._pen += glyph.advance

    def _show_silent(self, character: str) -> None:
        self._step(0.0)
        self._shown.append(f"<{self.font.silent_cid(character):04X}>")
        self._behind = -self.font.silent_width

    def _step(self, dx: float) -> None:
        """Move the PDF's pen to ours plus dx."""
        distance = self._behind + dx
        if abs(distance) > _TINY:
            self._shown.append(number(-distance * 1000))
        self._behind = 0.0

    def _flush(self) -> None:
        if self._shown:
            self._written.append(f"[{''.join(self._shown)}]TJ")
            self._shown = []


def _clusters(run: Run) -> Iterator[tuple[int, list[Glyph]]]:
    for cluster, glyphs in groupby(run.glyphs, key=lambda glyph: glyph.cluster):
        yield cluster, list(glyphs)


def _sources(run: Run, text: str) -> dict[int, str]:
    """The characters each cluster stands for, as a reader should get them."""
    starts = [*sorted({glyph.cluster for glyph in run.glyphs}), run.end]
    sources = {start: _readable(text[start:end]) for start, end in pairwise(starts)}
    return {start: source.translate(_MIRRORED) for start, source in sources.items()} if run.rtl else sources


def _readable(source: str) -> str:
    """Without direction marks, and with plain spaces: what a search or a screen reader expects."""
    kept = [character for character in source if character in _KEPT or not is_invisible(character)]
    return "".join(" " if character in _NO_BREAK_SPACES else character for character in kept)
