"""Work that takes longer than a blink: on a thread of the pool, its result back on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from intake_desktop.language.errors import ActionableError
from intake_desktop.ui import crash

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
Failed = Callable[[ActionableError], None]


def run(work: Callable[[], T], done: Callable[[T], None], failed: Failed, *, owner: QObject | None = None) -> None:
    """Do `work` on another thread, then `done` or `failed` on the window's thread.

    Nothing is delivered when the receiver is gone: that is the object whose method `done` is, or `owner` where `done` is a plain
    function. An error that is not an ActionableError is a bug and goes to the crash page.
    """
    alive = _life_of(done, owner)
    courier = _courier()

    def working() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - handed to the window's thread, which decides; nothing is swallowed
            caught = error
            courier.deliver(lambda: _fail(caught, failed, alive))
        else:
            courier.deliver(lambda: done(result) if alive() else None)

    QThreadPool.globalInstance().start(working)


def follow(future: Future[T], done: Callable[[T], None], failed: Failed, *, owner: QObject | None = None) -> None:
    """The same for work the desk already does: call back on the window's thread when the future is finished."""
    alive = _life_of(done, owner)
    courier = _courier()

    def finished(over: Future[T]) -> None:
        error = None if over.cancelled() else over.exception()
        if error is not None:
            courier.deliver(lambda: _fail(error, failed, alive))
        elif not over.cancelled():
            courier.deliver(lambda: done(over.result()) if alive() else None)

    future.add_done_callback(finished)


def wait_for_all(milliseconds: int = 10_000) -> bool:
    """Wait until the pool is empty (when the program ends). False when something still runs."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)


class _Courier(QObject):
    """Lives on the window's thread; whatever is handed to it from any thread is called there."""

    _handed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._handed.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], None]) -> None:
        if isValid(self):  # the program may have ended meanwhile
            self._handed.emit(call)

    @staticmethod
    def _call(call: Callable[[], None]) -> None:
        call()


def _fail(error: BaseException, failed: Failed, alive: Callable[[], bool]) -> None:
    if not isinstance(error, ActionableError):
        crash.report(error)
    elif alive():
        failed(error)


def _life_of(done: Callable[..., None], owner: QObject | None) -> Callable[[], bool]:
    receiver = owner if owner is not None else getattr(done, "__self__", None)
    return (lambda: isValid(receiver)) if isinstance(receiver, QObject) else (lambda: True)


def _courier() -> _Courier:
    """One a window's thread, made there and kept as the application's child."""
    app = QCoreApplication.instance()
    found = app.findChild(_Courier) if app is not None else None
    if found is None:
        found = _Courier()
        found.setParent(app)
    return found
