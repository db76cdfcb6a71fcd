"""Files the command line was given. Every one may be hostile: none is read without a bound."""

from __future__ import annotations

from pathlib import Path

from intake_desktop.language.errors import ActionableError, N_


class CannotRead(ActionableError):
    """The file is not there, or may not be read."""

    sentence = N_("Cannot read {path}: {reason}.")


class TooLarge(ActionableError):
    """The file is larger than anything of its kind."""

    sentence = N_("{path} is too large to be what it should be.")


def read_file(path: Path, *, most: int) -> bytes:
    """The whole file, of at most `most` bytes.

    Raises:
        CannotRead: with the system's reason.
        TooLarge: it has more bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise CannotRead(path=path, reason=error.strerror or "unknown") from None
    if len(data) > most:
        raise TooLarge(path=path)
    return data
