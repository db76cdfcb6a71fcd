"""An opened parcel as the municipality reads it."""

from __future__ import annotations

import json

import msgspec

from intake_desktop.sync.contents import OpenedParcel


def opened_as_json(opened: OpenedParcel) -> str:
    """Sorted, indented JSON; equal parcels give equal text.

    The reply key and token stay out: who holds the token can write a receipt, and this file is passed on.
    """
    contents = msgspec.to_builtins(opened.contents)
    for secret in ("reply_recipient", "reply_token"):
        del contents[secret]
    listing = {
        "parcel": contents,
        "device": {"fingerprint": opened.device_fingerprint, "trusted": opened.device_trusted},
        "sha256": opened.sha256,
    }
    return json.dumps(listing, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
