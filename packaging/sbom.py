"""The parts list of the package in CycloneDX: what pip knows, and by hand what the wheels carry inside and pip does not know.

python packaging/sbom.py > dist/sbom.json
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.IGNORECASE)

# Read in the licence files of packages whose metadata says nothing.
READ_BY_HAND = {"pyrage": "MIT", "pyxform": "BSD-2-Clause", "sqlcipher3": "Zlib"}


def main() -> int:
    """Print the list."""
    json.dump(sbom(), sys.stdout, indent=2, ensure_ascii=False)
    print()
    return 0


def sbom() -> dict:
    """The whole list, as CycloneDX 1.6 wants it."""
    program = {"type": "application", "name": "intake-desktop", "version": version(), "licenses": [_licence("EUPL-1.2")]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": program},
        "components": [*map(_component, distributions()), *_inside_the_wheels()],
    }


def distributions() -> list[metadata.Distribution]:
    """Every installed package of the run set, by name."""
    return sorted(_installed(), key=lambda one: one.name.lower())


def licence_of(package: metadata.Distribution) -> str:
    """The licence in the package's own words, shortest form first."""
    if package.name in READ_BY_HAND:
        return READ_BY_HAND[package.name]
    known = package.metadata
    classified = [line.rsplit(" :: ", 1)[-1] for line in known.get_all("Classifier") or [] if line.startswith("License ::")]
    old_style = (known.get("License") or "").strip().partition("\n")[0]
    return known.get("License-Expression") or " / ".join(classified) or old_style or "see its own files"


def _installed() -> Iterator[metadata.Distribution]:
    for line in (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines():
        if pinned := PINNED.match(line):
            try:
                yield metadata.distribution(pinned[1])
            except metadata.PackageNotFoundError:
                continue  # for another platform or an older Python


def _component(package: metadata.Distribution) -> dict:
    name = package.name.lower().replace("_", "-")
    return {
        "type": "library",
        "name": name,
        "version": package.version,
        "purl": f"pkg:pypi/{name}@{package.version}",
        "licenses": [_licence(licence_of(package))],
    }


def _inside_the_wheels() -> list[dict]:
    """Libraries linked into a wheel. Each tells its version itself, so that this list cannot grow old unseen."""
    import uharfbuzz
    from cryptography.hazmat.backends.openssl.backend import backend
    from PySide6.QtCore import qVersion
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    connection.execute("PRAGMA key = 'only to ask for versions'")
    cipher, provider = (
        str(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("cipher_version", "cipher_provider_version")
    )
    connection.close()
    return [
        _carried("SQLCipher", cipher, "BSD-3-Clause", by="sqlcipher3"),
        _carried("SQLite", dbapi2.sqlite_version, "blessing", by="sqlcipher3"),
        _carried("OpenSSL", provider, "Apache-2.0", by="sqlcipher3"),
        _carried("OpenSSL", backend.openssl_version_text(), "Apache-2.0", by="cryptography"),
        _carried("HarfBuzz", uharfbuzz.version_string(), "MIT-Modern-Variant", by="uharfbuzz"),
        _carried("Qt", qVersion(), "LGPL-3.0-only", by="pyside6-essentials"),
        _carried("ICU", _icu(), "Unicode-3.0", by="pyside6-essentials"),
        _carried("PDFium", f"as in Qt {qVersion()}", "BSD-3-Clause AND Apache-2.0", by="pyside6-addons"),
        _carried("rage", metadata.version("pyrage"), "MIT OR Apache-2.0", by="pyrage"),
        _carried("Noto fonts", metadata.version("manimgx-fonts"), "OFL-1.1", by="manimgx-fonts"),
        _carried("Phosphor icons", "1.3.0", "MIT", by="qtawesome"),
        _carried("Unicode CLDR", f"as in Babel {metadata.version('babel')}", "Unicode-3.0", by="babel"),
        _carried("CPython", sys.version.split()[0], "Python-2.0.1", by="the bundle itself"),
    ]


def _icu() -> str:
    import PySide6

    return next((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*")).name.rsplit(".so.", 1)[1]


def _carried(name: str, version: str, licence: str, *, by: str) -> dict:
    return {
        "type": "library",
        "name": name,
        "version": version,
        "licenses": [{"expression": licence}],
        "properties": [{"name": "carried by", "value": by}],
    }


def _licence(words: str) -> dict:
    is_expression = re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*", words) is not None
    return {"expression": words} if is_expression else {"license": {"name": words}}


def version() -> str:
    """The program's own version."""
    sys.path.insert(0, str(ROOT))
    from intake_desktop import __version__

    return __version__


if __name__ == "__main__":
    sys.exit(main())
