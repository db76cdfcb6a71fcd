"""What a page is built of: rows of two columns with a pictogram, tick rows, boxes, rules, gaps."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from attrs import define, evolve, frozen

from intake_desktop.typeset.canvas import TaggedCanvas
from intake_desktop.typeset.paragraphs import Paragraph
from intake_desktop.typeset.pictograms import draw_pictogram


class Block(Protocol):
    """Something of the width it is given."""

    def height(self, width: float) -> float:
        """Points it takes."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its left top corner at x, top."""


@runtime_checkable
class Divisible(Block, Protocol):
    """A block that can go on on the next page, when it must."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """What fits in a height, and the rest; None when nothing fits."""


@frozen
class Columns:
    """How rows of a page divide their width: a narrow one for the pictogram, then one or two for text. Points."""

    picture: float
    gap: float
    count: int

    def text(self, x: float, width: float) -> list[tuple[float, float]]:
        """Left edge and width of each text column."""
        room = (width - self.picture - self.gap * (self.count - 1)) / self.count
        return [(x + self.picture + index * (room + self.gap), room) for index in range(self.count)]


@frozen
class Picture:
    """A pictogram: Phosphor name, side in points, what it shows and in which language that is said."""

    name: str
    size: float
    alt: str
    language: str


@define(eq=False)
class Row:
    """The same thing in each column, side by side: stays together, first baselines on one line.

    A cell is a stack of paragraphs; an empty one leaves its column empty.
    """

    columns: Columns
    cells: tuple[tuple[Paragraph, ...], ...]
    picture: Picture | None = None

    def height(self, width: float) -> float:
        """Of the tallest cell."""
        heights = [
            self._drop(cell) + sum(paragraph.height(room) for paragraph in cell)
            for cell, (_x, room) in zip(self.cells, self.columns.text(0, width), strict=False)
        ]
        return max([*heights, self.picture.size if self.picture else 0.0])

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Pictogram, then the cells in order."""
        if self.picture:
            middle = top + self._first_baseline() - self._capital() / 2
            picture = self.picture
            draw_pictogram(
                canvas,
                picture.name,
                x=x,
                y=middle - picture.size / 2,
                size=picture.size,
                alt=picture.alt,
                language=picture.language,
            )
        for column, (cell, (left, room)) in enumerate(zip(self.cells, self.columns.text(x, width), strict=False)):
            y = top + self._drop(cell)
            with canvas.layer(column):
                for paragraph in cell:
                    paragraph.draw(canvas, left, y, room)
                    y += paragraph.height(room)

    def split(self, width: float, room: float) -> tuple[Row, Row] | None:
        """Each cell after the lines that fit. The pictogram stays with the first part."""
        halves = [
            _split_cell(cell, column, room - self._drop(cell))
            for cell, (_x, column) in zip(self.cells, self.columns.text(0, width), strict=False)
        ]
        if not any(first for first, _rest in halves):
            return None
        return (
            evolve(self, cells=tuple(first for first, _rest in halves)),
            evolve(self, cells=tuple(rest for _first, rest in halves), picture=None),
        )

    def _first_baseline(self) -> float:
        return max((cell[0].first_baseline for cell in self.cells if cell), default=0.0)

    def _drop(self, cell: tuple[Paragraph, ...]) -> float:
        """How far a cell starts below the top of the row."""
        return self._first_baseline() - cell[0].first_baseline if cell else 0.0

    def _capital(self) -> float:
        """Height of a capital in the first line: the pictogram is centred on it."""
        return max((2 * (cell[0].style.baseline - cell[0].style.line_height / 2) for cell in self.cells if cell), default=0.0)


