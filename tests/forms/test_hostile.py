"""Forms written to harm: refused with a message, or run within bounds. Never a traceback, never a wait."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_desktop.forms import ExpressionRefused, FormRefused, Interview, read_xform
from intake_desktop.forms.engine import LONGEST_CALCULATION
from intake_desktop.forms.parser import parse
from tests.forms.building import ask, begin, bind, choice_list, repeat, standing_clock, xform

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9 if n else "&a;"}">' for n in range(12))
    + "]><x>&a11;</x>"
)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (BOMB, "entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "entities"),
        ("<a>" * 20_000 + "</a>" * 20_000, "nested deeper"),
        ("<a>" + "<b/>" * 1_000_001 + "</a>", "more than"),
        ("x" * 34_000_000, "larger than"),
        ("", "not well-formed"),
        ("<a", "not well-formed"),
        (b"\xff\xfe\xfd", "not well-formed"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "encoding"),
        ("<a/>", "no XForm"),
        ("<h><head><model/></head></h>", "no XForm"),
        ("<h><head><model><instance/></model></head></h>", "no XForm"),
    ],
    ids=["bomb", "external", "deep", "wide", "large", "empty", "cut", "binary", "encoding", "other", "no instance", "no root"],
)
def test_xml_that_is_no_form_is_refused_with_the_reason(source: str | bytes, reason: str) -> None:
    started = time.monotonic()

    with pytest.raises(FormRefused) as refused:
        read_xform(source)

    assert reason in refused.value.problems[0].message
    assert time.monotonic() - started < 30


def test_repeats_in_repeats_stop_growing() -> None:
    form = xform(
        '<n>1000000</n><r jr:template=""><s jr:template=""><q/></s></r>',
        body=repeat("r", repeat("r/s", ask("r/s/q"), attributes=' jr:count="/data/n"'), attributes=' jr:count="/data/n"'),
    )

    interview = begin(form)

    assert interview.repeat_count("/data/r") <= 1000
    assert len(interview.stored()) < 150_000


def test_a_repeat_that_counts_itself_ends() -> None:
    form = xform('<r jr:template=""><q/></r>', body=repeat("r", ask("r/q"), attributes=' jr:count="count(/data/r) + 1"'))

    assert begin(form).repeat_count("/data/r") <= 1000


def test_relevance_that_needs_itself_ends() -> None:
    form = xform(
        "<a/><b/>",
        bind("a", relevant="/data/b = ''"),
        bind("b", relevant="/data/a = ''"),
        body=ask("a") + ask("b"),
    )
    interview = begin(form)

    interview.answer("/data/a", "1")
    interview.answer("/data/b", "1")

    assert interview.submission()


def test_texts_that_double_are_cut_off() -> None:
    doubling = [bind(f"c{n}", calculate=f"concat(/data/c{n - 1}, /data/c{n - 1})") for n in range(1, 60)]
    data = "".join(f"<c{n}/>" for n in range(60))

    interview = begin(xform(data.replace("<c0/>", "<c0>xxxxxxxx</c0>"), *doubling))

    assert len(interview.node("/data/c59").value) == LONGEST_CALCULATION


@pytest.mark.parametrize("name", ["list.csv", "list.xml", "list.geojson", "list.pdf"])
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"\0", b"<a", b"{}", b'{"features": [{}]}', b"a,b\n" + b'"' * 100, b"[" * 5000]
)
def test_an_attached_file_that_is_broken_is_refused_or_empty(name: str, content: bytes) -> None:
    source = "jr://file-csv" if name.endswith("csv") else "jr://file"
    form = xform("<a/>", lists=f'<instance id="l" src="{source}/{name}"/>')

    with suppress(FormRefused):
        Interview.begin(read_xform(form, {name: content}), now=standing_clock)


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="/data.@*[]()'\"<>=!+-|, 123abcdiv mod and or not::$", max_size=60))
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    with suppress(ExpressionRefused):
        parse(text)


SOUND = xform(
    "<a>1</a><b/><r><c/></r>",
    bind("b", calculate="if(/data/a > 1, concat(/data/r/c, today()), 'x')", relevant="regex(/data/a, '[0-9]')"),
    bind("r/c", constraint=". != '' and position(..) < 3", required="selected(/data/a, '1')"),
    body=ask("a", 'A <output value="/data/b"/>') + repeat("r", ask("r/c"), attributes=' jr:count="/data/a"'),
    lists=choice_list("l", {"name": "x", "label": "X"}),
)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_form_with_letters_changed_is_refused_or_runs(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SOUND) - 1))
    length = data.draw(st.integers(0, 12))
    instead = data.draw(st.text(alphabet="<>/&\"'=()[]@. aβ0x", max_size=6))
    mutated = SOUND[:at] + instead + SOUND[at + length :]

    with suppress(FormRefused):
        interview = Interview.begin(read_xform(mutated), now=standing_clock)
        for ref in interview.stored():
            interview.label(ref, "nl")
        interview.outline()
        interview.violations()
        interview.entities()
        interview.submission()
