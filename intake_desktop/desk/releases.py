"""What leaves: the question to the resident, the answer, and the parcel that a yes makes."""

from __future__ import annotations

import calendar
import secrets
from collections.abc import Callable, Collection
from datetime import date, datetime

from attrs import evolve, frozen

from intake_desktop.casework.consents import Consent, ConsentAnswer, ConsentId, ReceiverId, ToldBack
from intake_desktop.casework.parcels import Parcel, ParcelId, ParcelState, Receiver
from intake_desktop.casework.people import Helper, ServicePoint
from intake_desktop.casework.promises import Party, Promise
from intake_desktop.casework.visits import InterviewRecord, Visit, VisitId
from intake_desktop.desk.asking import Asking
from intake_desktop.desk.bundles import Purpose, ReleaseRules, Told
from intake_desktop.desk.device import device_keys
from intake_desktop.desk.identifiers import new_id
from intake_desktop.desk.packs import DUTCH, pack
from intake_desktop.desk.views import BundleView, ReceiverView
from intake_desktop.forms import Interview, read_xform
from intake_desktop.language.errors import N_, ActionableError
from intake_desktop.summary import promise_sentence
from intake_desktop.sync import (
    ConsentNote,
    DeviceKeys,
    ParcelContents,
    ReleasedPromise,
    Sealed,
    check_recipient,
    fingerprint,
    seal,
)
from intake_desktop.vault import Action, Change, Tables, Vault

AGREED = "agreed"
"""The bundle with what was agreed: promises travel with it."""

CONTACT = "contact"
"""The bundle with the resident's name."""

THE_RESIDENT = "de inwoner"
"""Who promises, where the name does not leave."""

_FOR_A_PAGE = {0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None, 0x00A0: " "}
"""Isolates and no-break spaces belong on a page of two directions, not in a message (UAX 9, isolates)."""


class NothingChosen(ActionableError):
    """A yes to nothing."""

    sentence = N_("Choose at least one thing that may be shared.")


@frozen
class _Case:
    """One interview and everything its release needs."""

    visit: Visit
    record: InterviewRecord
    told: Told
    rules: ReleaseRules

    @property
    def purpose(self) -> Purpose:
        return self.rules.purpose[0]


