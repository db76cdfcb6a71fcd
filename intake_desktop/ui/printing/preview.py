"""The sheet as it will come out of the printer, page by page."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intake_desktop.language import _
from intake_desktop.ui.printing.pages import Pages
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Flow

_WIDEST = 760
"""Pixels at 100 %: wider than this a sheet is no easier to read."""


class PageView(QWidget):
    """One page, drawn from the PDF at the width it has, white in every palette: it is paper. Its words are its description."""

    def __init__(self, pages: Pages, number: int) -> None:
        super().__init__()
        self._pages = pages
        self._number = number
        self._drawn = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(round(_WIDEST * theme().scale))
        self.setObjectName(f"print.page.{number + 1}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Page {number} of {of}", number=number + 1, of=len(pages)))
        self.setAccessibleDescription(pages.text(number))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(80)
        self._rest.timeout.connect(self._draw)

    @property
    def drawn(self) -> QImage:
        """What is on the screen."""
        return self._drawn

    def hasHeightForWidth(self) -> bool:
        """Paper keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the page at a width."""
        points = self._pages.points(self._number)
        return round(width * points.height() / points.width())

    def sizeHint(self) -> QSize:
        """As wide as is easy to read."""
        width = round(_WIDEST * theme().scale)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """While the width changes the last drawing is stretched; at rest it is drawn again."""
        super().resizeEvent(event)
        if self._drawn.isNull():
            self._draw()
        else:
            self._rest.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The drawing, with a line around it so that white paper shows on a white ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._drawn)
        painter.setPen(theme().colour("line"))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))

    def _draw(self) -> None:
        self._drawn = self._pages.picture(self._number, max(1, round(self.width() * self.devicePixelRatioF())))
        self.update()


class Preview(Flow):
    """All pages below each other."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._views: list[PageView] = []
        self._sheets: list[QWidget] = []
        self.lines.setAlignment(Qt.AlignmentFlag.AlignTop)

    def views(self) -> list[PageView]:
        """The pages in view."""
        return list(self._views)

    def show_pages(self, pages: Pages) -> None:
        """Show another PDF; where one was scrolled to stays."""
        self.clear()
        self._views = [PageView(pages, number) for number in range(len(pages))]
        self._sheets = [_centred(view) for view in self._views]
        for sheet in self._sheets:
            self.lines.addWidget(sheet)

    def clear(self) -> None:
        """No sheet."""
        for gone in self._sheets:
            self.lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._views, self._sheets = [], []


def _centred(view: PageView) -> QWidget:
    """In the middle of the width that is left. An alignment would make the layout forget that paper keeps its shape."""
    around = QWidget()
    line = QHBoxLayout(around)
    line.setContentsMargins(0, 0, 0, 0)
    line.addStretch(1)
    line.addWidget(view, 1000)
    line.addStretch(1)
    return around
