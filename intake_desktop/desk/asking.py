"""The consent question in the resident's words, in Dutch and beside it the language the resident reads."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from attrs import frozen

from intake_desktop.desk.bundles import Bundle, ConsentText, Purpose
from intake_desktop.desk.packs import DUTCH
from intake_desktop.desk.views import Bilingual
from intake_desktop.language import day_in_words, isolate, resident_text

Slots = Callable[[str], dict[str, str]]
"""The values of a text's slots in a language: a catalog text is translated, a name or a day is isolated."""


@frozen
class Asking:
    """Fills the texts of one pack for one resident. `language` is empty when the resident does not read."""

    words: ConsentText
    purpose: Purpose
    language: str

    def question(self, receiver: str) -> Bilingual:
        """May we pass this on to …?"""
        return self._twin(self.words.question, lambda _code: {"receiver": isolate(receiver)})

    def label(self, bundle: Bundle) -> Bilingual:
        """A bundle in words."""
        return self._twin(bundle.label)

    def text(self, goes: Collection[Bundle], stays: Collection[Bundle], until: date) -> tuple[Bilingual, ...]:
        """What goes, why, what does not go, and that no is an answer. A list without anything in it is left out."""
        return (
            *([self._twin(self.words.gives, lambda code: {"bundles": _listed(goes, code)})] if goes else ()),
            self._twin(self.words.why, lambda code: {"purpose": resident_text(self.purpose.text, code).text}),
            *([self._twin(self.words.withholds, lambda code: {"others": _listed(stays, code)})] if stays else ()),
            self._twin(self.words.until, lambda code: {"day": isolate(day_in_words(until, code, year=True))}),
            self._twin(self.words.may_refuse),
            self._twin(self.words.may_change),
        )

    def _twin(self, message: str, slots: Slots = lambda _code: {}) -> Bilingual:
        nl = _tidy(message.format(**slots(DUTCH)))
        if self.language in ("", DUTCH):
            return Bilingual(nl)
        other = resident_text(message, self.language)
        return Bilingual(nl, _tidy(other.text.format(**slots(self.language))), other.is_dutch)


def _tidy(text: str) -> str:
    """No space is left over before a list that begins on the next line."""
    return text.replace(" \n", "\n")


def _listed(bundles: Collection[Bundle], code: str) -> str:
    """One bundle in the sentence itself; more of them below it, one a line: labels hold commas of their own."""
    labels = [resident_text(one.label, code).text for one in bundles]
    return labels[0] if len(labels) == 1 else "".join(f"\n• {label}" for label in labels)
