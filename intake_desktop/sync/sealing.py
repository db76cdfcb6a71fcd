"""Sealing a parcel once, and opening one from a stranger."""

from __future__ import annotations

import hashlib
import xml.sax
from collections.abc import Collection
from pathlib import Path
from xml.sax.handler import ContentHandler

import defusedxml.sax
import msgspec
from attrs import field, frozen
from defusedxml import DefusedXmlException

from intake_desktop.sync import keys, wire
from intake_desktop.sync.archive import Archive, write_archive
from intake_desktop.sync.contents import ConsentNote, OpenedParcel, ParcelContents, ReleasedAnswer, ReleasedPromise
from intake_desktop.sync.device import DeviceKeys, signature_fits
from intake_desktop.sync.refusals import (
    NewerParcel,
    NotAParcel,
    NotARecipient,
    NotForThisIdentity,
    ParcelDamaged,
    ParcelFileUnreadable,
    ParcelTooLarge,
    SignatureWrong,
)

MOST_MEGABYTES = 16
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
_MOST_MANIFEST_BYTES = 64 * 1024
_MANIFEST = "manifest.json"
_SIGNATURE = "manifest.sig"
_MEMBERS = (_MANIFEST, _SIGNATURE, *wire.FILES)
_KINDS = {wire.CONSENT: "consent", wire.ANSWERS: "answers", wire.SUBMISSION: "submission"}


@frozen
class Sealed:
    """The bytes that are stored and carried, the same every time; the hash is their name."""

    data: bytes = field(repr=False)
    sha256: str


def seal(contents: ParcelContents, recipient: str, device: DeviceKeys) -> Sealed:
    """Sign the contents with this device's key and seal them for a recipient. Once: age is randomised, a repeat differs.

    Raises:
        NotARecipient: nothing can be sealed for it.
        ParcelTooLarge: more than 16 MB.
        ValueError: a mistake of ours in the contents (a bug): a moment without time zone, XML that is not well-formed,
            a reply key that is not this device's.
    """
    recipient = keys.check_recipient(recipient)
    if contents.reply_recipient != device.recipient:
        raise ValueError("the receipt could never be read: the reply recipient is not this device's")
    _check_xml(contents.submission_xml.encode())
    files = _files(contents)
    manifest = wire.encode(_manifest(contents, files, device))
    signature = device.sign(_signed_message(manifest, recipient))
    archive = write_archive([(_MANIFEST, manifest), (_SIGNATURE, signature), *files.items()])
    data = keys.encrypt(archive, recipient)
    if len(data) > MOST_BYTES:
        raise ParcelTooLarge(megabytes=MOST_MEGABYTES)
    return Sealed(data, hashlib.sha256(data).hexdigest())


def open_parcel(data: bytes, identity: str, *, trusted: Collection[str] | None = None) -> OpenedParcel:
    """Open, check and read a parcel. Nothing of it is written anywhere.

    Args:
        data: the bytes of the file.
        identity: the receiver's secret, AGE-SECRET-KEY-1…
        trusted: fingerprints of enrolled devices. Another device's parcel opens too, with `device_trusted` False.

    Raises:
        ParcelRefused: with the reason as a class of its own; see refusals.py.
        NotAnIdentity: the secret is none.
    """
    opener = keys.identity_of(identity)
    if len(data) > MOST_BYTES:
        raise ParcelTooLarge(megabytes=MOST_MEGABYTES)
    archive = Archive(_unsealed(data, opener))
    manifest, raw = _read_manifest(archive)
    archive.check_nothing_hides()
    if archive.names() != frozenset(_MEMBERS):
        raise ParcelDamaged
    if not signature_fits(manifest.device_key, archive.read(_SIGNATURE), _signed_message(raw, opener.recipient)):
        raise SignatureWrong
    contents = _contents(manifest, _read_files(archive, manifest))
    device = keys.readable_fingerprint(manifest.device_key)
    return OpenedParcel(contents, device, _is_among(device, trusted), hashlib.sha256(data).hexdigest())


def read_parcel_file(path: Path) -> bytes:
    """The bytes of a parcel file, of a bounded size.

    Raises:
        ParcelFileUnreadable, ParcelTooLarge: with the reason.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise ParcelFileUnreadable from None
    if len(data) > MOST_BYTES:
        raise ParcelTooLarge(megabytes=MOST_MEGABYTES)
    return data


def _signed_message(manifest: bytes, recipient: str) -> bytes:
    """The signature covers the recipient: a receiver cannot seal the parcel anew for another in the device's name."""
    return b"\n".join([wire.PARCEL_SCHEMA.encode("ascii"), recipient.encode("ascii"), manifest])


