"""The foot of every page: whom to call, at what hours, what to do in danger, whose sheet it is."""

from __future__ import annotations

from attrs import evolve

from intake_desktop.language import isolate
from intake_desktop.summary.sentences import value
from intake_desktop.summary.setting import DUTCH, SOFT, Setter, both
from intake_desktop.summary.values import Line, Part
from intake_desktop.typeset import Block, Paragraph, Row, Rule

_PHONE = "phone-fill"
_SMALL = 0.85
_URGENT = 0.95
_WHEREABOUTS = 0.92
_TIGHT = 1.3


def footer_blocks(setter: Setter, page: int, pages: int) -> list[Block]:
    """The footer of a page, counted from 1. It is as high on every page of more than one."""
    footer = setter.sheet.footer
    urgent = setter.style(_URGENT)
    blocks: list[Block] = [
        Rule(setter.size * 0.4, setter.size * 0.25),
        _call_us(setter),
        _whereabouts(setter),
        Rule(setter.size * 0.3, setter.size * 0.2),
        *(setter.row(line, urgent) for line in footer.emergency),
        Rule(setter.size * 0.2, setter.size * 0.2),
        _last_words(setter),
    ]
    if pages > 1:
        blocks.append(_page_numbers(setter, page, pages))
    return blocks


def _call_us(setter: Setter) -> Row:
    """The heading in both languages; the number below the Dutch one, where the others often go on."""
    footer = setter.sheet.footer
    heading = setter.style(role="H2")
    phone = setter.paragraph(Line((value(footer.service_point.phone, strong=True),), DUTCH), setter.style(1.3, leading=_TIGHT))
    cells: list[tuple[Paragraph, ...]] = [(setter.paragraph(line, heading, bold=True),) for line in both(footer.heading)]
    if footer.service_point.phone:
        cells[0] = (*cells[0], phone)
    return Row(setter.columns, tuple(cells), setter.picture(_PHONE, "telefoon", 1.8))


def _whereabouts(setter: Setter) -> Row:
    """Name, address and hours over the whole width: a name may be long, and nobody translates opening hours."""
    point = setter.sheet.footer.service_point
    tight = setter.style(_WHEREABOUTS, leading=_TIGHT)
    address = "".join(f", {one}" for one in (point.address, point.district) if one)
    lines = [Line((Part(point.name, strong=True), Part(address)), DUTCH), Line((Part(point.hours),), DUTCH)]
    return Row(evolve(setter.columns, count=1), (tuple(setter.paragraph(line, tight) for line in lines if line.text),))


def _last_words(setter: Setter) -> Row:
    """Whose sheet this is; that nobody checked the translation."""
    footer = setter.sheet.footer
    style = setter.style(_SMALL, grey=SOFT, leading=max(_TIGHT, setter.leading - 0.15))
    cells: list[tuple[Paragraph, ...]] = [(setter.paragraph(line, style),) for line in both(footer.owner)]
    if footer.not_reviewed:
        cells[-1] = (*cells[-1], setter.paragraph(footer.not_reviewed, style))
    return Row(setter.columns, tuple(cells))


def _page_numbers(setter: Setter, page: int, pages: int) -> Row:
    footer = setter.sheet.footer
    cells = []
    for index, (code, pattern) in enumerate(zip(setter.sheet.languages, footer.page_patterns, strict=True)):
        parts = [Part(pattern.format(page=isolate(str(page)), pages=isolate(str(pages))))]
        if footer.practice:
            parts += [Part(" ("), *both(footer.practice)[index].parts, Part(")")]
        cells.append((setter.paragraph(Line(tuple(parts), code), setter.style(_SMALL)),))
    return Row(setter.columns, tuple(cells))
