"""Lists and files that a form asks for and does not have. It runs without them; whoever asks such a question finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from intake_desktop.forms.errors import Fault
from intake_desktop.forms.xml import JAVAROSA, attribute, children, local, read_xml

_ASKED = re.compile(r"""\b(?:instance|pulldata)\(\s*(?:'([^']*)'|"([^"]*)")""")
_FILE = re.compile(r"jr://(?:file|file-csv)/(.+)")
_LAST_SAVED = "__last-saved"
_LOGIC = ("calculate", "relevant", "readonly", "required", "constraint")


def missing_lists(xform: str | bytes, is_there: Callable[[str], bool]) -> Iterator[Fault]:
    """Each place that asks a list the form does not have, and the first that asks a file that is not there.

    Args:
        xform: an XForm that can be read as XML.
        is_there: whether a file of this name stands where the form's files are.
    """
    root = read_xml(xform).root
    lists = {element.get("id") or "": element.get("src") or "" for element in _all(root, "instance")}
    told: set[str] = set()
    for name, path, part in _uses(root):
        file = _FILE.fullmatch(lists.get(name, ""))
        if name not in lists and name != _LAST_SAVED:
            yield Fault(f"there is no list called {name}", path, part)
        elif file and file[1] not in told and not is_there(file[1]):
            told.add(file[1])
            yield Fault(f"the file {file[1]} is not beside the form", path, part)


def _uses(root: Element) -> Iterator[tuple[str, str, str]]:
    """Name of the list, path of the node and its part that asks."""
    for path, part, text in _logic(root):
        for match in _ASKED.finditer(text):
            yield match[1] or match[2] or "", path, part


def _logic(root: Element) -> Iterator[tuple[str, str, str]]:
    for element in _all(root, "bind"):
        for part in _LOGIC:
            yield _path(element), part, element.get(part) or ""
    for element in _all(root, "setvalue"):
        yield _path(element), "default", element.get("value") or ""
    for element in _all(root, "repeat"):
        yield _path(element), "count", attribute(element, "count", JAVAROSA) or ""
    for question in root.iter():
        for itemset in children(question, "itemset"):
            nodeset = itemset.get("nodeset") or ""
            yield _path(question), "choice_filter" if "[" in nodeset else "choices", nodeset
        for part in ("label", "hint"):
            for text in children(question, part):
                for output in _all(text, "output"):
                    yield _path(question), part, output.get("value") or ""


def _path(element: Element) -> str:
    return (element.get("ref") or element.get("nodeset") or "").strip()


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if isinstance(element.tag, str) and local(element.tag) == name)
