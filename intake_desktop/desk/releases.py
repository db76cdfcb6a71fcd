"""What leaves: receivers, the question to the resident, the answer, and the parcel that a yes makes."""

from __future__ import annotations

import calendar
import secrets
from collections.abc import Callable, Collection
from datetime import date, datetime
from pathlib import Path

from attrs import frozen

from intake_desktop.casework.consents import Consent, ConsentAnswer, ConsentId, ReceiverId, ToldBack
from intake_desktop.casework.parcels import Parcel, ParcelId, ParcelState, Receiver
from intake_desktop.casework.people import Helper, ServicePoint
from intake_desktop.casework.visits import VisitId
from intake_desktop.desk.asking import Asking
from intake_desktop.desk.case import AGREED, Case, read_case
from intake_desktop.desk.device import device_keys
from intake_desktop.desk.identifiers import new_id
from intake_desktop.desk.views import BundleView, ReceiverView
from intake_desktop.language.errors import N_, ActionableError
from intake_desktop.sync import ConsentNote, DeviceKeys, ParcelContents, check_recipient, fingerprint, seal
from intake_desktop.vault import Action, Change, Vault

NO_LONGER = N_("The yes to this parcel does not hold any more. It does not leave.")
"""Why a parcel that was ready needs attention instead."""


class NothingChosen(ActionableError):
    """A yes to nothing."""

    sentence = N_("Choose at least one thing that may be shared.")


class ReceiverWithoutName(ActionableError):
    """A receiver nobody could recognise."""

    sentence = N_("Give this receiver a name that the resident understands.")


class NotAFolder(ActionableError):
    """A place that means another folder each time, or none."""

    sentence = N_("Choose a folder by its whole place, from the beginning of the disk.")


@frozen
class Sender:
    """Who asks and seals: this desk, now."""

    vault: Vault
    helper: Helper
    service_point: ServicePoint
    practice: bool
    now: Callable[[], datetime]

    def today(self) -> date:
        """The calendar day at the desk."""
        return self.now().astimezone().date()


