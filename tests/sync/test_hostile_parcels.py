"""A parcel from a stranger is refused with its reason. Nothing of it is taken over, nothing is written, nothing hangs."""

from __future__ import annotations

import base64
import json
import re
import stat
import traceback
import zipfile
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_desktop.sync import (
    DeviceKeys,
    Identity,
    NewerParcel,
    NotAnIdentity,
    NotAParcel,
    NotForThisIdentity,
    ParcelContents,
    ParcelDamaged,
    ParcelRefused,
    ParcelTooLarge,
    Sealed,
    SignatureWrong,
    keys,
    new_identity,
    open_parcel,
    seal,
)
from intake_desktop.sync.archive import write_archive

from .invented import (
    Members,
    contents_for,
    members_of,
    sealed_from,
    sealed_manifest,
    signed_anew,
    with_manifest_bytes,
    zipped,
)

DEVICE = DeviceKeys.new()
MUNICIPALITY = new_identity()
LOW_ORDER_RECIPIENT = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"


def archive_for(archive: bytes, receiver: Identity) -> bytes:
    return keys.encrypt(archive, receiver.recipient)


def test_every_single_changed_byte_is_refused(sealed: Sealed, municipality: Identity) -> None:
    for place, byte in enumerate(sealed.data):
        changed = sealed.data[:place] + bytes([byte ^ 1 << place % 8]) + sealed.data[place + 1 :]
        with pytest.raises(ParcelRefused):
            open_parcel(changed, municipality.secret)


def test_every_cut_and_every_addition_is_refused(sealed: Sealed, municipality: Identity) -> None:
    for length in range(len(sealed.data)):
        with pytest.raises(ParcelRefused):
            open_parcel(sealed.data[:length], municipality.secret)
    with pytest.raises(ParcelDamaged):
        open_parcel(sealed.data + b"\0", municipality.secret)


def test_another_key_opens_nothing_and_says_so(sealed: Sealed) -> None:
    with pytest.raises(NotForThisIdentity):
        open_parcel(sealed.data, new_identity().secret)


def test_a_secret_that_is_none_is_told_apart_from_a_wrong_one(sealed: Sealed) -> None:
    for text in ("", "AGE-SECRET-KEY-1VERZONNEN", "\ud800", MUNICIPALITY.recipient):
        with pytest.raises(NotAnIdentity) as caught:
            open_parcel(sealed.data, text)
        assert text == "" or text not in str(caught.value)


@given(st.binary(max_size=400))
def test_noise_is_no_parcel(noise: bytes) -> None:
    with pytest.raises(NotAParcel):
        open_parcel(noise.lstrip(b"a"), MUNICIPALITY.secret)


@given(st.binary(max_size=400))
def test_noise_after_an_age_header_is_damaged(noise: bytes) -> None:
    for sealed in (keys.AGE_HEADER + noise, keys.AGE_HEADER + noise + b"\n--- " + noise):
        with pytest.raises(ParcelDamaged):
            open_parcel(sealed, MUNICIPALITY.secret)


@given(st.binary(max_size=400))
def test_noise_that_is_rightly_sealed_is_refused(noise: bytes) -> None:
    with pytest.raises(ParcelDamaged):
        open_parcel(archive_for(noise, MUNICIPALITY), MUNICIPALITY.secret)


@given(st.dictionaries(st.sampled_from(["manifest.json", "manifest.sig", "answers.json", "x"]), st.binary(max_size=200)))
def test_an_archive_of_noise_is_refused(members: Members) -> None:
    with pytest.raises(ParcelDamaged):
        open_parcel(sealed_from(members, MUNICIPALITY), MUNICIPALITY.secret)


def test_an_age_file_with_text_armour_is_no_parcel(sealed: Sealed, municipality: Identity) -> None:
    armoured = b"-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.encodebytes(sealed.data) + b"-----END AGE ENCRYPTED FILE-----\n"

    with pytest.raises(NotAParcel):
        open_parcel(armoured, municipality.secret)


def test_too_many_bytes_are_refused_before_they_are_read(municipality: Identity) -> None:
    with pytest.raises(ParcelTooLarge):
        open_parcel(bytes(16 * 1024 * 1024 + 1), municipality.secret)


@pytest.mark.parametrize("ending", [b"", b"--- " + b"A" * 43 + b"\n"], ids=["without end", "with a late end"])
def test_a_long_header_is_refused_at_once(municipality: Identity, ending: bytes) -> None:
    endless = keys.AGE_HEADER + b"-> X25519 " + b"CQ" + b"A" * 41 + b"\n" + (b"A" * 64 + b"\n") * 1000 + ending

    begun = process_time()
    with pytest.raises(ParcelDamaged):
        open_parcel(endless, municipality.secret)

    assert process_time() - begun < 1


