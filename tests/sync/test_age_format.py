"""A parcel is an ordinary age file: it opens without this program, by the published format and by the `age` program."""

from __future__ import annotations

import base64
import hmac
import io
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from intake_desktop.sync import DeviceKeys, Identity, ParcelContents, Sealed, open_parcel, seal, write_identity_file

from .invented import Members

BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
CHUNK = 64 * 1024


def test_a_parcel_opens_by_the_published_age_format(sealed: Sealed, municipality: Identity, members: Members) -> None:
    archive = age_opened(sealed.data, municipality.secret)

    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == members


def test_the_signature_can_be_checked_with_standard_parts_only(
    members: Members, municipality: Identity, device: DeviceKeys
) -> None:
    manifest = msgspec.json.decode(members["manifest.json"])
    device_key = base64.b64decode(manifest["device_key"])

    assert device_key == device.public_key
    message = b"intake-desktop/parcel\n" + municipality.recipient.encode() + b"\n" + members["manifest.json"]
    Ed25519PublicKey.from_public_bytes(device_key).verify(members["manifest.sig"], message)
    for file in manifest["files"]:
        assert sha256(members[file["name"]]).hexdigest() == file["sha256"]


@pytest.mark.skipif(not shutil.which("age"), reason="the age program is not installed; the test of the published format ran")
def test_the_standard_age_program_opens_a_parcel_and_this_program_one_that_it_sealed(
    tmp_path: Path, contents: ParcelContents, municipality: Identity, device: DeviceKeys
) -> None:
    sealed = seal(contents, municipality.recipient, device)
    write_identity_file(tmp_path / "key", municipality)
    (tmp_path / "parcel.age").write_bytes(sealed.data)

    archive = subprocess.run(["age", "-d", "-i", tmp_path / "key", tmp_path / "parcel.age"], capture_output=True, check=True)
    again = subprocess.run(["age", "-r", municipality.recipient], input=archive.stdout, capture_output=True, check=True)

    assert archive.stdout == age_opened(sealed.data, municipality.secret)
    assert open_parcel(again.stdout, municipality.secret).contents == contents


def age_opened(data: bytes, secret: str) -> bytes:
    """age-encryption.org/v1 for one X25519 identity, written from the specification."""
    end = data.index(b"\n--- ") + len(b"\n---")
    mac, payload = data[end + 1 :].split(b"\n", 1)
    file_key = next(key for key in map(Unwrap(secret), stanzas(data[:end])) if key)
    assert hmac.digest(hkdf(file_key, b"", b"header"), data[:end], "sha256") == unpadded(mac)
    stream = ChaCha20Poly1305(hkdf(file_key, payload[:16], b"payload"))
    chunks = [payload[start : start + CHUNK + 16] for start in range(16, len(payload), CHUNK + 16)]
    last = len(chunks) - 1
    return b"".join(
        stream.decrypt(number.to_bytes(11, "big") + bytes([number == last]), chunk, b"") for number, chunk in enumerate(chunks)
    )


def stanzas(header: bytes) -> list[tuple[list[bytes], bytes]]:
    parts = header.split(b"\n-> ")[1:]
    parts[-1] = parts[-1].removesuffix(b"\n---")
    return [(lines[0].split(b" "), unpadded(b"".join(lines[1:]))) for lines in (part.split(b"\n") for part in parts)]


class Unwrap:
    """Opens the stanza that was made for this secret."""

    def __init__(self, secret: str) -> None:
        number = 0
        for character in secret.lower().removeprefix("age-secret-key-1")[:-6]:
            number = number << 5 | BECH32.index(character)
        self.key = X25519PrivateKey.from_private_bytes((number >> 4).to_bytes(32, "big"))
        self.public = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def __call__(self, stanza: tuple[list[bytes], bytes]) -> bytes:
        (kind, *arguments), body = stanza
        if kind != b"X25519":
            return b""
        share = unpadded(arguments[0])
        shared = self.key.exchange(X25519PublicKey.from_public_bytes(share))
        wrap = hkdf(shared, share + self.public, b"age-encryption.org/v1/X25519")
        return ChaCha20Poly1305(wrap).decrypt(bytes(12), body, b"")


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def unpadded(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
