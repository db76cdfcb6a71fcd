"""The short sheet on paper: the largest text with which it fits on one side."""

from __future__ import annotations

from attrs import define, frozen

from intake_desktop.summary.footing import footer_blocks
from intake_desktop.summary.setting import Setter, sheet_blocks
from intake_desktop.summary.values import Paper, Sheet
from intake_desktop.typeset import Block, PageSize, page_count, set_pages

_DOCUMENT_LANGUAGE = "nl-NL"


@frozen
class _Format:
    """A paper, and text sizes in points to try on it: the largest first, the last still easy to read."""

    page: PageSize
    one_column: tuple[float, ...]
    two_columns: tuple[float, ...]


_FORMATS = {
    Paper.A4: _Format(PageSize(595.28, 841.89, 36), (18, 17, 16, 15, 14), (14, 13.5, 13, 12.5, 12)),
    Paper.A5: _Format(PageSize(419.53, 595.28, 26), (14, 13, 12), (12, 11.5, 11)),
}


@define(eq=False)
class _Trial:
    """The sheet in one size: its blocks, and how many pages they take."""

    setter: Setter
    blocks: list[Block]
    pages: int


def set_sheet(sheet: Sheet, paper: Paper) -> bytes:
    """The sheet as a PDF: on one side in the largest text that fits; otherwise on as few sides as possible.

    Raises:
        MissingGlyph: a name or a typed word has a character that no font has.
    """
    chosen = _best_trial(sheet, _FORMATS[paper])
    return set_pages(
        chosen.blocks,
        _FORMATS[paper].page,
        lambda page, pages: footer_blocks(chosen.setter, page, pages),
        title=sheet.title.dutch.text,
        language=_DOCUMENT_LANGUAGE,
    )


def _best_trial(sheet: Sheet, form: _Format) -> _Trial:
    """The largest size on one side, found by halving; if there is none, the largest of those with the fewest sides."""
    shaped = Setter.cache()
    sizes = form.two_columns if len(sheet.languages) > 1 else form.one_column
    smallest = _trial(Setter(sheet, sizes[-1], form.page, shaped), form.page)
    best = smallest
    low, high = 0, len(sizes) - 1
    while low < high:
        middle = (low + high) // 2
        trial = _trial(Setter(sheet, sizes[middle], form.page, shaped), form.page)
        if trial.pages > smallest.pages:
            low = middle + 1
        else:
            best, high = trial, middle
    return best


def _trial(setter: Setter, page: PageSize) -> _Trial:
    blocks = sheet_blocks(setter)
    return _Trial(setter, blocks, page_count(blocks, page, lambda one, pages: footer_blocks(setter, one, pages)))
