"""A parcel is sealed once, opens only for its receiver, and holds what was released and nothing else."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from attrs import evolve, fields
from hypothesis import given

from intake_desktop.sync import (
    DeviceKeys,
    Identity,
    NotARecipient,
    ParcelContents,
    ParcelFileUnreadable,
    ParcelTooLarge,
    ReleasedAnswer,
    Sealed,
    new_identity,
    open_parcel,
    opened_as_json,
    read_parcel_file,
    seal,
)

from .invented import CONSENT, NOW, Members, any_contents, contents_for

DEVICE = DeviceKeys.new()
MUNICIPALITY = new_identity()


@given(any_contents(DEVICE))
def test_what_is_sealed_is_what_is_opened(contents: ParcelContents) -> None:
    sealed = seal(contents, MUNICIPALITY.recipient, DEVICE)

    opened = open_parcel(sealed.data, MUNICIPALITY.secret)

    assert opened.contents == contents
    assert opened.sha256 == sealed.sha256 == hashlib.sha256(sealed.data).hexdigest()


@given(any_contents(DEVICE))
def test_the_listing_of_a_parcel_holds_every_released_value_and_no_key(contents: ParcelContents) -> None:
    sealed = seal(contents, MUNICIPALITY.recipient, DEVICE)

    text = opened_as_json(open_parcel(sealed.data, MUNICIPALITY.secret))

    listed = json.loads(text)["parcel"]
    told = json.loads(msgspec.json.encode(contents))
    assert listed == {name: value for name, value in told.items() if name not in {"reply_recipient", "reply_token"}}
    assert contents.reply_token not in text.replace(sealed.sha256, "")
    assert text == opened_as_json(open_parcel(sealed.data, MUNICIPALITY.secret))


def test_a_moment_keeps_the_zone_it_was_told_in(contents: ParcelContents, municipality: Identity, device: DeviceKeys) -> None:
    amsterdam = datetime(2026, 7, 1, 10, 0, tzinfo=timezone(timedelta(hours=2)))
    sealed = seal(evolve(contents, made_at=amsterdam), municipality.recipient, device)

    opened = open_parcel(sealed.data, municipality.secret)

    assert opened.contents.made_at.isoformat() == "2026-07-01T10:00:00+02:00"


def test_a_device_is_trusted_only_when_its_fingerprint_was_enrolled(
    sealed: Sealed, municipality: Identity, device: DeviceKeys
) -> None:
    def trusted(*fingerprints: str) -> bool:
        return open_parcel(sealed.data, municipality.secret, trusted=fingerprints).device_trusted

    assert trusted(DEVICE.fingerprint, device.fingerprint)
    assert trusted(device.fingerprint.replace(" ", ""))
    assert not trusted(DEVICE.fingerprint)
    assert not trusted()
    assert not open_parcel(sealed.data, municipality.secret).device_trusted


def test_the_archive_holds_the_released_fields_and_no_other_byte(members: Members, contents: ParcelContents) -> None:
    manifest, consent, answers = (json.loads(members[f"{name}.json"]) for name in ("manifest", "consent", "answers"))

    described = {name: getattr(contents, name) for name in ("parcel_id", "sender", "form_id", "form_version", "practice")}
    assert set(members) == {"manifest.json", "manifest.sig", "consent.json", "answers.json", "submission.xml"}
    assert described.items() <= manifest.items()
    assert set(manifest) == set(described) | {
        *("schema", "version", "made_at", "reply_recipient", "reply_token", "device_key", "files"),
    }
    assert [set(file) for file in manifest["files"]] == [{"name", "kind", "sha256", "size"}] * 3
    assert consent == json.loads(msgspec.json.encode(contents.consent))
    assert answers == json.loads(msgspec.json.encode({"answers": contents.answers, "promises": contents.promises}))
    assert members["submission.xml"] == contents.submission_xml.encode()
    assert len(members["manifest.sig"]) == 64
    assert {field.name for field in fields(ParcelContents)} - {"consent", "answers", "promises", "submission_xml"} <= set(
        manifest
    )


def test_sealing_writes_nothing_readable(sealed: Sealed, contents: ParcelContents) -> None:
    for personal in ("Verzonnen", "huur", "Sam", contents.parcel_id, contents.reply_token, contents.sender):
        assert personal.encode() not in sealed.data
    assert "Verzonnen" not in repr(sealed)


def test_nothing_can_be_sealed_for_a_text_that_is_no_recipient(contents: ParcelContents, device: DeviceKeys) -> None:
    with pytest.raises(NotARecipient):
        seal(contents, "age1verzonnen", device)


def test_a_parcel_that_could_not_be_opened_again_is_never_sealed(
    contents: ParcelContents, municipality: Identity, device: DeviceKeys
) -> None:
    large = ReleasedAnswer("/data/q", "Vraag", "x" * 9_000_000, "x" * 9_000_000)

    with pytest.raises(ParcelTooLarge):
        seal(evolve(contents, answers=(large,)), municipality.recipient, device)


@pytest.mark.parametrize(
    "mistake",
    [
        {"made_at": NOW.replace(tzinfo=None)},
        {"consent": evolve(CONSENT, given_at=NOW.replace(tzinfo=None))},
        {"parcel_id": "Noor Verzonnen"},
        {"reply_token": "short"},
        {"reply_recipient": MUNICIPALITY.recipient},
        {"submission_xml": "<data>"},
        {"submission_xml": "<!DOCTYPE data [<!ENTITY a 'a'>]><data>&a;</data>"},
        {"sender": "x" * 501},
    ],
    ids=lambda mistake: next(iter(mistake)),
)
def test_a_mistake_of_ours_stops_at_sealing_and_is_not_repeated_in_the_message(
    contents: ParcelContents, municipality: Identity, device: DeviceKeys, mistake: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"not of this structure|the receipt could never|not plain well-formed") as caught:
        seal(evolve(contents, **mistake), municipality.recipient, device)

    assert "Verzonnen" not in str(caught.value)


def test_the_largest_parcel_that_can_be_sealed_can_be_opened() -> None:
    contents = contents_for(DEVICE)

    def filled(size: int) -> ParcelContents:
        return evolve(contents, submission_xml="<a>" + "x" * size + "</a>")

    smallest_refused, largest_sealed = 16 * 1024 * 1024, 0
    while smallest_refused - largest_sealed > 500:  # a sealed file varies by some bytes: age adds noise to its header
        size = (smallest_refused + largest_sealed) // 2
        try:
            sealed = seal(filled(size), MUNICIPALITY.recipient, DEVICE)
            largest_sealed = size
        except ParcelTooLarge:
            smallest_refused = size

    assert len(sealed.data) <= 16 * 1024 * 1024
    assert open_parcel(sealed.data, MUNICIPALITY.secret).contents == filled(largest_sealed)


def test_a_parcel_file_is_read_up_to_its_bound(tmp_path: Path, sealed: Sealed) -> None:
    (tmp_path / "good.age").write_bytes(sealed.data)
    with (tmp_path / "large.age").open("wb") as file:
        file.truncate(10 * 1024**3)

    assert read_parcel_file(tmp_path / "good.age") == sealed.data
    with pytest.raises(ParcelTooLarge):
        read_parcel_file(tmp_path / "large.age")
    for path in (tmp_path, tmp_path / "none.age"):
        with pytest.raises(ParcelFileUnreadable):
            read_parcel_file(path)
