"""The font object in a PDF: Type 0, Identity-H, with a ToUnicode of our own so that text comes out in the order it was told.

ReportLab's own TrueType fonts are addressed by character, which loses joined and moved letters. Here each pair of a glyph and
the text it stands for gets a number (CID) of its own: the same glyph can stand for different texts.
"""

from __future__ import annotations

import hashlib
import struct
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from intake_desktop.typeset.fonts import Font

# only outlines are needed: what shaped the letters has done its work
_NOT_NEEDED = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "cmap",
    "name",
    "post",
    "OS/2",
    "STAT",
    "MVAR",
    "meta",
    "gasp",
    "DSIG",
    "vhea",
    "vmtx",
)
_THOUSAND = 1000  # PDF measures glyphs in thousandths of the size
_BEGIN_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
"""
_END_CMAP = "endcmap CMapName currentdict /CMap defineresource pop end end"
_ROWS_IN_A_BLOCK = 100  # limit of the CMap format
_SYMBOLIC = 4  # font flag: not only Latin letters


class GlyphFont:
    """One font in one document. Its objects are made when the document is saved and the glyphs are known.

    The names of the attributes and `addObjects` are what ReportLab asks of a "delayed font".
    """

    def __init__(self, font: Font, document: Any) -> None:
        self._font = font
        self._cids: dict[tuple[int, str], int] = {}
        self._widths: dict[int, int] = {}
        self._silent_glyph = next((glyph for glyph in map(font.glyph, "\u200c\u200b ") if glyph is not None), 0)
        self.name = f"N{len(document.fontMapping)}"
        document.fontMapping[self.name] = f"/{self.name}"
        document.delayedFonts.append(self)

    def cid(self, glyph: int, text: str) -> int:
        """The number under which a glyph stands for this text."""
        return self._cids.setdefault((glyph, text), len(self._cids) + 1)  # 0 is .notdef

    def silent_cid(self, text: str) -> int:
        """The number of an invisible glyph that stands for this text: the second letter of a ligature, for instance."""
        return self.cid(self._silent_glyph, text)

    @property
    def silent_width(self) -> float:
        """Advance of the invisible glyph, in ems."""
        return self.width(self._silent_glyph) / _THOUSAND

    def width(self, glyph: int) -> int:
        """Advance as written in the PDF, in thousandths of the size."""
        if glyph not in self._widths:
            self._widths[glyph] = self._thousandths(self._font.hb_font.get_glyph_h_advance(glyph))
        return self._widths[glyph]

    def addObjects(self, document: Any) -> None:  # noqa: N802 - ReportLab's name
        """Put the subset, its widths and its texts into the document. Called by ReportLab while saving."""
        glyphs = [0, *(glyph for glyph, _text in self._cids)]
        data, new_number = self._subset(set(glyphs))
        name = f"{_tag(self._font.name, glyphs)}+{self._font.name}"
        mapping = b"".join(struct.pack(">H", new_number[glyph]) for glyph in glyphs)
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{name}",
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": self._reference(document, "descriptor", self._descriptor(document, name, data)),
            "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray([self.width(glyph) for glyph in glyphs])]),
            "CIDToGIDMap": self._reference(document, "mapping", compressed(mapping)),
        }
        top = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{name}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([self._reference(document, "cid", pdfdoc.PDFDictionary(descendant))]),
            "ToUnicode": self._reference(document, "unicode", compressed(self._to_unicode())),
        }
        fonts = document.idToObject[pdfdoc.BasicFonts].dict
        fonts[self.name] = self._reference(document, "font", pdfdoc.PDFDictionary(top))

    def _subset(self, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
        """The font file with these glyphs at its weight, and the new number of each."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        for table in _NOT_NEEDED:
            wanted.drop_table_tag_set.add(int.from_bytes(table.encode(), "big"))
        for axis in self._font.face.axis_infos:
            wanted.pin_axis_location(self._font.face, axis.tag, self._font.weight if axis.tag == "wght" else axis.default_value)
        plan = hb.SubsetPlan(self._font.face, wanted)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)

    def _descriptor(self, document: Any, name: str, data: bytes) -> Any:
        file = compressed(data)
        file.dictionary["Length1"] = len(data)
        extents = self._font.hb_font.get_font_extents("ltr")
        capital = self._font.hb_font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{name}",
                "Flags": _SYMBOLIC,
                "ItalicAngle": 0,
                "StemV": round(self._font.weight / 5),  # nothing measures it; a fifth of the weight is near Noto's stems
                "Ascent": self._thousandths(extents.ascender),
                "Descent": self._thousandths(extents.descender),
                "CapHeight": self._thousandths(capital),
                "FontBBox": pdfdoc.PDFArray([self._thousandths(edge) for edge in self._box()]),
                "FontFile2": self._reference(document, "file", file),
            }
        )

    def _box(self) -> tuple[int, ...]:
        """xMin, yMin, xMax, yMax of the `head` table (OpenType: four int16 from byte 36)."""
        return struct.unpack_from(">4h", bytes(self._font.face.reference_table("head").data), 36)

    def _thousandths(self, units: float) -> int:
        return round(units * _THOUSAND / self._font.upem)

    def _to_unicode(self) -> bytes:
        rows = [f"<{cid:04X}> <{text.encode('utf-16-be').hex()}>" for (_glyph, text), cid in self._cids.items() if text]
        blocks = [rows[start : start + _ROWS_IN_A_BLOCK] for start in range(0, len(rows), _ROWS_IN_A_BLOCK)]
        body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        return (_BEGIN_CMAP + body + _END_CMAP).encode("ascii")

    def _reference(self, document: Any, part: str, thing: Any) -> Any:
        return document.Reference(thing, f"{self.name}:{part}")


def compressed(content: bytes) -> Any:
    """A compressed stream of a PDF."""
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary({}), content)
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _tag(name: str, glyphs: list[int]) -> str:
    """Six capitals before the name of a subset (ISO 32000-1, 9.6.4), the same for the same subset."""
    digest = hashlib.sha256(repr((name, glyphs)).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
