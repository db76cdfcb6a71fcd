"""Invented parcels, and the means to forge them."""

from __future__ import annotations

import hashlib
import io
import secrets
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

import msgspec
import uuid_utils
from attrs import evolve
from hypothesis import strategies as st

from intake_desktop.casework.consents import ConsentId, ReceiverId
from intake_desktop.casework.parcels import Parcel, ParcelId, ParcelState
from intake_desktop.casework.visits import VisitId
from intake_desktop.sync import (
    ConsentNote,
    DeviceKeys,
    Identity,
    ParcelContents,
    ReleasedAnswer,
    ReleasedPromise,
    Sealed,
    keys,
)
from intake_desktop.sync.archive import write_archive

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

Members = dict[str, bytes]

CONSENT = ConsentNote(
    receiver="Gemeente Verzonnenstad",
    purpose="bellen over de huur",
    bundles=("reach", "question"),
    text_version="2026-11",
    language="ar",
    told_back="self",
    until=date(2027, 5, 23),
    given_at=NOW,
)
ANSWERS = (
    ReleasedAnswer("/data/person/name", "Wat is uw naam?", "Noor Verzonnen", "Noor Verzonnen"),
    ReleasedAnswer("/data/question/request", "Waar hebt u hulp bij nodig?", "huur", "Huur: ik heb een brief. رسالة"),
)
PROMISES = (ReleasedPromise("us", "Sam Bedacht", "Sam belt u over de huur.", date(2026, 11, 26)),)


def contents_for(device: DeviceKeys) -> ParcelContents:
    """A small invented parcel with a new id and token."""
    return ParcelContents(
        parcel_id=str(uuid_utils.uuid7()),
        made_at=NOW,
        sender="Servicepunt De Verzinning",
        form_id="brede-intake",
        form_version="1",
        consent=CONSENT,
        answers=ANSWERS,
        promises=PROMISES,
        submission_xml='<data id="brede-intake"><person><name>Noor Verzonnen</name></person></data>',
        reply_recipient=device.recipient,
        reply_token=secrets.token_hex(16),
        practice=True,
    )


def parcel_row(contents: ParcelContents, sealed: Sealed, state: ParcelState = ParcelState.READY) -> Parcel:
    """The parcel as the desk's outbox holds it."""
    return Parcel(
        id=ParcelId(contents.parcel_id),
        visit=VisitId("visit"),
        receiver=ReceiverId("receiver"),
        consent=ConsentId("consent"),
        state=state,
        made_at=contents.made_at,
        sha256=sealed.sha256,
        sealed=sealed.data,
        reply_token=contents.reply_token,
    )


def members_of(sealed: Sealed, receiver: Identity) -> Members:
    """What a receiver finds in the archive."""
    with zipfile.ZipFile(io.BytesIO(keys.decrypt(sealed.data, receiver))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def signed_anew(members: Mapping[str, bytes], device: DeviceKeys, receiver: Identity) -> Members:
    """The members with hashes and signature that fit: what a desk that means harm could send."""
    manifest = msgspec.json.decode(members["manifest.json"])
    for file in manifest["files"]:
        data = members.get(file["name"], b"")
        file.update(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    return sealed_manifest(members, manifest, device, receiver)


def sealed_manifest(
    members: Mapping[str, bytes], manifest: Mapping[str, object], device: DeviceKeys, receiver: Identity
) -> Members:
    """The members under another manifest, rightly signed."""
    return with_manifest_bytes(members, msgspec.json.encode(manifest), device, receiver)


def with_manifest_bytes(members: Mapping[str, bytes], raw: bytes, device: DeviceKeys, receiver: Identity) -> Members:
    """The members under these bytes as the manifest, rightly signed."""
    message = b"intake-desktop/parcel\n" + receiver.recipient.encode() + b"\n" + raw
    return {"manifest.json": raw, "manifest.sig": device.sign(message)} | {
        name: data for name, data in members.items() if not name.startswith("manifest.")
    }


def sealed_from(members: Mapping[str, bytes], receiver: Identity) -> bytes:
    """An age file around an archive of these members."""
    return keys.encrypt(write_archive(members.items()), receiver.recipient)


def zipped(members: Mapping[str, bytes], change: Callable[[zipfile.ZipFile], None]) -> bytes:
    """An archive of these members with something odd added."""
    target = io.BytesIO(write_archive(members.items()))
    with zipfile.ZipFile(target, "a") as archive:
        change(archive)
    return target.getvalue()


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_xml_text = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=60)
_moments = st.datetimes(timezones=st.just(UTC))
_answers = st.builds(ReleasedAnswer, ref=_text, question=_text, value=_text, text=_text)
_promises = st.builds(
    ReleasedPromise, party=st.sampled_from(["us", "resident", "other"]), who=_text, sentence=_text, due=st.dates()
)
_consents = st.builds(
    ConsentNote,
    receiver=_text,
    purpose=_text,
    bundles=st.lists(_text, max_size=4).map(tuple),
    text_version=_text,
    language=_text,
    told_back=_text,
    until=st.dates(),
    given_at=_moments,
)


def any_contents(device: DeviceKeys) -> st.SearchStrategy[ParcelContents]:
    """Every parcel this device could make."""
    return st.builds(
        lambda **fields: evolve(contents_for(device), **fields),
        parcel_id=st.uuids().map(str),
        made_at=_moments,
        sender=_text,
        form_id=_text,
        form_version=_text,
        consent=_consents,
        answers=st.lists(_answers, max_size=5).map(tuple),
        promises=st.lists(_promises, max_size=3).map(tuple),
        submission_xml=_xml_text.map(lambda text: f"<data>{escape(text)}</data>"),
        reply_token=st.binary(min_size=16, max_size=16).map(bytes.hex),
        practice=st.booleans(),
    )
