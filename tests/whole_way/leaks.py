"""Searches every byte under a folder for what a resident said: plain, in other encodings, and inside compressed streams."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Collection, Iterator
from pathlib import Path

SHORTEST = 6
"""Characters; a shorter answer ("ja") stands in every program text and proves nothing."""

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_ZIP_MEMBER = re.compile(rb"PK\x03\x04")
_MOST = 1 << 26


def leaks(folder: Path, answers: Collection[str]) -> list[tuple[str, str]]:
    """(file, answer) for each answer that can be read in a file under the folder."""
    wanted = {answer: _forms(answer) for answer in answers if len(answer) >= SHORTEST}
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            texts = list(_unpacked(path.read_bytes(), depth=2))
            for answer, forms in wanted.items():
                if any(form in text for text in texts for form in forms):
                    found.append((str(path.relative_to(folder)), answer))
    return found


def _forms(answer: str) -> tuple[bytes, ...]:
    """The same answer as different programs write it."""
    plain = [answer.encode(), answer.encode("utf-16-le"), answer.encode("utf-16-be"), json.dumps(answer)[1:-1].encode()]
    encoded = []
    for shift in range(3):
        # base64 depends on where in a group of three the text begins; drop the characters that its neighbours decide
        whole = b64encode(b"\0" * shift + answer.encode()).rstrip(b"=")
        encoded.append(whole[(0, 2, 3)[shift] : -1])
    return (*plain, *encoded, answer.encode().hex().encode())


def _unpacked(data: bytes, *, depth: int) -> Iterator[bytes]:
    yield data
    if not depth:
        return
    for pattern, window in ((_ZLIB, 15), (_GZIP, 31)):
        for match in pattern.finditer(data):
            yield from _inflated(data[match.start() :], window, depth)
    for match in _ZIP_MEMBER.finditer(data):
        name, extra = data[match.start() + 26 : match.start() + 28], data[match.start() + 28 : match.start() + 30]
        start = match.start() + 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")
        yield from _inflated(data[start:], -15, depth)


def _inflated(data: bytes, window: int, depth: int) -> Iterator[bytes]:
    try:
        text = zlib.decompressobj(window).decompress(data, _MOST)
    except zlib.error:
        return
    if text:
        yield from _unpacked(text, depth=depth - 1)
