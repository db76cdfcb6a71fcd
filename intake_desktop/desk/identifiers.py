"""Identifiers that sort by time and carry nothing about a person."""

from __future__ import annotations

import uuid_utils


def new_id() -> str:
    """A version 7 UUID (RFC 9562 section 5.7) as text."""
    return str(uuid_utils.uuid7())