class Asked:
    """The question to one resident about one receiver, read once. `view` may be asked at every tick."""

    def __init__(self, sender: Sender, case: Case, receiver: Receiver) -> None:
        self._sender = sender
        self._case = case
        self._receiver = receiver
        self._filled = case.filled()
        self._asking = Asking(case.rules.consent, case.purpose, case.visit.reads)

    def view(self, chosen: Collection[str] = ()) -> ReceiverView:
        """The whole question, with the bundles chosen so far in its sentences."""
        goes = [one for one in self._filled if one.always or one.id in chosen]
        stays = [one for one in self._filled if one not in goes]
        return ReceiverView(
            id=self._receiver.id,
            name=self._receiver.name,
            question=self._asking.question(self._receiver.name),
            text=self._asking.text(goes, stays, self._until()),
            bundles=tuple(
                BundleView(one.id, self._asking.label(one), self._case.lines(one, chosen), one.always) for one in self._filled
            ),
            language=self._case.visit.reads,
        )

    def answer(self, answer: ConsentAnswer, told_back: ToldBack, bundles: Collection[str]) -> ParcelId | None:
        """Write the resident's answer down; a yes that was told back makes a parcel in the same transaction.

        An answer replaces the one before: a parcel that was ready under it does not leave any more.

        Returns:
            The parcel that is ready to be carried, or None: nothing leaves.

        Raises:
            NothingChosen: a yes without anything that was shown.
            CannotSave: the disk refuses; nothing was written and nothing leaves.
        """
        shown = tuple(one.id for one in self._filled if one.always or one.id in bundles)
        if answer is ConsentAnswer.YES and not any(one.id in bundles for one in self._filled if not one.always):
            raise NothingChosen
        consent = self._consent(answer, told_back, shown if answer is ConsentAnswer.YES else ())
        parcel = self._parcel(consent) if consent.lets_leave(self._sender.today()) else None

        def work(change: Change) -> None:
            for one in change.parcels.in_state(ParcelState.READY):
                if (one.visit, one.receiver) == (consent.visit, consent.receiver):
                    change.parcels.set_state(one.id, ParcelState.ATTENTION, consent.given_at, NO_LONGER)
            change.consents.add(consent)
            if parcel is not None:
                change.parcels.add(parcel)

        action = Action.RELEASED if parcel else Action.CONSENT_GIVEN if answer is ConsentAnswer.YES else Action.CONSENT_REFUSED
        detail = {"visit": consent.visit, "receiver": consent.receiver, "consent": consent.id}
        self._sender.vault.change(action, work, detail=detail)
        return parcel.id if parcel else None

    def _until(self) -> date:
        return _months_later(self._sender.today(), self._case.purpose.months)

    def _consent(self, answer: ConsentAnswer, told_back: ToldBack, bundles: tuple[str, ...]) -> Consent:
        return Consent(
            id=ConsentId(new_id()),
            visit=self._case.visit.id,
            receiver=self._receiver.id,
            purpose=self._case.purpose.text,
            bundles=bundles,
            answer=answer,
            told_back=told_back,
            until=self._until(),
            text_version=self._case.rules.text_version,
            language=self._case.visit.reads or self._case.visit.speaks,
            explained_by=self._sender.helper.id,
            given_at=self._sender.now(),
        )

    def _parcel(self, consent: Consent) -> Parcel:
        device = device_keys(self._sender.vault)
        contents = self._contents(consent, device)
        sealed = seal(contents, self._receiver.recipient, device)
        return Parcel(
            id=ParcelId(contents.parcel_id),
            visit=consent.visit,
            receiver=consent.receiver,
            consent=consent.id,
            state=ParcelState.READY,
            made_at=contents.made_at,
            sha256=sealed.sha256,
            sealed=sealed.data,
            reply_token=contents.reply_token,
        )

    def _contents(self, consent: Consent, device: DeviceKeys) -> ParcelContents:
        case, definition = self._case, self._case.told.interview.definition
        bundles = case.rules.chosen(consent.bundles)
        return ParcelContents(
            parcel_id=new_id(),
            made_at=self._sender.now(),
            sender=self._sender.service_point.name,
            form_id=definition.form_id,
            form_version=definition.version,
            consent=ConsentNote(
                receiver=self._receiver.name,
                purpose=consent.purpose,
                bundles=consent.bundles,
                text_version=consent.text_version,
                language=consent.language,
                told_back=consent.told_back.value,
                until=consent.until,
                given_at=consent.given_at,
            ),
            answers=tuple(case.told.answers(case.rules, bundles)),
            promises=case.promises(consent.bundles) if AGREED in consent.bundles else (),
            submission_xml=case.told.submission(case.rules, bundles),
            reply_recipient=device.recipient,
            reply_token=secrets.token_hex(16),
            practice=self._sender.practice,
        )


class Releases:
    """Consent and release. A yes writes consent, parcel and audit in one transaction."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._vault = sender.vault

    def receivers(self) -> tuple[Receiver, ...]:
        """Those a parcel can be sealed for."""
        return self._vault.read(lambda tables: tables.receivers.all())

    def fingerprint(self, recipient: str) -> str:
        """To compare with the receiver by telephone.

        Raises:
            NotARecipient: it is no age recipient.
        """
        return fingerprint(check_recipient(recipient))

    def enrol(self, name: str, recipient: str, folder: str) -> Receiver:
        """Add a receiver.

        Raises:
            ReceiverWithoutName: the name is empty.
            NotARecipient: it is no age recipient.
            NotAFolder: the folder is not given by its whole place.
        """
        if not name.strip():
            raise ReceiverWithoutName
        if not Path(folder.strip()).is_absolute():
            raise NotAFolder
        receiver = Receiver(ReceiverId(new_id()), name.strip(), check_recipient(recipient), folder.strip())
        self._vault.change(
            Action.RECEIVER_ENROLLED, lambda change: change.receivers.put(receiver), detail={"receiver": receiver.id}
        )
        return receiver

    def ask(self, visit: VisitId, receiver: ReceiverId) -> Asked:
        """Read what the question needs. From a worker thread: the form may have to be read again."""
        to = self._vault.read(lambda tables: tables.receivers.get(receiver))
        return Asked(self._sender, read_case(self._vault, visit), to)

    def question(self, visit: VisitId, receiver: ReceiverId, chosen: Collection[str] = ()) -> ReceiverView:
        """The whole question, read anew."""
        return self.ask(visit, receiver).view(chosen)

    def answer(
        self, visit: VisitId, receiver: ReceiverId, answer: ConsentAnswer, told_back: ToldBack, bundles: Collection[str]
    ) -> ParcelId | None:
        """Write the answer down; see `Asked.answer`."""
        return self.ask(visit, receiver).answer(answer, told_back, bundles)


def _months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
