"""Where this program keeps its things on this computer. One operating-system account a laptop: the folders belong to it."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

APPLICATION = "intake-desktop"


@frozen
class Places:
    """Folders of one desk. Practice keeps a database of its own, so that nothing invented mixes with what is real."""

    data: Path
    practice: bool = False

    @classmethod
    def of_this_account(cls, *, practice: bool = False) -> Places:
        """The folders the operating system gives this account (XDG on Linux, AppData on Windows, Library on macOS)."""
        from platformdirs import user_data_path  # not needed where the folder is given

        return cls(user_data_path(APPLICATION, appauthor=False), practice)

    @property
    def vault(self) -> Path:
        """Folder of the encrypted database and its key slots."""
        return self.data / ("practice" if self.practice else "desk")
