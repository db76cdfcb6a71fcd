"""The tree a screen reader follows: elements with a language, and which marked piece of which page belongs to each."""

from __future__ import annotations

from typing import Any

from attrs import define, field
from reportlab.pdfbase import pdfdoc


@define(eq=False)
class Element:
    """A structure element: Document, H1, P, L, LI, LBody, Figure."""

    kind: str
    language: str = ""
    alt: str = ""
    kids: list[Element | Mark] = field(factory=list)


@define(eq=False)
class Mark:
    """A piece of a page's content: the page's number and the piece's number on it (MCID)."""

    page: int
    mcid: int


class StructureTree:
    """Grows while pages are drawn; written once."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._marks: dict[int, list[Element]] = {}

    def mark(self, element: Element, page: int) -> int:
        """Give the next piece of a page to an element; returns its MCID."""
        owners = self._marks.setdefault(page, [])
        owners.append(element)
        mcid = len(owners) - 1
        element.kids.append(Mark(page, mcid))
        return mcid

    def write(self, document: Any, page_references: list[Any]) -> Any:
        """Put the tree into the document; returns a reference to its root."""
        written = _Writing(document, page_references)
        tree = pdfdoc.PDFDictionary({"Type": "/StructTreeRoot"})
        reference = document.Reference(tree, "structure")
        top = written.element(self.root, reference)
        numbers: list[Any] = []
        for page in range(len(page_references)):
            owners = [written.references[owner] for owner in self._marks.get(page, [])]
            numbers += [page, document.Reference(pdfdoc.PDFArray(owners), f"structure:page{page}")]
        parents = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)})
        tree.dict["K"] = pdfdoc.PDFArray([top])
        tree.dict["ParentTree"] = document.Reference(parents, "structure:parents")
        tree.dict["ParentTreeNextKey"] = len(page_references)
        return reference


class _Writing:
    """One walk over the tree."""

    def __init__(self, document: Any, page_references: list[Any]) -> None:
        self._document = document
        self._pages = page_references
        self.references: dict[Element, Any] = {}

    def element(self, element: Element, parent: Any) -> Any:
        made = pdfdoc.PDFDictionary({"Type": "/StructElem", "S": f"/{element.kind}", "P": parent})
        reference = self._document.Reference(made, f"structure:{len(self.references)}")
        self.references[element] = reference
        if element.language:
            made.dict["Lang"] = pdfdoc.PDFString(element.language)
        if element.alt:
            made.dict["Alt"] = pdfdoc.PDFString(element.alt)
        kids = [self.element(kid, reference) if isinstance(kid, Element) else self._mark(kid) for kid in element.kids]
        made.dict["K"] = pdfdoc.PDFArray(kids)
        return reference

    def _mark(self, mark: Mark) -> Any:
        return pdfdoc.PDFDictionary({"Type": "/MCR", "Pg": self._pages[mark.page], "MCID": mark.mcid})
