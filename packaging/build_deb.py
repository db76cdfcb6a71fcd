"""Makes dist/intake-desktop_VERSION_ARCH.deb: the bundle, a command, a menu entry, and what it stands on.

Works on Debian and what derives from it. The package installs on the release it was built on and newer ones.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from types import MappingProxyType

import sbom

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build" / "deb"
NAME = "intake-desktop"

# Without these the program opens its window, and a person misses something: the way in, reading aloud, paper.
RECOMMENDED = "gnome-keyring | kwalletmanager, speech-dispatcher, libspeechd2, cups-client"
# Loaded when it is there; depending on it would bring a sound system to every desk.
OPTIONAL_PLUGIN = "libqtexttospeech_speechd.so"


def main() -> int:
    """Build; the exit code."""
    shutil.rmtree(BUILD, ignore_errors=True)
    tree = BUILD / "tree"
    _bundle(tree / "usr" / "lib")
    _beside_the_bundle(tree)
    (tree / "DEBIAN").mkdir()  # dpkg-shlibdeps knows by it where the package begins
    (tree / "DEBIAN" / "control").write_text(_control(tree), encoding="utf-8")
    _set_modes(tree)
    package = ROOT / "dist" / f"{NAME}_{sbom.version()}_{_architecture()}.deb"
    package.parent.mkdir(exist_ok=True)
    _run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package))
    (package.parent / "sbom.json").write_text(json.dumps(sbom.sbom(), indent=2, ensure_ascii=False), encoding="utf-8")
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size // 1_000_000} MB")
    return 0


def _bundle(target: Path) -> None:
    target.mkdir(parents=True)
    spec = str(PACKAGING / f"{NAME}.spec")
    command = [
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "ERROR",
        "--distpath",
        str(target),
        "--workpath",
        str(BUILD / "work"),
        spec,
    ]
    _run(sys.executable, *command, environment={"PYTHONPATH": str(ROOT)})


def _beside_the_bundle(tree: Path) -> None:
    share = tree / "usr" / "share"
    _copy(PACKAGING / f"{NAME}.desktop", share / "applications")
    _copy(PACKAGING / f"{NAME}.svg", share / "icons" / "hicolor" / "scalable" / "apps")
    command = tree / "usr" / "bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{NAME}/{NAME}")
    papers = share / "doc" / NAME
    papers.mkdir(parents=True)
    (papers / "copyright").write_text(_copyright(), encoding="utf-8")
    (papers / "sbom.json").write_text(json.dumps(sbom.sbom(), indent=2, ensure_ascii=False), encoding="utf-8")
    for package in sbom.distributions():
        _copy_licences(package, papers / "licences" / package.name)


def _copy_licences(package: metadata.Distribution, folder: Path) -> None:
    papers = re.compile(r"dist-info/.*(?:licen[cs]e|copying|notice|authors)", re.IGNORECASE)
    for file in package.files or []:
        source = Path(str(file.locate()))
        if papers.search(str(file)) and source.is_file():
            _copy(source, folder)


def _copyright() -> str:
    carried = "\n".join(f" {one.name} {one.version}: {sbom.licence_of(one)}" for one in sbom.distributions())
    return (
        "Intake Desktop is licensed under the EUPL, version 1.2.\n\n"
        f"{(ROOT / 'LICENSE').read_text(encoding='utf-8')}\n\n"
        "The package carries these libraries. Their licence texts lie in the folder licences,\n"
        "what they carry themselves is listed in sbom.json. Qt is used under the LGPL, version 3: its libraries\n"
        "lie unchanged in /usr/lib/intake-desktop and may be replaced by your own. Debian keeps the text of that\n"
        "licence in /usr/share/common-licenses/LGPL-3.\n\n"
        f"{carried}\n"
    )


def _control(tree: Path) -> str:
    size = sum(file.lstat().st_size for file in tree.rglob("*") if not file.is_dir()) // 1024
    fields = {
        "Package": NAME,
        "Version": sbom.version(),
        "Architecture": _architecture(),
        "Maintainer": "The makers of Intake Desktop <intake-desktop@localhost>",
        "Installed-Size": str(size),
        "Depends": _depends(tree),
        "Recommends": RECOMMENDED,
        "Section": "misc",
        "Priority": "optional",
        "Description": "assisted intake in two languages, without network\n"
        " A helper at a municipal service point sits beside a resident and goes through plain-language forms,\n"
        " in Dutch and in the resident's language on one screen. Answers are kept in an encrypted database.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _depends(tree: Path) -> str:
    """The Debian packages whose libraries the bundle is linked against, found by Debian's own tool."""
    files = sorted(file for file in tree.rglob("*") if _is_elf(file) and file.name != OPTIONAL_PLUGIN)
    folders = sorted({str(file.parent) for file in files})
    (BUILD / "debian").mkdir()
    (BUILD / "debian" / "control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n", encoding="utf-8")
    found = _run(
        "dpkg-shlibdeps",
        "--ignore-missing-info",
        "--warnings=0",
        "-O",
        *(f"-l{folder}" for folder in folders),
        *(f"-e{file}" for file in files),
        folder=BUILD,
    )
    return found.strip().removeprefix("shlibs:Depends=")


def _is_elf(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def _set_modes(tree: Path) -> None:
    """What root installs is written by root only, whatever the umask of the person who builds."""
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    tree.chmod(0o755)


def _copy(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / source.name)


def _architecture() -> str:
    return _run("dpkg", "--print-architecture").strip()


def _run(*command: str, folder: Path = ROOT, environment: Mapping[str, str] = MappingProxyType({})) -> str:
    done = subprocess.run(command, cwd=folder, env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{Path(command[0]).name} ended with {done.returncode}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
