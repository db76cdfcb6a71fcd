"""Values to blocks: which line of the sheet looks how."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from intake_desktop.language import language
from intake_desktop.summary.values import Entry, ImportantDay, Line, Part, Quote, Section, Sheet, ThingsToBring, Twin
from intake_desktop.typeset import (
    BOLD,
    REGULAR,
    Block,
    Boxed,
    Columns,
    Gap,
    PageSize,
    Paragraph,
    Picture,
    Row,
    Rule,
    ShapedText,
    Span,
    Style,
    TickRow,
    Together,
    Writing,
    shape,
)

DUTCH = "nl"
SOFT = 0.3  # grey of what is read last; still 8 to 1 on white
_CALENDAR = "calendar-fill"
_HANDS = "handshake-fill"
_CARD = "identification-card-fill"
_DAY_SIZE = 1.4
_TITLE_SIZE = 1.7
_TITLE_LEADING = 1.4
_SOFT_SIZE = 0.95
_SOFT_LEADING = 1.4
_Shaped = dict[tuple[tuple[Part, ...], Writing, bool], ShapedText]


class Setter:
    """Makes paragraphs and rows of a sheet in one text size. What was shaped once serves every size."""

    def __init__(self, sheet: Sheet, size: float, page: PageSize, shaped: _Shaped) -> None:
        self.sheet = sheet
        self.size = size
        self.room = page.room
        self._shaped = shaped
        self._writings = {code: _writing(code) for code in {DUTCH, *sheet.languages}}
        # one line height for the whole sheet, so that twin lines stand beside each other all the way down
        self.leading = max(self._writings[code].leading for code in sheet.languages)
        self.columns = Columns(picture=size * 2.4, gap=size * 1.4, count=len(sheet.languages))

    @staticmethod
    def cache() -> _Shaped:
        """What setters of one sheet share. Thrown away with them: it holds what was promised."""
        return {}

    def style(self, scale: float = 1.0, *, grey: float = 0.0, role: str = "P", leading: float | None = None) -> Style:
        """A style relative to the text size of the sheet."""
        return Style(self.size * scale, leading or self.leading, grey, role)

    def paragraph(self, line: Line, style: Style, *, bold: bool = False) -> Paragraph:
        """A line of the sheet. Dutch that stands in for a missing translation is grey, on the side of its column."""
        writing = self._writings.get(line.language) or _writing(line.language)
        if line.stands_in:
            beside = self._writings[self.sheet.languages[-1]]
            return Paragraph(self._shape(line, writing, bold=bold), evolve(style, grey=SOFT), at_end=beside.rtl)
        return Paragraph(self._shape(line, writing, bold=bold), style)

    def row(self, twin: Twin, style: Style, *, bold: bool = False, picture: Picture | None = None) -> Row:
        """A twin side by side."""
        return Row(self.columns, tuple((self.paragraph(line, style, bold=bold),) for line in both(twin)), picture)

    def picture(self, name: str, shows: str, scale: float = 1.6) -> Picture:
        """A pictogram beside a line."""
        return Picture(name, self.size * scale, shows, DUTCH)

    def fitting(self, twin: Twin, scale: float, room: float) -> float:
        """The scale, or as much less as keeps both lines of a bold twin on one line each."""
        widest = max(self.paragraph(line, self.style(), bold=True).natural_width for line in both(twin))
        return min(scale, room / widest)

    def _shape(self, line: Line, writing: Writing, *, bold: bool) -> ShapedText:
        key = (line.parts, writing, bold)
        if key not in self._shaped:
            spans = tuple(Span(part.text, BOLD if bold or part.strong else REGULAR, part.language) for part in line.parts)
            self._shaped[key] = shape(spans, writing)
        return self._shaped[key]


def both(twin: Twin) -> tuple[Line, ...]:
    """The lines of a twin, Dutch first."""
    return (twin.dutch,) if twin.other is None else (twin.dutch, twin.other)


def sheet_blocks(setter: Setter) -> list[Block]:
    """Everything above the footer."""
    sheet = setter.sheet
    blocks: list[Block] = [*_top(setter)]
    if sheet.agreed:
        blocks += _quote(setter, sheet.agreed)
    for section in sheet.sections:
        blocks += _section(setter, section)
    if sheet.important_day:
        blocks += [Gap(setter.size * 0.7), _boxed_day(setter, sheet.important_day)]
    if sheet.bring:
        blocks += _bring(setter, sheet.bring, rule=sheet.important_day is None)
    for section in sheet.after:
        blocks += _section(setter, section)
    return blocks


def _top(setter: Setter) -> Iterator[Block]:
    sheet = setter.sheet
    scale = setter.fitting(sheet.title, _TITLE_SIZE, setter.columns.text(0, setter.room)[0][1])
    title = setter.style(scale, role="H1", leading=_TITLE_LEADING)
    yield setter.row(sheet.title, title, bold=True, picture=setter.picture(_HANDS, "twee handen: een afspraak", 1.9))
    soft = setter.style(_SOFT_SIZE, grey=SOFT, leading=_SOFT_LEADING)
    today = _with_practice(sheet.today, sheet.footer.practice) if sheet.footer.practice else sheet.today
    yield setter.row(today, soft)
    yield setter.row(sheet.helper, soft)
    if sheet.remark:
        yield Row(evolve(setter.columns, count=1), ((setter.paragraph(sheet.remark, setter.style()),),))
    if sheet.nothing:
        yield Rule(setter.size * 0.4, setter.size * 0.4)
        yield setter.row(sheet.nothing, setter.style())


def _with_practice(day: Twin, practice: Twin) -> Twin:
    lines = [
        Line((*today.parts, Part(" ("), *(evolve(part, strong=True) for part in mark.parts), Part(")")), today.language)
        for today, mark in zip(both(day), both(practice), strict=True)
    ]
    return Twin(*lines)


def _quote(setter: Setter, quote: Quote) -> Iterator[Block]:
    yield Rule(setter.size * 0.5, setter.size * 0.25)
    yield setter.row(quote.said, setter.style(_SOFT_SIZE, grey=SOFT, leading=_SOFT_LEADING))
    whole_width = evolve(setter.columns, count=1)
    for line in quote.lines:
        yield Row(whole_width, ((setter.paragraph(line, setter.style()),),))


def _section(setter: Setter, section: Section) -> Iterator[Block]:
    yield Rule(setter.size * 0.5, setter.size * 0.25)
    first, *others = section.entries
    heading = setter.row(section.heading, setter.style(role="H2"), bold=True)
    yield Together((heading, Gap(setter.size * 0.1), _entry(setter, first)))
    for entry in others:
        yield Gap(setter.size * 0.35)
        yield _entry(setter, entry)


def _entry(setter: Setter, entry: Entry) -> Row:
    cells: list[tuple[Paragraph, ...]] = [(setter.paragraph(line, setter.style()),) for line in both(entry.sentence)]
    if entry.note:
        cells[-1] = (*cells[-1], setter.paragraph(entry.note, setter.style(0.8, grey=SOFT)))
    return Row(setter.columns, tuple(cells), setter.picture(entry.pictogram, entry.shows))


def _boxed_day(setter: Setter, day: ImportantDay) -> Boxed:
    padding = setter.size * 0.9
    inner = setter.columns.text(0, setter.room - 2 * padding)[0][1]
    scale = setter.fitting(day.day, _DAY_SIZE, inner)
    calendar = setter.picture(_CALENDAR, "kalender", 2.2)
    rows = [
        setter.row(day.heading, setter.style(_SOFT_SIZE, grey=SOFT, role="H2")),
        setter.row(day.day, setter.style(scale, leading=setter.leading), bold=True, picture=calendar),
    ]
    if day.detail:
        rows.append(setter.row(day.detail, setter.style(1.1)))
    return Boxed(tuple(rows), padding)


def _bring(setter: Setter, bring: ThingsToBring, *, rule: bool) -> Iterator[Block]:
    yield Rule(setter.size * 0.5, setter.size * 0.25) if rule else Gap(setter.size * 0.5)
    key = object()
    rows = [_tick_row(setter, item, key, first=index == 0) for index, item in enumerate(bring.items)]
    yield Together((setter.row(bring.heading, setter.style(role="H2"), bold=True), Gap(setter.size * 0.1), rows[0]))
    yield from rows[1:]


def _tick_row(setter: Setter, item: Twin, key: object, *, first: bool) -> TickRow:
    cells = tuple(setter.paragraph(line, setter.style()) for line in both(item))
    return TickRow(setter.columns, cells, key, setter.picture(_CARD, "pasje") if first else None)


def _writing(code: str) -> Writing:
    found = language(code)
    return Writing(code, found.rtl, found.font)
