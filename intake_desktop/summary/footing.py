"""The foot of every page: whom to call, at what hours, what to do in danger, whose sheet it is."""

from __future__ import annotations

from attrs import evolve

from intake_desktop.language import isolate
from intake_desktop.summary.setting import DUTCH, SOFT, Setter, both
from intake_desktop.summary.values import Line, Part
from intake_desktop.typeset import Block, Paragraph, Row, Rule

_PHONE = "phone-fill"
_SMALL = 0.85
_TIGHT = 1.3


def footer_blocks(setter: Setter, page: int, pages: int) -> list[Block]:
    """The footer of a page, counted from 1. It is as high on every page of more than one."""
    footer = setter.sheet.footer
    small = setter.style(_SMALL)
    blocks: list[Block] = [
        Rule(setter.size * 0.4, setter.size * 0.3),
        setter.row(footer.heading, setter.style(role="H2"), bold=True, picture=setter.picture(_PHONE, "telefoon", 1.8)),
        _whereabouts(setter),
        Rule(setter.size * 0.3, setter.size * 0.2),
        *(setter.row(line, small) for line in footer.emergency),
        Rule(setter.size * 0.2, setter.size * 0.2),
        _last_words(setter),
    ]
    if pages > 1:
        blocks.append(_page_numbers(setter, page, pages))
    return blocks


def _whereabouts(setter: Setter) -> Row:
    """Name, phone, address and hours over the whole width: a name may be long, and nobody translates opening hours."""
    point = setter.sheet.footer.service_point
    tight = setter.style(leading=_TIGHT)
    phone = Line((Part(isolate(point.phone), strong=True), Part("  ·  "), Part(point.name, strong=True)), DUTCH)
    where = Line((Part(" · ".join(one for one in (point.address, point.district) if one)),), DUTCH)
    lines: list[Paragraph] = [
        setter.paragraph(phone, setter.style(1.15, leading=_TIGHT)),
        setter.paragraph(where, tight),
        setter.paragraph(Line((Part(point.hours),), DUTCH), tight),
    ]
    return Row(evolve(setter.columns, count=1), (tuple(line for line in lines if line.shaped.text),))


def _last_words(setter: Setter) -> Row:
    """Whose sheet this is; that nobody checked the translation."""
    footer = setter.sheet.footer
    style = setter.style(_SMALL, grey=SOFT, leading=max(_TIGHT, setter.leading - 0.15))
    cells = [(setter.paragraph(line, style),) for line in both(footer.owner)]
    if footer.not_reviewed:
        cells[-1] = (*cells[-1], setter.paragraph(footer.not_reviewed, style))
    return Row(setter.columns, tuple(cells))


def _page_numbers(setter: Setter, page: int, pages: int) -> Row:
    footer = setter.sheet.footer
    cells = []
    for index, (code, pattern) in enumerate(zip(setter.sheet.languages, footer.page_patterns, strict=True)):
        parts = [Part(pattern.format(page=isolate(str(page)), pages=isolate(str(pages))))]
        if footer.practice:
            parts += [Part(" · "), *both(footer.practice)[index].parts]
        cells.append((setter.paragraph(Line(tuple(parts), code), setter.style(_SMALL)),))
    return Row(setter.columns, tuple(cells))
