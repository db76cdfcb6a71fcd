"""Texts in two languages at a time: labels, hints, guidance, messages, choices, values shown in between."""

from __future__ import annotations

from intake_desktop.forms import Text
from tests.forms.building import ask, begin, bind, choice_list, xform

ITEXT = (
    "<itext>"
    '<translation lang="Nederlands (nl)" default="true()">'
    '<text id="/data/a:label"><value>Hoe oud is <output value="/data/name"/>?</value>'
    '<value form="image">jr://images/cake.png</value></text>'
    '<text id="/data/a:hint"><value>In jaren</value><value form="guidance">Waarom wij dit vragen</value></text>'
    '<text id="/data/a:jr:constraintMsg"><value>Dat kan niet</value></text>'
    '<text id="l-0"><value>Ja</value></text><text id="l-1"><value>Nee, <output value="/data/name"/></value></text>'
    "</translation>"
    '<translation lang="العربية (ar)">'
    '<text id="/data/a:label"><value>كم عمر <output value="/data/name"/>؟</value></text>'
    '<text id="/data/a:hint"><value>-</value><value form="guidance">-</value></text>'
    '<text id="l-0"><value>نعم</value></text>'
    "</translation>"
    "</itext>"
)
LIST = choice_list("l", {"itextId": "l-0", "name": "yes"}, {"itextId": "l-1", "name": "no"})
BODY = (
    ask("name")
    + '<input ref="/data/a"><label ref="jr:itext(\'/data/a:label\')"/><hint ref="jr:itext(\'/data/a:hint\')"/></input>'
    + '<select1 ref="/data/b"><label>Plain</label>'
    + '<itemset nodeset="instance(\'l\')/root/item"><value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1>'
)
FORM = xform(
    "<name>Ans</name><a/><b/><shown/>",
    ITEXT,
    bind("a", type="int", constraint=". > 0", constraint_message="jr:itext('/data/a:jr:constraintMsg')"),
    bind("shown", calculate="jr:choice-name(/data/b, '/data/b')"),
    body=BODY,
    lists=LIST,
)


def test_a_form_tells_its_languages_by_code_and_its_default() -> None:
    definition = begin(FORM).definition

    assert definition.languages == ("nl", "ar")
    assert definition.default_language == "nl"


def test_two_languages_are_read_side_by_side() -> None:
    interview = begin(FORM)

    assert interview.label("/data/a", "nl") == Text("Hoe oud is Ans?", "nl")
    assert interview.label("/data/a", "ar") == Text("كم عمر Ans؟", "ar")
    assert interview.label("/data/a", "العربية (ar)").language == "ar"


def test_a_missing_translation_falls_back_to_the_default_language_and_says_so() -> None:
    interview = begin(FORM)

    assert interview.hint("/data/a", "ar") == Text("In jaren", "nl")
    assert interview.guidance("/data/a", "ar") == Text("Waarom wij dit vragen", "nl")
    assert interview.constraint_message("/data/a", "ar") == Text("Dat kan niet", "nl")
    assert interview.label("/data/a", "tr") == Text("Hoe oud is Ans?", "nl")
    assert [choice.label for choice in interview.choices("/data/b", "ar")] == [Text("نعم", "ar"), Text("Nee, Ans", "nl")]


def test_other_forms_of_a_label_are_kept() -> None:
    assert begin(FORM).media("/data/a", "ar", "image") == Text("jr://images/cake.png", "nl")


def test_a_question_without_a_hint_has_an_empty_one() -> None:
    interview = begin(FORM)

    assert interview.hint("/data/name", "nl").value == ""
    assert interview.guidance("/data/name", "nl").value == ""
    assert interview.label("/data/shown", "nl").value == ""


def test_a_label_is_told_to_read_differently_when_a_value_in_it_changes() -> None:
    interview = begin(FORM)

    changes = interview.answer("/data/name", "Bo")

    assert changes.labels == ("/data/a",)
    assert interview.label("/data/a", "ar").value == "كم عمر Bo؟"
    assert interview.choices("/data/b", "nl")[1].label.value == "Nee, Bo"


def test_the_name_of_a_choice_follows_the_answer_and_the_language() -> None:
    interview = begin(FORM)
    interview.answer("/data/b", "yes")
    assert interview.node("/data/shown").value == "Ja"

    assert interview.speak("ar").values == (("/data/shown", "نعم"),)
    assert interview.speak("ar").values == ()
    assert interview.evaluate("jr:choice-name('no', '/data/b')", "/data/a") == "Nee, Ans"


def test_a_form_without_translations_has_no_languages_and_its_own_words() -> None:
    interview = begin(xform("<a/>", body=ask("a", "Who?")))

    assert interview.definition.languages == ()
    assert interview.label("/data/a", "nl") == Text("Who?", "")


def test_choices_that_stand_in_the_form_have_labels_too() -> None:
    body = (
        '<select ref="/data/a"><label>A</label><item><label>One</label><value>1</value></item>'
        "<item><value>2</value></item></select>"
    )

    offered = begin(xform("<a/>", body=body)).choices("/data/a", "nl")

    assert [(choice.value, choice.label.value) for choice in offered] == [("1", "One"), ("2", "2")]
