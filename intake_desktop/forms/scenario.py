"""Scenario files (`xforms-case/1`): how a form must behave, told in steps that any engine can run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from attrs import define, frozen

from intake_desktop.forms.convert import convert_xlsform
from intake_desktop.forms.dates import named_zone
from intake_desktop.forms.errors import ExpressionRefused, FormRefused, NodeIsReadonly, UnknownNode
from intake_desktop.forms.interview import Interview
from intake_desktop.forms.reading import read_xform
from intake_desktop.forms.xml import local, read_xml

FORMAT = "xforms-case/1"
_POSITION = re.compile(r"\[\d+\]$")


@frozen
class CaseResult:
    """Whether a scenario holds, and where not."""

    passed: bool
    message: str = ""


class _DoesNotHold(Exception):
    """A step expects something else."""


def run_case(path: Path) -> CaseResult:
    """Run a scenario file. Whatever is wrong with it is a message."""
    try:
        case = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(case, dict) or case.get("format") != FORMAT:
            return CaseResult(passed=False, message=f"not a scenario file ({FORMAT})")
        _Run.of(case, path).steps(case["steps"])
    except _DoesNotHold as failed:
        return CaseResult(passed=False, message=str(failed))
    except FormRefused as refused:
        return CaseResult(passed=False, message="; ".join(problem.message for problem in refused.problems))
    except (UnknownNode, NodeIsReadonly, ExpressionRefused) as failed:
        return CaseResult(passed=False, message=f"{type(failed).__name__}: {failed}")
    except (OSError, UnicodeError, ValueError, KeyError, TypeError, AttributeError) as failed:
        return CaseResult(passed=False, message=f"the file cannot be run: {type(failed).__name__}: {failed}")
    return CaseResult(passed=True)


def _form(case: Mapping[str, Any], path: Path) -> str:
    if "form_xml" in case:
        return str(case["form_xml"])
    file = path.parent / str(case["form"])
    if file.suffix == ".xml":
        return file.read_text(encoding="utf-8")
    content: str | bytes = file.read_bytes() if file.suffix.startswith(".xls") else file.read_text(encoding="utf-8")
    return convert_xlsform(content, file_type=file.suffix[1:], name=file.stem)


@define
class _Run:
    interview: Interview
    now: Callable[[], datetime]
    language: str

    @classmethod
    def of(cls, case: Mapping[str, Any], path: Path) -> _Run:
        attachments = {name: str(content).encode() for name, content in case.get("attachments", {}).items()}
        definition = read_xform(_form(case, path), attachments)
        zone: tzinfo | None = named_zone(case["timezone"]) if "timezone" in case else None

        def now() -> datetime:
            return datetime.now(zone) if zone is not None else datetime.now().astimezone()

        if "edit_instance" in case:
            interview = Interview.edit(definition, str(case["edit_instance"]), now=now)
        else:
            interview = Interview.begin(definition, now=now)
        return cls(interview, now, definition.default_language)

    def steps(self, steps: list[Mapping[str, Any]]) -> None:
        for number, step in enumerate(steps, 1):
            operation = getattr(self, f"_{step['op']}", None)
            if operation is None:
                raise _DoesNotHold(f"step {number}: there is no step {step['op']!r}")
            try:
                operation(step)
            except _DoesNotHold as failed:
                raise _DoesNotHold(f"step {number} ({step['op']} {step.get('ref', '')}): {failed}") from None

    def _set(self, step: Mapping[str, Any]) -> None:
        self.interview.answer(step["ref"], str(step["value"]))

    def _add_repeat(self, step: Mapping[str, Any]) -> None:
        self.interview.add_repeat(step["ref"])

    def _remove_repeat(self, step: Mapping[str, Any]) -> None:
        self.interview.remove_repeat(step["ref"])

    def _language(self, step: Mapping[str, Any]) -> None:
        self.language = str(step["name"])
        self.interview.speak(self.language)

    def _reopen(self, _step: Mapping[str, Any]) -> None:
        xml = self.interview.submission()
        self.interview = Interview.edit(self.interview.definition, xml, now=self.now)

    def _expect(self, step: Mapping[str, Any]) -> None:
        ref = step["ref"]
        for name in ("relevant", "readonly", "required", "valid", "violation"):
            if name in step:
                _same(name, getattr(self.interview.node(ref), name), step[name])
        if "value" in step:
            _same("value", self._value(step), step["value"])
        for name in ("label", "hint"):
            if name in step:
                _same(name, getattr(self.interview, name)(ref, self.language).value, step[name] or "")
        for name in ("constraint", "required"):
            if f"{name}_message" in step:
                _same(f"{name}_message", self._message(ref, name), step[f"{name}_message"])

    def _value(self, step: Mapping[str, Any]) -> str:
        if "expression" in step:
            return self.interview.evaluate(step["expression"], step["ref"])
        return self.interview.node(step["ref"]).value

    def _message(self, ref: str, violation: str) -> str | None:
        """The message that shows now: none while the node does not break that rule."""
        if self.interview.node(ref).violation != violation:
            return None
        return getattr(self.interview, f"{violation}_message")(ref, self.language).value or None

    def _expect_choices(self, step: Mapping[str, Any]) -> None:
        offered = self.interview.choices(step["ref"], self.language)
        if "choices" in step:
            found: list[Any] = [[choice.value, choice.label.value] for choice in offered]
            wanted = [list(pair) for pair in step["choices"]]
        else:
            found, wanted = [choice.value for choice in offered], list(step["values"])
        if step.get("any_order"):
            found, wanted = sorted(found), sorted(wanted)
        _same("choices", found, wanted)

    def _expect_repeat_count(self, step: Mapping[str, Any]) -> None:
        _same("count", self.interview.repeat_count(_POSITION.sub("", step["ref"])), step["count"])

    def _expect_submission(self, step: Mapping[str, Any]) -> None:
        found = _shape(read_xml(self.interview.submission()).root)
        _same("submission", found, _shape(read_xml(step["xml"]).root))


def _same(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise _DoesNotHold(f"{what} is {found!r}, not {wanted!r}")


def _shape(element: Element) -> tuple[str, tuple[tuple[str, str], ...], str, tuple[object, ...]]:
    """An element without namespace declarations, prefixes and the order of attributes."""
    attributes = tuple(sorted((local(name), value) for name, value in element.attrib.items()))
    inner = tuple(_shape(one) for one in element)
    return local(element.tag), attributes, (element.text or "").strip() if not inner else "", inner
