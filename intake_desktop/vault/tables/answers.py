"""Answers of interviews: one row a node."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from intake_desktop.casework.visits import InterviewId
from intake_desktop.vault.rows import Table


@frozen
class StoredAnswer:
    """The value of a node as the form writes it, and the non-answer that was given instead, if one was."""

    value: str
    mark: str | None = None


class AnswerTable(Table):
    """Rows of answer. Each has its moment: an answer is then one page to write, and the interview need not be touched."""

    def put(self, interview: InterviewId, ref: str, value: str, mark: str | None = None) -> None:
        """Keep the answer of one node, in place of what was there."""
        self._run(
            "INSERT INTO answer (interview, ref, value, mark, given_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (interview, ref)"
            " DO UPDATE SET value = excluded.value, mark = excluded.mark, given_at = excluded.given_at",
            (interview, ref, value, mark, self._at.isoformat()),
        )

    def replace_under(self, interview: InterviewId, ref_prefix: str, rows: Mapping[str, StoredAnswer]) -> None:
        """Put rows in place of all whose reference begins with a prefix, letter for letter; "" is the whole interview.

        Raises:
            ValueError: a row does not lie under the prefix.
        """
        if not all(ref.startswith(ref_prefix) for ref in rows):
            raise ValueError("a row outside the prefix")
        self._run("DELETE FROM answer WHERE interview = ? AND substr(ref, 1, ?) = ?", (interview, len(ref_prefix), ref_prefix))
        for ref, row in rows.items():
            self.put(interview, ref, row.value, row.mark)
        self._touch(interview)

    def get(self, interview: InterviewId, ref: str) -> StoredAnswer | None:
        """One row; None when there is none."""
        rows = self._rows("SELECT value, mark FROM answer WHERE interview = ? AND ref = ?", (interview, ref))
        return next((StoredAnswer(value, mark) for value, mark in rows), None)

    def all(self, interview: InterviewId) -> dict[str, StoredAnswer]:
        """Every row of an interview by reference, references in order of their letters."""
        rows = self._rows("SELECT ref, value, mark FROM answer WHERE interview = ? ORDER BY ref", (interview,))
        return {ref: StoredAnswer(value, mark) for ref, value, mark in rows}

    def _touch(self, interview: InterviewId) -> None:
        self._change_one("UPDATE interview SET changed_at = ? WHERE id = ?", (self._at.isoformat(), interview))
