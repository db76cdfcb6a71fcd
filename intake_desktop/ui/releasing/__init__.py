"""What leaves: the question to the resident for each receiver, told back before a yes counts."""

from intake_desktop.ui.releasing.screen import ReleaseScreen

__all__ = ["ReleaseScreen"]
