"""Blocks onto pages: as many as it takes, the same footer at the bottom of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from intake_desktop.typeset.blocks import Block, Divisible, Gap, Rule
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


# a block larger than this part of a page is divided instead of moved whole to the next one
_LARGE = 0.4

MakeFooter = Callable[[int, int], Sequence[Block]]


def page_count(blocks: Sequence[Block], size: PageSize, footer: MakeFooter) -> int:
    """How many pages it takes."""
    return len(_divide(blocks, size, footer))


def set_pages(blocks: Sequence[Block], size: PageSize, footer: MakeFooter, *, title: str, language: str) -> bytes:
    """Set blocks on pages.

    Args:
        blocks: from top to bottom. A row of text is divided when it is large; other blocks never, so keep those small.
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


def _divide(blocks: Sequence[Block], size: PageSize, footer: MakeFooter) -> list[list[Block]]:
    """One page if that is enough: its footer needs no numbers."""
    between = size.height - 2 * size.margin
    if _height(blocks, size) <= between - _height(footer(1, 1), size):
        return [list(blocks)]
    return _several(blocks, size, between - _height(footer(1, 2), size))


def _several(blocks: Sequence[Block], size: PageSize, room: float) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    used = 0.0
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        height = block.height(size.room)
        if used + height <= room:
            if pages[-1] or not isinstance(block, Gap | Rule):  # air and lines divide; on top of a page there is nothing above
                pages[-1].append(block)
                used += height
            continue
        if isinstance(block, Gap | Rule):
            continue
        halves = block.split(size.room, room - used) if isinstance(block, Divisible) and height > room * _LARGE else None
        if halves:
            pages[-1].append(halves[0])
            waiting.append(halves[1])
        elif pages[-1]:
            waiting.append(block)
        else:
            pages[-1].append(block)  # not even an empty page has room for it, and nobody can divide it
        _turn(pages)
        used = 0.0
    return pages if pages[-1] else pages[:-1]


def _turn(pages: list[list[Block]]) -> None:
    """A new page; what divided the last block of the old one from the next has nothing to divide any more."""
    while pages[-1] and isinstance(pages[-1][-1], Gap | Rule):
        pages[-1].pop()
    pages.append([])


def _draw(canvas: TaggedCanvas, blocks: Sequence[Block], size: PageSize, top: float) -> None:
    for block in blocks:
        block.draw(canvas, size.margin, top, size.room)
        top += block.height(size.room)


def _height(blocks: Sequence[Block], size: PageSize) -> float:
    return sum(block.height(size.room) for block in blocks)
