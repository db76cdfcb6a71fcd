"""Forms as they were when an interview began, and the entities that finished interviews left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from attrs import frozen

from intake_desktop.casework.visits import InterviewId
from intake_desktop.vault.rows import Row, Table


class FormTable(Table):
    """Rows of form: XForm text by hash; a text never changes, so a row never does."""

    def put(self, form_hash: str, xform: str, form_id: str, version: str) -> None:
        """Keep a form's text, unless it is kept already."""
        self._run(
            "INSERT INTO form (hash, form_id, version, xform) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING",
            (form_hash, form_id, version, xform),
        )

    def get(self, form_hash: str) -> str:
        """The XForm text. Raises NotFound."""
        return str(self._row("SELECT xform FROM form WHERE hash = ?", (form_hash,))[0])


@frozen
class Entity:
    """Something a finished interview left for the next form (ODK Entities): a person, a household."""

    dataset: str
    id: str
    label: str
    properties: Mapping[str, str]
    interview: InterviewId
    changed_at: datetime


class EntityTable(Table):
    """Rows of entity: newest version only."""

    def put(  # noqa: PLR0917 - the row as it is
        self, dataset: str, entity: str, label: str, properties: Mapping[str, str], interview: InterviewId, changed_at: datetime
    ) -> None:
        """Add an entity, or replace what was known."""
        self._run(
            "INSERT INTO entity (dataset, id, label, properties, interview, changed_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (dataset, id) DO UPDATE SET label = excluded.label, properties = excluded.properties,"
            " interview = excluded.interview, changed_at = excluded.changed_at",
            (dataset, entity, label, msgspec.json.encode(dict(properties)).decode(), interview, changed_at.isoformat()),
        )

    def of_dataset(self, dataset: str) -> tuple[Entity, ...]:
        """All of one dataset, by identifier."""
        rows = self._rows(
            "SELECT dataset, id, label, properties, interview, changed_at FROM entity WHERE dataset = ? ORDER BY id", (dataset,)
        )
        return tuple(_entity(row) for row in rows)


def _entity(row: Row) -> Entity:
    properties = msgspec.json.decode(row[3], type=dict[str, str])
    return Entity(row[0], row[1], row[2], properties, InterviewId(row[4]), datetime.fromisoformat(row[5]))
