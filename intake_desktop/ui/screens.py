"""Names of the screens, for the router, for tests and for whoever takes pictures of them."""

from __future__ import annotations

from enum import StrEnum


class Screen(StrEnum):
    """What the window can show. The value is the object name of the screen's widget."""

    SET_UP = "set-up"
    UNLOCK = "unlock"
    DESK = "desk"
    LANGUAGES = "languages"
    CONVERSATION = "conversation"
    PRINT = "print"
    RELEASE = "release"
    PARCELS = "parcels"
