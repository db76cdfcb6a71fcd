from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from time import sleep

import pytest

from intake_desktop.vault import Action, CannotSave, Change, Vault

from .invented import INTERVIEW, NOOR, RESIDENT, Desk, begin_interview

ROOT = Path(__file__).parents[2]
KILLS = 12


class Stumble(Exception):
    """Something of ours went wrong in the middle."""


def answers(vault: Vault) -> dict[str, str]:
    return {ref: row.value for ref, row in vault.read(lambda tables: tables.answers.all(INTERVIEW.id)).items()}


def test_a_change_writes_its_rows_and_one_audit_entry(vault: Vault) -> None:
    before = vault.read(lambda tables: tables.audit.head().count)

    def work(change: Change) -> str:
        begin_interview(change)
        return "done"

    result = vault.change(Action.VISIT_OPENED, work, detail={"visit": "visit-1"})

    assert result == "done"
    entries = vault.read(lambda tables: tables.audit.entries())
    assert len(entries) == before + 1
    assert (entries[-1].action, entries[-1].who, entries[-1].detail) == (Action.VISIT_OPENED, NOOR.id, {"visit": "visit-1"})


def test_a_change_that_stumbles_leaves_neither_rows_nor_entry(vault: Vault) -> None:
    vault.change(Action.VISIT_OPENED, begin_interview)
    before = vault.read(lambda tables: tables.audit.head())

    def work(change: Change) -> None:
        change.answers.put(INTERVIEW.id, "/data/name", "half", None)
        raise Stumble

    with pytest.raises(Stumble):
        vault.change(Action.ANSWERED, work)

    assert answers(vault) == {}
    assert vault.read(lambda tables: tables.audit.head()) == before
    vault.change(Action.ANSWERED, lambda change: change.answers.put(INTERVIEW.id, "/data/name", "whole", None))
    assert answers(vault) == {"/data/name": "whole"}


def test_reading_cannot_write(vault: Vault) -> None:
    with pytest.raises(Exception, match="readonly"):
        vault.read(lambda tables: tables.residents.put(RESIDENT))

    vault.change(Action.FINISHED, lambda change: change.residents.put(RESIDENT))
    assert vault.read(lambda tables: tables.residents.get(RESIDENT.id)) == RESIDENT


def test_changes_happen_in_the_order_in_which_they_were_handed_over(vault: Vault) -> None:
    vault.change(Action.VISIT_OPENED, begin_interview)

    waiting: list[Future[None]] = [
        vault.change_soon(
            Action.ANSWERED, lambda change, value=str(number): change.answers.put(INTERVIEW.id, "/data/name", value, None)
        )
        for number in range(200)
    ]

    waiting[-1].result()
    assert all(one.done() for one in waiting)
    assert answers(vault) == {"/data/name": "199"}


def test_closing_waits_for_what_was_handed_over(desk: Desk) -> None:
    vault = desk.opened()
    vault.change(Action.VISIT_OPENED, begin_interview)
    for number in range(100):
        vault.change_soon(
            Action.ANSWERED, lambda change, ref=f"/data/q{number}": change.answers.put(INTERVIEW.id, ref, "kept", None)
        )
    vault.close()

    vault = desk.opened()
    assert len(answers(vault)) == 100
    vault.close()


def test_calling_the_vault_from_inside_its_own_work_is_a_bug_that_is_told_at_once(vault: Vault) -> None:
    with pytest.raises(RuntimeError, match="inside its own work"):
        vault.read(lambda _tables: vault.read(lambda tables: tables.visits.count()))


def test_when_files_cannot_grow_the_change_is_refused_and_what_was_kept_stays(desk: Desk) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "tests.vault.child_on_a_small_disk", desk.path],
        input=desk.code,
        text=True,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert child.stderr == ""
    told, rows, problems = child.stdout.splitlines()
    kept = int(told.removeprefix("CannotSave "))
    assert kept > 0
    assert rows == f"rows {kept}"
    assert problems == "problems ()"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_loses_nothing_and_the_desk_goes_on_when_there_is_room(desk: Desk, small_disk: Path) -> None:
    desk.path = shutil.copytree(desk.path, small_disk / "desk")
    vault = desk.opened()
    vault.change(Action.VISIT_OPENED, begin_interview)
    vault.change(Action.ANSWERED, lambda change: change.answers.put(INTERVIEW.id, "/data/first", "kept before", None))
    filler = small_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free))

    ends = [
        vault.change_soon(
            Action.ANSWERED, lambda change, ref=f"/data/q{number}": change.answers.put(INTERVIEW.id, ref, "x" * 9000, None)
        ).exception()
        for number in range(100)
    ]

    assert isinstance(ends[-1], CannotSave)
    kept = answers(vault)
    assert kept.pop("/data/first") == "kept before"
    assert list(kept) == sorted(f"/data/q{number}" for number, end in enumerate(ends) if end is None)
    vault.close()
    filler.unlink()
    vault = desk.opened()
    assert answers(vault) == kept | {"/data/first": "kept before"}
    vault.change(Action.ANSWERED, lambda change: change.answers.put(INTERVIEW.id, "/data/last", "kept after", None))
    assert vault.check() == ()
    vault.close()


def test_every_acknowledged_answer_survives_being_killed_at_any_moment(desk: Desk) -> None:
    chance = random.Random()
    acknowledged = -1
    for _kill in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.vault.child_that_answers", desk.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(f"{desk.code} {acknowledged + 1}\n")
        child.stdin.flush()
        said = [child.stdout.readline()]
        sleep(chance.uniform(0, 0.15))
        child.kill()
        said += child.communicate()[0].splitlines(keepends=True)
        acknowledged = max(int(line) for line in said if line.endswith("\n"))

        vault = desk.opened()
        kept = answers(vault)
        assert all(kept[f"/data/{row}{number}"] == f"antwoord-{number}" for number in range(acknowledged + 1) for row in "ab")
        assert len(kept) % 2 == 0
        assert len(kept) // 2 - (acknowledged + 1) in {0, 1}
        assert vault.check() == ()
        acknowledged = len(kept) // 2 - 1
        vault.close()
