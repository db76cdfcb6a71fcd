"""Asking for a printer and for a file. Nothing readable is written unless the helper chose the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from intake_desktop.language import _
from intake_desktop.language.errors import N_, ActionableError
from intake_desktop.ui.printing.pages import Pages, send, set_up


class PrinterRefused(ActionableError):
    """The printer is off, away, or refuses (voice, 10.3)."""

    sentence = N_(
        "The printer does not work. The conversation is saved. Print again later, or copy by hand: day, time and telephone."
    )


class FileRefused(ActionableError):
    """The folder cannot be written to."""

    sentence = N_("The file could not be written there. Choose another place.")


def ask_printer(parent: QWidget) -> QPrinter | None:
    """The printer the helper chooses; None when they think better of it.

    Raises:
        PrinterRefused: there is no printer on this computer.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise PrinterRefused
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    dialog = QPrintDialog(printer, parent)
    # printing to a file would leave a readable sheet behind without the question that belongs to it
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def ask_file(parent: QWidget) -> Path | None:
    """The file the helper chooses; None when they think better of it. The proposed name says nothing about anybody."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save the sheet"), str(Path.home() / _("sheet.pdf")), "PDF (*.pdf)")
    return Path(chosen) if chosen else None


def print_pdf(pdf: bytes, printer: QPrinter) -> None:
    """Print a PDF from memory. Slow (0.2 s a page): from a worker thread.

    Raises:
        PrinterRefused: the printer did not take it.
    """
    pages = Pages(pdf)
    set_up(printer, pages)
    if not send(pages, printer):
        raise PrinterRefused


def write_file(pdf: bytes, path: Path) -> None:
    """Write the readable sheet where the helper chose.

    Raises:
        FileRefused: the place cannot be written to.
    """
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise FileRefused from error
