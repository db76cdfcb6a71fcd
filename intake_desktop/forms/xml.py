"""Reading XML that may be hostile: no document types, no entities, bounded in size, depth and number of elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from attrs import frozen
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from intake_desktop.forms.errors import FormRefused

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
ODK = "http://www.opendatakit.org/xforms"

LARGEST_XML = 32 * 1024 * 1024
"""Bytes. A form with 100,000 rows of choices is about 15 MB."""
DEEPEST_XML = 100
"""Elements inside elements. Groups in groups rarely go beyond ten."""
MOST_ELEMENTS = 1_000_000


class _TooMuch(Exception):
    """A bound was passed."""


class _BoundedBuilder(TreeBuilder):
    """Builds the tree, keeps the prefixes, and stops at the bounds."""

    def __init__(self) -> None:
        super().__init__()
        self.prefixes: dict[str, str] = {}
        self._depth = 0
        self._count = 0

    def start_ns(self, prefix: str, uri: str) -> None:
        """A namespace is declared; its first prefix counts, and no prefix wins over any."""
        if not prefix or uri not in self.prefixes:
            self.prefixes[uri] = prefix or ""

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST_XML:
            raise _TooMuch(f"elements are nested deeper than {DEEPEST_XML} levels")
        if self._count > MOST_ELEMENTS:
            raise _TooMuch(f"there are more than {MOST_ELEMENTS} elements")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


@frozen(eq=False)
class Document:
    """A tree, and the prefix of each namespace in it ("" for the one without)."""

    root: Element
    prefixes: Mapping[str, str]

    def name(self, tag: str) -> str:
        """A name as authors write it in a path: `orx:meta`, or `meta` in a namespace without a prefix."""
        uri, _, local = tag.rpartition("}")
        prefix = self.prefixes.get(uri[1:], "") if uri else ""
        return local if not prefix or uri[1:] == XFORMS else f"{prefix}:{local}"


def read_xml(source: str | bytes) -> Document:
    """Parse XML.

    Raises:
        FormRefused: it is not well-formed, declares a document type or entities, or is beyond a bound.
    """
    if len(source) > LARGEST_XML:
        raise FormRefused.because(f"the file is larger than {LARGEST_XML // 1024 // 1024} MB")
    builder = _BoundedBuilder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(_without_declared_encoding(source) if isinstance(source, str) else source)
        root = parser.close()
    except DefusedXmlException:
        raise FormRefused.because("the file declares a document type or entities, which forms do not need") from None
    except _TooMuch as bound:
        raise FormRefused.because(str(bound)) from None
    except ParseError as error:
        line, column = error.position
        raise FormRefused.because(f"the file is not well-formed XML (line {line}, character {column + 1})") from None
    except (ValueError, LookupError, UnicodeError):
        raise FormRefused.because("the file is written in an encoding that cannot be read") from None
    return Document(root, builder.prefixes)


def _without_declared_encoding(source: str) -> str:
    """A text is characters already; what its declaration says about bytes no longer holds."""
    text = source.lstrip("\ufeff").lstrip()
    if text.startswith("<?xml"):
        _, _, text = text.partition("?>")
    return text


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def children(element: Element, *names: str) -> Iterator[Element]:
    """Child elements, those with one of the local names when any are given."""
    for child in element:
        if isinstance(child.tag, str) and (not names or local(child.tag) in names):
            yield child


def child(element: Element | None, name: str) -> Element | None:
    """The first child element with a local name."""
    return None if element is None else next(children(element, name), None)


def attribute(element: Element, name: str, namespace: str = "") -> str | None:
    """An attribute, in a namespace when one is given."""
    return element.get(f"{{{namespace}}}{name}" if namespace else name)
