"""Our forms are Dutch; their translations come from catalogs."""

from __future__ import annotations

from intake_desktop.forms import Interview, convert_xlsform, messages, read_xform, with_languages
from tests.forms.building import standing_clock

FORM = r"""
# a comment
| settings |
| | form_title | form_id |
| | Proef | proef |

| survey |
| | type | name | label | hint | guidance_hint | constraint | constraint_message | required | required_message |
| | select_one yes_no | a | Woont u alleen \| samen? | Een hint | Waarom | . != 'x' | Dat kan niet | yes | Dit moet |
| | text | b | Uw naam, ${a}? |  |  |  |  |  |  |

| choices |
| | list_name | name | label | icon |
| | yes_no | ja | Ja | check |
| | yes_no | nee | Nee |  |
"""
ENGLISH = {"Woont u alleen | samen?": "Alone | together?", "Een hint": "A hint", "Ja": "Yes", "Dat kan niet": "That cannot be"}


def test_every_text_that_people_read_is_a_message_with_its_place() -> None:
    found = [(message.sheet, message.row, message.column, message.text) for message in messages(FORM)]

    assert found == [
        ("survey", 2, "label", "Woont u alleen | samen?"),
        ("survey", 2, "hint", "Een hint"),
        ("survey", 2, "guidance_hint", "Waarom"),
        ("survey", 2, "constraint_message", "Dat kan niet"),
        ("survey", 2, "required_message", "Dit moet"),
        ("survey", 3, "label", "Uw naam, ${a}?"),
        ("choices", 2, "label", "Ja"),
        ("choices", 3, "label", "Nee"),
    ]


def _translated() -> Interview:
    markdown = with_languages(FORM, {"en": ENGLISH.get, "ar": lambda _text: None})
    definition = read_xform(convert_xlsform(markdown, file_type="md", name="proef"))
    return Interview.begin(definition, now=standing_clock)


def test_translations_become_languages_of_the_form_with_dutch_as_the_default() -> None:
    interview = _translated()

    assert interview.definition.default_language == "nl"
    assert set(interview.definition.languages) == {"nl", "en"}, "a language without any translation is none of the form's"
    label = interview.label("/data/a", "en")
    assert (label.value, label.language) == ("Alone | together?", "en")
    assert interview.label("/data/a", "nl").value == "Woont u alleen | samen?"


def test_a_text_without_a_translation_is_shown_in_dutch_and_says_so() -> None:
    interview = _translated()

    assert interview.label("/data/a", "ar").language == "nl"
    assert (interview.guidance("/data/a", "en").value, interview.guidance("/data/a", "en").language) == ("Waarom", "nl")
    assert interview.constraint_message("/data/a", "en").value == "That cannot be"
    assert interview.required_message("/data/a", "en").value == "Dit moet"
    offered = interview.choices("/data/a", "en")
    assert [(choice.label.value, choice.label.language) for choice in offered] == [("Yes", "en"), ("Nee", "nl")]
    assert offered[0].extra == {"icon": "check"}


def test_values_in_a_text_stay_values_in_every_language() -> None:
    interview = _translated()

    interview.answer("/data/a", "ja")

    assert interview.label("/data/b", "nl").value == "Uw naam, ja?"


def test_a_form_that_brings_its_own_translation_keeps_it() -> None:
    form = "| survey |\n| | type | name | label | label::English (en) |\n| | text | a | Naam | Own words |\n"

    written = with_languages(form, {"en": lambda _text: "From the catalog"})

    assert [message.text for message in messages(form)] == ["Naam"]
    assert "Own words" in written
    assert "From the catalog" not in written


def test_a_translation_over_several_lines_stays_in_its_cell() -> None:
    form = "| survey |\n| | type | name | label |\n| | text | a | Naam |\n"

    written = with_languages(form, {"en": lambda _text: "Two\nlines | and a bar"})

    assert r"| Two lines \| and a bar |" in written
