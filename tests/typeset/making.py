"""Small pages to look at."""

from __future__ import annotations

from intake_desktop.typeset import BOLD, Block, PageSize, Paragraph, Span, Style, Writing, set_pages, shape

DUTCH = Writing("nl")
ARABIC = Writing("ar", rtl=True, family="Noto Sans Arabic")
A4 = PageSize(595.28, 841.89, 36)
LRI, PDI, NO_BREAK = "\u2066", "\u2069", "\u00a0"


def kept(value: str) -> str:
    """A value as callers of the room put it into a sentence."""
    return f"{LRI}{value.replace(' ', NO_BREAK)}{PDI}"


def paragraph(writing: Writing, text: str, *, size: float = 14, bold: str = "") -> Paragraph:
    before, found, after = text.partition(bold) if bold else (text, "", "")
    spans = (Span(before), Span(found, BOLD), Span(after))
    return Paragraph(shape(tuple(span for span in spans if span.text), writing), Style(size))


def page_with(*blocks: Block, size: PageSize = A4) -> bytes:
    return set_pages(blocks, size, lambda _page, _pages: (), title="Proef", language="nl-NL")


def lines_of(text: str, width: float, writing: Writing = DUTCH) -> list[str]:
    shaped = shape((Span(text),), writing)
    return [shaped.text[start:end] for start, end in shaped.break_lines(width)]
