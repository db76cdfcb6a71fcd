"""Keys are recognised, compared aloud, and kept in files that nobody else reads and nothing overwrites."""

from __future__ import annotations

import hashlib
import os
import re
import resource
import stat
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_desktop.sync import (
    CannotWriteIdentity,
    DeviceKeys,
    DeviceKeysDamaged,
    Identity,
    IdentityFileExists,
    IdentityFileUnreadable,
    NotAnIdentity,
    NotARecipient,
    SecretKeyGiven,
    SeveralIdentities,
    check_recipient,
    fingerprint,
    new_identity,
    read_identity_file,
    write_identity_file,
)

GROUPS = re.compile(r"\d{4}( \d{4}){7}")
# The Montgomery u-coordinates 0 and 1: every secret gives the same shared zero with them.
LOW_ORDER = (
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
    "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqp4g9nh",
)


def test_a_recipient_is_accepted_as_people_paste_it(municipality: Identity) -> None:
    for pasted in (f"  {municipality.recipient}\n", municipality.recipient):
        assert check_recipient(pasted) == municipality.recipient


@pytest.mark.parametrize(
    "text", ["", "age1", "age1" + "q" * 58, "x" * 100_000, "\ud800", "age1\0", "ssh-ed25519 AAAA", *LOW_ORDER]
)
def test_what_nothing_can_be_sealed_for_is_no_recipient(text: str) -> None:
    with pytest.raises(NotARecipient):
        check_recipient(text)


def test_one_wrong_letter_in_a_recipient_is_noticed(municipality: Identity) -> None:
    for place in range(4, len(municipality.recipient)):
        other = "q" if municipality.recipient[place] != "q" else "p"
        with pytest.raises(NotARecipient):
            check_recipient(municipality.recipient[:place] + other + municipality.recipient[place + 1 :])


def test_a_secret_key_is_never_taken_for_a_recipient_nor_repeated(municipality: Identity) -> None:
    with pytest.raises(SecretKeyGiven) as caught:
        check_recipient(municipality.secret)

    assert municipality.secret not in str(caught.value)
    assert municipality.secret not in repr(municipality)


def test_a_fingerprint_is_eight_groups_of_four_digits_of_the_recipients_hash(municipality: Identity) -> None:
    told = fingerprint(municipality.recipient)

    number = int(hashlib.sha256(municipality.recipient.encode()).hexdigest(), 16) % 10**32
    assert GROUPS.fullmatch(told)
    assert told.replace(" ", "") == f"{number:032d}"
    assert told != fingerprint(new_identity().recipient)


def test_the_keys_of_a_desk_survive_the_vault(device: DeviceKeys) -> None:
    again = DeviceKeys.from_bytes(device.to_bytes())

    assert (again.recipient, again.fingerprint, again.public_key) == (device.recipient, device.fingerprint, device.public_key)
    assert again.sign(b"message") == device.sign(b"message")
    assert GROUPS.fullmatch(device.fingerprint)
    assert device.fingerprint != DeviceKeys.new().fingerprint


def test_the_keys_of_a_desk_do_not_show_in_messages(device: DeviceKeys) -> None:
    stored = device.to_bytes()

    for secret in (device.reply.secret, stored.decode().split('"sign":"')[1].split('"')[0]):
        assert secret in stored.decode()
        assert secret not in repr(device)


@pytest.mark.parametrize(
    "change",
    [
        lambda _stored: b"",
        lambda stored: stored[:-1],
        lambda stored: stored.replace(b'"version":1', b'"version":2'),
        lambda stored: stored.replace(b"AGE-SECRET-KEY-1", b"AGE-SECRET-KEY-2"),
        lambda stored: re.sub(b'"sign":"[^"]+"', b'"sign":"' + b64encode(b"short") + b'"', stored),
        lambda stored: re.sub(b'"sign":"[^"]+"', b'"sign":"not base64"', stored),
        lambda _stored: b"[" * 100_000,
    ],
)
def test_damaged_keys_of_a_desk_are_told_without_their_bytes(device: DeviceKeys, change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(DeviceKeysDamaged):
        DeviceKeys.from_bytes(change(device.to_bytes()))


def test_a_key_file_is_for_its_owner_only_and_reads_back(tmp_path: Path, municipality: Identity) -> None:
    path = tmp_path / "municipality-identity.txt"

    write_identity_file(path, municipality)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_identity_file(path) == municipality.secret
    assert path.read_text().splitlines()[0] == f"# public key: {municipality.recipient}"


def test_a_key_file_is_never_overwritten_nor_followed(tmp_path: Path, municipality: Identity) -> None:
    write_identity_file(tmp_path / "key", municipality)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")

    for name in ("key", "link"):
        with pytest.raises(IdentityFileExists):
            write_identity_file(tmp_path / name, new_identity())
    with pytest.raises(CannotWriteIdentity):
        write_identity_file(tmp_path / "none" / "key", municipality)

    assert read_identity_file(tmp_path / "key") == municipality.secret
    assert not (tmp_path / "elsewhere").exists()


def test_a_key_file_that_does_not_fit_on_the_disk_leaves_nothing_half(tmp_path: Path, municipality: Identity) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))
    try:
        with pytest.raises(CannotWriteIdentity):
            write_identity_file(tmp_path / "key", municipality)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("{secret}", True),
        ("# created: 2026-11-23\r\n# public key: {recipient}\r\n\r\n  {secret}  \r\n", True),
        ("\ufeff{secret}\n", True),
        ("", False),
        ("# only a comment\n", False),
        ("{recipient}\n", False),
        ("{secret}x\n", False),
        ("{secret} {secret}\n", False),
        ("{secret}\nsomething else\n", False),
        ("\ud800", False),
        ("#" * 70_000 + "\n{secret}\n", False),
        ("age-encryption.org/v1\n-> scrypt ...", False),
    ],
)
def test_a_key_file_in_the_standard_form_is_read_and_anything_else_is_not(
    tmp_path: Path, municipality: Identity, text: str, reads: bool
) -> None:
    filled = text.format(secret=municipality.secret, recipient=municipality.recipient)
    (tmp_path / "key").write_bytes(filled.encode(errors="surrogatepass"))

    if reads:
        assert read_identity_file(tmp_path / "key") == municipality.secret
    else:
        with pytest.raises(NotAnIdentity) as caught:
            read_identity_file(tmp_path / "key")
        assert municipality.secret not in str(caught.value)


def test_a_file_of_several_keys_and_a_file_that_is_not_there_have_their_own_sentences(
    tmp_path: Path, municipality: Identity
) -> None:
    (tmp_path / "several").write_text(f"{municipality.secret}\n{new_identity().secret}\n")

    with pytest.raises(SeveralIdentities):
        read_identity_file(tmp_path / "several")
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(IdentityFileUnreadable):
            read_identity_file(path)


@given(st.binary(max_size=300))
def test_noise_is_no_key_file(noise: bytes) -> None:
    path = Path(os.environ["HOME"]) / "noise"
    path.write_bytes(noise)

    with pytest.raises(NotAnIdentity):
        read_identity_file(path)
