"""Names as others at the counter may see them."""

from __future__ import annotations


def initials(name: str) -> str:
    """First letters of a name, so that a desk seen by others shows nobody: "Amal Haddad" gives "A.H."."""
    return "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())[:8]
