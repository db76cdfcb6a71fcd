"""SIGKILL at any moment of an interview: no acknowledged answer is lost, the draft goes on at the same question."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake_desktop.casework.people import Role
from intake_desktop.casework.visits import InterviewId
from intake_desktop.desk.front import Front, SetUpDraft
from intake_desktop.desk.places import Places
from tests.desk.conftest import CENTRE, PASSPHRASE
from tests.whole_way.filekeys import FileOfKeys
from tests.whole_way.leaks import leaks

ROUNDS = int(os.environ.get("INTAKE_KILL_ROUNDS", "24"))
"""`make endurance` asks for 200."""

LAST_OF_AN_INTERVIEW = 7
"""Every eighth round begins a new interview; in the last one the files are searched as the kill left them."""

ROOT = Path(__file__).parents[2]


class Talker:
    """The process that holds the interviews."""

    def __init__(self, folder: Path) -> None:
        words = [sys.executable, "-m", "tests.whole_way.interview_child", str(folder)]
        self._process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._rest = b""

    def talk_and_die(self, seed: int, interview: str, alive: float) -> list[list[str]]:
        """Let an interview go on for a while, then kill it; the lines it said."""
        self._process.stdin.write(f"{seed}\t{interview}\t{PASSPHRASE}\n".encode())
        self._process.stdin.flush()
        said: list[list[str]] = []
        child, deadline = 0, 0.0
        while ["gone"] not in said:
            wait = max(0.0, deadline - time.monotonic()) if deadline else 30
            if deadline and wait == 0 and child:
                os.kill(child, signal.SIGKILL)
                deadline, child = 0.0, 0
            for line in self._lines(wait):
                said.append(line)
                if line[0] == "child":
                    child = int(line[1])
                if line[0] == "open":
                    deadline = time.monotonic() + alive
        return said

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def _lines(self, wait: float) -> Iterator[list[str]]:
        ready, _, _ = select.select([self._process.stdout], [], [], wait)
        if ready:
            got = os.read(self._process.stdout.fileno(), 1 << 16)
            assert got, "the talker ended by itself"
            *lines, self._rest = (self._rest + got).split(b"\n")
            yield from (line.decode().split("\t") for line in lines)


class Expected:
    """What must be there after the kill, from what the process said before."""

    def __init__(self) -> None:
        self.kept: dict[str, str] | None = None
        self.trying: tuple[str, str] | None = None
        self.adding = ""
        self.places: tuple[str, ...] = ()
        self.acknowledged = 0

    def hear(self, line: list[str]) -> None:
        match line:
            case ["trying", ref, value]:
                self.trying = (ref, value)
            case ["adding", ref]:
                self.adding = ref
            case ["kept", values]:
                self.kept, self.trying, self.adding = _told(json.loads(values)), None, ""
                self.acknowledged += 1
            case ["going", ref]:
                self.places = (*self.places[-1:], ref)
            case ["at", ref]:
                self.places = (ref,)

    def explains(self, found: dict[str, str]) -> bool:
        """Exactly what was acknowledged, or that and the one change that was under way."""
        if self.kept is None or found == self.kept:
            return True
        if self.trying is not None:
            ref, value = self.trying
            others = {one for one in found.keys() | self.kept.keys() if found.get(one, "") != self.kept.get(one, "")} - {ref}
            return found.get(ref, "") == value and all(_is_calculated(one) for one in others)
        return bool(self.adding) and self.kept.items() <= found.items()

    def is_place(self, ref: str) -> bool:
        return not self.places or ref in self.places or (bool(self.adding) and ref.startswith(self.adding))


def _told(values: Mapping[str, str]) -> dict[str, str]:
    """Without who sits at the table: that is asked anew at each start."""
    return {ref: value for ref, value in values.items() if ref != "/data/start/who_is_here"}


def _is_calculated(ref: str) -> bool:
    """Ages and the labels of entities follow from other answers."""
    return ref.endswith("age") or "/meta/entity/" in ref


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_no_acknowledged_answer_is_lost_and_the_draft_goes_on_where_it_was(tmp_path: Path) -> None:
    front = Front(Places(tmp_path), FileOfKeys(tmp_path / "keys.json"), lambda: datetime.now(UTC))
    front.set_up(SetUpDraft(CENTRE, "Karin", Role.PROFESSIONAL, PASSPHRASE)).counter.lock()
    talker = Talker(tmp_path)
    chance = random.Random(20261122)
    interview, acknowledged = "", 0

    for round_ in range(ROUNDS):
        interview = "" if round_ % 8 == 0 else interview
        expected = Expected()
        for line in talker.talk_and_die(seed=round_, interview=interview, alive=chance.uniform(0.0, 0.35)):
            interview = line[1] if line[0] == "open" else interview
            expected.hear(line)
        acknowledged += expected.acknowledged
        if round_ % 8 == LAST_OF_AN_INTERVIEW:
            assert leaks(tmp_path, set((expected.kept or {}).values())) == []

        counter = front.unlock(front.helpers()[0].id, PASSPHRASE)
        resumed = counter.visits.resume(InterviewId(interview))
        found, place = _told(resumed.values()), getattr(resumed.page(), "ref", "end")
        problems = counter.check()
        counter.lock()
        assert problems == ()
        assert expected.explains(found)
        assert expected.is_place(place)

    talker.end()
    print(f"{ROUNDS} kills, {acknowledged} acknowledged answers, 0 lost")
    assert acknowledged > ROUNDS
