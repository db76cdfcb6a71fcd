from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from intake_desktop.ui.theme import Theme, theme, theme_folder

pytestmark = pytest.mark.usefixtures("dutch")

TOKENS = tomllib.loads((theme_folder() / "tokens.toml").read_text(encoding="utf-8"))
PALETTES = sorted(TOKENS["palette"])


def brightness(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(palette: str, ink: str, paper: str) -> float:
    worn = Theme(TOKENS, palette)
    dark, light = sorted((brightness(worn.colour(ink)), brightness(worn.colour(paper))))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
def test_every_text_stands_out_from_what_it_is_written_on(palette: str) -> None:
    least = 7.0 if palette == "contrast" else 4.5

    assert [pair for pair in TOKENS["contrast"]["text"] if contrast(palette, *pair) < least] == []


@pytest.mark.parametrize("palette", PALETTES)
def test_what_can_be_filled_in_has_an_outline_that_is_seen(palette: str) -> None:
    assert [pair for pair in TOKENS["contrast"]["outline"] if contrast(palette, *pair) < 3.0] == []


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("paper", ["ground", "surface", "accent", "accent_soft", "sunken"])
def test_one_of_the_two_lines_of_the_focus_ring_is_seen_on_every_surface(palette: str, paper: str) -> None:
    assert max(contrast(palette, "focus", paper), contrast(palette, "focus_edge", paper)) >= 3.0


def test_every_palette_names_the_same_colours() -> None:
    names = {palette: set(colours) for palette, colours in TOKENS["palette"].items()}

    assert names["dark"] == names["light"]
    assert names["contrast"] == names["light"]


@pytest.mark.parametrize("palette", PALETTES)
def test_the_style_sheet_has_every_token_filled_in(palette: str) -> None:
    sheet = Theme(TOKENS, palette).sheet()

    assert "$" not in sheet
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= set(TOKENS["palette"][palette].values())


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", (theme_folder() / "sheet.qss").read_text(encoding="utf-8")) == []


def test_type_grows_to_twice_its_size_and_no_further(dress: Callable[..., QApplication]) -> None:
    dress(scale=1.0)
    usual = theme().size("body")

    dress(scale=2.0)
    assert theme().size("body") == 2 * usual
    dress(scale=5.0)
    assert theme().size("body") == 2 * usual


def test_bold_text_is_really_drawn_bold() -> None:
    from PySide6.QtGui import QFontMetrics

    regular = QFontMetrics(theme().font(role="body")).horizontalAdvance("Welk geld komt er binnen?")
    bold = QFontMetrics(theme().font(role="strong")).horizontalAdvance("Welk geld komt er binnen?")

    assert bold > regular
