"""How each kind of typed question is read and written: what was typed to what is stored, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from attrs import frozen

from intake_desktop.desk.views import Bilingual, QuestionKind
from intake_desktop.language import R_, day_in_words
from intake_desktop.ui.conversation import typed
from intake_desktop.ui.widgets.twins import twin

_NO_DATE = R_("Deze datum kan niet.")
_OTHER_DATE = R_("Deze datum kan niet. Bedoelt u {datum}?")
_NO_NUMBER = R_("Dit is geen getal. Schrijf alleen cijfers.")
_NOT_WHOLE = R_("Dit is geen heel getal. Schrijf alleen cijfers.")


@frozen
class Problem:
    """Why typed text cannot be stored, and what was perhaps meant (as it would be stored; empty: no idea)."""

    message: Bilingual
    meant: str = ""


@frozen
class Reader:
    """Reads and writes one kind. `read` gives None for text that cannot be stored."""

    read: Callable[[str], str | None]
    write: Callable[[str], str]
    problem: Callable[[str, str], Problem]


def reader(kind: QuestionKind, *, future: bool = False) -> Reader:
    """The reader of a kind; one without rules of its own takes any text. `future`: the day lies ahead (a letter's last day)."""
    return _AHEAD if future and kind is QuestionKind.DATE else _READERS.get(kind, _ANY)


def day_twin(stored: str, reads: str) -> Bilingual:
    """A stored ISO day in words, in both languages; empty for what is no day."""
    try:
        day = date.fromisoformat(stored)
    except ValueError:
        return Bilingual("")
    other = "" if reads in ("", "nl") else day_in_words(day, reads, year=True)
    return Bilingual(day_in_words(day, "nl", year=True), other)


def _read_day(text: str, *, future: bool) -> str | None:
    found = typed.read_date(text, _today(), future=future)
    return found.isoformat() if found else None


def _wrong_day(text: str, reads: str, *, future: bool) -> Problem:
    meant = typed.suggest_date(text, _today(), future=future)
    if meant is None:
        return Problem(twin(_NO_DATE, reads))
    words = day_twin(meant.isoformat(), reads)
    dutch = twin(_OTHER_DATE, "", datum=words.nl)
    other = twin(_OTHER_DATE, reads, datum=words.other or words.nl)
    return Problem(Bilingual(dutch.nl, other.other, other.other_is_dutch), meant.isoformat())


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall calendar, for the century of "63"


def _days(*, future: bool) -> Reader:
    return Reader(partial(_read_day, future=future), typed.write_date, partial(_wrong_day, future=future))


_ANY = Reader(str.strip, str, lambda _text, _reads: Problem(Bilingual("")))
_AHEAD = _days(future=True)
_READERS = {
    QuestionKind.DATE: _days(future=False),
    QuestionKind.INTEGER: Reader(typed.read_whole, typed.write_number, lambda _text, reads: Problem(twin(_NOT_WHOLE, reads))),
    QuestionKind.DECIMAL: Reader(typed.read_number, typed.write_number, lambda _text, reads: Problem(twin(_NO_NUMBER, reads))),
}
