"""Settings of this desk: words, keys, and the service point it stands in."""

from __future__ import annotations

import msgspec

from intake_desktop.casework.people import ServicePoint
from intake_desktop.vault.errors import NotFound
from intake_desktop.vault.rows import Table

SERVICE_POINT = "service_point"


class SettingTable(Table):
    """Rows of setting: one a name, text or bytes."""

    def get(self, name: str) -> str | None:
        """The text of a setting, None when it was never set."""
        value = self._value(name)
        return value if isinstance(value, str) else None

    def set(self, name: str, value: str) -> None:
        """Set a text."""
        self._put(name, value)

    def get_bytes(self, name: str) -> bytes | None:
        """The bytes of a setting, such as a device key; None when it was never set."""
        value = self._value(name)
        return value if isinstance(value, bytes) else None

    def set_bytes(self, name: str, value: bytes) -> None:
        """Set bytes."""
        self._put(name, value)

    def service_point(self) -> ServicePoint:
        """The service point of this desk. Raises NotFound before set-up."""
        text = self.get(SERVICE_POINT)
        if text is None:
            raise NotFound(SERVICE_POINT)
        return msgspec.json.decode(text, type=ServicePoint)

    def set_service_point(self, point: ServicePoint) -> None:
        """Set the service point of this desk."""
        self.set(SERVICE_POINT, msgspec.json.encode(point).decode())

    def _value(self, name: str) -> str | bytes | None:
        row = self._row_or_none("SELECT value FROM setting WHERE name = ?", (name,))
        return None if row is None else row[0]

    def _put(self, name: str, value: str | bytes) -> None:
        self._run(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
