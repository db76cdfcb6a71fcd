"""The states of a parcel, each with a shape and a word."""

from __future__ import annotations

from intake_desktop.casework.parcels import ParcelState
from intake_desktop.language import N_, _
from intake_desktop.ui.widgets import Badge

_SHOWN = {
    ParcelState.DRAFT: (N_("Draft"), "note-pencil", "soft"),
    ParcelState.READY: (N_("Ready, not sent yet"), "package", "soft"),
    ParcelState.SENT: (N_("Sent, no answer yet"), "paper-plane-tilt", "soft"),
    ParcelState.CONFIRMED: (N_("Arrived"), "check-circle-fill", "good"),
    ParcelState.ATTENTION: (N_("Needs attention"), "warning-fill", "warn"),
}


def parcel_badge(state: ParcelState) -> Badge:
    """A badge for a state."""
    word, drawing, tone = _SHOWN[state]
    return Badge(_(word), drawing, tone)