def test_a_parcel_without_its_signature_is_refused(members: Members, municipality: Identity) -> None:
    with pytest.raises(SignatureWrong):
        open_parcel(sealed_from(members | {"manifest.sig": bytes(64)}, municipality), municipality.secret)
    with pytest.raises(SignatureWrong):
        open_parcel(sealed_from(members | {"manifest.sig": b""}, municipality), municipality.secret)


def test_another_device_cannot_sign_in_this_ones_name(members: Members, municipality: Identity) -> None:
    forged = with_manifest_bytes(members, members["manifest.json"], DEVICE, municipality)

    with pytest.raises(SignatureWrong):
        open_parcel(sealed_from(forged, municipality), municipality.secret)


def test_a_receiver_cannot_pass_a_parcel_on_in_the_devices_name(members: Members) -> None:
    elsewhere = new_identity()

    with pytest.raises(SignatureWrong):
        open_parcel(sealed_from(members, elsewhere), elsewhere.secret)


@pytest.mark.parametrize("name", ["consent.json", "answers.json", "submission.xml"])
def test_a_file_that_is_not_the_signed_one_is_refused(members: Members, municipality: Identity, name: str) -> None:
    other = members_of(seal(contents_for(DEVICE), municipality.recipient, DEVICE), municipality)
    swapped = members | {name: other[name].replace(b"Noor", b"Nora").replace(b"self", b"none")}

    with pytest.raises(ParcelDamaged):
        open_parcel(sealed_from(swapped, municipality), municipality.secret)


def test_a_manifest_of_more_than_64_kb_is_refused_though_rightly_signed(
    members: Members, device: DeviceKeys, municipality: Identity
) -> None:
    large = with_manifest_bytes(members, members["manifest.json"] + b" " * 65_536, device, municipality)

    with pytest.raises(ParcelDamaged):
        open_parcel(sealed_from(large, municipality), municipality.secret)


def test_a_newer_parcel_is_refused_politely_whatever_else_it_holds(
    members: Members, device: DeviceKeys, municipality: Identity
) -> None:
    manifest = json.loads(members["manifest.json"]) | {"version": 2, "something": "new"}
    newer = sealed_manifest(members | {"sheet.pdf": b"%PDF"}, manifest, device, municipality)

    with pytest.raises(NewerParcel):
        open_parcel(sealed_from(newer, municipality), municipality.secret)


