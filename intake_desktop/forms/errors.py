"""What can be wrong with a form, and how the program is told."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from intake_desktop.language.errors import N_, ActionableError


@frozen
class Problem:
    """Something the author of a form must repair, with its place in the XLSForm (rows count from 1, the header is row 1)."""

    message: str
    sheet: str = ""
    row: int = 0
    column: str = ""


@frozen
class Fault:
    """A problem with its place in the XForm: the node's path, and which of its parts (`calculate`, `label`, …)."""

    message: str
    path: str = ""
    part: str = ""

    def as_problem(self) -> Problem:
        """Without an XLSForm at hand the path stands in for sheet, row and column."""
        place = " ".join(part for part in (self.path, self.part) if part)
        return Problem(f"{place}: {self.message}" if place else self.message)


class FormRefused(ActionableError):
    """The form cannot be read, or its logic cannot be run. Nothing of it was used."""

    sentence = N_("This form cannot be used: {reason}")

    def __init__(self, problems: Sequence[Problem], faults: Sequence[Fault] = (), notes: Sequence[Fault] = ()) -> None:
        self.problems = tuple(problems)
        self.faults = tuple(faults)
        self.notes = tuple(notes)
        super().__init__(reason=self.problems[0].message if self.problems else "")

    @classmethod
    def because(cls, message: str) -> FormRefused:
        """One problem without a place."""
        return cls((Problem(message),), (Fault(message),))

    @classmethod
    def of(cls, faults: Sequence[Fault], notes: Sequence[Fault] = ()) -> FormRefused:
        """Problems with places in the XForm; notes are what would have been passed over without them."""
        return cls(tuple(fault.as_problem() for fault in faults), faults, notes)


class ExpressionRefused(Exception):
    """An expression cannot be compiled. Caught while reading a form, where its place is known."""


class UnknownNode(LookupError):
    """There is no node at this reference: a bug in whoever asked."""


class NodeIsReadonly(Exception):
    """This node takes no answers now: a bug in whoever asked."""
