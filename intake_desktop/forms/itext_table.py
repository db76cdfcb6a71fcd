"""The translation table of an XForm."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from intake_desktop.forms.texts import Forms, Itext, Output, RawParts, language_code
from intake_desktop.forms.xml import child, children, local


def read_itext(model: Element) -> Itext:
    """All entries in all languages. The default language is the one marked so, else the first."""
    table = child(model, "itext")
    entries: dict[str, dict[str, Forms]] = {}
    names: dict[str, str] = {}
    default = ""
    for translation in children(table, "translation") if table is not None else ():
        name = translation.get("lang") or ""
        code = language_code(name)
        entries[code] = {text.get("id") or "": _forms(text) for text in children(translation, "text")}
        names[code] = name
        if translation.get("default") is not None or not default:
            default = code if translation.get("default") is not None or not names else default or code
    return Itext(entries, names, default)


def _forms(text: Element) -> dict[str, RawParts]:
    return {(value.get("form") or ""): parts_of(value) for value in children(text, "value")}


def parts_of(element: Element) -> RawParts:
    """A text with the places where values are shown."""
    parts: list[str | Output] = [element.text or ""]
    for inner in element:
        if isinstance(inner.tag, str) and local(inner.tag) == "output":
            parts.append(Output(inner.get("value") or inner.get("ref") or "''"))
        elif isinstance(inner.tag, str):
            parts.extend(parts_of(inner))
        parts.append(inner.tail or "")
    return tuple(part for part in parts if part)
