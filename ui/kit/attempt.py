"""Calling a verb of the centre from the screen: what happens when it works, is refused, must wait, or has a bug."""

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer

from centre_app.errors import Busy, CentreError
from centre_app.i18n import _
from centre_app.storage.database import sentences
from ui.kit import crash, toast

P = ParamSpec("P")
T = TypeVar("T")
RETRY_MILLISECONDS = 50
PATIENCE_SECONDS = 10.0
SAY_SAVING_AFTER_SECONDS = 0.5


@dataclass
class Call:
    """A verb with its arguments, done at once or as soon as the database is free."""

    verb: Callable[..., Any]
    arguments: dict[str, Any]
    then: Callable[[Any], object] | None
    failed: Callable[[CentreError], object] | None
    since: float = field(default_factory=time.monotonic)
    withdrawn: bool = False

    def withdraw(self) -> None:
        """Forget about it, if it still waits: the form it came from was closed."""
        self.withdrawn = True

    def wait_is_over(self) -> bool:
        return time.monotonic() - self.since > PATIENCE_SECONDS


class _Queue(QObject):
    """Calls that found the database busy, in the order they were made; a later call never overtakes an earlier one."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Call] = []
        self._said: toast.Toast | None = None
        self._timer = QTimer(self, interval=RETRY_MILLISECONDS)
        self._timer.timeout.connect(self.retry)

    def take(self, call: Call) -> None:
        if self.waiting or not self._done(call):
            self.waiting.append(call)
            self._timer.start()

    def retry(self) -> None:
        self._timer.stop()
        while self.waiting:
            call = self.waiting.pop(0)  # first of all: whatever comes of it, it is never done twice
            if not self._done(call):
                self.waiting.insert(0, call)
                break
            if self.waiting:
                self.waiting[0].since = max(self.waiting[0].since, time.monotonic() - PATIENCE_SECONDS / 2)
        if self.waiting:
            self._timer.start()
        self._say_saving()

    def _done(self, call: Call) -> bool:
        """Try a call. False only if it found the database busy and may wait longer."""
        if call.withdrawn:
            return True
        try:
            result = call.verb(**call.arguments)
        except Busy as error:
            if not call.wait_is_over():
                return False
            _safely(_refused, call, error)
        except CentreError as error:
            _safely(_refused, call, error)
        except Exception as error:  # noqa: BLE001 - a bug must reach the clerk as a report, not vanish in an event handler
            crash.show(error)
        else:
            if call.then is not None:
                _safely(call.then, result)
        return True

    def _say_saving(self) -> None:
        late = bool(self.waiting) and time.monotonic() - self.waiting[0].since > SAY_SAVING_AFTER_SECONDS
        if late and self._said is None:
            self._said = toast.show(_("Saving… another program is writing at the moment."), kind="info")
        elif not self.waiting and self._said is not None:
            self._said.leave()
            self._said = None


_queues: list[_Queue] = []


def attempt(
    verb: Callable[..., T],
    *,
    then: Callable[[T], object] | None = None,
    failed: Callable[[CentreError], object] | None = None,
    **arguments: Any,
) -> Call:
    """Call `verb(**arguments)`, then `then(result)`.

    A CentreError goes to `failed(error)`, or is told to the clerk. A busy database is tried again every 50 ms for
    10 seconds, in order, while the window stays alive: `then` may therefore be called after this returns.
    Any other exception shows the crash dialog. What is returned can be withdrawn while it waits.
    """
    if not _queues:
        _queues.append(_Queue())
    call = Call(verb, arguments, then, failed)
    _queues[0].take(call)
    return call


def told(function: Callable[P, T]) -> Callable[P, T | None]:
    """Make a function that reads for the screen tell the clerk why it could not: a CentreError becomes its sentence.

    It returns None then. What was read may be gone by now, or the disk with it; neither is a fault of the program.
    """

    @functools.wraps(function)
    def perform(*args: P.args, **kwargs: P.kwargs) -> T | None:
        try:
            with sentences():
                return function(*args, **kwargs)
        except CentreError as error:
            toast.show(error.sentence(), kind="bad")
            return None

    return perform


def pending() -> int:
    """Return how many calls wait for the database; the window asks before it closes."""
    return len(_queues[0].waiting) if _queues else 0


def _safely(function: Callable[..., object], *arguments: Any) -> None:
    """Tell a bug in what follows a verb; the verb itself is done and stays done."""
    try:
        told(function)(*arguments)
    except Exception as error:  # noqa: BLE001 - as above
        crash.show(error)


def _refused(call: Call, error: CentreError) -> None:
    if call.failed is not None:
        call.failed(error)
    else:
        toast.show(error.sentence(), kind="bad")