def _files(contents: ParcelContents) -> dict[str, bytes]:
    return {
        wire.CONSENT: wire.encode(wire.convert(contents.consent, wire.Consent)),
        wire.ANSWERS: wire.encode(wire.convert(contents, wire.Answers)),
        wire.SUBMISSION: contents.submission_xml.encode(),
    }


def _manifest(contents: ParcelContents, files: dict[str, bytes], device: DeviceKeys) -> wire.Manifest:
    return wire.convert(
        {
            "schema": wire.PARCEL_SCHEMA,
            "version": wire.VERSION,
            "parcel_id": contents.parcel_id,
            "made_at": contents.made_at,
            "sender": contents.sender,
            "form_id": contents.form_id,
            "form_version": contents.form_version,
            "practice": contents.practice,
            "reply_recipient": contents.reply_recipient,
            "reply_token": contents.reply_token,
            "device_key": device.public_key,
            "files": tuple(
                {"name": name, "kind": _KINDS[name], "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
                for name, data in files.items()
            ),
        },
        wire.Manifest,
    )


def _unsealed(data: bytes, opener: keys.Identity) -> bytes:
    if not data.startswith(keys.AGE_HEADER):
        raise NotAParcel
    try:
        return keys.decrypt(data, opener)
    except keys.WrongKey:
        raise NotForThisIdentity from None
    except keys.Broken:
        raise ParcelDamaged from None


def _read_manifest(archive: Archive) -> tuple[wire.Manifest, bytes]:
    """The manifest, and its bytes as they were signed. The version is looked at before anything else."""
    raw = archive.read(_MANIFEST)
    if len(raw) > _MOST_MANIFEST_BYTES:
        raise ParcelDamaged
    try:
        head = wire.decode(raw, wire.Head)
        if head.schema == wire.PARCEL_SCHEMA and head.version > wire.VERSION:
            raise NewerParcel
        return wire.decode(raw, wire.Manifest), raw
    except wire.NotThisShape:
        raise ParcelDamaged from None


def _read_files(archive: Archive, manifest: wire.Manifest) -> dict[str, bytes]:
    """The files, each with the size and hash that the signed manifest gives."""
    files = {name: archive.read(name) for name in wire.FILES}
    told = {file.name: (file.kind, file.sha256, file.size) for file in manifest.files}
    found = {name: (_KINDS[name], hashlib.sha256(data).hexdigest(), len(data)) for name, data in files.items()}
    if told != found:
        raise ParcelDamaged
    return files


def _contents(manifest: wire.Manifest, files: dict[str, bytes]) -> ParcelContents:
    try:
        consent = wire.decode(files[wire.CONSENT], wire.Consent)
        released = wire.decode(files[wire.ANSWERS], wire.Answers)
        _check_xml(files[wire.SUBMISSION])
        submission = files[wire.SUBMISSION].decode()
        keys.check_recipient(manifest.reply_recipient)
    except (ValueError, NotARecipient):
        raise ParcelDamaged from None
    return ParcelContents(
        parcel_id=manifest.parcel_id,
        made_at=manifest.made_at,
        sender=manifest.sender,
        form_id=manifest.form_id,
        form_version=manifest.form_version,
        consent=msgspec.convert(consent, ConsentNote, from_attributes=True),
        answers=msgspec.convert(released.answers, tuple[ReleasedAnswer, ...], from_attributes=True),
        promises=msgspec.convert(released.promises, tuple[ReleasedPromise, ...], from_attributes=True),
        submission_xml=submission,
        reply_recipient=manifest.reply_recipient,
        reply_token=manifest.reply_token,
        practice=manifest.practice,
    )


def _check_xml(data: bytes) -> None:
    """Well-formed, without a document type: nothing that a later reader could be made to expand or fetch.

    Raises:
        ValueError: it is not.
    """
    try:
        defusedxml.sax.parseString(data, ContentHandler(), forbid_dtd=True)
    except (xml.sax.SAXException, DefusedXmlException):
        raise ValueError("the submission is not plain well-formed XML") from None


def _is_among(device: str, trusted: Collection[str] | None) -> bool:
    """Fingerprints are compared by their digits: people write the groups with or without spaces."""
    digits = device.replace(" ", "")
    return any("".join(known.split()) == digits for known in trusted or ())
