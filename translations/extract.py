"""Finds every text a person reads: in the code, in the forms, in the phrase files.

Two domains. `program`: what helpers read, English in the code. `resident`: what residents read, Dutch where it stands.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from catalogs import Source

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "intake_desktop"
RESOURCES = ROOT / "resources"

# The names our code uses; gettext's own are not among them, so nobody writes one by habit and finds it untranslated.
_PROGRAM_NAMES = {"_": None, "N_": None, "ngettext_": (1, 2)}
_RESIDENT_NAMES = {"R_": None}

# In a phrase file every string is a resident's text, except what these keys hold: names, and labels only helpers see.
_NOT_IN_PHRASES = frozenset({"id", "party", "icon", "label", "name"})
_NOT_IN_RELEASE = frozenset({"id", "fields", "never", "text_version"})


@cache
def program_sources() -> tuple[Source, ...]:
    """What helpers read."""
    return tuple(_from_code(_PROGRAM_NAMES))


@cache
def resident_sources() -> tuple[Source, ...]:
    """What residents read: forms first, in the order they are asked, then what leaves, then phrases, then the code."""
    found = [*_from_forms(), *_from_phrases(), *_from_code(_RESIDENT_NAMES)]
    return tuple({source.key: source for source in reversed(found)}.values())[::-1]


def _from_code(names: dict[str, tuple[int, ...] | None]) -> Iterator[Source]:
    assert not names.keys() & DEFAULT_KEYWORDS.keys() - {"_", "N_"}
    with (Path(__file__).parent / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    # Babel walks a folder in the order of its names, so a catalog comes out the same on every machine
    for path, _line, text, _comments, _context in extract_from_dir(PACKAGE, methods, options, keywords=names):
        ids = text if isinstance(text, tuple) else (text,)
        yield Source(ids, f"intake_desktop/{Path(path).as_posix()}")


def _from_forms() -> Iterator[Source]:
    # pyxform is needed to read forms; compiling catalogs must work without it
    from intake_desktop.forms import messages

    for form in sorted(RESOURCES.glob("forms/*/form.md")):
        for message in messages(form.read_text(encoding="utf-8")):
            if message.sheet != "entities":  # their labels are calculations
                yield Source((message.text,), f"form {form.parent.name}, {message.sheet}: {message.column}")
        release = form.with_name("release.toml")
        if release.is_file():
            yield from _from_toml(release, _NOT_IN_RELEASE, f"what leaves, form {form.parent.name}")


def _from_phrases() -> Iterator[Source]:
    for path in sorted(RESOURCES.glob("phrases/*.toml")):
        yield from _from_toml(path, _NOT_IN_PHRASES, f"phrases {path.stem}")


def _from_toml(path: Path, skipped: frozenset[str], where: str) -> Iterator[Source]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for text in _strings(table, skipped):
        yield Source((text,), where)


def _strings(value: object, skipped: frozenset[str]) -> Iterator[str]:
    match value:
        case str() if value:
            yield value
        case dict():
            for key, inner in value.items():
                if key not in skipped:
                    yield from _strings(inner, skipped)
        case list():
            for inner in value:
                yield from _strings(inner, skipped)
