"""What the resident speaks and what they read. Names in their own script; no flags: a language is not a country."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from intake_desktop.language import Language, _, reading_languages, spoken_languages
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Bar, Card, Columns, Field, Flow, MessageBar, Tile, button, column, in_reading_order, label

_BESIDE_EACH_OTHER = 3
_ASIDE = 380
DOES_NOT_READ = ""


class LanguagesScreen(QWidget):
    """Both questions on one page, so that the resident can point at both."""

    chosen = Signal(str, str)  # speaks, reads; reads is empty when the resident does not read
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "screen")
        self._speaks: str | None = None
        self._reads: str | None = None
        self._message = MessageBar()
        self._spoken = QButtonGroup(self)
        self._read = QButtonGroup(self)
        self._tiles: list[tuple[Language, Tile]] = []
        self._grid = QGridLayout()
        self._build()
        self._arrange("")

    def wait(self) -> None:
        """The conversation is being opened."""
        self._begin.setEnabled(False)
        self._begin.show_text(_("One moment…"))

    def say(self, error: ActionableError) -> None:
        """The conversation could not be opened."""
        self._message.show_error(error)
        self._begin.show_text(_("Begin"))
        self._refresh()

    def _build(self) -> None:
        back = button(_("Back to the desk"), "plain", "arrow-left")
        back.setObjectName("languages.back")
        back.clicked.connect(self.left)
        self._begin = button(_("Begin"), "main", "chat-circle-text", "Ctrl+Return")
        self._begin.setObjectName("languages.begin")
        self._begin.clicked.connect(self._done)
        speaks = self._build_spoken()
        reads = self._build_read()
        main = QWidget()
        main.setLayout(column(self._message, speaks, spacing=4))
        aside = QWidget()
        aside.setLayout(reads)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Bar(_("New conversation"), _("Let the resident point at the language"), "translate", back))
        lines.addWidget(Columns(main, aside, aside_width=_ASIDE), 1)
        self._refresh()
        self.setFocusProxy(self._search)

    def _build_spoken(self) -> Card:
        card = Card(padding=5, spacing=3)
        self._search = QLineEdit()
        self._search.setObjectName("languages.search")
        self._search.setPlaceholderText(_("Arabic, Türkçe, …"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._arrange)
        self._search.returnPressed.connect(self._take_first)
        card.lines.addWidget(label(_("What does the resident speak?"), "question"))
        card.lines.addWidget(Field(_("Search a language"), self._search))
        flow = Flow()
        self._grid.setSpacing(theme().space(2))
        for side in range(_BESIDE_EACH_OTHER):
            self._grid.setColumnStretch(side, 1)
        margin = theme().space(2)
        self._grid.setContentsMargins(margin, margin, margin, margin)
        flow.lines.addLayout(self._grid)
        self._none = label(_("No language with that name. Try the Dutch name or the language's own name."), "soft")
        flow.lines.addWidget(self._none)
        flow.lines.addStretch(1)
        for language in spoken_languages():
            tile = _tile(language, "speaks")
            tile.clicked.connect(lambda _on=False, code=language.code: self._choose_spoken(code))
            self._spoken.addButton(tile)
            self._tiles.append((language, tile))
        card.lines.addWidget(flow, 1)
        return card

    def _build_read(self) -> QVBoxLayout:
        card = Card(padding=5, spacing=3)
        card.lines.addWidget(label(_("What does the resident read?"), "question"))
        for language in reading_languages():
            tile = _tile(language, "reads")
            tile.clicked.connect(lambda _on=False, code=language.code: self._choose_read(code))
            self._read.addButton(tile)
            card.lines.addWidget(tile)
        nothing = Tile(_("Does not read"), _("Then we read aloud"), "ear")
        nothing.setObjectName("languages.reads.not")
        nothing.setCheckable(True)
        nothing.clicked.connect(lambda: self._choose_read(DOES_NOT_READ))
        self._read.addButton(nothing)
        card.lines.addWidget(nothing)
        card.lines.addWidget(label(_("A resident who reads Dutch sees one column."), "hint"))
        lines = column(card, spacing=4)
        lines.addStretch(1)
        lines.addWidget(self._begin)
        return lines

    def _arrange(self, words: str) -> None:
        """Lay out the languages whose name, in either script, holds the words."""
        sought = _plain(words.strip())
        for _language, tile in self._tiles:
            self._grid.removeWidget(tile)
        shown = [(language, tile) for language, tile in self._tiles if _fits(language, sought)]
        for _language, tile in self._tiles:
            tile.setVisible(any(tile is other for _other, other in shown))
        self._none.setVisible(not shown)
        for number, (_language, tile) in enumerate(shown):
            self._grid.addWidget(tile, number // _BESIDE_EACH_OTHER, number % _BESIDE_EACH_OTHER)
        in_reading_order(self)

    def _take_first(self) -> None:
        sought = _plain(self._search.text().strip())
        fitting = [(language, tile) for language, tile in self._tiles if sought and _fits(language, sought)]
        if fitting:
            language, tile = fitting[0]
            tile.setChecked(True)
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose_spoken(language.code)

    def _choose_spoken(self, code: str) -> None:
        self._speaks = code
        self._refresh()

    def _choose_read(self, code: str) -> None:
        self._reads = code
        self._refresh()

    def _refresh(self) -> None:
        self._begin.setEnabled(self._speaks is not None and self._reads is not None)

    def _done(self) -> None:
        if self._speaks is not None and self._reads is not None:
            self.chosen.emit(self._speaks, self._reads)


def _tile(language: Language, question: str) -> Tile:
    metrics = QFontMetrics(theme().font(language.code, "name"))
    if not all(metrics.inFontUcs4(ord(letter)) for letter in language.own_name):
        tile = Tile(language.dutch_name)  # no font here has its letters: better Dutch than boxes
        return _checkable(tile, language, question)
    same = language.own_name.casefold() == language.dutch_name.casefold()
    tile = Tile(language.own_name, "" if same else language.dutch_name, language=language.code)
    return _checkable(tile, language, question)


def _checkable(tile: Tile, language: Language, question: str) -> Tile:
    tile.setObjectName(f"languages.{question}.{language.code}")
    tile.setCheckable(True)
    return tile


def _fits(language: Language, sought: str) -> bool:
    return any(sought in text for text in (_plain(language.own_name), _plain(language.dutch_name), language.code))


def _plain(text: str) -> str:
    """Small letters without accents: "turkce" finds Türkçe."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
