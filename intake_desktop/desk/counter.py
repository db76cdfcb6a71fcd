"""The unlocked desk: everything a helper can do, gathered in one value that a screen can be given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from intake_desktop.desk.deliveries import Deliveries
from intake_desktop.desk.home import Home
from intake_desktop.desk.prints import Prints
from intake_desktop.desk.promises import Promises
from intake_desktop.desk.releases import Releases, Sender
from intake_desktop.desk.visits import Visits
from intake_desktop.vault import Action, Vault, VaultFolder


class Counter:
    """An unlocked desk. After `lock` nothing of it may be used."""

    def __init__(self, vault: Vault, *, now: Callable[[], datetime], practice: bool) -> None:
        self._vault = vault
        self.practice = practice
        self.helper, self.service_point = vault.read(
            lambda tables: (tables.helpers.get(vault.helper), tables.settings.service_point())
        )
        self.promises = Promises(vault, now=now)
        self.visits = Visits(vault, now=now)
        self.home = Home(vault, helper=self.helper, service_point=self.service_point, promises=self.promises, now=now)
        self.prints = Prints(vault, helper=self.helper, service_point=self.service_point, practice=practice, now=now)
        self.releases = Releases(Sender(vault, self.helper, self.service_point, practice, now))
        self.deliveries = Deliveries(vault, now=now)

    def check(self) -> tuple[str, ...]:
        """Problems of the database: pages, references, audit chain. Empty means sound. Takes 0.1 s for each 10 MB."""
        return self._vault.check()

    def set_passphrase(self, folder: VaultFolder, passphrase: str) -> None:
        """A new passphrase for the helper who unlocked. Asked through `Front.choose_passphrase`, which judges it."""
        folder.set_passphrase(self._vault, self.helper.id, passphrase)

    def lock(self) -> None:
        """Close everything: what was answered is saved first. Locking twice is harmless.

        Raises:
            CannotSave: the disk refuses the line in the audit trail. The desk is closed all the same.
        """
        if self._vault.closed:
            return
        try:
            self._vault.change(Action.LOCKED, lambda _change: None)
        finally:
            self._vault.close()
