"""The short sheet on paper: the largest text with which it fits on one side."""

from __future__ import annotations

from attrs import frozen

from intake_desktop.summary.footing import footer_blocks
from intake_desktop.summary.setting import Setter, sheet_blocks
from intake_desktop.summary.values import Paper, Sheet
from intake_desktop.typeset import PageSize, page_count, set_pages

_DOCUMENT_LANGUAGE = "nl-NL"


@frozen
class _Format:
    """A paper, and text sizes in points to try on it: the largest first, the last still easy to read."""

    page: PageSize
    one_column: tuple[float, ...]
    two_columns: tuple[float, ...]


_FORMATS = {
    Paper.A4: _Format(PageSize(595.28, 841.89, 38), (18, 17, 16, 15, 14), (14, 13, 12)),
    Paper.A5: _Format(PageSize(419.53, 595.28, 26), (14, 13, 12), (12, 11)),
}


def set_sheet(sheet: Sheet, paper: Paper) -> bytes:
    """The sheet as a PDF. Text that fits on one side in no size goes on, in the largest, on a second one.

    Raises:
        MissingGlyph: a name or a typed word has a character that no font has.
    """
    form = _FORMATS[paper]
    sizes = form.two_columns if len(sheet.languages) > 1 else form.one_column
    shaped = Setter.cache()
    setters = [Setter(sheet, size, form.page, shaped) for size in sizes]
    chosen = next((setter for setter in setters if _pages(setter, form.page) == 1), setters[0])
    return set_pages(
        sheet_blocks(chosen),
        form.page,
        lambda page, pages: footer_blocks(chosen, page, pages),
        title=sheet.title.dutch.text,
        language=_DOCUMENT_LANGUAGE,
    )


def _pages(setter: Setter, page: PageSize) -> int:
    return page_count(sheet_blocks(setter), page, lambda one, all_pages: footer_blocks(setter, one, all_pages))
