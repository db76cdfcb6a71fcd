"""Form packs: a folder with a form in Dutch, what may be released from it, and which of its questions the desk knows by role."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from attrs import define, frozen

from intake_desktop.forms import FormDefinition, convert_xlsform, read_xform, with_languages
from intake_desktop.language import reading_languages, resident_text, resources_folder
from intake_desktop.language.errors import N_, ActionableError

DUTCH = "nl"


class UnknownForm(ActionableError):
    """There is no pack of that name."""

    sentence = N_("There is no form called {name}.")


@frozen
class FormText:
    """The form as it was when an interview began. A draft keeps it, also when the pack is updated later."""

    hash: str
    xform: str


@define
class FormPack:
    """One pack, read when it is needed."""

    name: str
    folder: Path

    @cached_property
    def text(self) -> FormText:
        """The XForm with all its languages. The first call converts it: about a second."""
        markdown = (self.folder / "form.md").read_text(encoding="utf-8")
        languages = {one.code: _translator(one.code) for one in reading_languages() if one.code != DUTCH}
        xform = convert_xlsform(with_languages(markdown, languages), file_type="md", name=self.name)
        return FormText(hashlib.sha256(xform.encode()).hexdigest(), xform)

    @cached_property
    def definition(self) -> FormDefinition:
        """The pack's newest form, ready to be begun."""
        return read_xform(self.text.xform)

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """Which node (by name) the desk knows in which role: "resident_name" → "name" and so on."""
        return dict(self._toml("desk.toml")["roles"])

    @cached_property
    def private(self) -> tuple[str, ...]:
        """Sections that tell by their state alone that there was something: their count is never shown."""
        return tuple(self._toml("desk.toml").get("private", ()))

    @cached_property
    def release(self) -> Mapping[str, object]:
        """Bundles, purposes and consent text of this form."""
        return self._toml("release.toml")

    def _toml(self, name: str) -> dict[str, Any]:
        return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))


def packs() -> tuple[FormPack, ...]:
    """All packs on this desk, by name."""
    folder = resources_folder() / "forms"
    return tuple(FormPack(one.parent.name, one.parent) for one in sorted(folder.glob("*/form.md")))


def pack(name: str) -> FormPack:
    """One pack.

    Raises:
        UnknownForm: there is none of that name.
    """
    found = {one.name: one for one in packs()}
    if name not in found:
        raise UnknownForm(name=name)
    return found[name]


def _translator(code: str) -> Callable[[str], str | None]:
    return partial(_translated, code)


def _translated(code: str, message: str) -> str | None:
    text = resident_text(message, code)
    return None if text.is_dutch else text.text
