"""Looks at what `intake-desktop demo --out DIR` left behind, with other eyes than the program's own.

python packaging/check_demo.py DIR
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pyrage

SCREENSHOTS = 6
ARABIC_LETTERS = re.compile("[\u0621-\u064a]{2,}")
DUTCH_WORDS = re.compile(r"\b(?:u|wij|de|het|een|belt|vóór)\b")
SMALLEST_SCREENSHOT = 10_000
"""Bytes. An empty window of 1366 by 768 compresses to less."""


def main() -> int:
    """Exit 0 when everything is there, 1 otherwise, with a line for each thing that is not."""
    folder = Path(sys.argv[1])
    findings = [*_screens(folder), *_sheet(folder), *_parcel(folder), *_receipt(folder)]
    for finding in findings:
        print(finding)
    print(f"demo: {len(findings)} problems" if findings else "demo: everything is there")
    return 1 if findings else 0


def _screens(folder: Path) -> Iterator[str]:
    screens = sorted(folder.rglob("*.png"))
    if len(screens) < SCREENSHOTS:
        yield f"{len(screens)} screenshots, not {SCREENSHOTS}"
    for screen in screens:
        if screen.stat().st_size < SMALLEST_SCREENSHOT:
            yield f"{screen.name} shows next to nothing"


def _sheet(folder: Path) -> Iterator[str]:
    sheets = sorted(folder.rglob("*.pdf"))
    if not sheets:
        yield "there is no printed sheet"
    for sheet in sheets:
        document = pypdfium2.PdfDocument(sheet)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        if not DUTCH_WORDS.search(text):
            yield f"{sheet.name} has no Dutch that can be copied"
        if not ARABIC_LETTERS.search(text):
            yield f"{sheet.name} has no Arabic that can be copied"


def _parcel(folder: Path) -> Iterator[str]:
    parcels = sorted(path for path in folder.rglob("*.age") if "receipt" not in path.name)
    identities = [path for path in folder.rglob("*identity*") if path.is_file()]
    opened = sorted(path for path in folder.rglob("*.json") if "receipt" not in path.name)
    if not parcels:
        yield "there is no parcel"
    if not identities:
        yield "there is no identity of the demo municipality"
    if not opened:
        yield "there is no opened parcel"
    for path in opened:
        if not json.loads(path.read_text(encoding="utf-8")):
            yield f"{path.name} is empty"
    secrets = re.findall(r"AGE-SECRET-KEY-1[0-9A-Z]+", "".join(path.read_text(encoding="utf-8") for path in identities))
    for parcel in parcels:
        if not _opens(parcel, secrets):
            yield f"{parcel.name} is not opened by the identity beside it"


def _opens(parcel: Path, secrets: list[str]) -> bool:
    try:
        return bool(pyrage.decrypt(parcel.read_bytes(), [pyrage.x25519.Identity.from_str(secret) for secret in secrets]))
    except pyrage.DecryptError:
        return False


def _receipt(folder: Path) -> Iterator[str]:
    if not any(path.is_file() and path.stat().st_size for path in folder.rglob("*receipt*")):
        yield "there is no receipt"


if __name__ == "__main__":
    sys.exit(main())
