"""What a screen gets from the desk: immutable values, ready to be drawn. A screen knows no rule."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, datetime, time
from enum import StrEnum

from attrs import field, frozen

from intake_desktop.casework.consents import ReceiverId
from intake_desktop.casework.parcels import ParcelId, ParcelState
from intake_desktop.casework.people import Role
from intake_desktop.casework.promises import Kept, Party, PromiseId
from intake_desktop.casework.visits import InterviewId, InterviewState, NonAnswer, VisitId


@frozen
class Bilingual:
    """The same text for helper and resident. `other` is empty when the resident reads Dutch, or does not read.

    `other_is_dutch` is true where a translation is missing and the Dutch text stands in: show it marked.
    """

    nl: str
    other: str = ""
    other_is_dutch: bool = False


class QuestionKind(StrEnum):
    """How a question is drawn."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    ONE = "one"
    MANY = "many"
    NOTE = "note"


class SectionState(StrEnum):
    """Not yet, busy, done, not discussed: said in a word and a shape, never by colour alone."""

    NOT_YET = "not_yet"
    BUSY = "busy"
    DONE = "done"
    NOT_DISCUSSED = "not_discussed"


@frozen
class OptionView:
    """One choice of a question. `icon` is a Phosphor name ("house") or empty."""

    value: str
    label: Bilingual
    chosen: bool
    icon: str = ""


@frozen
class QuestionView:
    """One question, all that a screen needs. `value` is the stored string: a date is ISO, several choices are space-separated.

    `future`: the day asked for lies ahead, so a day without a year is the coming one.
    """

    ref: str
    kind: QuestionKind
    label: Bilingual
    hint: Bilingual
    why: Bilingual
    value: str
    declined: NonAnswer | None
    can_decline: tuple[NonAnswer, ...]
    options: tuple[OptionView, ...]
    error: Bilingual | None
    readonly: bool
    helper_only: bool
    person: str
    number: int
    of: int
    future: bool = False


@frozen
class PersonView:
    """One instance of a repeat: its number, name so far, a line of facts."""

    ref: str
    title: str
    facts: str


@frozen
class PersonsView:
    """The page of a repeat: who is there so far; add, remove, go on."""

    ref: str
    label: Bilingual
    hint: Bilingual
    persons: tuple[PersonView, ...]
    number: int
    of: int


@frozen
class EndView:
    """After the last question: what is still wrong (links to questions), what was not discussed."""

    errors: tuple[ErrorView, ...]


@frozen
class ErrorView:
    """A wrong answer, in the words that stand at the question."""

    ref: str
    label: Bilingual
    message: Bilingual


Page = QuestionView | PersonsView | EndView


@frozen
class SectionView:
    """A section of the interview with its state, for the list on the left."""

    ref: str
    label: str
    state: SectionState
    answered: int
    of: int
    current: bool


@frozen
class Saved:
    """`done` finishes after the durable commit, or carries the ActionableError (CannotSave) that stopped it."""

    done: Future[None]


@frozen
class PromiseView:
    """A promise for the aside and the desk: who, what, when, in Dutch words.

    `label` is the short name of its sentence, for eyes that may look along; `initials` are the resident's it is about.
    """

    id: PromiseId
    visit: VisitId
    party: Party
    who: str
    sentence: str
    due: date
    at: time | None
    late: bool
    icon: str
    kept: Kept = Kept.NOT_YET
    label: str = ""
    initials: str = ""


@frozen
class PhraseView:
    """A sentence of the phrase catalog that a promise can be made with. `slots`: values to ask for, by name and Dutch label.

    `says_who`: the sentence has a place for who promises; without it, it names them itself ("De gemeente belt u").
    """

    id: str
    party: Party
    label: str
    icon: str
    slots: tuple[tuple[str, str], ...]
    needs_time: bool
    says_who: bool = True


@frozen
class PromiseDraft:
    """What the promise box hands back."""

    phrase: str
    party: Party
    who: str
    due: date
    at: time | None = None
    slots: dict[str, str] = field(factory=dict)


@frozen
class DraftView:
    """A conversation that can go on. The name shows as time and initials until a key is held."""

    interview: InterviewId
    visit: VisitId
    started_at: datetime
    initials: str
    name: str
    state: InterviewState


@frozen
class ParcelView:
    """A parcel with its state; `reason` is the receiver's own words when it needs attention."""

    id: ParcelId
    receiver: str
    made_at: datetime
    state: ParcelState
    bundles: tuple[str, ...]
    initials: str
    reason: str
    sent_at: datetime | None = None
    confirmed_at: datetime | None = None


@frozen
class RecentView:
    """A finished visit that can still be printed or asked about. `open_question`: the resident was still thinking."""

    visit: VisitId
    at: datetime
    initials: str
    name: str
    open_question: bool


@frozen
class Overview:
    """What the desk shows when nobody sits in front of it."""

    helper: str
    role: Role
    service_point: str
    today: date
    promises: tuple[PromiseView, ...]
    drafts: tuple[DraftView, ...]
    parcels: tuple[tuple[ParcelState, int], ...]
    first_day: bool
    recent: tuple[RecentView, ...] = ()


@frozen
class BundleView:
    """A bundle of fields in words: what would leave. `lines` are (Dutch label, answer as told). `always`: goes with every yes."""

    id: str
    label: Bilingual
    lines: tuple[tuple[str, str], ...]
    always: bool = False


@frozen
class ReceiverView:
    """One receiver and the question to the resident, unticked. `text` is the whole consent text, paragraph by paragraph.

    `language` is what the resident reads: the direction of the second column.
    """

    id: ReceiverId
    name: str
    question: Bilingual
    text: tuple[Bilingual, ...]
    bundles: tuple[BundleView, ...]
    language: str = ""


@frozen
class Carried:
    """What one round of carrying did."""

    sent: int
    confirmed: int
    attention: int
    waiting: int
    problem: str
