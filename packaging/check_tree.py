"""What must never be in the tree and no linter looks for: hosts of package indexes, paths of one machine, unpinned requirements.

Prints one line a finding, `file:line: what`, and exits 1 when there is any.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 450
MADE_BY_MAKE = {".git", ".venv", "__pycache__", "build", "demo-out", "dist"}

# Written in two halves, so that this file does not hold what it looks for.
_HOSTS = re.compile("|".join(("py" + r"pi\.org", "python" + r"hosted\.", "registry\\.npm" + "js", r"deb\.deb" + r"ian\.")))
_PATHS = re.compile(r"(?<![A-Za-z0-9_.])/(?:work|farm)/|/root/\.|C:\\Users\\")
_PLACEHOLDERS = re.compile(r"raise NotImplemented" + "Error|TO" + "DO|FIX" + "ME")
_SOURCE_OF_ITS_OWN = re.compile(r"^\s*(?:--?(?:extra-)?index-url|-i\b|--find-links|-f\b|--trusted-host)|@ |://")


def main() -> int:
    """Exit code of the check."""
    findings = [finding for path in _files() for finding in _look(path)]
    for finding in findings:
        print(finding)
    return 1 if findings else 0


def _files() -> list[Path]:
    """What git knows or would add; without git (an unpacked archive) what is not made by make."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not MADE_BY_MAKE & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in paths if path.is_file())


def _look(path: Path) -> Iterator[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return
    name = path.relative_to(ROOT)
    for number, line in enumerate(lines, 1):
        for what in _in_line(name, line):
            yield f"{name}:{number}: {what}"
    if name.parts[0] == "intake_desktop" and path.suffix == ".py" and len(lines) > LONGEST_MODULE:
        yield f"{name}:{LONGEST_MODULE}: more than one subject, perhaps: {len(lines)} lines"
    if name.parts[0] == "requirements":
        yield from _without_hash(name, lines)


def _in_line(name: Path, line: str) -> Iterator[str]:
    if _HOSTS.search(line):
        yield "names the host of a package index"
    if _PATHS.search(line):
        yield "names a path of one machine"
    if name.parts[0] == "intake_desktop" and name.suffix == ".py" and _PLACEHOLDERS.search(line):
        yield "is a placeholder"
    if name.parts[0] == "requirements" and _SOURCE_OF_ITS_OWN.search(line):
        yield "says where to install from"


def _without_hash(name: Path, lines: list[str]) -> Iterator[str]:
    for number, (line, following) in enumerate(pairwise([*lines, ""]), 1):
        is_requirement = bool(line) and not line.startswith((" ", "#"))
        if is_requirement and "--hash=sha256:" not in line + following:
            yield f"{name}:{number}: is not pinned by a hash"


if __name__ == "__main__":
    sys.exit(main())
