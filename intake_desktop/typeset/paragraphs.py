"""A paragraph: shaped text in a style, drawn in a column."""

from __future__ import annotations

from attrs import define, evolve, field

from intake_desktop.typeset.canvas import TaggedCanvas
from intake_desktop.typeset.glyph_drawing import draw_line
from intake_desktop.typeset.shaping import ShapedText
from intake_desktop.typeset.text import Style


@define(eq=False)
class Paragraph:
    """Lines from the side its language begins on, or from the other one.

    Attributes:
        shaped: the text.
        style: size, line height, role.
        at_end: set against the other side of the column: Dutch that stands in where Arabic would be, for instance.
        start: offset of its first letter; more than 0 when it goes on from the page before.
        end: offset after its last letter; None for the end of the text.
    """

    shaped: ShapedText
    style: Style
    at_end: bool = False
    start: int = 0
    end: int | None = None
    _broken: dict[float, list[tuple[int, int]]] = field(factory=dict, init=False, repr=False)

    @property
    def first_baseline(self) -> float:
        """Points from its top."""
        return self.style.baseline

    def height(self, width: float) -> float:
        """Points it takes in a column of this width."""
        return len(self._lines(width)) * self.style.line_height

    @property
    def natural_width(self) -> float:
        """Points it takes on one line."""
        return self.shaped.width * self.style.size

    def split(self, width: float, room: float) -> tuple[Paragraph | None, Paragraph | None]:
        """The lines that fit in a height, and the others; None where there are none."""
        lines = self._lines(width)
        fitting = min(max(int(room / self.style.line_height), 0), len(lines))
        first = evolve(self, end=lines[fitting - 1][1]) if fitting else None
        rest = evolve(self, start=lines[fitting][0]) if fitting < len(lines) else None
        return first, rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it as one element of its language."""
        with canvas.element(self.style.role, self.shaped.writing.language), canvas.content():
            self.draw_lines(canvas, x, top, width)

    def draw_lines(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw its lines inside an element that is open."""
        canvas.write(f"{self.style.grey:.2f} g")
        from_right = self.shaped.writing.rtl != self.at_end
        for index, (start, end) in enumerate(self._lines(width)):
            line = self.shaped.line(start, end)
            left = x + width - line.width * self.style.size if from_right else x
            baseline = top + index * self.style.line_height + self.style.baseline
            draw_line(canvas, line, self.shaped.text, x=left, y=baseline, size=self.style.size)

    def _lines(self, width: float) -> list[tuple[int, int]]:
        if width not in self._broken:
            lines = self.shaped.break_lines(width / self.style.size)
            end = len(self.shaped.text) if self.end is None else self.end
            self._broken[width] = [line for line in lines if self.start <= line[0] and line[1] <= end]
        return self._broken[width]
