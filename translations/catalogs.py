"""Reads, renews, checks and compiles the .po files. Needs Babel and nothing of the program."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

DRAFT = "machine draft"

_SLOT = re.compile(r"\$?\{[^{}]*\}")
_REVIEW = re.compile(r'^"X-Review: (?P<review>.*)\\n"$', re.MULTILINE)
_ABOUT = {
    "program": "# What helpers read. English in the code.\n#",
    "resident": "# What residents read. Dutch in the forms. Official Dutch words stay between brackets: letters use them.\n#",
}


@dataclass(frozen=True)
class Source:
    """A text to translate: one string, or singular and plural; and where it stands."""

    ids: tuple[str, ...]
    where: str

    @property
    def key(self) -> str:
        """A catalog knows a message by its singular."""
        return self.ids[0]

    @property
    def id(self) -> str | tuple[str, ...]:
        """As Babel takes it."""
        return self.ids[0] if len(self.ids) == 1 else self.ids


class ReviewedCatalog(Catalog):
    """A catalog whose header says who looked at it, and holds no dates: a catalog changes only when a text does."""

    review = ""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header of the file."""
        headers = [("Project-Id-Version", self.project)]
        if self.locale:
            headers += [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms), ("X-Review", self.review)]
        return [
            *headers,
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


@dataclass(frozen=True)
class Place:
    """The files of one domain in one folder of catalogs."""

    folder: Path
    domain: str

    @property
    def pot(self) -> Path:
        """The template."""
        return self.folder / f"{self.domain}.pot"

    def po(self, code: str) -> Path:
        """One language."""
        return self.folder / code / "LC_MESSAGES" / f"{self.domain}.po"

    def codes(self) -> list[str]:
        """Languages that have a file in this domain."""
        return sorted(path.parents[1].name for path in self.folder.glob(f"*/LC_MESSAGES/{self.domain}.po"))


def write_template(place: Place, sources: Iterable[Source]) -> int:
    """Write the template. Returns the number of texts."""
    catalog = _empty(place.domain, None)
    for source in sources:
        catalog.add(source.id, auto_comments=[source.where])
    _write(place.pot, catalog)
    return len(catalog)


def renew(place: Place, code: str) -> tuple[int, int]:
    """Bring a language to the template: new texts empty, texts that are gone left out, the others untouched.

    A review counts for the texts that were there. A catalog with new texts is a machine draft until somebody looks again.

    Returns:
        How many texts came and how many went.
    """
    old = read(place.po(code)) if place.po(code).exists() else _empty(place.domain, code)
    catalog = _empty(place.domain, code)
    template = read(place.pot)
    for message in _texts(template):
        known = old.get(message.id)
        catalog.add(message.id, known.string if known and not known.fuzzy else "", auto_comments=message.auto_comments)
    came, went = keys(template) - keys(old), keys(old) - keys(template)
    catalog.review = DRAFT if came else old.review
    _write(place.po(code), catalog)
    return len(came), len(went)


def compile_po(path: Path) -> Path:
    """Write the .mo beside a .po. Texts that are not translated are left out, so that the program falls back.

    The file is replaced in one step: a program that starts meanwhile, or a second compilation, sees the old or the new one.
    """
    catalog = read(path)
    for message in [one for one in _texts(catalog) if not is_done(one)]:
        catalog.delete(message.id)
    half = path.with_suffix(f".mo.{os.getpid()}")
    with half.open("wb") as file:
        write_mo(file, catalog)
    return half.replace(path.with_suffix(".mo"))


def stale(place: Place, sources: Sequence[Source]) -> Iterator[str]:
    """Sentences about texts that the template lacks or has too many."""
    wanted, have = {source.key for source in sources}, keys(read(place.pot))
    for text in sorted(wanted - have):
        yield f"{place.pot.name}: not extracted yet: {text!r}"
    for text in sorted(have - wanted):
        yield f"{place.pot.name}: no longer used: {text!r}"


def problems(place: Place, code: str, *, complete: bool) -> Iterator[str]:
    """Sentences about what is wrong in one language. With `complete`, a text that is missing is wrong too."""
    catalog = read(place.po(code))
    where = f"{code} {place.domain}"
    for text in sorted(keys(read(place.pot)) ^ keys(catalog)):
        yield f"{where}: differs from the template, run update: {text!r}"
    for message in _texts(catalog):
        if not is_done(message):
            if complete or _strings(message) != [""] * len(_strings(message)):
                yield f"{where}: not translated: {_key(message)!r}"
        elif not _same_slots(message):
            yield f"{where}: slots differ: {_key(message)!r}"
        elif message.pluralizable and len(_strings(message)) != catalog.num_plurals:
            yield f"{where}: needs {catalog.num_plurals} plural forms: {_key(message)!r}"


def read(path: Path) -> ReviewedCatalog:
    """A .po or .pot file."""
    text = path.read_text(encoding="utf-8")
    found = read_po(text.splitlines(keepends=True), ignore_obsolete=True)
    code = path.parents[1].name if path.suffix == ".po" else None
    catalog = _empty(path.stem, code)
    for message in _texts(found):
        catalog.add(message.id, message.string, auto_comments=message.auto_comments, flags=message.flags)
    review = _REVIEW.search(text)
    catalog.review = review["review"] if review else DRAFT
    return catalog


def keys(catalog: Catalog) -> set[str]:
    """The texts of a catalog by their singular."""
    return {_key(message) for message in _texts(catalog)}


def is_done(message: Message) -> bool:
    """True when every form is translated. A fuzzy one is a guess of a tool, so it is not."""
    return all(_strings(message)) and not message.fuzzy


def _texts(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> list[str]:
    return [message.string or ""] if not message.pluralizable else list(message.string)


def _same_slots(message: Message) -> bool:
    """Same slots, as often. A plural form may leave one out: "één brief" needs no number."""
    if not message.pluralizable:
        return _slots(message.string) == _slots(message.id)
    allowed = set().union(*map(_slots, message.id))
    return all(set(_slots(string)) <= allowed for string in message.string)


def _slots(text: str) -> Counter[str]:
    return Counter(_SLOT.findall(text))


def _empty(domain: str, code: str | None) -> ReviewedCatalog:
    catalog = ReviewedCatalog(locale=code, domain=domain, header_comment=_ABOUT[domain], project="intake-desktop", fuzzy=False)
    catalog.review = DRAFT
    return catalog


def _write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f"{path.suffix}.{os.getpid()}")
    with half.open("wb") as file:
        write_po(file, catalog, width=120, no_location=True)
    half.replace(path)
