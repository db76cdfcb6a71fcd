"""Blocks onto pages: as many as it takes, the same footer at the bottom of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from intake_desktop.typeset.blocks import Block, Gap, Rule
from intake_desktop.typeset.canvas import TaggedCanvas


@frozen
class PageSize:
    """Paper and margin, in points."""

    width: float
    height: float
    margin: float

    @property
    def room(self) -> float:
        """Between the side margins."""
        return self.width - 2 * self.margin


MAKE_FOOTER = Callable[[int, int], Sequence[Block]]


def page_count(blocks: Sequence[Block], size: PageSize, footer: MAKE_FOOTER) -> int:
    """How many pages it takes."""
    return len(_divide(blocks, size, footer))


def set_pages(blocks: Sequence[Block], size: PageSize, footer: MAKE_FOOTER, *, title: str, language: str) -> bytes:
    """Set blocks on pages.

    Args:
        blocks: from top to bottom; none is divided. One that is higher than a page would run over its edge: keep blocks small.
        size: of every page.
        footer: makes the footer for (page, pages), counted from 1. Its height must not depend on the numbers.
        title: of the document, for who listens. No names in it: it shows in windows and lists of printed things.
        language: of the document as a whole, BCP 47.

    Returns:
        A PDF.
    """
    pages = _divide(blocks, size, footer)
    canvas = TaggedCanvas((size.width, size.height), title=title, language=language)
    for index, page in enumerate(pages):
        _draw(canvas, page, size, size.margin)
        feet = footer(index + 1, len(pages))
        _draw(canvas, feet, size, size.height - size.margin - _height(feet, size))
        canvas.end_page()
    return canvas.finish()


def _divide(blocks: Sequence[Block], size: PageSize, footer: MAKE_FOOTER) -> list[list[Block]]:
    room = size.height - 2 * size.margin - _height(footer(1, 2), size)
    pages: list[list[Block]] = [[]]
    used = 0.0
    for block in blocks:
        height = block.height(size.room)
        if pages[-1] and used + height > room and not isinstance(block, Gap | Rule):
            pages.append([])
            used = 0.0
        if not pages[-1] and len(pages) > 1 and isinstance(block, Gap | Rule):
            continue  # air and lines divide what is above from what is below; on top of a page there is nothing above
        pages[-1].append(block)
        used += height
    return pages


def _draw(canvas: TaggedCanvas, blocks: Sequence[Block], size: PageSize, top: float) -> None:
    for block in blocks:
        block.draw(canvas, size.margin, top, size.room)
        top += block.height(size.room)


def _height(blocks: Sequence[Block], size: PageSize) -> float:
    return sum(block.height(size.room) for block in blocks)
