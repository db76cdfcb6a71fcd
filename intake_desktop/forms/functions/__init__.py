"""The functions of ODK XForms, a family a file. Importing this registers them all."""

from __future__ import annotations

from intake_desktop.forms.functions import booleans, dates, geo, nodes, numbers, selects, texts
from intake_desktop.forms.functions.registry import Call, PlainFunction, SpecialFunction, find

FAMILIES = (booleans, dates, geo, nodes, numbers, selects, texts)

__all__ = ["FAMILIES", "Call", "PlainFunction", "SpecialFunction", "find"]
