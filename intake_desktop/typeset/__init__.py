"""Text in every script onto a PDF page: bytes in memory. Knows nothing of residents."""

from __future__ import annotations

from intake_desktop.typeset.blocks import Block, Boxed, Columns, Gap, Picture, Row, Rule, TickRow, Together
from intake_desktop.typeset.fonts import MissingGlyph
from intake_desktop.typeset.pages import PageSize, page_count, set_pages
from intake_desktop.typeset.paragraphs import Paragraph
from intake_desktop.typeset.pictograms import UnknownPictogram
from intake_desktop.typeset.shaping import ShapedText, shape
from intake_desktop.typeset.text import BOLD, REGULAR, Span, Style, Writing

__all__ = [
    "BOLD",
    "REGULAR",
    "Block",
    "Boxed",
    "Columns",
    "Gap",
    "MissingGlyph",
    "PageSize",
    "Paragraph",
    "Picture",
    "Row",
    "Rule",
    "ShapedText",
    "Span",
    "Style",
    "TickRow",
    "Together",
    "UnknownPictogram",
    "Writing",
    "page_count",
    "set_pages",
    "shape",
]
