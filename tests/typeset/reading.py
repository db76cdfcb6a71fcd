"""Reading a PDF back with other people's programs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest

# what a reader may add around text of the other direction
_MARKS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def text_of(pdf: bytes) -> str:
    """All text as PDFium gives it, blanks joined."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    finally:
        document.close()
    return joined("\n".join(pages))


def text_by_poppler(pdf: bytes, *, column: tuple[int, int] | None = None) -> str:
    """Text as pdftotext gives it; of a column from x to x in points, because it takes one direction for all it sees."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    crop = ["-r", "72", "-x", str(column[0]), "-y", "0", "-W", str(column[1] - column[0]), "-H", "900"] if column else []
    done = subprocess.run(["pdftotext", *crop, "-", "-"], input=pdf, capture_output=True, check=True)
    return joined(done.stdout.decode())


def joined(text: str) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub("", text)).strip()


def page_total(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def elements(pdf: bytes) -> list[tuple[str, str, str]]:
    """Structure elements in reading order: type, language, alternative text."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            (str(one.S)[1:], str(one.get("/Lang", "")), str(one.get("/Alt", "")))
            for one in _walk(document.Root.StructTreeRoot.K[0])
        ]


def _walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    for kid in element.K:
        if "/S" in kid:
            yield from _walk(kid)


def font_descriptors(pdf: bytes) -> list[tuple[str, bool, bool]]:
    """Of every font of every page: name, whether its file is inside, whether it says what its glyphs mean."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for font in page.Resources.get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                found.append((str(font.BaseFont)[1:], "/FontFile2" in descriptor, "/ToUnicode" in font))
    return found
