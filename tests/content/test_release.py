"""What may leave, in bundles in words, and what never leaves."""

from __future__ import annotations

from tests.content.conftest import Asked, Form


def covers(fields: list[str], asked: Asked) -> bool:
    return any(asked.ref == field or asked.ref.startswith(f"{field}/") for field in fields)


def test_every_question_is_in_one_bundle_or_never_leaves(form: Form) -> None:
    release = form.toml("release.toml")

    for asked in form.questions():
        homes = [bundle["id"] for bundle in release["bundle"] if covers(bundle["fields"], asked)]
        homes += ["never"] * covers(release["never"], asked)
        assert len(homes) == 1, (asked.ref, homes)


def test_every_field_that_is_named_is_a_place_in_the_form(form: Form) -> None:
    release = form.toml("release.toml")
    refs = {asked.ref for asked in form.rows()}

    for field in [*release["never"], *(field for bundle in release["bundle"] for field in bundle["fields"])]:
        assert field in refs


def test_who_sat_there_home_and_notes_of_helpers_never_leave(form: Form) -> None:
    never = form.toml("release.toml")["never"]

    for asked in form.questions():
        if "helper_only" in asked.row.get("appearance", "") or asked.section == "home":
            assert covers(never, asked), asked.ref


def test_no_text_about_leaving_tells_that_there_was_something_about_home(form: Form) -> None:
    release = form.toml("release.toml")
    said = " ".join([*release["consent"].values(), *(bundle["label"] for bundle in release["bundle"])])

    assert "thuis" not in said.lower()


def test_how_to_reach_somebody_safely_always_travels(form: Form) -> None:
    always = [bundle for bundle in form.toml("release.toml")["bundle"] if bundle.get("always")]

    assert [bundle["fields"] for bundle in always] == [["/data/person/reach"]]
