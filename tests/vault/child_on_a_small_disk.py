"""Run as a process: answers until files may not grow any more, says how that went, and goes on once there is room."""

from __future__ import annotations

import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from intake_desktop.vault import Action, CannotSave, VaultFolder

from .invented import INTERVIEW, MemoryKeychain, begin_interview

vault = VaultFolder(Path(sys.argv[1]), MemoryKeychain(), now=lambda: datetime.now(UTC)).open_with_recovery(sys.stdin.read())
vault.change(Action.VISIT_OPENED, begin_interview)


def answer(number: int) -> None:
    vault.change(Action.ANSWERED, lambda change: change.answers.put(INTERVIEW.id, f"/data/q{number}", "x" * 20_000, None))


resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
kept = 0
try:
    while True:
        answer(kept)
        kept += 1
except CannotSave:
    print("CannotSave", kept)
rows = vault.read(lambda tables: len(tables.answers.all(INTERVIEW.id)))
print("rows", rows)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
answer(kept)
print("problems", vault.check())
vault.close()
