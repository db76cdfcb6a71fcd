from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_desktop.casework.people import Helper, HelperId, Role
from intake_desktop.vault import (
    Action,
    KeychainMissing,
    MistypedRecoveryCode,
    SystemKeychain,
    VaultFolder,
    WrongPassphrase,
    WrongRecoveryCode,
    same_recovery_code,
)
from intake_desktop.vault.recovery import LETTERS, read_code, write_code

from .invented import NOOR, PASSPHRASE, POINT, Clock, Desk, MemoryKeychain


@given(st.binary(min_size=16, max_size=16))
def test_a_code_gives_its_secret_back_however_it_is_typed(secret: bytes) -> None:
    code = write_code(secret)

    assert len(code) == 34
    assert read_code(code) == secret
    assert read_code(f"  {code.lower().replace('-', ' ')} ") == secret
    assert read_code(code.replace("0", "O").replace("1", "l")) == secret


@given(st.binary(min_size=16, max_size=16), st.integers(0, 27), st.integers(1, 31))
def test_one_wrong_letter_never_gives_the_same_secret_and_is_nearly_always_seen(secret: bytes, place: int, shift: int) -> None:
    letters = list(write_code(secret).replace("-", ""))
    letters[place] = LETTERS[(LETTERS.index(letters[place]) + shift) % 32]

    try:
        assert read_code("".join(letters)) != secret
    except MistypedRecoveryCode:
        return


@pytest.mark.parametrize("typed", ["", "0000", "U" * 28, "0" * 27, "0" * 29, "é" * 28, "٣" * 28, "0" * 100_000])
def test_what_cannot_be_a_code_is_called_mistyped(typed: str) -> None:
    with pytest.raises(MistypedRecoveryCode):
        read_code(typed)
    assert not same_recovery_code(write_code(bytes(16)), typed)


def test_the_code_typed_back_is_compared_by_meaning() -> None:
    code = write_code(bytes(range(16)))

    assert same_recovery_code(code, code.lower())
    assert not same_recovery_code(code, write_code(bytes(16)))


def test_the_code_opens_without_any_keychain_and_the_coordinator_answers_for_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    folder = VaultFolder(desk.path, SystemKeychain(), now=desk.clock)
    with pytest.raises(KeychainMissing):
        folder.open(NOOR.id, PASSPHRASE)

    vault = folder.open_with_recovery(desk.code.lower())
    vault.change(Action.UNLOCKED_WITH_RECOVERY, lambda _change: None)

    assert vault.helper == NOOR.id
    assert vault.read(lambda tables: tables.audit.entries()[-1].who) == NOOR.id
    vault.close()


def test_a_coordinator_who_came_later_answers_before_an_intern_who_was_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = VaultFolder(tmp_path_factory.mktemp("desk"), MemoryKeychain(), now=Clock())
    intern = Helper(HelperId("00-intern"), "Proefstagiair", Role.INTERN)
    vault, code = folder.create(intern, PASSPHRASE, POINT)
    vault.change(Action.SET_UP, lambda change: change.helpers.add(NOOR))
    vault.close()

    vault = folder.open_with_recovery(code)

    assert vault.helper == NOOR.id
    vault.close()


def test_a_code_of_another_desk_is_refused_and_does_not_count_as_a_try(desk: Desk) -> None:
    with pytest.raises(WrongRecoveryCode) as told:
        desk.folder.open_with_recovery(write_code(bytes(16)))

    assert not isinstance(told.value, MistypedRecoveryCode)
    assert desk.folder.wait_seconds() == 0
    desk.opened().close()


def test_after_a_keychain_reset_the_code_leads_to_a_new_passphrase(desk: Desk) -> None:
    desk.keychain.kept.clear()
    vault = desk.opened()
    desk.folder.set_passphrase(vault, NOOR.id, "Nieuwe zin na herstel")
    vault.close()

    desk.folder.open(NOOR.id, "Nieuwe zin na herstel").close()
    with pytest.raises(WrongPassphrase):
        desk.folder.open(NOOR.id, PASSPHRASE)
    desk.opened().close()


def test_during_a_pause_the_code_still_opens(desk: Desk) -> None:
    (desk.path / "tries.json").write_text(f'{{"wrong":99,"last":{desk.clock().timestamp()}}}')

    desk.opened().close()


def test_a_new_code_opens_and_the_earlier_one_does_not(desk: Desk) -> None:
    vault = desk.opened()
    code = desk.folder.renew_recovery(vault)
    assert vault.read(lambda tables: tables.audit.entries()[-1].action) == Action.RECOVERY_RENEWED
    vault.close()

    with pytest.raises(WrongRecoveryCode):
        desk.opened()
    for name in ("slots.json", "slots-copy.json", "recovery.json"):
        desk.folder.open_with_recovery(code).close()
        (desk.path / name).unlink()


def test_passphrases_stay_when_the_code_is_renewed(desk: Desk) -> None:
    vault = desk.opened()
    desk.folder.renew_recovery(vault)
    vault.close()

    desk.folder.open(NOOR.id, PASSPHRASE).close()


def test_a_code_counts_as_held_only_after_it_was_typed_back_and_until_it_is_renewed(desk: Desk) -> None:
    vault = desk.opened()
    assert not desk.folder.recovery_is_confirmed(vault)

    desk.folder.confirm_recovery(vault)
    assert vault.read(lambda tables: tables.audit.entries()[-1].action) == Action.RECOVERY_CONFIRMED
    vault.close()
    vault = desk.opened()
    assert desk.folder.recovery_is_confirmed(vault)

    desk.folder.renew_recovery(vault)
    assert not desk.folder.recovery_is_confirmed(vault)
    vault.close()
