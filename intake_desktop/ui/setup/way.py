"""The steps of the first-run set-up as a value: what was answered, what is still missing, where one may go. No window."""

from __future__ import annotations

from enum import StrEnum

from attrs import define, field

from intake_desktop.casework.people import Role, ServicePoint

DISTRICTS = (
    "Centrum",
    "Escamp",
    "Haagse Hout",
    "Laak",
    "Leidschenveen-Ypenburg",
    "Loosduinen",
    "Scheveningen",
    "Segbroek",
)
"""The eight districts (stadsdelen) of The Hague; another place types its own."""


class Step(StrEnum):
    """One page of the set-up, in order."""

    PLACE = "place"
    HELPER = "helper"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a page
    CODE = "code"
    CHECK = "check"


STEPS = tuple(Step)
_NEEDED = {Step.PLACE: ("name", "address", "phone"), Step.HELPER: ("first_name",), Step.PASSPHRASE: ("passphrase",)}


@define
class SetUpWay:
    """Everything typed so far. Going back and forth loses nothing; once the desk is made, its answers stand."""

    step: Step = Step.PLACE
    made: bool = False
    answers: dict[str, str] = field(factory=lambda: {"district": DISTRICTS[0], "role": Role.COORDINATOR.value})

    def put(self, name: str, value: str) -> None:
        """Keep what a field holds."""
        self.answers[name] = value

    def get(self, name: str) -> str:
        """What a field holds."""
        return self.answers.get(name, "")

    def missing(self) -> tuple[str, ...]:
        """Fields of this step that must hold something and do not."""
        return tuple(name for name in _NEEDED.get(self.step, ()) if not self.get(name).strip())

    def go_on(self) -> Step:
        """The next step, when nothing is missing."""
        if not self.missing() and self.step is not STEPS[-1]:
            self.step = STEPS[STEPS.index(self.step) + 1]
        return self.step

    def may_go_back(self) -> bool:
        """The answers cannot be changed here any more once the desk is made of them."""
        return self.step is not STEPS[0] and not (self.made and self.step is Step.CODE)

    def go_back(self) -> Step:
        """The step before."""
        if self.may_go_back():
            self.step = STEPS[STEPS.index(self.step) - 1]
        return self.step

    def service_point(self) -> ServicePoint:
        """The service point as answered."""
        names = ("name", "district", "address", "phone", "hours")
        return ServicePoint(*(self.get(name).strip() for name in names))

    def forget_secrets(self) -> None:
        """The desk is made: the passphrase is no longer needed here."""
        self.answers.pop("passphrase", None)
