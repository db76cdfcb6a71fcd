"""Names as others at the counter may see them."""

from __future__ import annotations

from attrs import frozen

from intake_desktop.casework.people import HelperId


@frozen
class HelperName:
    """Somebody who can unlock this desk: all that is known before it is unlocked."""

    id: HelperId
    first_name: str


def initials(name: str) -> str:
    """First letters of a name, so that a desk seen by others shows nobody: "Amal Haddad" gives "A.H."."""
    return "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())[:8]
