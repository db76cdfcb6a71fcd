"""From an answer to its durable commit, over the same statements in a plain sqlite3 file on the same disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.desk import folder, open_desk
from benchmarks.ratio import Ratio, quantile
from intake_desktop.desk.conversation import Conversation
from intake_desktop.desk.views import EndView, QuestionKind, QuestionView

ANSWERS = 300
GOAL = 2.0


def ratios() -> list[Ratio]:
    """Median and 95th percentile."""
    with folder() as data, open_desk(data) as counter:
        conversation = counter.visits.begin("ar", "ar")
        questions = cycle(_questions(conversation))
        plain = _plain_copy(conversation, data / "plain.db")
        ours, yardstick = [], []
        for number in range(ANSWERS):
            ref = next(questions)
            # Once to see which statements such an answer takes, once to time it without being watched.
            statements = _statements(conversation, ref, f"verzonnen woorden {number}")
            ours.append(_timed_answer(conversation, ref, f"verzonnen antwoord {number}"))
            yardstick.append(_timed_statements(plain, statements))
        plain.close()
    against = "the same commit by plain sqlite3"
    return [
        Ratio("answer to durable commit, median", median(ours), median(yardstick), against, GOAL),
        Ratio("answer to durable commit, 95 %", quantile(ours, 0.95), quantile(yardstick, 0.95), against, GOAL),
    ]


def _questions(conversation: Conversation) -> list[str]:
    """References of the questions that take words."""
    return list(dict.fromkeys(_walk(conversation)))


def _walk(conversation: Conversation) -> Iterator[str]:
    while not isinstance(page := conversation.page(), EndView):
        if isinstance(page, QuestionView) and page.kind in (QuestionKind.TEXT, QuestionKind.LONG_TEXT) and not page.readonly:
            yield page.ref
        conversation.next().done.result()


def _timed_answer(conversation: Conversation, ref: str, value: str) -> float:
    began = perf_counter()
    conversation.answer(ref, value).done.result()
    return perf_counter() - began


def _timed_statements(plain: sqlite3.Connection, statements: list[str]) -> float:
    began = perf_counter()
    for statement in statements:
        plain.execute(statement)
    return perf_counter() - began


def _statements(conversation: Conversation, ref: str, value: str) -> list[str]:
    """What the vault runs for such an answer, values filled in."""
    seen: list[str] = []
    _on_the_connection(conversation, lambda connection: connection.set_trace_callback(seen.append))
    conversation.answer(ref, value).done.result()
    _on_the_connection(conversation, lambda connection: connection.set_trace_callback(None))
    return seen


def _plain_copy(conversation: Conversation, path: Path) -> sqlite3.Connection:
    """The same tables and rows without encryption, with the same durability."""

    def export(connection: Any) -> None:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")

    _on_the_connection(conversation, export)
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("PRAGMA foreign_keys = ON")
    return plain


def _on_the_connection(conversation: Conversation, work: Any) -> None:
    vault = conversation._vault  # noqa: SLF001 - the yardstick has to do exactly what the vault does, so it must look inside
    vault._submit(lambda: work(vault._connection)).result()  # noqa: SLF001 - same
