"""Preview and print of the take-home sheet, from bytes in memory."""

from intake_desktop.ui.printing.screen import PrintScreen

__all__ = ["PrintScreen"]
