"""One parcel: for whom, what is in it, how far it is, and why it needs attention."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt

from intake_desktop.casework.parcels import ParcelState
from intake_desktop.desk.views import ParcelView
from intake_desktop.language import _, current, day_in_words, time_in_words
from intake_desktop.ui.parcels.states import parcel_badge
from intake_desktop.ui.widgets import Card, column, icon, in_own_order, label, row


class ParcelRow(Card):
    """A card a parcel. No name stands on it: initials and the time are enough to find it back."""

    def __init__(self, parcel: ParcelView) -> None:
        super().__init__("item", padding=3, spacing=2)
        receiver = label(parcel.receiver, "name", "nl").align_with_interface()
        what = label(", ".join(parcel.bundles), "body", "nl").align_with_interface()
        texts = column(receiver, what, spacing=0)
        if parcel.state is ParcelState.ATTENTION and parcel.reason:
            texts.addWidget(label(_("The receiver says:"), "soft"))
            texts.addWidget(label(parcel.reason, "warn", "nl").align_with_interface())
        texts.addWidget(label(_times(parcel), "soft"))
        across = row(spacing=3)
        across.addWidget(icon("package", "accent", 24), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(texts, 1)
        across.addWidget(parcel_badge(parcel.state), 0, Qt.AlignmentFlag.AlignTop)
        self.lines.addLayout(across)


def _times(parcel: ParcelView) -> str:
    parts = [_("for {initials}", initials=in_own_order(parcel.initials))] if parcel.initials else []
    parts.append(_("made {when}", when=_when(parcel.made_at)))
    if parcel.sent_at is not None:
        parts.append(_("sent {when}", when=_when(parcel.sent_at)))
    if parcel.confirmed_at is not None:
        parts.append(_("arrived {when}", when=_when(parcel.confirmed_at)))
    return "  ·  ".join(parts)


def _when(at: datetime) -> str:
    here = at.astimezone()
    return f"{day_in_words(here.date(), current())}, {time_in_words(here.time(), current())}"
