"""Small XForms for tests, and interviews of them on a clock that stands still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from intake_desktop.forms import FormDefinition, Interview, read_xform

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=AMSTERDAM)


def standing_clock() -> datetime:
    return MONDAY


def xform(data: str, *model: str, body: str = "", lists: str = "") -> str:
    """An XForm with this main instance, these elements in its model, and this body."""
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
        ' xmlns:jr="http://openrosa.org/javarosa" xmlns:entities="http://www.opendatakit.org/xforms/entities">'
        f'<h:head><h:title>A form</h:title><model><instance><data id="a-form" version="1">{data}</data></instance>'
        f"{lists}{''.join(model)}</model></h:head><h:body>{body}</h:body></h:html>"
    )


def bind(path: str, **attributes: str) -> str:
    """A bind; `constraint_message` and `preload` and such get their namespace."""
    names = {"constraint_message": "jr:constraintMsg", "required_message": "jr:requiredMsg", "preload": "jr:preload"}
    names |= {"preload_parameters": "jr:preloadParams", "save_to": "entities:saveto"}
    text = "".join(f' {names.get(name, name)}="{_escaped(value)}"' for name, value in attributes.items())
    return f'<bind nodeset="/data/{path}"{text}/>'


def ask(path: str, label: str = "A question", inside: str = "") -> str:
    return f'<input ref="/data/{path}"><label>{label}</label>{inside}</input>'


def repeat(path: str, *questions: str, attributes: str = "") -> str:
    return (
        f'<group ref="/data/{path}"><label>Persons</label>'
        f'<repeat nodeset="/data/{path}"{attributes}>{"".join(questions)}</repeat></group>'
    )


def choice_list(name: str, *rows: Mapping[str, str]) -> str:
    items = "".join(f"<item>{''.join(f'<{key}>{value}</{key}>' for key, value in row.items())}</item>" for row in rows)
    return f'<instance id="{name}"><root>{items}</root></instance>'


def begin(form: str | FormDefinition, **properties: str) -> Interview:
    definition = read_xform(form) if isinstance(form, str) else form
    return Interview.begin(definition, now=standing_clock, properties=properties)


def evaluated(expression: str, data: str = "<a/>", lists: str = "", now: datetime = MONDAY) -> str:
    """The value of an expression, standing on /data/a."""
    interview = Interview.begin(read_xform(xform(data, lists=lists)), now=lambda: now)
    return interview.evaluate(expression, "/data/a")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
