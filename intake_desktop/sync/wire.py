"""How the values of a parcel are written as JSON: schema, versions and bounds. Strict in both directions.

The same structures check what is sealed and what is opened, so what this program seals it can always open.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

PARCEL_SCHEMA = "intake-desktop/parcel"
RECEIPT_SCHEMA = "intake-desktop/receipt"
VERSION = 1

CONSENT = "consent.json"
ANSWERS = "answers.json"
SUBMISSION = "submission.xml"
FILES = (CONSENT, ANSWERS, SUBMISSION)

_Moment = Annotated[datetime, Meta(tz=True)]
_Uuid = Annotated[str, Meta(pattern=r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
_Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
_Token = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
_Recipient = Annotated[str, Meta(pattern=r"\Aage1[0-9a-z]{58}\Z")]
_Line = Annotated[str, Meta(max_length=500)]
_Size = Annotated[int, Meta(ge=0)]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key that we do not know is refused: it would be something nobody consented to, or a version we cannot read."""


class Head(msgspec.Struct, frozen=True):
    """The two fields that every version has, so that an older program can refuse politely."""

    schema: str
    version: int


class File(_Strict, frozen=True):
    """One file of the archive."""

    name: str
    kind: str
    sha256: _Sha256
    size: _Size


class Manifest(_Strict, frozen=True):
    """What is signed: ids, and what each file is."""

    schema: Literal["intake-desktop/parcel"]
    version: Literal[1]
    parcel_id: _Uuid
    made_at: _Moment
    sender: _Line
    form_id: _Line
    form_version: _Line
    practice: bool
    reply_recipient: _Recipient
    reply_token: _Token
    device_key: bytes
    files: Annotated[tuple[File, ...], Meta(max_length=len(FILES))]


class Consent(_Strict, frozen=True):
    """`consent.json`."""

    receiver: _Line
    purpose: str
    bundles: tuple[str, ...]
    text_version: _Line
    language: _Line
    told_back: _Line
    until: date
    given_at: _Moment


class Answer(_Strict, frozen=True):
    """One row of `answers.json`."""

    ref: str
    question: str
    value: str
    text: str


class Promise(_Strict, frozen=True):
    """One promise in `answers.json`."""

    party: _Line
    who: str
    sentence: str
    due: date


class Answers(_Strict, frozen=True):
    """`answers.json`."""

    answers: tuple[Answer, ...]
    promises: tuple[Promise, ...]


class ReceiptBody(_Strict, frozen=True):
    """The JSON inside a receipt."""

    schema: Literal["intake-desktop/receipt"]
    version: Literal[1]
    parcel_id: _Uuid
    sha256: _Sha256
    token: _Token
    received_at: _Moment
    status: Literal["received", "refused"]
    reason: Annotated[str, Meta(max_length=2000)]


Shape = TypeVar("Shape", bound=msgspec.Struct)


class NotThisShape(ValueError):
    """Inside the room only: the JSON, or the value, is not what the structure says. Carries no part of it."""

    def __init__(self) -> None:
        super().__init__("not of this structure")


def encode(value: msgspec.Struct) -> bytes:
    """Indented JSON in UTF-8, so that a person can read what leaves."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def decode(data: bytes, shape: type[Shape]) -> Shape:
    """Strictly typed JSON.

    Raises:
        NotThisShape: not JSON, not this structure, or nested too deep.
    """
    try:
        return msgspec.json.decode(data, type=shape)
    except (ValueError, RecursionError):
        raise NotThisShape from None


def convert(value: object, shape: type[Shape]) -> Shape:
    """A value of the same fields as this structure, checked by its bounds.

    Raises:
        NotThisShape: a field is out of bounds, for instance a moment without time zone.
    """
    try:
        return msgspec.convert(value, type=shape, from_attributes=True)
    except ValueError:
        raise NotThisShape from None
