"""Lists beside the answers: CSV, XML and GeoJSON files, looked up by column."""

from __future__ import annotations

import pytest

from intake_desktop.forms import Interview, read_xform
from tests.forms.building import ask, standing_clock, xform


def _interview(name: str, content: str, value: str = "name") -> Interview:
    kind = "file-csv" if name.endswith("csv") else "file"
    body = (
        '<select1 ref="/data/a"><label>A</label><itemset nodeset="instance(\'l\')/root/item">'
        f'<value ref="{value}"/><label ref="label"/></itemset></select1>'
    )
    form = xform("<a/><b/>", lists=f'<instance id="l" src="jr://{kind}/{name}"/>', body=body + ask("b"))
    return Interview.begin(read_xform(form, {name: content.encode()}), now=standing_clock)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_file_is_read_whatever_stands_between_its_columns(delimiter: str) -> None:
    content = "\ufeff" + "\r\n".join(delimiter.join(row) for row in (("name", "label", "x"), ("n1", "One", "1"), ("n2", "Two")))

    offered = _interview("list.csv", content).choices("/data/a", "nl")

    assert [(one.value, one.label.value, one.extra) for one in offered] == [("n1", "One", {"x": "1"}), ("n2", "Two", {"x": ""})]


def test_cells_in_quotes_may_hold_commas_quotes_and_lines() -> None:
    offered = _interview("list.csv", 'name,label\nn1,"One, ""two""\nthree"\n').choices("/data/a", "nl")

    assert offered[0].label.value == 'One, "two"\nthree'


def test_an_xml_file_is_read() -> None:
    content = "<root><item><name>n1</name><label>One</label></item></root>"

    assert [one.value for one in _interview("list.xml", content).choices("/data/a", "nl")] == ["n1"]


def test_a_geojson_file_is_read_with_its_places_and_properties() -> None:
    content = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "p1", "geometry":'
        ' {"type": "Point", "coordinates": [4.3, 52]}, "properties": {"label": "Den Haag", "n": 1.0, "yes": true, "no": null}}]}'
    )

    (place,) = _interview("list.geojson", content, "id").choices("/data/a", "nl")

    assert (place.value, place.label.value) == ("p1", "Den Haag")
    assert place.extra == {"geometry": "52 4.3 0 0", "n": "1", "yes": "true", "no": ""}


def test_a_list_whose_file_is_missing_is_empty() -> None:
    form = xform("<a/>", lists='<instance id="l" src="jr://file-csv/none.csv"/>')

    interview = Interview.begin(read_xform(form), now=standing_clock)

    assert interview.evaluate("count(instance('l')/root/item)", "/data/a") == "0"
