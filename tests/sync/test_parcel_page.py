"""The page for whoever receives a parcel (docs/parcel.md) says what the program does."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from intake_desktop.sync import DeviceKeys, Identity, Sealed, keys, make_receipt, open_parcel

from .invented import NOW, Members

PAGE = (Path(__file__).parents[2] / "docs" / "parcel.md").read_text(encoding="utf-8")


def test_the_page_names_every_field_of_a_parcel(members: Members) -> None:
    for name, data in members.items():
        assert f"**`{name}`**" in PAGE
        for field in field_names(json.loads(data)) if name.endswith(".json") else ():
            assert f"`{field}`" in PAGE, field


def test_the_receipt_on_the_page_has_the_fields_of_a_receipt(sealed: Sealed, municipality: Identity, device: DeviceKeys) -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    _name, data = make_receipt(open_parcel(sealed.data, municipality.secret), received_at=NOW)

    assert list(json.loads(shown)) == list(json.loads(keys.decrypt(data, device.reply)))


@pytest.mark.skipif(not all(map(shutil.which, ("openssl", "xxd", "bash"))), reason="openssl, xxd or bash is not installed")
@pytest.mark.parametrize(("sender", "verified"), [("Servicepunt De Verzinning", True), ("Servicepunt De Vervalsing", False)])
def test_the_signature_is_checked_by_the_commands_on_the_page(
    tmp_path: Path, members: Members, municipality: Identity, sender: str, verified: bool
) -> None:
    (commands,) = re.findall(r"```\nrecipient=\$\(age-keygen -y identity.txt\)\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "parcel").mkdir()
    for name, data in members.items():
        (tmp_path / "parcel" / name).write_bytes(data.replace(b"Servicepunt De Verzinning", sender.encode()))

    checked = subprocess.run(
        ["bash", "-c", f"recipient={municipality.recipient}\n{commands}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode == 0) is verified
    assert ("Verified Successfully" in checked.stdout) is verified


def field_names(value: object) -> set[str]:
    match value:
        case dict():
            return set(value) | set().union(*map(field_names, value.values()))
        case list():
            return set().union(*map(field_names, value))
        case _:
            return set()
