"""Whatever a person hands to the command line: an exit code that means something and one sentence, never a traceback."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from attrs import frozen

from .conftest import HELPER, LONG, PASSPHRASE, run

NO_BUS = {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}
BY_STDIN = ("--passphrase-stdin", "--data")


@frozen
class Case:
    """What is typed, and what comes of it. `complaint`: part of the only line on standard error; "" when there is none."""

    words: str
    code: int
    complaint: str = ""
    typed: str = ""
    said: str = ""


CHECKS = [
    Case("form check good.md", 0, "No problems found."),
    Case("form check broken.md", 1, "1 problems", said="survey, row 2, relevant: "),
    Case("form check latin.md", 1, "1 problems", said="UTF-8"),
    Case("form check empty.md", 1, "1 problems", said="no sheet called survey"),
    Case("form check one-line.csv", 1, "1 problems", said="no sheet called survey"),
    Case("form check random.csv", 1, "1 problems"),
    Case("form check empty.xlsx", 1, "1 problems", said="no sheet called survey"),
    Case("form check random.xlsx", 1, "1 problems", said="no sheet called survey"),
    Case("form check sheetless.xlsx", 1, "1 problems"),
    Case("form check bomb.xlsx", 1, "1 problems", said="MB when unpacked"),
    Case("form check broken.xml", 1, "1 problems"),
    Case("form check other.xml", 1, "1 problems"),
    Case("form check bomb.xml", 1, "1 problems"),
    Case("form check nowhere.md", 2, "There is no file nowhere.md."),
    Case("form check folder", 2, "There is no file folder."),
    Case("form check broken.md/below.md", 2, "There is no file"),
    Case(f"form check {LONG}", 2, "File name too long"),
    Case("form check", 2, "required"),
    Case("form", 2, "required"),
    Case("form cook", 2, "invalid choice"),
    Case("form test garbage.json", 1, said="0 passed, 1 failed"),
    Case("form test list.json", 1, said="0 passed, 1 failed"),
    Case("form test lost-form.json", 1, said="0 passed, 1 failed"),
    Case("form test nowhere.json", 2, "There is no file nowhere.json."),
    Case(f"form test {LONG}", 2, "File name too long"),
]
PARCELS = [
    Case("parcel open parcel.age --identity identity.txt", 0, said='"answers"'),
    Case("parcel open parcel.age --identity other.txt", 2, "another"),
    Case("parcel open parcel.age --identity good.md", 2, "key"),
    Case("parcel open parcel.age --identity nowhere.txt", 2, "The key file cannot be read."),
    Case("parcel open parcel.age --identity folder", 2, "The key file cannot be read."),
    Case("parcel open garbage.age --identity identity.txt", 2, "parcel"),
    Case("parcel open cut.age --identity identity.txt", 2, "parcel"),
    Case("parcel open nowhere.age --identity identity.txt", 2, "parcel"),
    Case(f"parcel open {LONG} --identity {LONG}", 2, "parcel"),
    Case("parcel open parcel.age --identity identity.txt --out folder", 2, "Cannot write folder: Is a directory."),
    Case("parcel open parcel.age --identity identity.txt --out .", 2, "Cannot write .: Is a directory."),
    Case("parcel open parcel.age --identity identity.txt --out good.md/x.json", 2, "Not a directory"),
    Case("parcel open parcel.age --identity identity.txt --receipt good.md", 2, "Cannot write good.md: File exists."),
    Case("parcel open parcel.age", 2, "--identity"),
    Case("parcel identity --out identity.txt", 2, "A key is never overwritten."),
    Case("parcel identity --out good.md/x.txt", 2, "cannot be written here"),
    Case("parcel", 2, "required"),
]
REFUSED = [
    ("--data nowhere", "", "There is no desk here yet."),
    ("--data good.md", "", "There is no desk here yet."),
    (f"--data {LONG}", "", "File name too long"),
    ("--data sound", "", "No passphrase was given."),
    ("--passphrase-stdin --data sound", "", "No passphrase was given."),
    ("--passphrase-stdin --data sound", "\n", "No passphrase was given."),
    ("--passphrase-stdin --data sound", "Egel vouwt acht wafels\n", "This is not the passphrase."),
    ("--passphrase-stdin --data sound", "x" * 100_000, "This is not the passphrase."),
    ("--passphrase-stdin --data sound --helper Niemand", PASSPHRASE, "Nobody of that name can unlock this desk."),
    ("--passphrase-stdin --data two", PASSPHRASE, "Say which one with --helper NAME."),
    ("--passphrase-stdin --data damaged", PASSPHRASE, "is damaged or was replaced"),
    ("--passphrase-stdin --data newer", PASSPHRASE, "newer version"),
    ("--passphrase-stdin --data newer-slots", PASSPHRASE, "newer version"),
    ("--passphrase-stdin --data lost-slots", PASSPHRASE, "Use the recovery code"),
    ("--passphrase-stdin --data lost-ways", PASSPHRASE, "restore a backup"),
    ("--dat sound --nonsense", "", "unrecognized arguments"),
]
DESKS = [Case(f"{command} {words}", 2, told, typed) for command in ("vault check", "sync") for words, typed, told in REFUSED]
OTHERS = [
    Case(f"vault check --passphrase-stdin --data two --helper {HELPER}", 0, typed=f"{PASSPHRASE}\n", said="The vault is sound."),
    Case("sync --passphrase-stdin --data sound", 0, typed=f"{PASSPHRASE}\r\n", said="0 sent"),
    Case("vault", 2, "required"),
    Case(f"doctor --data {LONG}", 1, said="File name too long"),
    Case("summary --sample --language xx --out sheet.pdf", 2, "xx"),
    Case("summary --sample --out good.md/sheet.pdf", 2, "Cannot write good.md/sheet.pdf: Not a directory."),
    Case("summary --sample --out nowhere/sheet.pdf", 2, "Cannot write nowhere/sheet.pdf: No such file or directory."),
    Case(f"summary --sample --out {LONG}", 2, "File name too long"),
    Case("summary --sample --paper a0 --out sheet.pdf", 2, "invalid choice"),
    Case("summary --out sheet.pdf", 2, "--sample"),
    Case("demo --out good.md", 2, "Cannot write good.md: File exists."),
    Case("demo --out good.md/x", 2, "Cannot write good.md/x: Not a directory."),
    Case(f"demo --out {LONG}", 2, "File name too long"),
    Case("demo --out folder --size foo", 2, "no size such as 1366x768"),
    Case("demo --out folder --size 0x768", 2, "no size such as 1366x768"),
    Case("demo --out folder --size 1366x768x2", 2, "no size such as 1366x768"),
    Case("demo", 2, "--out"),
    Case("cook", 2, "There is no command 'cook'."),
    Case("cook --help", 2, "There is no command 'cook'."),
    Case("--cook", 2, "unrecognized arguments"),
    Case(f"--data {LONG}", 2, "File name too long"),
    Case("translations --cook", 2, "unrecognized arguments"),
]


@pytest.mark.parametrize("case", [*CHECKS, *PARCELS, *DESKS, *OTHERS], ids=lambda case: f"{case.words[:70]} {case.typed[:9]!r}")
def test_a_person_is_told_in_one_line_and_by_the_exit_code(place: Path, case: Case) -> None:
    done = run(place, case.words.split(), case.typed)

    assert "Traceback" not in done.stderr
    assert done.returncode == case.code, done.stderr
    assert case.complaint in done.stderr
    assert len(done.stderr.splitlines()) == (1 if case.complaint else 0) or done.returncode == 0, done.stderr
    assert case.said in done.stdout


@pytest.mark.parametrize("command", ["vault check", "sync"])
def test_without_a_keychain_the_recovery_code_is_named(place: Path, command: str) -> None:
    done = run(place, [*command.split(), *BY_STDIN, "sound"], PASSPHRASE, more=NO_BUS)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("The keychain of this computer cannot be used.")
    assert "use the recovery code" in done.stderr


@pytest.mark.parametrize("command", ["vault check", "sync"])
def test_a_desk_that_is_open_elsewhere_is_left_alone(place: Path, command: str) -> None:
    with (place / "sound" / "desk" / "vault.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(place, [*command.split(), *BY_STDIN, "sound"], PASSPHRASE)

    assert done.returncode == 2
    assert done.stderr.splitlines() == ["Intake Desktop is already open on this computer. Use that window, or close it first."]


def test_a_size_that_is_none_is_noticed_before_anything_is_thrown_away(place: Path) -> None:
    for name in ("screens", "parcels"):
        (place / "folder" / name).mkdir()

    run(place, ["demo", "--out", "folder", "--size", "foo"])

    assert {path.name for path in (place / "folder").iterdir()} == {"screens", "parcels"}


def test_nothing_is_left_of_a_file_that_could_not_be_written(place: Path) -> None:
    before = sorted(place.iterdir())

    run(place, ["summary", "--sample", "--out", "folder"])

    assert sorted(place.iterdir()) == before
