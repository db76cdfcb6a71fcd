"""An invented desk: people, values and a keychain in memory, for tests in which the keychain is not the subject."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from attrs import define, field

from intake_desktop.casework.consents import Consent, ConsentAnswer, ConsentId, ReceiverId, ToldBack
from intake_desktop.casework.parcels import Parcel, ParcelId, ParcelState, Receiver
from intake_desktop.casework.people import Helper, HelperId, Resident, ResidentId, Role, ServicePoint
from intake_desktop.casework.promises import Party, Promise, PromiseId
from intake_desktop.casework.visits import InterviewId, InterviewRecord, InterviewState, Visit, VisitId
from intake_desktop.vault import Change, Vault, VaultFolder

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PASSPHRASE = "Egel vouwt zeven wafels"
NOOR = Helper(HelperId("01-noor"), "Noor-Proefmedewerker", Role.COORDINATOR)
POINT = ServicePoint("Servicepunt Verzonnen Plein", "Fantasiewijk", "Nergensstraat 1", "070-0000000", "ma-vr 9-17")

VISIT = Visit(VisitId("visit-1"), MONDAY, NOOR.id, "ar", "")
FORM_HASH = "f" * 64
INTERVIEW = InterviewRecord(
    InterviewId("interview-1"), VISIT.id, "brede-intake", FORM_HASH, InterviewState.DRAFT, "/data/name", MONDAY, MONDAY
)
RESIDENT = Resident(ResidentId("resident-1"), "Yıldız Verzonnen", date(1951, 3, 14), "06-00000000")
PROMISE = Promise(
    PromiseId("promise-1"), VISIT.id, Party.US, "Noor", "call", date(2026, 11, 26), time(10, 15), {"text": "de woningbouw bellen"}
)
RECEIVER = Receiver(ReceiverId("receiver-1"), "Gemeente Verzonnen", "age1verzonnen", "/media/stick")
CONSENT = Consent(
    ConsentId("consent-1"),
    VISIT.id,
    RECEIVER.id,
    "schuldhulp",
    ("money", "contact"),
    ConsentAnswer.YES,
    ToldBack.SELF,
    date(2027, 11, 23),
    "1",
    "ar",
    NOOR.id,
    MONDAY,
)
PARCEL = Parcel(
    ParcelId("parcel-1"), VISIT.id, RECEIVER.id, CONSENT.id, ParcelState.READY, MONDAY, "a" * 64, b"sealed\x00bytes", "token-1"
)


@define
class MemoryKeychain:
    """Keeps secrets as the real one does, without a bus."""

    kept: dict[str, bytes] = field(factory=dict)

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def set(self, name: str, secret: bytes) -> None:
        self.kept[name] = secret

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


@define
class Clock:
    """A clock that a test sets."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **length: float) -> None:
        self.at += timedelta(**length)


@define
class Desk:
    """A vault folder with what it takes to open it."""

    path: Path
    keychain: MemoryKeychain
    code: str
    clock: Clock = field(factory=Clock)

    @property
    def folder(self) -> VaultFolder:
        """A new one each time, as after a restart."""
        return VaultFolder(self.path, self.keychain, now=self.clock)

    def opened(self) -> Vault:
        """By the recovery code: without the cost of a passphrase."""
        return self.folder.open_with_recovery(self.code)


def begin_interview(change: Change) -> None:
    """A visit with a form and an interview."""
    change.visits.add(VISIT)
    change.forms.put(FORM_HASH, "<h:html/>", "brede-intake", "1")
    change.interviews.add(INTERVIEW)
