"""Lists beside the answers: choices in the form, attached CSV, XML and GeoJSON files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from intake_desktop.forms.errors import FormRefused
from intake_desktop.forms.values import number_text
from intake_desktop.forms.xml import Document, children, read_xml

_DELIMITERS = (",", ";", "\t", "|")
_LARGEST_CELL = 1024 * 1024
MOST_ROWS = 200_000


class Row:
    """A node of a list. Never changes once the form is read."""

    __slots__ = ("_cells", "_kids", "_text", "name", "parent")

    def __init__(self, name: str, parent: Row | None, text: str = "") -> None:
        self.name = name
        self.parent = parent
        self._text = text
        self._kids: list[Row] = []
        self._cells: dict[str, list[Row]] | None = None

    @property
    def value(self) -> str:
        """Its text, or that of everything below it."""
        return self._text if not self._kids else "".join(kid.value for kid in self._kids)

    @property
    def position(self) -> int:
        """Among the nodes of its name, from 1."""
        siblings = self.parent.named(self.name) if self.parent is not None else (self,)
        return next(index for index, one in enumerate(siblings, 1) if one is self)

    def add(self, name: str, text: str = "") -> Row:
        """One more node below; attributes are named with `@`."""
        kid = Row(name, self, text)
        self._kids.append(kid)
        return kid

    def named(self, name: str) -> Sequence[Row]:
        """Children by name."""
        if self._cells is None:
            self._cells = {}
            for kid in self._kids:
                self._cells.setdefault(kid.name, []).append(kid)
        return self._cells.get(name, ())

    def children(self) -> Sequence[Row]:
        """Child elements."""
        return [kid for kid in self._kids if not kid.name.startswith("@")]

    def attributes(self) -> Sequence[Row]:
        """Attributes."""
        return [kid for kid in self._kids if kid.name.startswith("@")]


class SecondaryInstance:
    """One list: its document, and indexes of its rows by column, made when first asked for."""

    def __init__(self, document: Row) -> None:
        self.document = document
        self._indexes: dict[tuple[tuple[str, ...], str], dict[str, list[Row]]] = {}

    def rows(self, path: tuple[str, ...], column: str, value: str) -> Sequence[Row]:
        """The rows at a path that have a value in a column."""
        key = (path, column)
        index = self._indexes.get(key)
        if index is None:
            index = self._indexes[key] = self._index(path, column)
        return index.get(value, ())

    def _index(self, path: tuple[str, ...], column: str) -> dict[str, list[Row]]:
        level: list[Row] = [self.document]
        for name in path:
            level = [kid for one in level for kid in one.named(name)]
        index: dict[str, list[Row]] = {}
        for row in level:
            for value in dict.fromkeys(cell.value for cell in row.named(column)):
                index.setdefault(value, []).append(row)
        return index


def of_element(document: Document, element: Element | None) -> SecondaryInstance:
    """A list that stands in the form."""
    top = Row("", None)
    if element is not None:
        _copy(document, element, top)
    return SecondaryInstance(top)


def _copy(document: Document, element: Element, above: Row) -> None:
    inner = list(children(element))
    row = above.add(document.name(element.tag), "" if inner else element.text or "")
    for name, value in element.attrib.items():
        row.add(f"@{document.name(name)}", value)
    for one in inner:
        _copy(document, one, row)


def of_file(source: str, content: bytes | None) -> SecondaryInstance:
    """An attached file by the address the form gives it; empty when it was not attached.

    Raises:
        FormRefused: the file cannot be read as what it should be.
    """
    if content is None:
        return of_rows(())
    name = source.rpartition("/")[2].lower()
    for ending, read in _READERS.items():
        if name.endswith(ending) or (ending == ".csv" and "file-csv" in source):
            return read(content)
    raise FormRefused.because(f"the attached file {name} is of a kind that forms cannot read")


def of_rows(items: Iterable[Mapping[str, str]]) -> SecondaryInstance:
    """A list of rows: root, item, one node a column."""
    top = Row("", None)
    root = top.add("root")
    for count, item in enumerate(items):
        if count >= MOST_ROWS:
            raise FormRefused.because(f"an attached list has more than {MOST_ROWS} rows")
        row = root.add("item")
        for name, value in item.items():
            row.add(name, value)
    return SecondaryInstance(top)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormRefused.because("an attached file is not written in UTF-8") from None


def _csv(content: bytes) -> SecondaryInstance:
    text = _text(content)
    if "\0" in text:
        raise FormRefused.because("an attached CSV file holds characters that no text has")
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [name.strip() for name in next(reader, [])]
        rows = [row for row in reader if any(row)]
    except csv.Error:
        raise FormRefused.because("an attached CSV file cannot be read") from None
    padding = [""] * len(columns)
    return of_rows(dict(zip(columns, [*row, *padding], strict=False)) for row in rows)


def _xml(content: bytes) -> SecondaryInstance:
    document = read_xml(content)
    return of_element(document, document.root)


def _geojson(content: bytes) -> SecondaryInstance:
    try:
        collection = json.loads(_text(content))
        return of_rows(_feature(feature) for feature in collection["features"])
    except (ValueError, KeyError, TypeError, RecursionError, IndexError):
        raise FormRefused.because("an attached GeoJSON file cannot be read") from None


def _feature(feature: Mapping[str, object]) -> dict[str, str]:
    geometry, properties = feature["geometry"], feature.get("properties") or {}
    if not isinstance(geometry, dict) or not isinstance(properties, dict):
        raise TypeError("geometry")
    row = {"geometry": "; ".join(_place(point) for point in _points(geometry))}
    identifier = feature.get("id", properties.get("id"))
    if identifier is not None:
        row["id"] = _plain(identifier)
    row.update({name: _plain(value) for name, value in properties.items() if name != "id"})
    return row


def _points(geometry: Mapping[str, object]) -> Sequence[Sequence[float]]:
    coordinates = geometry["coordinates"]
    if not isinstance(coordinates, list):
        raise TypeError("coordinates")
    match geometry["type"]:
        case "Point":
            return [coordinates]
        case "LineString":
            return coordinates
        case "Polygon":
            return coordinates[0] if coordinates else []
        case _:
            raise TypeError("geometry")


def _place(point: Sequence[float]) -> str:
    return f"{_plain(point[1])} {_plain(point[0])} 0 0"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(float(value))
    return "" if value is None else str(value)


_READERS: dict[str, Callable[[bytes], SecondaryInstance]] = {".csv": _csv, ".xml": _xml, ".geojson": _geojson}