class Releases:
    """Consent and release. A yes writes consent, parcel and audit in one transaction."""

    def __init__(
        self, vault: Vault, *, helper: Helper, service_point: ServicePoint, practice: bool, now: Callable[[], datetime]
    ) -> None:
        self._vault = vault
        self._helper = helper
        self._service_point = service_point
        self._practice = practice
        self._now = now

    def receivers(self) -> tuple[Receiver, ...]:
        """Those a parcel can be sealed for."""
        return self._vault.read(lambda tables: tables.receivers.all())

    def fingerprint(self, recipient: str) -> str:
        """To compare with the receiver by telephone.

        Raises:
            NotARecipient: it is no age recipient.
        """
        return fingerprint(check_recipient(recipient))

    def device_fingerprint(self) -> str:
        """Of this desk's own key: the receiver writes it down when it enrols this desk."""
        return device_keys(self._vault).fingerprint

    def enrol(self, name: str, recipient: str, folder: str) -> Receiver:
        """Add a receiver.

        Raises:
            NotARecipient: it is no age recipient.
        """
        receiver = Receiver(ReceiverId(new_id()), name.strip(), check_recipient(recipient), folder.strip())
        self._vault.change(
            Action.RECEIVER_ENROLLED, lambda change: change.receivers.put(receiver), detail={"receiver": receiver.id}
        )
        return receiver

    def question(self, visit: VisitId, receiver: ReceiverId, chosen: Collection[str] = ()) -> ReceiverView:
        """The whole question to the resident, with the bundles chosen so far in its sentences."""
        to = self._receiver(receiver)
        case = self._vault.read(lambda tables: _case(tables, visit))
        filled = [(one, lines) for one in case.rules.bundle if (lines := tuple(case.told.answers(case.rules, (one,))))]
        goes = [one for one, _lines in filled if one.always or one.id in chosen]
        stays = [one for one, _lines in filled if one not in goes]
        asking = Asking(case.rules.consent, case.purpose, case.visit.reads)
        return ReceiverView(
            id=to.id,
            name=to.name,
            question=asking.question(to.name),
            text=asking.text(goes, stays, _months_later(self._today(), case.purpose.months)),
            bundles=tuple(
                BundleView(one.id, asking.label(one), tuple((line.question, line.text) for line in lines), one.always)
                for one, lines in filled
            ),
            language=case.visit.reads,
        )

    def answer(
        self, visit: VisitId, receiver: ReceiverId, answer: ConsentAnswer, told_back: ToldBack, bundles: Collection[str]
    ) -> ParcelId | None:
        """Write the resident's answer down; a yes that was told back makes a parcel in the same transaction.

        Returns:
            The parcel that is ready to be carried, or None: nothing leaves.

        Raises:
            NothingChosen: a yes without a bundle.
            CannotSave: the disk refuses; nothing was written and nothing leaves.
        """
        to = self._receiver(receiver)
        case = self._vault.read(lambda tables: _case(tables, visit))
        consent = self._consent(case, to, answer, told_back, bundles)
        if answer is ConsentAnswer.YES and not any(one.id in bundles for one in case.rules.bundle):
            raise NothingChosen
        parcel = self._parcel(case, to, consent) if consent.lets_leave(self._today()) else None

        def work(change: Change) -> None:
            change.consents.add(consent)
            if parcel is not None:
                change.parcels.add(parcel)

        action = Action.RELEASED if parcel else Action.CONSENT_GIVEN if answer is ConsentAnswer.YES else Action.CONSENT_REFUSED
        self._vault.change(action, work, detail={"visit": visit, "receiver": receiver, "consent": consent.id})
        return parcel.id if parcel else None

    def _consent(
        self, case: _Case, to: Receiver, answer: ConsentAnswer, told_back: ToldBack, bundles: Collection[str]
    ) -> Consent:
        chosen = tuple(one.id for one in case.rules.chosen(bundles)) if answer is ConsentAnswer.YES else ()
        return Consent(
            id=ConsentId(new_id()),
            visit=case.visit.id,
            receiver=to.id,
            purpose=case.purpose.text,
            bundles=chosen,
            answer=answer,
            told_back=told_back,
            until=_months_later(self._today(), case.purpose.months),
            text_version=case.rules.text_version,
            language=case.visit.reads or case.visit.speaks,
            explained_by=self._helper.id,
            given_at=self._now(),
        )

    def _parcel(self, case: _Case, to: Receiver, consent: Consent) -> Parcel:
        device = device_keys(self._vault)
        contents = self._contents(case, to, consent, device)
        sealed: Sealed = seal(contents, to.recipient, device)
        return Parcel(
            id=ParcelId(contents.parcel_id),
            visit=case.visit.id,
            receiver=to.id,
            consent=consent.id,
            state=ParcelState.READY,
            made_at=contents.made_at,
            sha256=sealed.sha256,
            sealed=sealed.data,
            reply_token=contents.reply_token,
        )

    def _contents(self, case: _Case, to: Receiver, consent: Consent, device: DeviceKeys) -> ParcelContents:
        bundles = case.rules.chosen(consent.bundles)
        return ParcelContents(
            parcel_id=new_id(),
            made_at=self._now(),
            sender=self._service_point.name,
            form_id=case.told.interview.definition.form_id,
            form_version=case.told.interview.definition.version,
            consent=ConsentNote(
                receiver=to.name,
                purpose=consent.purpose,
                bundles=consent.bundles,
                text_version=consent.text_version,
                language=consent.language,
                told_back=consent.told_back.value,
                until=consent.until,
                given_at=consent.given_at,
            ),
            answers=tuple(case.told.answers(case.rules, bundles)),
            promises=self._promises(case.visit.id, named=CONTACT in consent.bundles) if AGREED in consent.bundles else (),
            submission_xml=case.told.submission(case.rules, bundles),
            reply_recipient=device.recipient,
            reply_token=secrets.token_hex(16),
            practice=self._practice,
        )

    def _promises(self, visit: VisitId, *, named: bool) -> tuple[ReleasedPromise, ...]:
        """The resident's own name stands in their promises; it leaves only with the bundle that holds it."""
        found = self._vault.read(lambda tables: tables.promises.of_visit(visit))
        return tuple(
            _released(one if named or one.party is not Party.RESIDENT else evolve(one, who=THE_RESIDENT)) for one in found
        )

    def _receiver(self, receiver: ReceiverId) -> Receiver:
        return self._vault.read(lambda tables: tables.receivers.get(receiver))

    def _today(self) -> date:
        return self._now().astimezone().date()


def _case(tables: Tables, visit: VisitId) -> _Case:
    """The newest interview of a visit, as it stands."""
    record = tables.interviews.of_visit(visit)[-1]
    rows = tables.answers.all(record.id)
    definition = read_xform(tables.forms.get(record.form_hash))
    interview = Interview.resume(definition, {ref: row.value for ref, row in rows.items()}, now=lambda: record.changed_at)
    marks = {ref: row.mark for ref, row in rows.items() if row.mark}
    rules = ReleaseRules.of(pack(record.form_id).release)
    return _Case(tables.visits.get(visit), record, Told(interview, marks), rules)


def _released(promise: Promise) -> ReleasedPromise:
    sentence = promise_sentence(promise, DUTCH).text.translate(_FOR_A_PAGE)
    return ReleasedPromise(promise.party.value, promise.who, sentence, promise.due)


def _months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
