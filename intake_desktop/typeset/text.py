"""What goes in: spans of text and how a language is written."""

from __future__ import annotations

import unicodedata

from attrs import field, frozen

REGULAR = 400
BOLD = 700

# Line height. Arabic letters reach further up and down than Latin ones.
_LEADING = {"Noto Sans Arabic": 1.55, "Noto Sans Devanagari": 1.5, "Noto Sans Ethiopic": 1.4, "Noto Sans Tamil": 1.45}
_LATIN_LEADING = 1.35


@frozen
class Writing:
    """How a language is written.

    Attributes:
        language: BCP 47 tag; goes to the shaper and into the PDF.
        rtl: from right to left. Follows from the language, never from the text.
        family: font family of its script. Letters it lacks come from the other families.
    """

    language: str
    rtl: bool = False
    family: str = "Noto Sans"

    @property
    def leading(self) -> float:
        """Line height this script needs, as a multiple of the size."""
        return _LEADING.get(self.family, _LATIN_LEADING)


@frozen
class Span:
    """A stretch of text of one weight. `language` only when it is not that of the paragraph: a quote, a name for a thing."""

    text: str
    weight: int = REGULAR
    language: str = ""


@frozen
class Style:
    """How a paragraph looks.

    Attributes:
        size: points, of Noto Sans; other scripts are drawn to look as large.
        leading: line height as a multiple of the size.
        grey: 0 black to 1 white.
        role: structure type in the PDF: P, H1, H2, …
    """

    size: float
    leading: float = _LATIN_LEADING
    grey: float = 0.0
    role: str = "P"

    @property
    def line_height(self) -> float:
        """Points from one baseline to the next."""
        return self.size * self.leading

    @property
    def baseline(self) -> float:
        """Points from the top of a line to its baseline: capitals stand in the middle of the line."""
        return self.line_height / 2 + self.size * _HALF_CAPITAL


# half the height of a capital of Noto Sans, in sizes
_HALF_CAPITAL = 0.357


@frozen
class Letter:
    """One character of a paragraph with what its span says about it."""

    weight: int
    language: str


@frozen
class Source:
    """The text of a paragraph as one string, cleaned, and a Letter for each character."""

    text: str
    letters: tuple[Letter, ...] = field(repr=False)


def join(spans: tuple[Span, ...]) -> Source:
    """Spans as one text: composed letters (NFC), no line breaks or other control characters."""
    texts = [_clean(span.text) for span in spans]
    letters = [Letter(span.weight, span.language) for span, text in zip(spans, texts, strict=True) for _ in text]
    return Source("".join(texts), tuple(letters))


def _clean(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in composed)
