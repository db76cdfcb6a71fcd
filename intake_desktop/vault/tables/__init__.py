"""One small repository a table group, gathered for one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from intake_desktop.vault.audit import AuditTable
from intake_desktop.vault.tables.answers import AnswerTable
from intake_desktop.vault.tables.consents import ConsentTable, ReceiverTable
from intake_desktop.vault.tables.forms import EntityTable, FormTable
from intake_desktop.vault.tables.parcels import ParcelTable
from intake_desktop.vault.tables.people import HelperTable, ResidentTable
from intake_desktop.vault.tables.promises import BringTable, PromiseTable
from intake_desktop.vault.tables.settings import SettingTable
from intake_desktop.vault.tables.visits import InterviewTable, VisitTable


class Tables:
    """Everything there is to read. In `Vault.read` the connection refuses writing."""

    def __init__(self, connection: Any, at: datetime) -> None:
        self.settings = SettingTable(connection, at)
        self.helpers = HelperTable(connection, at)
        self.residents = ResidentTable(connection, at)
        self.entities = EntityTable(connection, at)
        self.forms = FormTable(connection, at)
        self.visits = VisitTable(connection, at)
        self.interviews = InterviewTable(connection, at)
        self.answers = AnswerTable(connection, at)
        self.promises = PromiseTable(connection, at)
        self.bring = BringTable(connection, at)
        self.consents = ConsentTable(connection, at)
        self.receivers = ReceiverTable(connection, at)
        self.parcels = ParcelTable(connection, at)
        self.audit = AuditTable(connection, at)


class Change(Tables):
    """The same tables inside a transaction that also writes its audit entry."""
