from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from intake_desktop.casework.parcels import ParcelState
from intake_desktop.vault import Action, Change, StoredAnswer, Vault, VaultDamaged, VaultNewer, cipher, migrate

from .invented import (
    CONSENT,
    INTERVIEW,
    NOOR,
    PARCEL,
    PASSPHRASE,
    POINT,
    PROMISE,
    RECEIVER,
    RESIDENT,
    VISIT,
    Desk,
    begin_interview,
)

ROOT = Path(__file__).parents[2]
PLANTED = [f"geplant-{number:04d}-{'zorgen' if number % 2 else 'schuld'}" for number in range(300)]


def plant(change: Change) -> None:
    begin_interview(change)
    change.residents.put(RESIDENT)
    change.visits.set_resident(VISIT.id, RESIDENT.id)
    change.answers.replace_under(
        INTERVIEW.id, "", {f"/data/q{number}": StoredAnswer(value) for number, value in enumerate(PLANTED)}
    )
    change.promises.add(PROMISE)
    change.receivers.put(RECEIVER)
    change.consents.add(CONSENT)
    change.parcels.add(PARCEL)


def found_in_files(folder: Path) -> set[str]:
    words = [
        *PLANTED,
        RESIDENT.name,
        RESIDENT.phone,
        POINT.name,
        RECEIVER.name,
        PASSPHRASE,
        PROMISE.slots["text"],
        "CREATE TABLE",
    ]
    needles = {(word, word.encode(code)) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")}
    needles.add(("sealed", PARCEL.sealed))
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {word for word, needle in needles if any(needle in content for content in contents)}


def test_nothing_that_was_said_stands_readable_in_any_file(desk: Desk) -> None:
    vault = desk.opened()
    vault.change(Action.ANSWERED, plant, detail={"visit": PLANTED[0]})
    assert (desk.path / "vault.db-wal").stat().st_size > 0
    while_open = found_in_files(desk.path)
    vault.change(Action.ANSWERED, lambda change: change.answers.replace_under(INTERVIEW.id, "", {}))
    vault.close()

    assert while_open == set()
    assert found_in_files(desk.path) == set()


def test_the_search_would_find_a_plaintext_database(tmp_path: Path) -> None:
    plain = dbapi2.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE answer (value)")
    plain.execute("INSERT INTO answer VALUES (?)", (PLANTED[7],))
    plain.commit()
    plain.close()

    assert found_in_files(tmp_path) == {PLANTED[7], "CREATE TABLE"}


def test_nothing_stands_readable_after_a_kill(desk: Desk) -> None:
    vault = desk.opened()
    vault.change(Action.VISIT_OPENED, lambda _change: None)
    vault.close()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.vault.child_that_answers", desk.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(f"{desk.code} 0\n")
    child.stdin.flush()
    for _answer in range(20):
        child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.communicate()

    contents = [path.read_bytes() for path in desk.path.iterdir()]
    assert (desk.path / "vault.db-wal").exists()
    assert not any(needle in content for content in contents for needle in (b"antwoord-", b"/data/", b"brede-intake"))


def test_the_key_is_really_needed(desk: Desk) -> None:
    with pytest.raises(VaultDamaged):
        cipher.connect(desk.path / "vault.db", bytes(32))
    plain = dbapi2.connect(desk.path / "vault.db")
    with pytest.raises(dbapi2.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master").fetchall()
    plain.close()


def test_a_wrong_key_says_nothing_on_standard_error(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(VaultDamaged):
        cipher.connect(desk.path / "vault.db", bytes(32))

    assert capfd.readouterr() == ("", "")


def test_the_protections_are_on(vault: Vault) -> None:
    def look(name: str) -> object:
        return vault.read(lambda tables: tables.audit._row(f"PRAGMA {name}")[0])

    assert {
        name: look(name) for name in ("cipher_memory_security", "secure_delete", "synchronous", "foreign_keys", "temp_store")
    } == {
        "cipher_memory_security": "1",
        "secure_delete": 1,
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
    }
    assert (look("journal_mode"), look("locking_mode"), look("user_version")) == ("wal", "exclusive", len(migrate.migrations()))


def test_a_plaintext_database_put_in_place_is_refused(desk: Desk) -> None:
    (desk.path / "vault.db").unlink()
    plain = dbapi2.connect(desk.path / "vault.db")
    plain.execute("CREATE TABLE helper (id)")
    plain.close()
    before = (desk.path / "vault.db").read_bytes()

    with pytest.raises(VaultDamaged):
        desk.opened()
    assert (desk.path / "vault.db").read_bytes() == before


def test_a_library_that_would_write_plaintext_is_never_written_through(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "_header", lambda _path: b"SQLite format 3")

    with pytest.raises(cipher.NotEncrypted):
        cipher.assert_encrypted(desk.path / "vault.db")


@pytest.mark.parametrize("place", [0, 8, 100, 4096 + 50, 3 * 4096 + 4090, -1, -2000])
def test_one_flipped_bit_is_refused_and_the_file_kept(desk: Desk, place: int) -> None:
    path = desk.path / "vault.db"
    content = bytearray(path.read_bytes())
    content[place] ^= 4
    path.write_bytes(content)

    with pytest.raises(VaultDamaged):
        desk.opened()
    with pytest.raises(VaultDamaged):
        desk.folder.open(NOOR.id, PASSPHRASE)

    assert path.read_bytes() == bytes(content)


def test_a_page_that_breaks_in_a_large_file_is_told_when_it_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "CHECKED_ON_OPENING", 0)
    vault = desk.opened()
    vault.change(Action.ANSWERED, plant)
    vault.close()
    path = desk.path / "vault.db"
    content = bytearray(path.read_bytes())
    for start in range(len(content) - 4096 * 4, len(content), 4096):
        content[start + 99] ^= 1
    path.write_bytes(content)

    vault = desk.opened()
    assert vault.check() != ()
    with pytest.raises(VaultDamaged):
        vault.read(
            lambda tables: (tables.answers.all(INTERVIEW.id), tables.parcels.in_state(ParcelState.READY), tables.audit.entries())
        )
    vault.close()


@pytest.mark.parametrize("size", [0, 1, 1000, 4096, 5000])
def test_a_cut_file_is_refused_and_kept(desk: Desk, size: int) -> None:
    path = desk.path / "vault.db"
    path.write_bytes(path.read_bytes()[:size])

    with pytest.raises(VaultDamaged):
        desk.opened()
    assert path.stat().st_size == size


def test_a_missing_file_is_not_made_anew(desk: Desk) -> None:
    (desk.path / "vault.db").unlink()

    with pytest.raises(VaultDamaged):
        desk.opened()
    assert not (desk.path / "vault.db").exists()


def test_a_database_of_a_newer_program_is_refused_unchanged(desk: Desk) -> None:
    vault = desk.opened()
    vault.change(Action.UNLOCKED, lambda change: change.audit._run("PRAGMA user_version = 9999"))
    vault.close()
    before = (desk.path / "vault.db").read_bytes()

    with pytest.raises(VaultNewer):
        desk.opened()
    assert (desk.path / "vault.db").read_bytes() == before


def test_a_migration_that_stumbles_leaves_the_database_before_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    good = migrate.migrations()
    monkeypatch.setattr(
        migrate, "migrations", lambda: (*good, "CREATE TABLE later (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);")
    )
    with pytest.raises(dbapi2.DatabaseError):
        desk.opened()

    monkeypatch.setattr(migrate, "migrations", lambda: (*good, "CREATE TABLE later (id TEXT) STRICT;"))
    vault = desk.opened()
    assert vault.read(lambda tables: tables.audit._row("SELECT count(*) FROM later")) == (0,)
    assert vault.check() == ()
    vault.close()


def test_a_torn_write_ahead_log_is_a_clean_prefix(desk: Desk, tmp_path: Path) -> None:
    vault = desk.opened()
    vault.change(Action.VISIT_OPENED, begin_interview)
    for number in range(40):
        vault.change(
            Action.ANSWERED, lambda change, ref=f"/data/q{number:02d}": change.answers.put(INTERVIEW.id, ref, "x" * 500, None)
        )
    torn = Desk(shutil.copytree(desk.path, tmp_path / "torn"), desk.keychain, desk.code)
    vault.close()
    log = torn.path / "vault.db-wal"
    content = log.read_bytes()
    log.write_bytes(content[: len(content) * 2 // 3] + b"\xa5" * 3000)

    vault = torn.opened()
    kept = list(vault.read(lambda tables: tables.answers.all(INTERVIEW.id)))
    assert kept == [f"/data/q{number:02d}" for number in range(len(kept))]
    assert 0 < len(kept) < 40
    assert vault.check() == ()
    vault.close()


def test_a_page_torn_by_a_power_cut_is_healed_from_the_log(desk: Desk, tmp_path: Path) -> None:
    vault = desk.opened()
    vault.change(Action.ANSWERED, plant)
    cut = Desk(shutil.copytree(desk.path, tmp_path / "cut"), desk.keychain, desk.code)
    vault.close()
    log = (cut.path / "vault.db-wal").read_bytes()
    in_log = {int.from_bytes(log[frame : frame + 4], "big") for frame in range(32, len(log), 24 + 4096)}
    content = bytearray((cut.path / "vault.db").read_bytes())
    torn = [page for page in in_log if 1 < page <= len(content) // 4096]
    for page in torn:
        content[page * 4096 - 2048 : page * 4096] = bytes(2048)
    (cut.path / "vault.db").write_bytes(content)

    vault = cut.opened()

    assert torn
    assert len(vault.read(lambda tables: tables.answers.all(INTERVIEW.id))) == len(PLANTED)
    assert vault.check() == ()
    vault.close()
