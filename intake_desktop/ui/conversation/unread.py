"""Typed text that is no date and no number: it waits at its question, and leaving it behind is said once."""

from __future__ import annotations

from collections.abc import Mapping

from intake_desktop.language.errors import N_, ActionableError


class CannotBeRead(ActionableError):
    """Something typed is nothing that can be stored. The words themselves stay on the screen and out of here."""

    sentence = N_("Something you typed is not a date or a number, so it is not saved. Mend it, or do this once more to leave it.")


class Unread:
    """Remembers what the helper was told already. `Mapping`s are typed text by the reference of its question."""

    def __init__(self) -> None:
        self.ref = ""
        self._said: dict[str, str] = {}
        self._warned: dict[str, str] = {}

    def left_behind(self, unread: Mapping[str, str], here: str) -> str:
        """What was just left behind at another question, for the first time; empty when there is nothing new to say."""
        new = {ref: text for ref, text in unread.items() if ref != here and self._said.get(ref) != text}
        self._said = {ref: text for ref, text in unread.items() if ref != here}
        self.ref = next(iter(new), "")
        return new.get(self.ref, "")

    def warn(self, unread: Mapping[str, str]) -> None:
        """Before everything goes.

        Raises:
            CannotBeRead: there is something that was not warned about yet.
        """
        new = dict(unread) != self._warned
        self._warned = dict(unread)
        if new and unread:
            self.ref = next(iter(unread))
            raise CannotBeRead
