"""The recovery code on paper: straight to the printer, never as a file."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from intake_desktop.casework.people import ServicePoint
from intake_desktop.language import _
from intake_desktop.language.errors import N_, ActionableError
from intake_desktop.ui.theme import theme

_MARGIN = 25.0  # millimetres


class NoPrinter(ActionableError):
    """The operating system knows no printer."""

    sentence = N_("This computer knows no printer. Write the code down, and check every letter.")


def print_code(parent: QWidget, code: str, place: ServicePoint) -> bool:
    """Ask which printer, then print one page. False when the helper thinks better of it.

    Raises:
        NoPrinter: there is none.
    """
    if not QPrinterInfo.availablePrinters():
        raise NoPrinter
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    printer.setDocName("Intake Desktop")  # shows in the printer's queue: no name of anybody
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter(printer)
    paint_code(painter, QRectF(painter.viewport()), printer.resolution() / 72, code, place)
    painter.end()
    return True


def paint_code(painter: QPainter, page: QRectF, point: float, code: str, place: ServicePoint) -> None:
    """Paint the page.

    Args:
        painter: on the printer's page.
        page: where to paint, in the painter's units.
        point: one typographic point (1/72 inch) in the painter's units.
        code: in groups, as shown.
        place: the service point whose desk it opens.
    """
    lines = (
        (_("Recovery code of this desk"), 24, 2.0),
        (f"{place.name}, {place.district}", 14, 3.0),
        *((group, 30, 1.5) for group in _in_lines(code)),
        (_("With this code the desk opens when a passphrase is forgotten or the computer breaks."), 14, 2.2),
        (_("Keep this paper in a locked place, not with this computer."), 14, 2.0),
    )
    top = page.top()
    for text, size, leading in lines:
        font = QFont(theme().font())
        font.setPixelSize(round(size * point))
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        rect = QRectF(page.left(), top, page.width(), page.height() - (top - page.top()))
        taken = painter.boundingRect(rect, flags, text)
        painter.drawText(rect, flags, text)
        top += taken.height() + size * point * (leading - 1)


def _in_lines(code: str) -> tuple[str, ...]:
    groups = code.split("-")
    return tuple(" - ".join(groups[start : start + 4]) for start in range(0, len(groups), 4))
