"""A keychain in a file, for tests that kill and start processes by the hundred."""

from __future__ import annotations

import json
from pathlib import Path


class FileOfKeys:
    """Keeps its secrets in a JSON file; the real keychain is tried elsewhere."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> bytes | None:
        held = self._read().get(name)
        return None if held is None else bytes.fromhex(held)

    def set(self, name: str, value: bytes) -> None:
        self._path.write_text(json.dumps(self._read() | {name: value.hex()}))

    def delete(self, name: str) -> None:
        self._path.write_text(json.dumps({key: held for key, held in self._read().items() if key != name}))

    def _read(self) -> dict[str, str]:
        return json.loads(self._path.read_text()) if self._path.exists() else {}
