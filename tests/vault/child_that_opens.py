"""Run as a process: opens the vault in the folder given, by the recovery code on standard input, and says how that went."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from intake_desktop.language.errors import ActionableError
from intake_desktop.vault import VaultFolder

from .invented import MemoryKeychain

try:
    VaultFolder(Path(sys.argv[1]), MemoryKeychain(), now=lambda: datetime.now(UTC)).open_with_recovery(sys.stdin.read()).close()
    print("opened")
except ActionableError as error:
    print(type(error).__name__)
