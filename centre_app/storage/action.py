"""What a clerk does as one whole: `@action` gives a verb its transaction, its audit entry and the news after commit."""

import functools
from collections import deque
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.storage.database import check_still_there, db, part, sentences
from centre_app.storage.journal_models import WAYS, Action

P = ParamSpec("P")
T = TypeVar("T")

current_clerk: ContextVar[int | None] = ContextVar("current_clerk", default=None)
WORK = "work"  # what every verb needs unless it says otherwise
BLOCK = 62  # ids to a row of `action_about`: the bits of an integer that SQLite keeps
CLOCK_TOLERANCE = timedelta(minutes=10)  # clocks are set right by the network now and then


@dataclass(frozen=True, slots=True)
class Committed:
    """News of one action: its id, its label as message id, the tables it changed."""

    action_id: int
    label: str
    tables: frozenset[str]


RECENT = 200  # how many actions back undo looks
_done_here: deque[int] = deque(maxlen=RECENT)
_listeners: list[Callable[[Committed], None]] = []
_running: ContextVar[int | None] = ContextVar("running", default=None)
_by_itself: ContextVar[bool] = ContextVar("by_itself", default=False)
_gates: list[Callable[[str], None]] = []  # the table of roles stands above; it puts itself here


def action(label: str, *, needs: str = WORK) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a verb one action: all of it is written or nothing, it is journalled and can be undone.

    An action called inside another joins it. `label` is a message id that says what is done ("lend an item"), `needs` the
    permission that whoever is on duty must have (`access/roles.py`). Raises NotAllowed without it, Busy when another
    writer holds the file, ClockBehind when the clock is before the last action, DiskFull and DiskFailed when writing
    fails, DataFileGone when the file was moved away; nothing is written then.
    """

    def decorate(verb: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(verb)
        def perform(*args: P.args, **kwargs: P.kwargs) -> T:
            if _running.get() is not None:
                check(needs)
                with part():
                    return verb(*args, **kwargs)
            return run(label, lambda: verb(*args, **kwargs), needs=needs)

        return perform

    return decorate


def by_itself(work: Callable[P, T]) -> Callable[P, T]:
    """What the program does unasked, such as closing forgotten visits: noted as ever, but no role stands in its way."""

    @functools.wraps(work)
    def perform(*args: P.args, **kwargs: P.kwargs) -> T:
        token = _by_itself.set(True)
        try:
            return work(*args, **kwargs)
        finally:
            _by_itself.reset(token)

    return perform


def gated_by(gate: Callable[[str], None]) -> None:
    """Have every verb ask `gate(permission)`, which raises for whoever is on duty and may not."""
    _gates[:] = [gate]


def check(needs: str) -> None:
    """Ask whether whoever is on duty may. No permission named, nobody on duty, or the program by itself: they may."""
    if needs and current_clerk.get() is not None and not _by_itself.get() and not db.is_closed():
        with sentences():
            for gate in _gates:
                gate(needs)


def require(needs: str, *, label: str) -> None:
    """Ask the same of what is no action of its own, such as an export. Raises NotAllowed, and notes that under the label."""
    try:
        check(needs)
    except errors.NotAllowed:
        if current_action() is None:
            _note_refusal(label)
        raise


def run(
    label: str,
    work: Callable[[], T],
    *,
    kind: str = "do",
    undoes: int | None = None,
    check_clock: bool = True,
    needs: str = "",
    subject: str = "",
    reason: str = "",
    way: str = "",
) -> T:
    """Do the work as one action of the current clerk; the plumbing under `@action`, undo and redo.

    `subject` and `reason` are as in `note`, `way` is one of WAYS. A refusal for want of `needs` is noted itself.
    """
    if db.is_closed():
        raise errors.NotOpen
    check_still_there()
    try:
        check(needs)
        return _perform(
            label, work, check_clock=check_clock,
            kind=kind, undoes=undoes, needs=needs, subject=subject, reason=reason, way=way,
        )  # fmt: skip
    except errors.NotAllowed:
        _note_refusal(label, subject)
        raise


def _note_refusal(label: str, subject: str = "") -> None:
    _perform(label, lambda: None, check_clock=True, kind="note", way="refused", subject=subject)


def _perform(label: str, work: Callable[[], T], *, check_clock: bool, **columns: Any) -> T:
    with sentences(), db.transaction("IMMEDIATE"):
        if check_clock:
            _check_clock()
        action_id, before = _begin(label, **columns)
        token = _running.set(action_id)
        try:
            result = work()
        finally:
            _running.reset(token)
        tables = _finish(action_id, before)
    _done_here.append(action_id)
    _tell(Committed(action_id, label, tables))
    return result


def current_action() -> int | None:
    """The id of the action under way in this thread."""
    return _running.get()


def done_here() -> list[int]:
    """The latest actions that this process did in the open file, of whichever clerk."""
    return list(_done_here)


def begin_anew() -> None:
    """Another file is open now: what was done in the one before is none of its actions."""
    _done_here.clear()


def on_commit(listener: Callable[[Committed], None]) -> Callable[[], None]:
    """Call the listener after every action committed by this process, in the thread that did it. Returns how to stop."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def note(
    label: str,
    *,
    subject: str = "",
    reason: str = "",
    about: Iterable[int] = (),
    also: Callable[[], object] = lambda: None,
) -> None:
    """Record that something was seen, printed or exported; `subject` is table and ids (`person:12`), never a name.

    `about` are the ids of the people it shows, `reason` why the clerk did it; `also` writes what is kept with the note. Which
    of the three it was is read from the verb that the label begins with (WAYS).
    """
    way = WAYS.get(label.split(" ", 1)[0], "")

    def write() -> None:
        also()
        _note_about(current_action(), about)

    if current_action() is None:
        run(label, write, kind="note", subject=subject, reason=reason, way=way)
    else:
        also()
        written = Action.insert(
            at=clock.utc_now(), clerk_id=current_clerk.get(), label=label, kind="note", subject=subject,
            reason=reason, way=way,
        ).execute()  # fmt: skip
        _note_about(written, about)


