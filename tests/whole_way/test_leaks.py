"""The search itself: what it is there for must be found, else an empty result means nothing."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole_way.leaks import leaks

SAID = "huurachterstand عائلة"


def zipped(text: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("answers.json", text)
    return packed.getvalue()


@pytest.mark.parametrize(
    "hidden",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: json.dumps({"answer": text}).encode(),
        lambda text: b64encode(b"x" + text.encode() + b"yz"),
        lambda text: b64encode(b"xy" + text.encode()),
        lambda text: text.encode().hex().encode(),
        lambda text: b"%PDF\nstream\n" + zlib.compress(b"BT " + text.encode()) + b"\nendstream",
        lambda text: gzip.compress(text.encode() * 3),
        lambda text: zipped(text.encode() * 3),
        lambda text: zlib.compress(zlib.compress(text.encode())),
    ],
)
def test_an_answer_is_found_however_it_was_written(tmp_path: Path, hidden: Callable[[str], bytes]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"before" + hidden(SAID) + b"after")

    assert leaks(tmp_path, {SAID, "never said"}) == [("deep/file", SAID)]
