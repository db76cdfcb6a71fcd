"""What works on this computer of what needs Qt: fonts and Arabic joining, printers, voices."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QLocale, QLoggingCategory
from PySide6.QtGui import QFont, QGuiApplication, QTextLayout

from intake_desktop.desk.doctor import Check
from intake_desktop.language import Language, _, reading_languages
from intake_desktop.ui import fonts

MOCK = "mock"
"""Qt's own engine for tests. It says nothing."""

BEH = "\N{ARABIC LETTER BEH}"


def checks() -> tuple[Check, ...]:
    """Look at every part that Qt gives. Works without a screen."""
    application = QGuiApplication.instance() or _application()
    found = (_fonts(), _joining(), _printers(), _voices())
    del application
    return found


def _application() -> QGuiApplication:
    """Without a screen Qt would end the process; offscreen it can answer all of our questions."""
    on_linux = sys.platform.startswith("linux")
    if on_linux and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["intake-desktop"])


def _fonts() -> Check:
    """The fonts we ship are there for every language that can be read: the system's own are never relied on."""
    families = sorted({fonts.LATIN, fonts.DRAWINGS, *(one.font for one in reading_languages())})
    missing = [family for family in families if fonts.load(family) < 0]
    if missing:
        return Check(
            "fonts", ok=False, sentence=_("Fonts are missing: {names}. Install the program again.", names=", ".join(missing))
        )
    return Check("fonts", ok=True, sentence=_("Fonts are here: {names}.", names=", ".join(families)))


def _joining() -> Check:
    """Arabic letters take another shape in the middle of a word. Without shaping nobody can read them."""
    fonts.load(fonts.ARABIC)
    alone, joined = set(_glyphs(BEH)), set(_glyphs(BEH * 3))
    if not alone or joined <= alone:
        return Check("arabic", ok=False, sentence=_("Arabic letters do not join on this screen."))
    return Check("arabic", ok=True, sentence=_("Arabic letters join."))


def _glyphs(text: str) -> list[int]:
    layout = QTextLayout(text, QFont(fonts.ARABIC, 12))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]


def _printers() -> Check:
    from PySide6.QtPrintSupport import QPrinterInfo  # asks the print service, which can take a moment

    names = QPrinterInfo.availablePrinterNames()
    if not names:
        sentence = _("There is no printer. The sheet can be saved as a file and printed elsewhere.")
        return Check("printer", ok=False, sentence=sentence, needed=False)
    usual = QPrinterInfo.defaultPrinterName() or names[0]
    return Check(
        "printer", ok=True, sentence=_("Printers: {count}; the usual one is {name}.", count=len(names), name=usual), needed=False
    )


def _voices() -> Check:
    """Reading aloud depends on what the system has; most office computers have no Arabic voice."""
    spoken = _spoken_languages()
    lines = [f"{one.dutch_name} ✓" if _code(one) in spoken else f"{one.dutch_name} ✗" for one in reading_languages()]
    if not spoken:
        sentence = _("There is no voice on this computer: questions cannot be read aloud.")
        return Check("voices", ok=False, sentence=sentence, needed=False)
    everything = all(line.endswith("✓") for line in lines)
    return Check("voices", ok=everything, sentence=_("Voices: {names}.", names=", ".join(lines)), needed=False)


def _spoken_languages() -> set[QLocale.Language]:
    """Languages some engine of this system has a voice for."""
    # Qt complains of sound libraries and speech services that are not there; what is missing is said in our own sentence.
    QLoggingCategory.setFilterRules("default=false\nqt.multimedia.*=false\nqt.speech.*=false")
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech  # needs the system's sound libraries, which may be missing

        engines = [QTextToSpeech(name) for name in QTextToSpeech.availableEngines() if name != MOCK]
        working = [engine for engine in engines if engine.state() != QTextToSpeech.State.Error]
        return {locale.language() for engine in working for locale in engine.availableLocales()}
    except ImportError:
        return set()
    finally:
        QLoggingCategory.setFilterRules("")


def _code(one: Language) -> QLocale.Language:
    return QLocale(one.code).language()
