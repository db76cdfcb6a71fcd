"""A ReportLab canvas whose pages can be read aloud: every piece is tagged or marked as decoration, every font is embedded.

Follows PDF/UA-1 (ISO 14289-1) where our own tests check it: structure tree, language, title, alternative texts, embedded
subsets. It does not say it conforms: no validator can be had from the registries.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from intake_desktop.typeset.fonts import Font
from intake_desktop.typeset.glyph_font import GlyphFont, compressed
from intake_desktop.typeset.structure import Element, StructureTree

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


class _EmbeddedFontsCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """ReportLab's canvas without the Helvetica it selects at the top of each page and never embeds."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class TaggedCanvas:
    """Pages in memory, drawn from the top down: y grows downwards, in points.

    Drawing happens inside `element` (read aloud) or `decoration` (not read aloud).
    """

    def __init__(self, size: tuple[float, float], *, title: str, language: str) -> None:
        self.width, self.height = size
        self._buffer = io.BytesIO()
        # invariant: no time stamp and no random number, so the same sheet gives the same bytes
        self._canvas = _EmbeddedFontsCanvas(
            self._buffer, pagesize=size, pdfVersion=(1, 7), lang=language, invariant=1, pageCompression=1
        )
        self._document = self._canvas._doc  # noqa: SLF001 - ReportLab offers no other way to its objects
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setCreator("Intake Desktop")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._metadata = _XMP.format(title=escape(title), language=escape(language))
        self._fonts: dict[Font, GlyphFont] = {}
        self._tree = StructureTree()
        self._open = [self._tree.root]
        self._groups: dict[object, Element] = {}
        self._page = 0
        self._layer = 0
        self._layers: dict[int, list[str]] = {}
        self._page_references: list[Any] = []

    @contextmanager
    def element(self, kind: str, language: str = "", alt: str = "") -> Iterator[None]:
        """A structure element; what is drawn inside belongs to it, other elements may stand in it."""
        element = Element(kind, language, alt)
        self._open[-1].kids.append(element)
        with self._inside(element):
            yield

    @contextmanager
    def group(self, key: object, kind: str) -> Iterator[None]:
        """An element that several pieces of a page, or of pages, belong to: a list with an item here and an item there."""
        if key not in self._groups:
            self._groups[key] = Element(kind)
            self._open[-1].kids.append(self._groups[key])
        with self._inside(self._groups[key]):
            yield

    @contextmanager
    def content(self) -> Iterator[None]:
        """A piece of the page that belongs to the element that is open."""
        element = self._open[-1]
        mcid = self._tree.mark(element, self._page)
        self.write(f"/{element.kind} <</MCID {mcid}>> BDC")
        yield
        self.write("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """A piece of the page that nobody needs to hear."""
        self.write("/Artifact BMC")
        yield
        self.write("EMC")

    def write(self, operators: str) -> None:
        """Page operators as they are."""
        self._layers.setdefault(self._layer, []).append(operators)

    @contextmanager
    def layer(self, number_of_layer: int) -> Iterator[None]:
        """What is written inside comes on the page after everything of lower layers.

        Programs that copy text without looking at the structure tree join what lies on one line and is written one after the
        other. A layer a column keeps two languages apart.
        """
        before, self._layer = self._layer, number_of_layer
        yield
        self._layer = before

    def from_top(self, y: float) -> float:
        """A y from the top of the page as PDF counts it, from the bottom."""
        return self.height - y

    def font(self, font: Font) -> GlyphFont:
        """The font's object in this document."""
        if font not in self._fonts:
            self._fonts[font] = GlyphFont(font, self._document)
        return self._fonts[font]

    def rule(self, x: float, y: float, width: float, *, thickness: float, grey: float) -> None:
        """A horizontal line."""
        bottom = self.from_top(y)
        self.write(
            f"q {number(grey)} G {number(thickness)} w {number(x)} {number(bottom)} m {number(x + width)} {number(bottom)} l S Q"
        )

    def frame(self, x: float, y: float, width: float, height: float, *, radius: float, thickness: float) -> None:
        """A box with round corners, black, not filled."""
        path: list[str] = []
        PDFPathObject(code=path).roundRect(x, self.from_top(y + height), width, height, radius)
        self.write(f"q 0 G {number(thickness)} w {' '.join(path)} S Q")

    def end_page(self) -> None:
        """Close the page; the next piece stands on a new one."""
        self._page_references.append(self._document.thisPageRef())
        self._canvas.showPage()
        operators = "\n".join(one for layer in sorted(self._layers) for one in self._layers[layer])
        self._layers = {}
        page = self._document.Pages.pages[-1]
        # ReportLab writes only the keys it knows; these two lead from the page to the structure tree
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._page
        page.Tabs = pdfdoc.PDFName("S")
        # its own way of writing a page adds an ASCII layer around the compressed one
        page.Contents = compressed(operators.encode("ascii"))
        self._page += 1

    def finish(self) -> bytes:
        """The document. Call it once, after the last end_page."""
        catalog = self._document.Catalog
        catalog.StructTreeRoot = self._tree.write(self._document, self._page_references)
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        metadata = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), self._metadata.encode())
        catalog.Metadata = self._document.Reference(metadata, "metadata")
        # Helvetica and its relatives, which ReportLab notes for every canvas; ours come in while saving
        self._document.idToObject[pdfdoc.BasicFonts].dict.clear()
        self._canvas.save()
        return self._buffer.getvalue()

    @contextmanager
    def _inside(self, element: Element) -> Iterator[None]:
        self._open.append(element)
        yield
        self._open.pop()


def number(value: float) -> str:
    """A number as PDF writes it: at most three decimals, never an exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text
