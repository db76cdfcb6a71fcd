"""Where what we ship lies: in a source checkout, an installed package or a bundled program."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


def resources_folder() -> Path:
    """Forms, phrases, theme, languages.toml."""
    return _shipped("resources")


def translations_folder() -> Path:
    """The catalogs: one folder a language, LC_MESSAGES inside."""
    return _shipped("translations")


@cache
def _shipped(name: str) -> Path:
    """The first place that has the folder.

    Raises:
        FileNotFoundError: the program was built without its data; nothing works then.
    """
    package = Path(__file__).resolve().parents[1]
    bundle = getattr(sys, "_MEIPASS", None)
    places = [package / "_data" / name, package.parent / name]
    if bundle is not None:
        places.insert(0, Path(bundle) / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the program's own folder {name!r} is not there")