def masks(row_ids: Iterable[int]) -> dict[int, int]:
    """Ids as bits, so many to a block; see `ActionAbout`."""
    found: dict[int, int] = {}
    for row_id in row_ids:
        block, bit = divmod(row_id, BLOCK)
        found[block] = found.get(block, 0) | 1 << bit
    return found


def _note_about(action_id: int | None, about: Iterable[int]) -> None:
    for block, mask in masks(about).items():
        db.execute_sql(
            "INSERT INTO action_about (action_id, block, mask) VALUES (?, ?, ?)", (action_id, block, mask)
        )


def last_action_at() -> datetime | None:
    """When the last action was recorded (UTC), None in an empty centre."""
    row = db.execute_sql("SELECT at FROM action ORDER BY id DESC LIMIT 1").fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def confirm_clock() -> None:
    """The clerk says that the clock is right: from here on time is counted from now."""
    run(N_("confirm the clock"), lambda: None, kind="note", check_clock=False)


def _check_clock() -> None:
    last, now = last_action_at(), clock.utc_now()
    if last is not None and now < last - CLOCK_TOLERANCE:
        shown = clock.now()
        raise errors.ClockBehind(now=shown, last=shown + (last - now))


def _begin(
    label: str, *, kind: str, way: str, undoes: int | None = None, needs: str = "", subject: str = "", reason: str = ""
) -> tuple[int, int]:  # fmt: skip
    before: int = db.execute_sql("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
    cursor = db.execute_sql(
        "INSERT INTO action (at, clerk_id, label, kind, undoes_id, needs, subject, reason, way)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (clock.utc_now(), current_clerk.get(), label, kind, undoes, needs, subject, reason, way),
    )
    action_id: int = cursor.lastrowid
    db.execute_sql("UPDATE current_action SET action_id = ?", (action_id,))
    return action_id, before


def _finish(action_id: int, before: int) -> frozenset[str]:
    """Note what was changed, and which action the chain of undoing and doing again goes back to."""
    db.execute_sql("UPDATE current_action SET action_id = NULL")
    rows = db.execute_sql(
        # + or SQLite, which knows no figures of a file, walks through the index by table, which holds the whole journal
        "SELECT table_name, max(id) FROM change WHERE id > ? GROUP BY +table_name",
        (before,),
    ).fetchall()
    span = (before + 1, max(row[1] for row in rows)) if rows else (None, None)
    db.execute_sql(
        "UPDATE action SET first_change = ?, last_change = ?,"
        " root_id = coalesce((SELECT root_id FROM action undone WHERE undone.id = action.undoes_id), id) WHERE id = ?",
        (*span, action_id),
    )
    return frozenset(row[0] for row in rows)


def _tell(news: Committed) -> None:
    for listener in tuple(_listeners):
        listener(news)
