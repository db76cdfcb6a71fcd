"""The translator's tool: python translations/tool.py extract | update | compile | check.

extract   finds every text in code, forms and phrases and writes program.pot and resident.pot
update    brings the .po files to the templates; `update CODE` begins a new language for residents
compile   writes the .mo files the program reads
check     exits 1 when a text is not extracted, not translated, or has other slots than its source
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import catalogs  # noqa: E402 - a script finds its neighbours and the package by the lines above
from catalogs import Place, Source  # noqa: E402

PROGRAM = "program"
RESIDENT = "resident"
# Without these no helper and no resident can work. Arabic for helpers falls back to Dutch, so it may lag behind.
MUST_BE_COMPLETE = {PROGRAM: {"nl"}, RESIDENT: {"ar", "en"}}
LANGUAGES = {PROGRAM: {"nl", "ar"}, RESIDENT: {"ar", "en"}}


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0 done, 1 problems found, 2 wrong usage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=HERE, help="where the catalogs are")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract")
    commands.add_parser("update").add_argument("codes", nargs="*", help="languages to begin")
    commands.add_parser("compile")
    commands.add_parser("check")
    given = parser.parse_args(arguments)
    places = [Place(given.folder, domain) for domain in (PROGRAM, RESIDENT)]
    match given.command:
        case "extract":
            return _extract(places)
        case "update":
            return _update(places, given.codes)
        case "compile":
            return _compile(places)
        case _:
            return _check(places)


def _extract(places: list[Place]) -> int:
    for place in places:
        _say(f"{place.pot.name}: {catalogs.write_template(place, _sources(place.domain))} texts")
    return 0


def _update(places: list[Place], begun: list[str]) -> int:
    for place in places:
        new = set(begun) if place.domain == RESIDENT else set()
        for code in sorted({*place.codes(), *LANGUAGES[place.domain], *new}):
            came, went = catalogs.renew(place, code)
            _say(f"{code} {place.domain}: {came} new, {went} gone")
    return 0


def _compile(places: list[Place]) -> int:
    for place in places:
        for code in place.codes():
            catalogs.compile_po(place.po(code))
    return 0


def _check(places: list[Place]) -> int:
    found = [problem for place in places for problem in _problems(place)]
    for problem in found:
        _say(problem)
    _say(f"translations: {len(found)} problems" if found else "translations: complete")
    return 1 if found else 0


def _problems(place: Place) -> Iterator[str]:
    if not place.pot.exists():
        yield f"{place.pot.name} is not there, run extract"
        return
    yield from catalogs.stale(place, _sources(place.domain))
    for code in sorted({*place.codes(), *LANGUAGES[place.domain]}):
        if not place.po(code).exists():
            yield f"{code} {place.domain}: there is no catalog, run update"
            continue
        yield from catalogs.problems(place, code, complete=code in MUST_BE_COMPLETE[place.domain])


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _sources(domain: str) -> tuple[Source, ...]:
    # reading forms takes pyxform; compiling, which a package build does, must not need it
    import extract

    return extract.program_sources() if domain == PROGRAM else extract.resident_sources()


if __name__ == "__main__":
    sys.exit(main())
