"""Pictograms: Phosphor's drawings, from the font that comes with qtawesome, as outlines. Qt is not needed for that."""

from __future__ import annotations

import json
from functools import cache

import uharfbuzz as hb
from attrs import define, field

from intake_desktop.typeset.canvas import TaggedCanvas, number
from intake_desktop.typeset.fonts import package_folder

_FONT = "phosphor-1.3.0.ttf"
_NAMES = "phosphor-charmap-1.3.0.json"


class UnknownPictogram(LookupError):
    """A phrase asks for a drawing that Phosphor does not have: a mistake in what we ship."""


def draw_pictogram(canvas: TaggedCanvas, name: str, *, x: float, y: float, size: float, alt: str, language: str) -> None:
    """Draw a pictogram in a square, its left top corner at x, y from the top, in points. `alt` says what it shows.

    Raises:
        UnknownPictogram: Phosphor has no drawing of this name.
    """
    path, em = outline(name)
    scale = f"{size / em:.6f}"
    with canvas.element("Figure", language, alt), canvas.content():
        canvas.write(f"q {scale} 0 0 {scale} {number(x)} {number(canvas.from_top(y + size))} cm 0 g {path} f Q")


@cache
def outline(name: str) -> tuple[str, int]:
    """Path operators of a drawing in font units, and how many of those the side of its square has."""
    font = _font()
    code_point = _names().get(name)
    if code_point is None:
        raise UnknownPictogram(name)
    path = _Path()
    font.draw_glyph(font.get_nominal_glyph(int(code_point, 16)), _draw_functions(), path)
    return " ".join(path.operators), int(font.face.upem)


@define
class _Path:
    """Collects operators. PDF has no quadratic curves: each becomes the cubic curve of the same shape."""

    operators: list[str] = field(factory=list)
    _x: float = 0.0
    _y: float = 0.0

    def move(self, x: float, y: float) -> None:
        self._add("m", x, y)

    def line(self, x: float, y: float) -> None:
        self._add("l", x, y)

    def cubic(self, *points: float) -> None:
        self._add("c", *points)

    def quadratic(self, middle_x: float, middle_y: float, x: float, y: float) -> None:
        first = (self._x + 2 * (middle_x - self._x) / 3, self._y + 2 * (middle_y - self._y) / 3)
        second = (x + 2 * (middle_x - x) / 3, y + 2 * (middle_y - y) / 3)
        self._add("c", *first, *second, x, y)

    def close(self) -> None:
        self.operators.append("h")

    def _add(self, operator: str, *points: float) -> None:
        self.operators.append(" ".join([*map(number, points), operator]))
        self._x, self._y = points[-2:]


@cache
def _draw_functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, path: path.move(x, y))
    functions.set_line_to_func(lambda x, y, path: path.line(x, y))
    functions.set_cubic_to_func(lambda *points_and_path: points_and_path[-1].cubic(*points_and_path[:-1]))
    functions.set_quadratic_to_func(lambda *points_and_path: points_and_path[-1].quadratic(*points_and_path[:-1]))
    functions.set_close_path_func(lambda path: path.close())
    return functions


@cache
def _font() -> hb.Font:
    path = package_folder("qtawesome") / "fonts" / _FONT
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))


@cache
def _names() -> dict[str, str]:
    text = (package_folder("qtawesome") / "fonts" / _NAMES).read_text(encoding="utf-8")
    names: dict[str, str] = json.loads(text)
    return names
