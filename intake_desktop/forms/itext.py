"""Texts as they read now: the right language, with values of answers filled in."""

from __future__ import annotations

from collections.abc import Callable

from intake_desktop.forms.compiled import text_run
from intake_desktop.forms.definition import FormDefinition
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.structure import NodeDefinition
from intake_desktop.forms.texts import MISSING, Text, TextSource, joined
from intake_desktop.forms.values import XNode

MakeScope = Callable[[XNode, str], Scope]


class TextReader:
    """Reads texts of a form for one interview. Any number of languages can be asked for side by side."""

    def __init__(self, form: FormDefinition, scope: MakeScope) -> None:
        self._form = form
        self._scope = scope

    def read(
        self, source: TextSource | None, node: XNode, definition: NodeDefinition | None, language: str, form: str = ""
    ) -> Text:
        """A text in a language. Empty when the form has none; in the default language when the translation is missing.

        Args:
            source: where the text comes from.
            node: the node it stands with.
            definition: the place of that node; None for a row of a list.
            language: a code, or the whole name of a language.
            form: "" for the regular text, or guidance, short, image, …
        """
        default = self._form.default_language
        if source is None:
            return Text("", default)
        code = self._form.itext.code(language)
        scope = self._scope(node, code)
        identifier = source.identifier(scope)
        if identifier is not None:
            return self.entry(identifier, node, definition, code, form=form)
        value = joined(source.parts, scope) if not form else ""
        return Text("" if value == MISSING else value, default)

    def entry(self, identifier: str, node: XNode, definition: NodeDefinition | None, code: str, *, form: str = "") -> Text:
        """An entry of the translation table. Empty, in the default language, when there is none."""
        found = self._form.itext.find(identifier, code, form)
        if found is None:
            return Text("", self._form.default_language)
        parts, language = found
        return Text(joined(self._form.parts(parts, definition), self._scope(node, language)), language)

    def cell(
        self, source: TextSource, item: XNode, asker: XNode, definition: NodeDefinition, language: str, *, form: str = ""
    ) -> Text:
        """The label of a row of a list: its expressions stand on the row, those of its translation on the question."""
        code = self._form.itext.code(language)
        scope = self._scope(item, code)
        scope.origin = asker
        if source.itext is not None:
            return self.entry(text_run(source.itext)(scope), asker, definition, code, form=form)
        value = joined(source.parts, scope) if not form else ""
        return Text("" if value == MISSING else value, self._form.default_language)