@define(eq=False)
class TickRow:
    """One thing to tick, in each column: an item of the list `key` for who listens."""

    columns: Columns
    cells: tuple[Paragraph, ...]
    key: object
    picture: Picture | None = None

    def height(self, width: float) -> float:
        """Of the tallest cell."""
        return max(cell.height(self._room(room)) for cell, (_x, room) in self._cells(0, width))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """A square to tick beside the text, on the side its language begins on."""
        if self.picture:
            style = self.cells[0].style
            y = top + style.line_height / 2 - self.picture.size / 2
            picture = self.picture
            draw_pictogram(canvas, picture.name, x=x, y=y, size=picture.size, alt=picture.alt, language=picture.language)
        with canvas.group(self.key, "L"), canvas.element("LI"):
            for column, (cell, (left, room)) in enumerate(self._cells(x, width)):
                with canvas.layer(column):
                    self._draw_cell(canvas, cell, left, top, room)

    def _draw_cell(self, canvas: TaggedCanvas, cell: Paragraph, x: float, top: float, room: float) -> None:
        from_right = cell.shaped.writing.rtl != cell.at_end
        with canvas.decoration():
            self._square(canvas, cell, x + room - self._side if from_right else x, top)
        with canvas.element("LBody", cell.shaped.writing.language), canvas.content():
            cell.draw_lines(canvas, x if from_right else x + self._indent, top, self._room(room))

    def _cells(self, x: float, width: float) -> list[tuple[Paragraph, tuple[float, float]]]:
        return list(zip(self.cells, self.columns.text(x, width), strict=False))

    def _square(self, canvas: TaggedCanvas, cell: Paragraph, x: float, top: float) -> None:
        middle = top + cell.style.line_height / 2
        canvas.frame(x, middle - self._side / 2, self._side, self._side, radius=1.0, thickness=1.0)

    @property
    def _side(self) -> float:
        return self.cells[0].style.size * 0.8

    @property
    def _indent(self) -> float:
        return self.cells[0].style.size * 1.4

    def _room(self, width: float) -> float:
        return width - self._indent


@define(eq=False)
class Boxed:
    """Blocks in a frame with round corners: the one thing not to miss."""

    blocks: tuple[Block, ...]
    padding: float

    def height(self, width: float) -> float:
        """With the frame."""
        return 2 * self.padding + sum(block.height(self._inner(width)) for block in self.blocks)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Frame first, then what is in it."""
        with canvas.decoration():
            canvas.frame(x, top, width, self.height(width), radius=self.padding * 0.7, thickness=2.0)
        _draw_stack(self.blocks, canvas, x + self.padding, top + self.padding, self._inner(width))

    def _inner(self, width: float) -> float:
        return width - 2 * self.padding


@define(eq=False)
class Together:
    """Blocks that stay on one page: a heading and what it is a heading of."""

    blocks: tuple[Block, ...]

    def height(self, width: float) -> float:
        """Of all of them."""
        return sum(block.height(width) for block in self.blocks)

    def split(self, width: float, room: float) -> tuple[Together, Block] | None:
        """All but the last block stay together; the last one may go on on the next page."""
        *others, last = self.blocks
        if not isinstance(last, Divisible):
            return None
        halves = last.split(width, room - sum(block.height(width) for block in others))
        return (Together((*others, halves[0])), halves[1]) if halves else None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """One below the other."""
        _draw_stack(self.blocks, canvas, x, top, width)


@frozen
class Rule:
    """A thin grey line with air around it. Points."""

    above: float
    below: float

    def height(self, width: float) -> float:  # noqa: ARG002 - a rule is as high in every width
        """The air."""
        return self.above + self.below

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Decoration."""
        with canvas.decoration():
            canvas.rule(x, top + self.above, width, thickness=0.7, grey=0.6)


@frozen
class Gap:
    """Air. Points."""

    points: float

    def height(self, width: float) -> float:  # noqa: ARG002 - air is as high in every width
        """The air."""
        return self.points

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Nothing to see."""


def _split_cell(cell: tuple[Paragraph, ...], width: float, room: float) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    first: list[Paragraph] = []
    rest: list[Paragraph] = []
    for paragraph in cell:
        here, later = (None, paragraph) if rest else paragraph.split(width, room)
        if here:
            first.append(here)
            room -= here.height(width)
        if later:
            rest.append(later)
    return tuple(first), tuple(rest)


def _draw_stack(blocks: tuple[Block, ...], canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
    for block in blocks:
        block.draw(canvas, x, top, width)
        top += block.height(width)
