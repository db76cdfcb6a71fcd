"""Dates and times. See intake_desktop.forms.dates for what a day number is."""

from __future__ import annotations

import math

from intake_desktop.forms import dates
from intake_desktop.forms.compiled import Change
from intake_desktop.forms.functions.registry import Takes, function
from intake_desktop.forms.scope import Scope
from intake_desktop.forms.values import Kind, Value, to_text

_CLOCK = frozenset({Change.CLOCK})


@function("today", gives=Kind.NUMBER, with_scope=True, changes=_CLOCK)
def today(scope: Scope) -> float:
    """ODK XForms: the day it is at the desk."""
    return dates.today(scope.world.now())


@function("now", gives=Kind.NUMBER, with_scope=True, changes=_CLOCK)
def now(scope: Scope) -> float:
    """ODK XForms: the moment it is at the desk."""
    return dates.now_number(scope.world.now())


@function("date", "date-time", takes=(Takes.VALUE,), gives=Kind.ANY, with_scope=True)
def date(scope: Scope, value: Value) -> Value:
    """ODK XForms: a text or a day number as a date; an empty text stays empty."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, dates.DayNumber):
        return value
    if isinstance(value, float):
        return dates.DayNumber.invalid() if math.isnan(value) else dates.from_number(value, scope.world.zone)
    text = to_text(value)
    return dates.from_loose_text(text, scope.world.zone) if text else ""


@function("decimal-date-time", takes=(Takes.VALUE,), gives=Kind.NUMBER, with_scope=True)
def decimal_date_time(scope: Scope, value: Value) -> float:
    """ODK XForms: the day number, with the time as a part of the day."""
    found = date(scope, value)
    return float(found) if isinstance(found, float) else math.nan


@function("decimal-time", takes=(Takes.TEXT,), gives=Kind.NUMBER, with_scope=True)
def decimal_time(scope: Scope, text: str) -> float:
    """ODK XForms: a time as a part of the day."""
    found = dates.time_of_day(text, scope.world.zone)
    return math.nan if found is None else found


@function("format-date", takes=(Takes.TEXT, Takes.TEXT), gives=Kind.STRING, with_scope=True)
def format_date(scope: Scope, text: str, pattern: str) -> str:
    """ODK XForms: a date written with %Y %y %m %n %b %d %e %a; empty when it is no date."""
    wall = dates.moment(text, scope.world.zone)
    return "" if wall is None else dates.formatted(wall, pattern, with_time=False)


@function("format-date-time", takes=(Takes.TEXT, Takes.TEXT), gives=Kind.STRING, with_scope=True)
def format_date_time(scope: Scope, text: str, pattern: str) -> str:
    """ODK XForms: as format-date(), with %H %h %M %S %3 for the time."""
    wall = dates.moment(text, scope.world.zone)
    return "" if wall is None else dates.formatted(wall, pattern, with_time=True)
