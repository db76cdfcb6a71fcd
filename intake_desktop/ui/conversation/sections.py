"""The sections of the conversation, each with its state in a shape and a word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_desktop.desk.views import SectionState, SectionView
from intake_desktop.language import _
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Flow, icon, label
from intake_desktop.ui.widgets.filled import FilledButton

_SHAPES = {
    SectionState.NOT_YET: ("circle", "soft"),
    SectionState.BUSY: ("circle-half-fill", "accent"),
    SectionState.DONE: ("check-circle-fill", "accent"),
    SectionState.NOT_DISCUSSED: ("minus-circle", "soft"),
}
_BAR = 4.0


def state_words(view: SectionView) -> str:
    """How far a section is, in words; empty for one that was not begun."""
    match view.state:
        case SectionState.NOT_YET:
            return ""
        case SectionState.BUSY:
            return _("busy · {answered} of {of}", answered=view.answered, of=view.of)
        case SectionState.DONE:
            return _("done")
        case SectionState.NOT_DISCUSSED:
            return _("not discussed")


class SectionRow(FilledButton):
    """One section: goes there when pressed. The current one lies on a surface with a bar before it."""

    def __init__(self) -> None:
        super().__init__("section", across=3, down=theme().space(2) - 1)
        self.ref = ""
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._shape = icon("circle", "soft", 18)
        self._name = label("", "body")
        self._state = label("", "soft")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._state)
        self.line.addWidget(self._shape)
        self.line.addLayout(words, 1)
        self.settle()

    def show_section(self, view: SectionView) -> None:
        """Draw a section."""
        words = state_words(view)
        self.ref = view.ref
        self._current = view.current
        self._shape.show_glyph(*_SHAPES[view.state])
        if self._name.text() != view.label:
            self._name.setText(view.label)
        self._name.set_role("strong" if view.current else "body")
        if self._state.text() != words:
            self._state.setText(words)
        self._state.setVisible(bool(words))
        here = _("you are here") if view.current else ""
        self.setAccessibleName(view.label)
        self.setAccessibleDescription(", ".join(part for part in (words or _("not yet"), here) if part))
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The row under the pointer is drawn differently."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface; the words stand on it as labels."""
        if not (self._current or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(area, theme().radius("control"), theme().radius("control"))
        painter.fillPath(path, theme().colour("surface" if self._current else "sunken"))
        if self._current:
            bar = QRectF(area.left(), area.top(), _BAR, area.height())
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                bar.moveRight(area.right())
            painter.save()
            painter.setClipPath(path)
            painter.fillRect(bar, theme().colour("accent"))
            painter.restore()
            painter.setPen(theme().colour("line"))
            painter.drawPath(path)


class SectionList(QWidget):
    """All sections. Rows are made once."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[SectionRow] = []
        self._shown: tuple[SectionView, ...] = ()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space(2))
        lines.addWidget(label(_("Conversation").upper(), "head"))
        self._flow = Flow(spacing=0)
        self._flow.lines.addStretch(1)
        lines.addWidget(self._flow, 1)

    @property
    def rows(self) -> list[SectionRow]:
        """The rows in view, in order."""
        return self._rows[: len(self._shown)]

    def begin(self) -> None:
        """The focus goes to the section the helper is in."""
        for made, view in zip(self._rows, self._shown, strict=False):
            if view.current:
                made.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_words(self) -> str:
        """The section the helper is in and how far it is, in one line."""
        here = next((view for view in self._shown if view.current), None)
        return " · ".join(part for part in (here.label, state_words(here)) if part) if here else ""

    def show_sections(self, views: Sequence[SectionView]) -> None:
        """Draw the sections; a row whose section did not change is left alone."""
        for number in range(len(self._rows), len(views)):
            made = SectionRow()
            made.setObjectName(f"conversation.section.{number + 1}")
            made.clicked.connect(lambda _checked=False, made=made: self.chosen.emit(made.ref))
            self._rows.append(made)
            self._flow.lines.insertWidget(len(self._rows) - 1, made)
        for number, made in enumerate(self._rows):
            made.setVisible(number < len(views))
            if number < len(views) and views[number : number + 1] != self._shown[number : number + 1]:
                made.show_section(views[number])
        self._shown = tuple(views)
        for made, view in zip(self._rows, views, strict=False):
            if view.current:
                self._flow.ensureWidgetVisible(made)
