"""Languages, catalogs, direction, days and times: the lowest floor. Every text a person reads passes here."""

from __future__ import annotations

from intake_desktop.language.catalogs import R_, ResidentText, _, current, ngettext_, resident_text, use
from intake_desktop.language.errors import N_, ActionableError
from intake_desktop.language.languages import Language, UnknownLanguage, language, reading_languages, spoken_languages
from intake_desktop.language.places import resources_folder, translations_folder
from intake_desktop.language.reviews import Coverage, Review, ReviewState, coverage, review_state
from intake_desktop.language.words import day_in_words, isolate, time_in_words

__all__ = [
    "N_",
    "R_",
    "ActionableError",
    "Coverage",
    "Language",
    "ResidentText",
    "Review",
    "ReviewState",
    "UnknownLanguage",
    "_",
    "coverage",
    "current",
    "day_in_words",
    "isolate",
    "language",
    "ngettext_",
    "reading_languages",
    "resident_text",
    "resources_folder",
    "review_state",
    "sentence_of",
    "spoken_languages",
    "time_in_words",
    "translations_folder",
    "use",
]


def sentence_of(error: ActionableError) -> str:
    """What the helper reads about an error: its sentence in the program's language, slots filled."""
    return _(error.sentence, **error.slots)
