"""A desk's keys and a municipality, new for every test."""

from __future__ import annotations

import pytest

from intake_desktop.sync import DeviceKeys, Identity, ParcelContents, Sealed, new_identity, seal

from .invented import Members, contents_for, members_of


@pytest.fixture
def device() -> DeviceKeys:
    return DeviceKeys.new()


@pytest.fixture
def municipality() -> Identity:
    return new_identity()


@pytest.fixture
def contents(device: DeviceKeys) -> ParcelContents:
    return contents_for(device)


@pytest.fixture
def sealed(contents: ParcelContents, municipality: Identity, device: DeviceKeys) -> Sealed:
    return seal(contents, municipality.recipient, device)


@pytest.fixture
def members(sealed: Sealed, municipality: Identity) -> Members:
    return members_of(sealed, municipality)
