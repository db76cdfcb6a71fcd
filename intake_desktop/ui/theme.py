"""Colours, sizes and spaces of the whole window, from resources/theme/tokens.toml."""

from __future__ import annotations

import string
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from intake_desktop.language import resources_folder
from intake_desktop.ui import fonts

PaletteName = Literal["system", "light", "dark", "contrast"]

_LARGEST = 2.0
_PIXELS_AN_INCH = 96.0


class Theme:
    """The tokens, in one palette and at one size. `apply` dresses the application; widgets ask the rest while they paint."""

    def __init__(self, tokens: Mapping[str, Any], palette: str = "light", scale: float = 1.0) -> None:
        self._tokens = tokens
        self.palette = palette
        self.scale = scale

    @classmethod
    def load(cls) -> Theme:
        """The tokens that come with the program, light and at 100 %."""
        return cls(tomllib.loads((theme_folder() / "tokens.toml").read_text(encoding="utf-8")))

    def colour(self, name: str) -> QColor:
        """A colour of the palette, by its name in tokens.toml."""
        return QColor(self._tokens["palette"][self.palette][name])

    def space(self, step: int) -> int:
        """A step of the spacing scale in pixels. Space grows half as fast as type, so that large type still fits."""
        return round(float(self._tokens["space"]["steps"][step]) * (1 + (self.scale - 1) / 2))

    def size(self, role: str) -> int:
        """Height of type in pixels for a role ("title", "body", ...)."""
        return round(float(self._tokens["type"][role]) * self.scale)

    def radius(self, name: str) -> int:
        """A corner radius in pixels."""
        return int(self._tokens["radius"][name])

    def apply(self, app: QApplication, palette: PaletteName = "system", scale: float | None = None) -> None:
        """Dress the application and follow the system from now on, where the palette is "system".

        Args:
            app: the application.
            palette: one of the palettes, or "system" for the system's own choice of light or dark.
            scale: 1.0 to 2.0; without it, taken from the system's font size.
        """
        hints = app.styleHints()
        self.palette = _of_the_system() if palette == "system" else palette
        self.scale = min(max(self._scale_of_the_system(app) if scale is None else scale, 1.0), _LARGEST)
        fonts.load_first()
        _now[:] = [self]
        app.setStyle("Fusion")
        app.setFont(self.font())
        app.setPalette(self._palette())
        app.setStyleSheet(self.sheet())
        if palette == "system":
            hints.colorSchemeChanged.connect(lambda _scheme: self._follow_the_system(app))

    def font(self, language: str | None = None, role: str = "body") -> QFont:
        """The font for a language and a role; without a language for Latin script, with Arabic behind it.

        Weight is an axis of the variable font: asked for as a weight, also by a style sheet, Qt finds no file and draws regular.
        """
        font = QFont(fonts.families(language))
        font.setPixelSize(self.size(role) if isinstance(self._tokens["type"].get(role), int) else self.size("body"))
        weight = self._tokens["type"]["weight"]
        if role in weight["roles"]:
            font.setVariableAxis(QFont.Tag("wght"), weight["heavy"])
        return font

    def sheet(self) -> str:
        """The style sheet with every token filled in."""
        values: dict[str, object] = dict(self._tokens["palette"][self.palette])
        values |= {f"size_{role}": self.size(role) for role, size in self._tokens["type"].items() if isinstance(size, int)}
        values |= {f"space_{step}": self.space(step) for step in range(len(self._tokens["space"]["steps"]))}
        values |= {f"radius_{name}": radius for name, radius in self._tokens["radius"].items()}
        values["radius_pill"] = (self.size("pill") + 2 * self.space(2)) // 2
        values["radius_radio"] = (self.size("name") + 4) // 2
        values["radio_ring"] = self.size("name") // 3
        values["radio_inside"] = self.size("name") + 4 - 2 * (self.size("name") // 3)
        drawings = theme_folder()
        values["arrow"] = (drawings / f"arrow-{self.palette}.svg").as_posix()
        values["check"] = (drawings / f"check-{self.palette}.svg").as_posix()
        return string.Template((drawings / "sheet.qss").read_text(encoding="utf-8")).substitute(values)

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "ground",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.PlaceholderText: "soft",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
        }
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        return palette

    def _follow_the_system(self, app: QApplication) -> None:
        if theme() is not self:
            return  # another theme was put on meanwhile
        self.palette = _of_the_system()
        app.setPalette(self._palette())
        app.setStyleSheet(self.sheet())

    def _scale_of_the_system(self, app: QApplication) -> float:
        points = QApplication.font().pointSizeF()
        usual = self._tokens["type"]["system_points"].get(sys.platform, self._tokens["type"]["system_points"]["linux"])
        screen = app.primaryScreen()
        dots = screen.logicalDotsPerInch() if screen is not None and sys.platform != "darwin" else _PIXELS_AN_INCH
        return float(points / usual * dots / _PIXELS_AN_INCH)


def theme() -> Theme:
    """The theme that is worn now."""
    if not _now:
        _now.append(Theme.load())
    return _now[0]


def theme_folder() -> Path:
    """Where tokens and drawings lie."""
    return resources_folder() / "theme"


def _of_the_system() -> str:
    return "dark" if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"


_now: list[Theme] = []