@pytest.mark.parametrize(
    "odd",
    [
        {"version": 0},
        {"version": "1"},
        {"version": True},
        {"schema": "intake-desktop/other"},
        {"unknown": 1},
        {"practice": "yes"},
        {"made_at": "2026-11-23T09:30:00"},
        {"parcel_id": "../../etc"},
        {"reply_recipient": LOW_ORDER_RECIPIENT},
        {"reply_recipient": "age1" + "q" * 58},
        {"reply_token": "00"},
        {"files": []},
        {"device_key": "AAAA"},
    ],
    ids=str,
)
def test_a_manifest_with_an_odd_field_is_refused_though_rightly_signed(
    members: Members, device: DeviceKeys, municipality: Identity, odd: dict[str, object]
) -> None:
    forged = sealed_manifest(members, json.loads(members["manifest.json"]) | odd, device, municipality)

    with pytest.raises(ParcelRefused):
        open_parcel(sealed_from(forged, municipality), municipality.secret)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":' * 30_000,
        b"[" * 30_000,
        b'{"schema":"intake-desktop/parcel","version":' + b"9" * 5_000 + b"}",
        b'{"schema":"\xff","version":1}',
        b"{}" + b" " * 70_000,
        b"",
    ],
    ids=["deep objects", "deep lists", "huge number", "no text", "large", "empty"],
)
def test_a_manifest_that_is_no_plain_json_is_refused(
    members: Members, device: DeviceKeys, municipality: Identity, raw: bytes
) -> None:
    forged = with_manifest_bytes(members, raw, device, municipality)

    with pytest.raises(ParcelRefused):
        open_parcel(sealed_from(forged, municipality), municipality.secret)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("answers.json", b'{"answers":[],"promises":[],"notes":["x"]}'),
        ("answers.json", b'{"answers":[{"ref":"a","question":"b","value":"c","text":"d","overleg":"e"}],"promises":[]}'),
        ("answers.json", b"[" * 100_000),
        ("answers.json", b'{"answers":[{"ref":"\xff"'),
        ("consent.json", b"{}"),
        ("submission.xml", b"<data>"),
        ("submission.xml", b"\xff\xfe"),
        ("submission.xml", b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'),
        ("submission.xml", b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>'),
        ("submission.xml", b"<!DOCTYPE d><d/>"),
        ("submission.xml", '<?xml version="1.0" encoding="utf-16"?><d/>'.encode("utf-16")),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused_though_rightly_signed(
    members: Members, device: DeviceKeys, municipality: Identity, name: str, data: bytes
) -> None:
    forged = signed_anew(members | {name: data}, device, municipality)

    with pytest.raises(ParcelDamaged):
        open_parcel(sealed_from(forged, municipality), municipality.secret)


def _add(name: str, data: bytes = b"x", mode: int = stat.S_IFREG, kind: int = zipfile.ZIP_STORED) -> Callable[..., None]:
    def change(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = (mode | 0o600) << 16
        info.compress_type = kind
        archive.writestr(info, data)

    return change


def _comment(archive: zipfile.ZipFile) -> None:
    archive.comment = b"Noor Verzonnen"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "change",
    [
        _add("../outside"),
        _add("/etc/passwd"),
        _add("C:\\outside"),
        _add("folder/"),
        _add("answers.json"),
        _add("Answers.json"),
        _add("link", b"/etc/passwd", stat.S_IFLNK),
        _add("manifest.json\0.txt"),
        _add("n" * 300),
        _add("bomb", bytes(50_000_000), kind=zipfile.ZIP_DEFLATED),
        _add("note.txt"),
        _comment,
    ],
    ids=("outside", "absolute", "drive", "folder", "twice", "case", "link", "zero", "long", "bomb", "stranger", "comment"),
)
def test_an_archive_with_anything_odd_in_it_is_refused(
    members: Members, municipality: Identity, change: Callable[[zipfile.ZipFile], None]
) -> None:
    with pytest.raises(ParcelDamaged):
        open_parcel(archive_for(zipped(members, change), municipality), municipality.secret)


def test_a_bomb_in_the_place_of_the_manifest_is_refused_unread(municipality: Identity) -> None:
    bomb = zipped({}, _add("manifest.json", b" " * 200_000_000, kind=zipfile.ZIP_DEFLATED))

    begun = process_time()
    with pytest.raises(ParcelDamaged):
        open_parcel(archive_for(bomb, municipality), municipality.secret)

    assert process_time() - begun < 1


def test_an_archive_of_very_many_members_is_refused_unlisted(municipality: Identity) -> None:
    crowd = write_archive((str(number), b"x") for number in range(20_000))

    begun = process_time()
    with pytest.raises(ParcelDamaged):
        open_parcel(archive_for(crowd, municipality), municipality.secret)

    assert process_time() - begun < 1


def test_bytes_between_the_members_are_refused(members: Members, municipality: Identity) -> None:
    clean = zipped(members, lambda _archive: None)
    start = clean.index(b"PK\x01\x02")
    end = len(clean) - 22
    hidden = b"Overleg: verzonnen"
    moved = clean[:start] + hidden + clean[start:end] + clean[end : end + 16]
    moved += (start + len(hidden)).to_bytes(4, "little") + b"\0\0"

    with pytest.raises(ParcelDamaged):
        open_parcel(archive_for(moved, municipality), municipality.secret)


@given(st.data())
def test_no_changed_byte_of_a_rightly_sealed_archive_makes_anything_but_a_refusal_or_the_same_parcel(data: st.DataObject) -> None:
    contents = contents_for(DEVICE)
    archive = keys.decrypt(seal(contents, MUNICIPALITY.recipient, DEVICE).data, MUNICIPALITY)
    place = data.draw(st.integers(0, len(archive) - 1))
    changed = archive[:place] + bytes([archive[place] ^ data.draw(st.integers(1, 255))]) + archive[place + 1 :]

    assert _opened_or_refused(archive_for(changed, MUNICIPALITY)) in (contents, None)


def _opened_or_refused(sealed: bytes) -> ParcelContents | None:
    try:
        return open_parcel(sealed, MUNICIPALITY.secret).contents
    except ParcelRefused:
        return None


def test_no_refusal_repeats_a_personal_value(members: Members, device: DeviceKeys, municipality: Identity) -> None:
    forged = signed_anew(members | {"answers.json": b'{"answers":["Noor Verzonnen"],"promises":[]}'}, device, municipality)

    with pytest.raises(ParcelDamaged) as caught:
        open_parcel(sealed_from(forged, municipality), municipality.secret)

    assert not re.search("Noor|Verzonnen", "".join(traceback.format_exception(caught.value)))
