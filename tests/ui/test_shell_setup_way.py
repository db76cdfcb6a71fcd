from __future__ import annotations

import pytest

from intake_desktop.ui.setup.way import STEPS, SetUpWay, Step


@pytest.fixture
def way() -> SetUpWay:
    made = SetUpWay()
    for name, value in {"name": "Wijkcentrum Oefenplein", "address": "Oefenplein 1", "phone": "070 000 00 00"}.items():
        made.put(name, value)
    return made


def test_nobody_goes_on_while_something_is_missing() -> None:
    way = SetUpWay()

    assert way.go_on() is Step.PLACE
    assert way.missing() == ("name", "address", "phone")


def test_spaces_are_no_answer(way: SetUpWay) -> None:
    way.put("phone", "   ")

    assert way.missing() == ("phone",)


def test_going_back_loses_nothing(way: SetUpWay) -> None:
    way.go_on()
    way.put("first_name", "Karin")

    way.go_back()
    way.go_on()

    assert way.get("first_name") == "Karin"
    assert way.service_point().name == "Wijkcentrum Oefenplein"


def test_once_the_desk_is_made_its_answers_stand(way: SetUpWay) -> None:
    way.step, way.made = Step.CODE, True

    assert way.go_back() is Step.CODE


def test_the_code_can_be_looked_at_again_while_typing_it(way: SetUpWay) -> None:
    way.step, way.made = Step.CHECK, True

    assert way.go_back() is Step.CODE


def test_the_passphrase_is_not_kept_after_the_desk_is_made(way: SetUpWay) -> None:
    way.put("passphrase", "Egel vouwt zeven wafels")

    way.forget_secrets()

    assert way.get("passphrase") == ""


def test_the_last_step_is_the_last() -> None:
    assert SetUpWay(step=STEPS[-1]).go_on() is STEPS[-1]
