"""What every repository has: the connection, the moment of the transaction, and rows in a stated order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from intake_desktop.vault.errors import NotFound

Row = tuple[Any, ...]
Value = str | bytes | int | None
Parameters = Sequence[Value] | Mapping[str, Value]


class Table:
    """Lives as long as one transaction, on the vault's thread."""

    def __init__(self, connection: Any, at: datetime) -> None:
        self._connection = connection
        self._at = at

    def _run(self, sql: str, parameters: Parameters = ()) -> int:
        """Execute; the number of rows it touched."""
        return int(self._connection.execute(sql, parameters).rowcount)

    def _change_one(self, sql: str, parameters: Parameters) -> None:
        if self._run(sql, parameters) != 1:
            raise NotFound(type(self).__name__)

    def _rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        return list(self._connection.execute(sql, parameters))

    def _row_or_none(self, sql: str, parameters: Parameters = ()) -> Row | None:
        row: Row | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def _row(self, sql: str, parameters: Parameters = ()) -> Row:
        row = self._row_or_none(sql, parameters)
        if row is None:
            raise NotFound(type(self).__name__)
        return row


def text_of(moment: date | datetime | None) -> str | None:
    """ISO 8601, as it is kept in a row."""
    return None if moment is None else moment.isoformat()


def moment_of(text: str | None) -> datetime | None:
    """A moment from a row."""
    return None if text is None else datetime.fromisoformat(text)
