"""What a parcel holds. There is no other field: what is not in these values does not leave."""

from __future__ import annotations

from datetime import date, datetime

from attrs import field, frozen


@frozen
class ReleasedAnswer:
    """One answer that a consent covers: the question's Dutch label, the stored value, the answer in Dutch words."""

    ref: str
    question: str
    value: str
    text: str


@frozen
class ReleasedPromise:
    """One promise that a consent covers."""

    party: str
    who: str
    sentence: str
    due: date


@frozen
class ConsentNote:
    """The consent this parcel leaves under: to whom, why, which bundles, in which words and language, until when."""

    receiver: str
    purpose: str
    bundles: tuple[str, ...]
    text_version: str
    language: str
    told_back: str
    until: date
    given_at: datetime


@frozen
class ParcelContents:
    """Everything in a parcel.

    `submission_xml` is made anew from the released fields; the interview's own never travels. `reply_token` is known only to
    who opened the parcel (128 random bits as hexadecimal digits), so a receipt that repeats it proves the opening.
    """

    parcel_id: str
    made_at: datetime
    sender: str
    form_id: str
    form_version: str
    consent: ConsentNote
    answers: tuple[ReleasedAnswer, ...]
    promises: tuple[ReleasedPromise, ...]
    submission_xml: str
    reply_recipient: str
    reply_token: str = field(repr=False)
    practice: bool


@frozen
class OpenedParcel:
    """A parcel whose seal, signature and contents were checked. `device_trusted`: its fingerprint is among the enrolled ones."""

    contents: ParcelContents
    device_fingerprint: str
    device_trusted: bool
    sha256: str
