"""The tone of every Dutch text a resident meets: short, no reproach, right when read aloud."""

from __future__ import annotations

import re
import tomllib

import pytest

from intake_desktop.language import resources_folder
from tests.content.conftest import Form

LONGEST = 14  # words in a sentence; the aim is twelve
FORBIDDEN = ("helaas", "u moet", "u dient", "u hebt geen recht", "niet verschenen", "u hebt niet")


def phrases() -> list[str]:
    found = []
    for path in sorted((resources_folder() / "phrases").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [row.get("text", row.get("nl")) for rows in table.values() if isinstance(rows, list) for row in rows]
    return found


@pytest.fixture(scope="session")
def texts(form: Form) -> list[str]:
    return [*form.texts(), *form.toml("release.toml")["consent"].values(), *phrases()]


def test_no_text_blames_or_forbids(texts: list[str]) -> None:
    assert not [text for text in texts if any(word in text.lower() for word in FORBIDDEN)]


def test_a_text_can_be_read_aloud(texts: list[str]) -> None:
    assert not [text for text in texts if "/" in text or "(s)" in text or re.search(r"\b(o\.a|bijv|i\.v\.m|m\.b\.t|evt)\.", text)]


def test_sentences_are_short(texts: list[str]) -> None:
    sentences = [one for text in texts for one in re.split(r"(?<=[.?!])\s+", text)]

    assert not [one for one in sentences if len(one.split()) > LONGEST]


def test_nobody_is_addressed_as_je(texts: list[str]) -> None:
    assert not [text for text in texts if re.search(r"\b(je|jij|jouw|jullie)\b", text, re.IGNORECASE)]
