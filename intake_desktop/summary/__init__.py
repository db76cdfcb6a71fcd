"""The take-home sheet: composed from facts and the phrase catalog, in Dutch and the resident's language."""

from __future__ import annotations

from intake_desktop.summary.catalog import BringItem, Phrase, UnknownPhrase, bring_items, phrase, phrases
from intake_desktop.summary.composing import compose
from intake_desktop.summary.counting import page_count
from intake_desktop.summary.sample import sample_facts
from intake_desktop.summary.sentences import promise_sentence
from intake_desktop.summary.values import Paper, Sheet, SheetFacts

__all__ = [
    "BringItem",
    "Paper",
    "Phrase",
    "Sheet",
    "SheetFacts",
    "UnknownPhrase",
    "bring_items",
    "compose",
    "page_count",
    "phrase",
    "phrases",
    "promise_sentence",
    "render",
    "sample_facts",
]


def render(sheet: Sheet, paper: Paper = Paper.A4) -> bytes:
    """The sheet as PDF bytes, in memory. About 0.1 s: from a worker thread.

    Raises:
        MissingGlyph: a name or a typed word has a character that no font has.
    """
    # ReportLab and HarfBuzz are imported with the first sheet, not with the first window
    from intake_desktop.summary.page import set_sheet

    return set_sheet(sheet, paper)
