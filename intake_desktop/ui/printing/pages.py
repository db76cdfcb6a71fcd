"""The sheet's PDF as pictures: from bytes in memory to the screen and to the printer, never over the disk."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

POINTS_AN_INCH = 72.0
PRINTER_DOTS = 300
"""Dots an inch sent to the printer. Thin Arabic strokes stay whole at 300; 600 quadruples the work on a slow desk."""


class Pages:
    """A PDF opened from bytes. Keeps the buffer alive for as long as Qt reads from it."""

    def __init__(self, pdf: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument()
        self._document.load(self._buffer)

    def __len__(self) -> int:
        return int(self._document.pageCount())

    def points(self, page: int) -> QSizeF:
        """Size of a page in points (1/72 inch)."""
        points: QSizeF = self._document.pagePointSize(page)
        return points

    def text(self, page: int) -> str:
        """The words of a page, for a screen reader."""
        return str(self._document.getAllText(page).text())

    def picture(self, page: int, width: int) -> QImage:
        """A page drawn at a width in device pixels, on white."""
        points = self.points(page)
        size = QSize(width, round(width * points.height() / points.width()))
        drawn = self._document.render(page, size)
        white = QImage(size, QImage.Format.Format_RGB32)
        white.fill(0xFFFFFFFF)
        painter = QPainter(white)
        painter.drawImage(QPoint(0, 0), drawn)
        painter.end()
        return white


def set_up(printer: QPrinter, pages: Pages) -> None:
    """Give the printer the paper the sheet was made for; the sheet brings its own margins."""
    printer.setResolution(PRINTER_DOTS)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(pages.points(0), QPageSize.Unit.Point))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)


def send(pages: Pages, printer: QPrinter) -> bool:
    """Draw every page on the printer. False when the printer refused: nothing may then be called printed."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number in range(len(pages)):
        if number and not printer.newPage():
            painter.end()
            return False
        paper = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(paper, pages.picture(number, paper.width()))
    return painter.end() and printer.printerState() is not QPrinter.PrinterState.Error
