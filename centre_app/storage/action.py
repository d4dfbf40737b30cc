"""What a clerk does as one whole: `@action` gives a verb its transaction, its audit entry and the news after commit."""

import functools
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.storage.database import check_still_there, db, sentences
from centre_app.storage.journal_models import Action

P = ParamSpec("P")
T = TypeVar("T")

current_clerk: ContextVar[int | None] = ContextVar("current_clerk", default=None)
BLOCK = 62  # ids to a row of `action_about`: the bits of an integer that SQLite keeps
CLOCK_TOLERANCE = timedelta(minutes=10)  # clocks are set right by the network now and then


@dataclass(frozen=True, slots=True)
class Committed:
    """News of one action: its id, its label as message id, the tables it changed."""

    action_id: int
    label: str
    tables: frozenset[str]


_listeners: list[Callable[[Committed], None]] = []
_running: ContextVar[int | None] = ContextVar("running", default=None)


def action(label: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a verb one action: all of it is written or nothing, it is journalled and can be undone.

    An action called inside another joins it. `label` is a message id that says what is done ("lend an item").
    Raises Busy when another writer holds the file, ClockBehind when the clock is before the last action,
    DiskFull and DiskFailed when writing fails, DataFileGone when the file was moved away; nothing is written then.
    """

    def decorate(verb: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(verb)
        def perform(*args: P.args, **kwargs: P.kwargs) -> T:
            if _running.get() is not None:
                with db.atomic():
                    return verb(*args, **kwargs)
            return run(label, lambda: verb(*args, **kwargs))

        return perform

    return decorate


def run(
    label: str,
    work: Callable[[], T],
    *,
    kind: str = "do",
    undoes: int | None = None,
    check_clock: bool = True,
) -> T:
    """Do the work as one action of the current clerk; the plumbing under `@action`, undo and redo."""
    if db.is_closed():
        raise errors.NotOpen
    check_still_there()
    with sentences(), db.transaction("IMMEDIATE"):
        if check_clock:
            _check_clock()
        action_id, before = _begin(label, kind, undoes)
        token = _running.set(action_id)
        try:
            result = work()
        finally:
            _running.reset(token)
        tables = _finish(action_id, before)
    _tell(Committed(action_id, label, tables))
    return result


def current_action() -> int | None:
    """The id of the action under way in this thread."""
    return _running.get()


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

    `about` are the ids of the people it shows, `reason` why the clerk did it; `also` writes what is kept with the note.
    """

    def write() -> None:
        also()
        action_id = current_action()
        Action.update(subject=subject, reason=reason).where(Action.id == action_id).execute()
        _note_about(action_id, about)

    if current_action() is None:
        run(label, write, kind="note")
    else:
        also()
        written = Action.insert(
            at=clock.utc_now(),
            clerk_id=current_clerk.get(),
            label=label,
            kind="note",
            subject=subject,
            reason=reason,
        ).execute()
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


def _begin(label: str, kind: str, undoes: int | None) -> tuple[int, int]:
    cursor = db.execute_sql(
        "INSERT INTO action (at, clerk_id, label, kind, undoes_id, subject) VALUES (?, ?, ?, ?, ?, '')",
        (clock.utc_now(), current_clerk.get(), label, kind, undoes),
    )
    action_id: int = cursor.lastrowid
    db.execute_sql(
        "UPDATE action SET root_id = coalesce((SELECT root_id FROM action WHERE id = ?), id) WHERE id = ?",
        (undoes, action_id),
    )
    before: int = db.execute_sql("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
    db.execute_sql("UPDATE current_action SET action_id = ?", (action_id,))
    return action_id, before


def _finish(action_id: int, before: int) -> frozenset[str]:
    db.execute_sql("UPDATE current_action SET action_id = NULL")
    rows = db.execute_sql(
        # + or SQLite, which knows no figures of a file, walks through the index by table, which holds the whole journal
        "SELECT table_name, max(id) FROM change WHERE id > ? GROUP BY +table_name",
        (before,),
    ).fetchall()
    if rows:
        last = max(row[1] for row in rows)
        db.execute_sql(
            "UPDATE action SET first_change = ?, last_change = ? WHERE id = ?", (before + 1, last, action_id)
        )
    return frozenset(row[0] for row in rows)


def _tell(news: Committed) -> None:
    for listener in tuple(_listeners):
        listener(news)
