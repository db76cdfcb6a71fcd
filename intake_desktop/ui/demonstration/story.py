"""The intake of an invented household: Amal Voorbeeld speaks and reads Arabic and brings a letter about the rent.

Everybody and everything in it is made up. The words in Arabic are what such a resident might say; no speaker has read them yet.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from attrs import frozen


class Saying(StrEnum):
    """What is said instead of an answer, by the key that notes it."""

    DO_NOT_KNOW = "F6"
    RATHER_NOT_SAY = "F7"
    NOT_DISCUSSED = "F8"


Told = str | Saying
"""A question's answer as a helper gives it: the choices' values (space-separated), typed words, or a non-answer."""


@frozen
class Person:
    """Somebody in the household, by the questions about them."""

    answers: dict[str, Told]


@frozen
class Story:
    """All that is told, by the last part of a question's reference. A question that is not here is passed over."""

    answers: dict[str, Told]
    persons: tuple[Person, ...]
    promises: tuple[Promised, ...]
    bring: tuple[str, ...]
    bundles: tuple[str, ...]


@frozen
class Promised:
    """A promise as it is made in the box, by the id of its sentence."""

    phrase: str
    who: str
    day: date
    time: str = ""
    slots: tuple[str, ...] = ()


def story(today: date) -> Story:
    """The story, told on a day: its dates lie around it."""
    return Story(
        answers={
            "who_is_here": "alleen",
            "haste": "brief",
            "urgent_letter": "deurwaarder",
            "urgent_day": _typed(today + timedelta(days=10)),
            "request": "وصلتني رسالة من المحضر القضائي بسبب الإيجار. لا أفهم ما يجب أن أفعل.",
            "wished_effect": "أريد أن أبقى في بيتي مع أولادي.",
            "resident_name": "Amal Voorbeeld",
            "reach": "bellen",
            "phone": "06 12 34 56 78",
            "birth_date": "14-3-1981",
            "lives_with_others": "ja",
            "letters_goes": "gaat_moeilijk",
            "letter_topic": "wonen",
            "money_goes": "gaat_moeilijk",
            "income": "bijstand toeslag",
            "income_amount": "1450",
            "debts_goes": "gaat_moeilijk",
            "debt": "huur",
            "housing_goes": "gaat_moeilijk",
            "day_goes": "gaat_goed",
            "would_like_to_do": "أحب أن أعمل في مطبخ من جديد.",
            "health_goes": Saying.RATHER_NOT_SAY,
            "family_goes": "gaat_goed",
            "people_goes": Saying.DO_NOT_KNOW,
            "home_goes": "gaat_goed",
            "digital_goes": Saying.NOT_DISCUSSED,
            "agreed_words": "نتصل بمالك البيت ونطلب وقتا أكثر.",
            "help_level": "samen",
        },
        persons=(
            Person({"member_name": "Noor", "member_is": "kind", "relation": "eigen_kind", "member_birth_date": "2-9-2014"}),
            Person({"member_name": "Sami", "member_is": "kind", "relation": "eigen_kind", "member_birth_date": "21-1-2018"}),
        ),
        promises=(
            Promised("call_landlord", "Karin", today),
            Promised("bring", "Amal Voorbeeld", _weekday(today, 3), slots=("uw huurcontract",)),
            Promised("come_back", "Amal Voorbeeld", _weekday(today, 3), "10.30"),
        ),
        bring=("identity", "rental_contract", "letters"),
        bundles=("contact", "request", "haste", "household", "debts", "agreed"),
    )


def _typed(day: date) -> str:
    """A date as a helper types it: 26-11-2026."""
    return f"{day.day}-{day.month}-{day.year}"


def _weekday(today: date, after: int) -> date:
    """The first working day so many days on: nobody comes back on a Sunday."""
    day = today + timedelta(days=after)
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day  # noqa: PLR2004 - Saturday and Sunday
