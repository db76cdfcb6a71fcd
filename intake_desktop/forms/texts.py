"""Texts of a form: written in place, or in a translation table, with values of answers in between."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import field, frozen

from intake_desktop.forms.compiled import NONE, Compiled, Needs, text_run
from intake_desktop.forms.scope import Scope

MISSING = "-"
"""What pyxform writes where a translation is missing."""

_CODE = re.compile(r"\(([A-Za-z0-9][\w-]*)\)\s*$")


@frozen
class Text:
    """A text as it is shown, and the code of the language it is really in."""

    value: str
    language: str


@frozen
class Output:
    """A place in a text where the value of an expression is shown."""

    expression: str


RawParts = tuple[str | Output, ...]
Forms = Mapping[str, RawParts]
"""By form: "" is the regular text; guidance, short, image, audio, video, big-image."""


@frozen(eq=False)
class TextSource:
    """Where a text comes from: its parts in place, or the entry of the translation table that an expression names."""

    parts: tuple[str | Compiled, ...] = ()
    itext: Compiled | None = None
    itext_id: str | None = None

    @property
    def needs(self) -> Needs:
        """What to watch to know when the text in place reads differently."""
        found = NONE
        for part in self.parts:
            if isinstance(part, Compiled):
                found |= part.all_needs
        return found if self.itext is None else found | self.itext.all_needs

    def identifier(self, scope: Scope) -> str | None:
        """The entry of the translation table; None when the text stands in place."""
        if self.itext is None:
            return None
        return text_run(self.itext)(scope) if self.itext_id is None else self.itext_id


def joined(parts: tuple[str | Compiled, ...], scope: Scope) -> str:
    """The parts with their values filled in; white space around the whole is the XML's, not the author's."""
    return "".join(part if isinstance(part, str) else text_run(part)(scope) for part in parts).strip()


@frozen
class Itext:
    """The translation table: by language code, then by entry, then by form."""

    entries: Mapping[str, Mapping[str, Forms]] = field(factory=dict)
    names: Mapping[str, str] = field(factory=dict)
    default: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes in the order of the form."""
        return tuple(self.entries)

    def code(self, language: str) -> str:
        """The code of a language given by its code or by its whole name; the default language for one the form does not have."""
        if language in self.entries:
            return language
        code = language_code(language)
        return code if code in self.entries else self.default

    def find(self, identifier: str, language: str, form: str = "") -> tuple[RawParts, str] | None:
        """The parts of an entry and the language they are in: the default language where the translation is missing."""
        for code in dict.fromkeys((self.code(language), self.default)):
            parts = self.entries.get(code, {}).get(identifier, {}).get(form)
            if parts and parts != (MISSING,):
                return parts, code
        return None


def language_code(name: str) -> str:
    """`nl` for "Nederlands (nl)"; the name itself when it has no code."""
    match = _CODE.search(name)
    return match.group(1) if match else name
