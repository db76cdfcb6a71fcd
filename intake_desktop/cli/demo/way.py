"""The demo from start to end: the window plays the story, the municipality opens what arrives, the table says what happened."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

from intake_desktop.cli.demo.keychain import start_keychain
from intake_desktop.cli.demo.municipality import Municipality
from intake_desktop.cli.saying import FOUND_PROBLEMS, YES, say, table
from intake_desktop.cli.writing import write_file
from intake_desktop.desk.places import Places

RECEIVER = "Gemeente (oefening)"


def whole_way(out: Path, home: Path, *, language: str, palette: str, size: tuple[int, int]) -> int:
    """Play it and leave everything in `out`. `home` is this process's own, and gone afterwards.

    Returns:
        0 when every part did what it should; 1 with what did not in the table.
    """
    from PySide6.QtCore import QSize  # Qt is a part of the demo, not of the commands beside it

    from intake_desktop.ui.demonstration.performance import Performance, Stage

    start_keychain()
    for old in ("screens", "parcels"):
        shutil.rmtree(out / old, ignore_errors=True)
    pictures, parcels = out / "screens", out / "parcels"
    pictures.mkdir()
    parcels.mkdir()
    municipality = Municipality(out, parcels)
    stage = Stage(
        places=Places(home / "data" / "intake-desktop", practice=True),
        pictures=pictures,
        size=QSize(*size),
        language=language,
        palette=palette,
        recipient=municipality.make_identity(),
        receiver=RECEIVER,
        folder=parcels,
    )
    performed = Performance(stage, datetime.now().astimezone().date()).play(municipality.open_what_arrived)
    write_file(out / "sheet-nl-ar.pdf", performed.sheet)
    opened = json.loads(municipality.opened.read_text(encoding="utf-8"))["parcel"]
    differences = _differences(opened, performed.told, performed.marks)
    rows = (
        ("screens", f"{len(performed.pictures)} pictures in {pictures.name}/", bool(performed.pictures)),
        (
            "answers",
            f"{len([one for one in performed.told.values() if one])} kept in the encrypted database",
            bool(performed.told),
        ),
        ("sheet", f"sheet-nl-ar.pdf, {len(performed.sheet)} bytes", performed.sheet.startswith(b"%PDF-")),
        ("parcel", f"{performed.parcels} in {parcels.name}/, sealed", performed.parcels == 1),
        ("opened", f"{municipality.opened.name}: {len(opened['answers'])} answers", not differences),
        ("receipt", f"{performed.confirmed} confirmed by the municipality", performed.confirmed == 1),
    )
    say(table([{"what": what, "result": result, "": "ok" if ok else "NO"} for what, result, ok in rows], ("what", "result", "")))
    for one in differences:
        say(f"differs: {one}")
    return YES if all(ok for _what, _result, ok in rows) else FOUND_PROBLEMS


def _differences(opened: dict[str, list[dict[str, str]]], told: dict[str, str], marks: dict[str, str]) -> list[str]:
    """References whose value arrived otherwise than it was told."""
    return [one["ref"] for one in opened["answers"] if one["value"] != (marks.get(one["ref"]) or told.get(one["ref"]))]
