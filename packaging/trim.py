"""What of the installed packages goes into the bundle, and what stays out: a smaller download, and less to keep safe."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Modules nobody reaches: other tool kits, test suites, and readers of files we never open.
UNUSED_MODULES = [
    "IPython",
    "PIL.AvifImagePlugin",
    "PIL.ImageQt",
    "PIL._avif",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "PySide6.QtMultimediaWidgets",
    "_pytest",
    "lxml",
    "numpy",
    "pytest",
    "qtpy",
    "readline",
    "setuptools",
    "tkinter",
    "unittest",
]

# Qt brings plug-ins for every device there is. A desk has a screen (X or Wayland), or none in the demo.
_PLUGINS = {
    "platforms": ("libqxcb", "libqwayland", "libqoffscreen"),
    "imageformats": ("libqsvg", "libqjpeg"),
    "iconengines": ("libqsvgicon",),
    "platforminputcontexts": ("libcompose", "libibus"),
    "platformthemes": ("libqxdgdesktopportal",),
    "printsupport": ("libcups",),
    "texttospeech": ("libqtexttospeech_speechd",),
    "wayland-decoration-client": ("libadwaita", "libbradient"),
    "wayland-graphics-integration-client": ("libqt-plugin-wayland-egl",),
    "wayland-shell-integration": ("libxdg-shell",),
    "xcbglintegrations": ("libqxcb",),
    "accessiblebridge": ("",),
}
# Playing and recording, which the speech plug-in links against and never asks for; screens drawn in QML; software OpenGL.
_UNUSED_LIBRARIES = re.compile(
    r"lib(?:av(?:codec|format|util)|sw(?:resample|scale)|Qt6(?:Qml|Quick|VirtualKeyboard|EglF[Ss]|OpenGLWidgets|ShaderTools|FFmpegStub|MultimediaWidgets)\w*)[.-]"
)
_SYSTEM = re.compile(r"^(?:/usr)?/lib(?:64)?/")


def _is_our_plugin(path: Path) -> bool:
    return path.name.startswith(_PLUGINS.get(path.parent.name, ("nothing",)))


def _is_our_locale(path: Path) -> bool:
    codes = {row["code"] for row in _languages()["language"]}
    return path.stem == "root" or path.stem.partition("_")[0] in codes | {"en"}


def _is_our_qt_text(path: Path) -> bool:
    return path.name in {"qtbase_ar.qm", "qtbase_en.qm", "qtbase_nl.qm"}


def _is_our_drawing(path: Path) -> bool:
    return path.name.startswith("phosphor")


# Folders of which only a part is kept.
_SORTED_OUT = {
    "/Qt/plugins/": _is_our_plugin,
    "/Qt/translations/": _is_our_qt_text,
    "babel/locale-data/": _is_our_locale,
    "qtawesome/fonts/": _is_our_drawing,
}


def is_wanted(name: str, source: str) -> bool:
    """Whether a collected file goes into the bundle.

    Args:
        name: its place in the bundle.
        source: where it was found. Libraries of the system stay out: the package depends on them, and gets their mends.
    """
    path = Path(name)
    if _SYSTEM.match(source) and ".so" in path.name and "python3" not in source:
        return False
    if path.suffix == ".jar" or name.startswith("uniseg/docs/") or _UNUSED_LIBRARIES.match(path.name):
        return False
    for folder, is_kept in _SORTED_OUT.items():
        if folder in name:
            return is_kept(path)
    return True


def fonts() -> list[str]:
    """Files of the fonts we show and print with, as patterns inside manimgx_fonts."""
    return [f"{family.replace(' ', '')}?wght?.ttf" for family in sorted(set(_languages()["fonts"].values()))]


def _languages() -> dict:
    return tomllib.loads((ROOT / "resources" / "languages.toml").read_text(encoding="utf-8"))
