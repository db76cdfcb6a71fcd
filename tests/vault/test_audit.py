from __future__ import annotations

import json
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from intake_desktop.vault import Action, Vault, cipher

from .invented import Desk

CHAIN_COLUMNS = ("sequence", "at", "who", "action", "detail_hash", "hash")


def work(vault: Vault, times: int = 5) -> None:
    for number in range(times):
        vault.change(Action.PRINTED, lambda _change: None, detail={"visit": f"visit-{number}"})


def by_hand(desk: Desk, *statements: str) -> None:
    """Somebody who has the key and writes past the program, triggers put aside."""
    vault = desk.opened()
    key = vault.key
    vault.close()
    connection: Any = cipher.connect(desk.path / "vault.db", key)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _name, sql in triggers:
        connection.execute(sql)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def problems(desk: Desk) -> tuple[str, ...]:
    vault = desk.opened()
    found = vault.check()
    vault.close()
    return found


@pytest.fixture
def worked(desk: Desk) -> Desk:
    vault = desk.opened()
    work(vault)
    vault.close()
    return desk


def test_entries_stand_in_order_with_who_and_what(vault: Vault) -> None:
    work(vault, 2)

    entries = vault.read(lambda tables: tables.audit.entries())
    assert [(entry.sequence, entry.action, entry.detail) for entry in entries[-2:]] == [
        (2, Action.PRINTED, {"visit": "visit-0"}),
        (3, Action.PRINTED, {"visit": "visit-1"}),
    ]
    assert vault.read(lambda tables: tables.audit.head()).hash == entries[-1].hash


@pytest.mark.parametrize("column", CHAIN_COLUMNS)
def test_a_column_of_the_chain_cannot_be_changed(vault: Vault, column: str) -> None:
    with pytest.raises(dbapi2.IntegrityError, match="entries do not change"):
        vault.change(Action.PRINTED, lambda change: change.audit._run(f"UPDATE audit SET {column} = {column} WHERE sequence = 1"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit",
        "DELETE FROM audit WHERE sequence = 1",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 1",
        "UPDATE audit SET detail = 'something else' WHERE sequence = 1",
        "UPDATE audit SET salt = x'00' WHERE sequence = 1",
        "UPDATE OR REPLACE audit SET sequence = 2 WHERE sequence = 1",
    ],
)
def test_the_trail_only_grows_at_its_end(vault: Vault, statement: str) -> None:
    work(vault, 2)
    before = vault.read(lambda tables: tables.audit.entries())

    with pytest.raises(dbapi2.IntegrityError, match="audit"):
        vault.change(Action.PRINTED, lambda change: change.audit._run(statement))

    assert vault.read(lambda tables: tables.audit.entries()) == before


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)", "the trail ends at entry 5"),
        ("DELETE FROM audit", "the trail ends at entry 0"),
        (
            "INSERT INTO audit SELECT 99, at, who, action, salt, detail, detail_hash, hash FROM audit WHERE sequence = 1",
            "entries 7 to 98 are missing",
        ),
        ("DELETE FROM audit WHERE sequence = 3", "entries 3 to 3 are missing"),
        ("UPDATE audit SET who = 'somebody else' WHERE sequence = 4", "entry 4 was changed"),
        ("UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE sequence = 2", "entry 2 was changed"),
        ("UPDATE audit SET action = 'stopped' WHERE sequence = 6", "entry 6 was changed"),
        ("""UPDATE audit SET detail = '{"visit":"another"}' WHERE sequence = 2""", "the detail of entry 2 was changed"),
        ("UPDATE audit SET detail_hash = zeroblob(32) WHERE sequence = 5", "entry 5 was changed"),
        ("UPDATE audit SET hash = zeroblob(32) WHERE sequence = 5", "entry 5 was changed"),
    ],
)
def test_what_was_cut_or_changed_is_named(worked: Desk, statement: str, named: str) -> None:
    assert problems(worked) == ()

    by_hand(worked, statement)

    found = problems(worked)
    assert any(named in line for line in found), found


def test_a_tail_cut_and_grown_again_is_noticed(worked: Desk) -> None:
    anchor = (worked.path / "anchor.json").read_bytes()
    by_hand(worked, "DELETE FROM audit WHERE sequence > 3")
    (worked.path / "anchor.json").write_bytes(anchor)
    vault = worked.opened()
    work(vault, 10)

    assert vault.check() == ("audit: entry 6 is not the one the anchor knows",)
    vault.close()


def test_an_older_copy_of_the_database_is_noticed(worked: Desk) -> None:
    older = (worked.path / "vault.db").read_bytes()
    vault = worked.opened()
    work(vault)
    vault.close()
    (worked.path / "vault.db").write_bytes(older)

    assert problems(worked) == ("audit: the trail ends at entry 6, the anchor knows 11",)


@pytest.mark.parametrize("content", [None, "", "{}", "[" * 5000])
def test_an_anchor_that_is_gone_or_spoilt_is_told(worked: Desk, content: str | None) -> None:
    (worked.path / "anchor.json").unlink()
    if content is not None:
        (worked.path / "anchor.json").write_text(content)

    assert len(problems(worked)) == 1


def test_an_anchor_made_to_fit_by_hand_is_told(worked: Desk) -> None:
    anchor = json.loads((worked.path / "anchor.json").read_text())
    (worked.path / "anchor.json").write_text(json.dumps(anchor | {"sequence": 1, "count": 1}))

    assert problems(worked) == ("audit: the anchor was changed",)


def test_after_a_cut_is_told_closing_does_not_hide_it(worked: Desk) -> None:
    by_hand(worked, "DELETE FROM audit WHERE sequence > 3")

    first = problems(worked)

    assert first != ()
    assert problems(worked) == first


def test_erasing_a_detail_leaves_a_chain_that_verifies(worked: Desk) -> None:
    vault = worked.opened()
    before = vault.read(lambda tables: tables.audit.entries())

    assert vault.change(Action.PRINTED, lambda change: change.audit.erase_detail("visit-2")) == 1

    after = vault.read(lambda tables: tables.audit.entries())
    assert [entry.detail for entry in after if entry.sequence == 4] == [None]
    assert [entry.hash for entry in after[:6]] == [entry.hash for entry in before]
    assert vault.check() == ()
    vault.close()
