"""Who receives: enrolled once, with a fingerprint that two people compare over the telephone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from intake_desktop.casework.parcels import Receiver
from intake_desktop.desk.releases import Releases
from intake_desktop.language import _
from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import work
from intake_desktop.ui.theme import theme
from intake_desktop.ui.widgets import Card, Field, MessageBar, button, label, row


class ReceiverCard(Card):
    """A receiver that can be sent to."""

    def __init__(self, receiver: Receiver, fingerprint: str) -> None:
        super().__init__("item", padding=3, spacing=1)
        self.lines.addWidget(label(receiver.name, "strong", "nl").align_with_interface())
        self.lines.addWidget(label(_("Fingerprint: {fingerprint}", fingerprint=fingerprint), "soft"))
        self.lines.addWidget(label(_("Folder: {folder}", folder=_breakable(receiver.folder)), "soft"))


class EnrolCard(Card):
    """Asks name, key and folder; shows the fingerprint before anything is kept."""

    enrolled = Signal()
    left = Signal()

    def __init__(self, releases: Releases) -> None:
        super().__init__(padding=5, spacing=3)
        self._releases = releases
        self._message = MessageBar()
        self.lines.addWidget(label(_("A new receiver"), "question"))
        self._name = self._field("name", _("Name"), _("For example: de gemeente Den Haag"))
        self._key = self._field("key", _("Key"), _("Begins with age1. The receiver gives it to you."))
        self._key.box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._folder = self._field("folder", _("Folder"), _("Where parcels for this receiver are put"))
        self._folder.box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        choose = button(_("Choose"), "plain", "folder-open")
        choose.setAccessibleName(_("Choose a folder"))
        choose.setObjectName("parcels.enrol.choose")
        choose.clicked.connect(self._choose)
        self._folder.put_beside(choose)
        self._shown = Card("sunken", padding=3, spacing=1)
        self._fingerprint = label("", "name", "en").align_with_interface()
        self._fingerprint.setObjectName("parcels.enrol.fingerprint")
        self._shown.lines.addWidget(label(_("Fingerprint"), "head"))
        self._shown.lines.addWidget(self._fingerprint)
        self._shown.lines.addWidget(label(_("Call the receiver on a number you know. Compare it digit by digit."), "hint"))
        self._shown.hide()
        self.lines.addWidget(self._shown)
        self.lines.addWidget(self._message)
        self._keep = button(_("It is the same: add"), "main", "check")
        self._keep.setObjectName("parcels.enrol.add")
        self._keep.clicked.connect(self._enrol)
        leave = button(_("Cancel"), "plain")
        leave.setObjectName("parcels.enrol.cancel")
        leave.clicked.connect(self.left)
        self.lines.addLayout(row(leave, None, self._keep))
        for one in (self._name, self._key, self._folder):
            one.line.textChanged.connect(self._look)
        self._look()

    def begin(self) -> None:
        """Start typing at the name."""
        self._name.box.setFocus()

    def _field(self, name: str, text: str, hint: str) -> _Line:
        made = _Line(name, text, hint)
        self.lines.addWidget(made)
        return made

    def _look(self) -> None:
        """Show the fingerprint as soon as the key is one."""
        self._message.clear()
        fingerprint = ""
        if key := self._key.text():
            try:
                fingerprint = self._releases.fingerprint(key)
            except ActionableError as error:
                self._message.show_error(error)
        self._fingerprint.setText(_in_two_lines(fingerprint))
        self._shown.setVisible(bool(fingerprint))
        self._keep.setEnabled(bool(fingerprint and self._name.text() and self._folder.text()))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Where parcels for this receiver are put"))
        if folder:
            self._folder.line.setText(folder)

    def _enrol(self) -> None:
        name, key, folder = self._name.text(), self._key.text(), self._folder.text()
        self._keep.setEnabled(False)
        work.run(lambda: self._releases.enrol(name, key, folder), self._kept, self._refused, owner=self)

    def _kept(self, _receiver: Receiver) -> None:
        self.enrolled.emit()

    def _refused(self, error: ActionableError) -> None:
        self._keep.setEnabled(True)
        self._message.show_error(error)


class _Line(Field):
    """A one-line field of the card."""

    def __init__(self, name: str, text: str, hint: str) -> None:
        self.line = QLineEdit()
        self.line.setObjectName(f"parcels.enrol.{name}")
        self.line.setMaxLength(1000)
        self.line.setMinimumWidth(theme().space(8))
        super().__init__(text, self.line, hint)

    def text(self) -> str:
        """What was typed, without space around it."""
        return self.line.text().strip()


def _in_two_lines(fingerprint: str) -> str:
    groups = fingerprint.split(" ")
    half = (len(groups) + 1) // 2
    return "\n".join(" ".join(part) for part in (groups[:half], groups[half:]) if part)


def _breakable(path: str) -> str:
    """A path that may be broken after a separator (zero-width space), so that a long one is never cut off."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
