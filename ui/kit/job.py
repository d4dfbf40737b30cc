"""Long work: a worker thread with its own database connection, while the window stays alive and says what is done."""

import contextvars
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QProgressBar, QVBoxLayout, QWidget

from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.progress import Cancelled, Progress
from centre_app.storage import database
from ui.kit import buttons, card, crash, layout, memory, style, toast

T = TypeVar("T")
SHOW_AFTER_MILLISECONDS = 500
_TELL_EVERY_SECONDS = 0.05
_running: set["Job"] = set()


class _Worker(QThread):
    """Runs the work with a connection of its own; its progress comes by a queued signal."""

    progressed = Signal(int, int, str)

    def __init__(self, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._context = contextvars.copy_context()
        self._told_at = 0.0
        self._with_database = not database.db.is_closed()
        self.stop = False
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self._context.run(self._run)
        except BaseException as error:  # noqa: BLE001 - whatever it was, the UI thread decides what to show
            self.error = error
        memory.give_back()

    def _run(self) -> None:
        if self._with_database:
            with database.worker_connection():
                self.result = self._work(self)
        else:
            self.result = self._work(self)

    def report(self, done: int, total: int, what: str) -> None:
        if self.stop:
            raise Cancelled
        if (now := time.monotonic()) - self._told_at >= _TELL_EVERY_SECONDS or done >= total > 0:
            self._told_at = now
            self.progressed.emit(done, total, what)


class ProgressPanel(QFrame):
    """A panel over the window's foot: what is being done, a bar, Cancel. It takes no focus from the clerk."""

    def __init__(self, title: str, window: QWidget | None) -> None:
        super().__init__(window)
        self.setObjectName("progress")
        self.setAccessibleName(title)
        self.title = card.label(title, kind="heading")
        self.what = card.label(_("One moment, please…"), kind="quiet", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.cancel_button = buttons.plain(_("Cancel"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(style.px(18), style.px(12), style.px(18), style.px(14))
        whole.setSpacing(style.px(8))
        whole.addLayout(layout.row(self.title, None, self.cancel_button))
        whole.addWidget(self.what)
        whole.addWidget(self.bar)
        self.setFixedWidth(
            style.px(440) if window is None else min(style.px(440), window.width() - style.px(32))
        )
        if window is not None:
            window.installEventFilter(self)

    def tell(self, done: int, total: int, what: str) -> None:
        """Show how far it is; total 0 means nobody knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.what.setText(f"{what}  {done} / {total}" if total else what)
        self.place()

    def place(self) -> None:
        """Stand in the middle of the window, a third from its foot."""
        self.adjustSize()
        if (window := self.parentWidget()) is not None:
            self.move((window.width() - self.width()) // 2, (window.height() - self.height()) * 2 // 3)
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False


class Job(QObject):
    """One piece of long work under way. `finished` comes last, whatever came of it."""

    finished = Signal()

    def __init__(self, title: str, work: Callable[[Progress], Any], parent: QWidget | None) -> None:
        super().__init__()
        self.then: Callable[[Any], object] | None = None
        self.failed: Callable[[CentreError], object] | None = None
        self.cancelled: Callable[[], object] | None = None
        self._asker = parent
        self.seen = True
        window = parent.window() if parent else QApplication.activeModalWidget() or toast.main_window()
        self.panel = ProgressPanel(title, window)
        self.panel.hide()
        self.panel.cancel_button.clicked.connect(self.cancel)
        self._worker = _Worker(work, self)
        self._worker.progressed.connect(self.panel.tell, Qt.ConnectionType.QueuedConnection)
        self._worker.finished.connect(self._on_worker_finished, Qt.ConnectionType.QueuedConnection)
        self._shower = QTimer(self, singleShot=True, interval=SHOW_AFTER_MILLISECONDS)
        self._shower.timeout.connect(self._show)

    def start(self, *, seen: bool = True) -> None:
        _running.add(self)
        self.seen = seen
        if seen:
            self._shower.start()
        self._worker.start()

    def cancel(self) -> None:
        """Ask the work to stop; it does so where it next reports, and nothing is written."""
        self._worker.stop = True
        if self._has_panel():
            self.panel.cancel_button.setEnabled(False)
            self.panel.what.setText(_("Stopping…"))

    def is_for(self, widget: QWidget) -> bool:
        """Whether the widget, or something in it, waits for what comes of this."""
        asker = self._asker
        return (
            asker is not None and shiboken6.isValid(asker) and (asker is widget or widget.isAncestorOf(asker))
        )

    def wait(self) -> None:
        """Block until the thread has ended; for closing the program."""
        self._worker.wait()

    def _show(self) -> None:
        if self._has_panel():
            self.panel.show()
            self.panel.place()

    def _has_panel(self) -> bool:
        """The panel goes with its window, the work does not."""
        return shiboken6.isValid(self.panel)

    def _on_worker_finished(self) -> None:
        self._worker.wait()
        self._shower.stop()
        if self._has_panel():
            self.panel.hide()
            self.panel.deleteLater()
        _running.discard(self)
        try:
            self._tell(self._worker.error)
        finally:
            self.finished.emit()
            self.deleteLater()

    def _tell(self, error: BaseException | None) -> None:
        if error is None:
            if self.then is not None and not self._is_gone(self.then):
                self.then(self._worker.result)
        elif isinstance(error, Cancelled):
            (self.cancelled or _say_cancelled)()
        elif isinstance(error, CentreError):
            if self.failed is not None and not self._is_gone(self.failed):
                self.failed(error)
            else:
                toast.show(error.sentence(), kind="bad")
        else:
            crash.show(error)

    def _is_gone(self, call: Callable[..., Any]) -> bool:
        """Whether it would tell something deleted meanwhile: its owner, or where none is known whoever asked for the work."""
        while isinstance(call, partial):
            call = call.func
        owner = getattr(call, "__self__", self._asker)
        return isinstance(owner, QObject) and not shiboken6.isValid(owner)


def run(
    title: str,
    work: Callable[[Progress], T],
    *,
    then: Callable[[T], object] | None = None,
    failed: Callable[[CentreError], object] | None = None,
    cancelled: Callable[[], object] | None = None,
    parent: QWidget | None = None,
    seen: bool = True,
) -> Job:
    """Do `work(progress)` in a thread; afterwards call one of `then(result)`, `failed(error)`, `cancelled()` in this one.

    `work` must touch no widget. After half a second a panel shows what it reports, with Cancel; not where what is waited for
    says itself that it is still being read (`seen` off).
    """
    made = Job(title, work, parent)
    made.then, made.failed, made.cancelled = then, failed, cancelled
    made.start(seen=seen)
    return made


def under_way(within: QWidget | None = None) -> bool:
    """Return whether any job runs, or any that was asked for by `within` or what stands in it; the window asks before it closes."""
    return bool(_running) if within is None else any(each.is_for(within) for each in _running)


def once_told(call: Callable[[], object]) -> None:
    """Call it now, or once all work has ended that the clerk sees under way and waits to hear of."""
    waited_for = next((each for each in _running if each.seen), None)
    if waited_for is None:
        call()
    else:
        waited_for.finished.connect(lambda: once_told(call))


def stop_all() -> None:
    """Ask every job to stop and wait until they have; for closing the program."""
    for each in tuple(_running):
        each.cancel()
        each.wait()


def _say_cancelled() -> None:
    toast.show(_("Stopped. Nothing was changed."), kind="info")
