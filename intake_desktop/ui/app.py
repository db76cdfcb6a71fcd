"""The application: dressed, its window painted, and only then everything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from intake_desktop.language import current, use
from intake_desktop.ui import crash, fonts, work
from intake_desktop.ui.theme import PaletteName, Theme
from intake_desktop.ui.widgets import FocusRings
from intake_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from intake_desktop.desk.front import Front
    from intake_desktop.desk.places import Places
    from intake_desktop.vault import Keychain

_USUAL_SIZE = (1366, 768)
_SMALLEST_SIZE = (1000, 600)
_SETTLED = 1000  # milliseconds after which nobody waits for the window any more


def run(
    argv: Sequence[str] = (),
    *,
    places: Places,
    keychain: Keychain | None = None,
    language: str = "nl",
    palette: str | None = None,
) -> int:
    """Open the window and return when it is closed.

    Args:
        argv: what Qt itself may be told ("-platform", "-style").
        places: which desk.
        keychain: where the device secret lies; the system's own when not given.
        language: of the program itself: nl, ar or en.
        palette: light, dark or contrast; None follows the system.
    """
    app = make_application(argv, language=language, palette=palette)
    crash.install()
    window = make_window(places, keychain)
    window.show()
    code = app.exec()
    work.wait_for_all()
    return code


def make_application(argv: Sequence[str] = (), *, language: str = "nl", palette: str | None = None) -> QApplication:
    """The application in its language, direction and colours. Uses the one that is there, if any."""
    use(language)
    app = QCoreApplication.instance() or QApplication(["intake-desktop", *argv])
    if not isinstance(app, QApplication):
        raise TypeError("a window needs a QApplication")
    app.setApplicationName("intake-desktop")
    app.setApplicationDisplayName("Intake Desktop")
    right_to_left = fonts.is_right_to_left(current())
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(QLocale(current()))
    Theme.load().apply(app, cast(PaletteName, palette or "system"))
    if app.findChild(FocusRings) is None:
        FocusRings(app)
    return app


def make_window(places: Places, keychain: Keychain | None = None) -> MainWindow:
    """The window of a desk, locked, at a size that fits the screen."""
    window = MainWindow(lambda: _bring_front(places, keychain), practice=places.practice)
    screen = window.screen().availableGeometry()
    window.setMinimumSize(min(_SMALLEST_SIZE[0], screen.width()), min(_SMALLEST_SIZE[1], screen.height()))
    window.resize(min(_USUAL_SIZE[0], screen.width()), min(_USUAL_SIZE[1], screen.height()))
    window.open_door(set_up_already=places.vault.exists())
    QTimer.singleShot(_SETTLED, window, _after_the_first_moment)
    return window


def _bring_front(places: Places, keychain: Keychain | None) -> Front:
    """The desk's door, on a worker thread: the encrypted database and its keys take a while to import."""
    from intake_desktop.desk.front import Front
    from intake_desktop.vault import SystemKeychain

    return Front(places, keychain if keychain is not None else SystemKeychain(), lambda: datetime.now().astimezone())


def _after_the_first_moment() -> None:
    """What nobody needs to unlock: the rest of the desk, other scripts, and Qt's own words in its dialogs."""
    work.run(lambda: import_module("intake_desktop.desk.counter"), lambda _module: None, lambda _error: None)
    fonts.load_rest()
    app = QCoreApplication.instance()
    words = QTranslator(app)
    if words.load(QLocale(current()), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(words)
