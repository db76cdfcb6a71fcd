"""Run as a process: answers without end and says on standard output which answer is acknowledged, until it is killed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from intake_desktop.vault import Action, Change, VaultFolder

from .invented import INTERVIEW, MemoryKeychain, begin_interview

code, first = sys.stdin.readline().split()
vault = VaultFolder(Path(sys.argv[1]), MemoryKeychain(), now=lambda: datetime.now(UTC)).open_with_recovery(code)
if first == "0":
    vault.change(Action.VISIT_OPENED, begin_interview)


def keep(number: int) -> None:
    """One answer in two rows that belong together, then the word that it is kept."""

    def work(change: Change) -> None:
        change.answers.put(INTERVIEW.id, f"/data/a{number}", f"antwoord-{number}", None)
        change.answers.put(INTERVIEW.id, f"/data/b{number}", f"antwoord-{number}", None)

    vault.change(Action.ANSWERED, work)
    print(number, flush=True)


for current in count(int(first)):
    keep(current)
