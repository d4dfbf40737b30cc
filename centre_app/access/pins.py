"""PINs: setting, proving and resetting them. A wrong one costs time, more with every try; a restart does not shorten it."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from centre_app import clock, errors
from centre_app.access import roles
from centre_app.access.models import Clerk, ClerkPin
from centre_app.i18n import N_, _n
from centre_app.storage import action
from centre_app.storage.database import db

LEAST_DIGITS, MOST_DIGITS = 4, 12
_FREE_TRIES = 3
_FIRST_PAUSE, _LONGEST_PAUSE = 5, 900  # seconds; from the third wrong try on they double
_ROW = "0123456789"
_TEMPORARY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody typed this clerk's PIN just now. A `temporary` one only allows choosing one's own."""

    clerk_id: int
    temporary: bool


def has_pin(clerk_id: int) -> bool:
    """Whether this clerk goes on duty with a PIN."""
    return _kept(clerk_id) is not None


def states() -> dict[int, bool]:
    """Who has a PIN, and whether it was given by somebody else and must be changed."""
    found: Any = ClerkPin.select(ClerkPin.clerk_id, ClerkPin.temporary).tuples()
    return dict(found)


def prove(*, clerk_id: int, pin: str) -> Proof:
    """Compare a PIN with the clerk's; some 50 ms, so call it from a job. Raises NotFound, PinWrong, PinPaused.

    Wrong tries are counted and noted in the audit. From the third on the next one is taken after 5 seconds, doubling up
    to 15 minutes.
    """
    kept, name = _kept(clerk_id), _name(clerk_id)
    if kept is None:
        raise errors.NotFound
    if left := pause_left(clerk_id):
        raise errors.PinPaused(name=name, wait=wait_words(left))
    if not _matches(kept.hash, pin):
        _count_wrong(clerk_id, kept.wrong_tries + 1)
        left = pause_left(clerk_id)
        raise errors.PinPaused(name=name, wait=wait_words(left)) if left else errors.PinWrong(name=name)
    if kept.wrong_tries:
        action.run(
            N_("take a right PIN"), lambda: _put(clerk_id, wrong_tries=0, paused_until=None), kind="note"
        )
    return Proof(clerk_id, kept.temporary)


def pause_left(clerk_id: int) -> int:
    """Seconds until the next try is taken, 0 for now; never more than the pause itself, whatever the clock was set to."""
    kept = _kept(clerk_id)
    if kept is None or kept.paused_until is None:
        return 0
    left = (kept.paused_until - clock.utc_now()).total_seconds()
    return max(0, min(round(left + 0.5), _pause(kept.wrong_tries)))


def wait_words(seconds: int) -> str:
    """A pause in words: seconds up to a minute and a half, then minutes."""
    if seconds <= 90:
        return _n("{count} second", "{count} seconds", seconds).format(count=seconds)
    minutes = -(-seconds // 60)
    return _n("{count} minute", "{count} minutes", minutes).format(count=minutes)


def set_own(*, pin: str, repeated: str, old: str = "") -> None:
    """Give the clerk on duty a PIN of their own; with one already, `old` must be it. No step to undo.

    Raises PinsDiffer, PinUnfit, PinTooSimple, ManagerPinFirst, NotFound with nobody on duty, and what `prove` raises.
    """
    clerk_id = action.current_clerk.get() or 0
    hashed = hash_of(pin, repeated=repeated)
    if has_pin(clerk_id):
        prove(clerk_id=clerk_id, pin=old)
    elif not roles.in_use() and _role(clerk_id) != roles.MANAGER:
        raise errors.ManagerPinFirst
    _keep(clerk_id, hashed, label=N_("set one's own PIN"))


def renew(*, proof: Proof, pin: str, repeated: str) -> Proof:
    """Choose one's own PIN in place of the temporary one just typed. Raises PinsDiffer, PinUnfit, PinTooSimple."""
    _keep(proof.clerk_id, hash_of(pin, repeated=repeated), label=N_("set one's own PIN"))
    return replace(proof, temporary=False)


def reset(*, clerk_id: int) -> str:
    """Give a clerk a new PIN that is good once, and return it: a manager tells it to them. No step to undo.

    Raises NotFound, NotAllowed, and ManagerPinFirst while the manager has none of their own.
    """
    _name(clerk_id)
    if not roles.in_use():
        raise errors.ManagerPinFirst
    return _give(clerk_id, label=N_("reset a PIN"))


def reset_from_outside(*, name: str) -> str:
    """The same on the command line, for a manager's forgotten PIN: whoever may read the data file may do it.

    It leaves a trace in the records, and the clerk learns of it when a new PIN must be chosen. Raises ClerkUnknown,
    ClerkSwitchedOff.
    """
    known = {str(row.name).casefold(): row for row in Clerk.select()}
    found = known.get(" ".join(name.split()).casefold())
    if found is None:
        raise errors.ClerkUnknown(name=name, known=", ".join(row.name for row in known.values()))
    if not found.active:
        raise errors.ClerkSwitchedOff(name=found.name)
    return _give(found.id, label=N_("reset a PIN on the command line"))


def hash_of(pin: str, *, repeated: str) -> str:
    """The hash a PIN is kept as; some 50 ms. Raises PinsDiffer, PinUnfit, PinTooSimple."""
    if pin != repeated:
        raise errors.PinsDiffer
    if not (pin.isascii() and pin.isdigit() and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
        raise errors.PinUnfit(least=LEAST_DIGITS, most=MOST_DIGITS)
    if len(set(pin)) == 1 or pin in _ROW or pin in _ROW[::-1]:
        raise errors.PinTooSimple
    return str(_hasher().hash(pin))


def keep_first(clerk_id: int, hashed: str) -> None:
    """Keep the PIN of a clerk who is being made; part of the action under way."""
    ClerkPin.create(clerk_id=clerk_id, hash=hashed)


def _give(clerk_id: int, *, label: str) -> str:
    pin = ""
    while not pin or len(set(pin)) < 3:
        pin = "".join(secrets.choice(_ROW) for _digit in range(_TEMPORARY_DIGITS))
    _keep(clerk_id, str(_hasher().hash(pin)), label=label, needs="clerks", temporary=True)
    return pin


def _keep(clerk_id: int, hashed: str, *, label: str, needs: str = "", temporary: bool = False) -> None:
    def write() -> None:
        values = {"hash": hashed, "temporary": temporary, "wrong_tries": 0, "paused_until": None}
        if not _put(clerk_id, **values):
            ClerkPin.create(clerk_id=clerk_id, **values)

    _name(clerk_id)
    action.run(label, write, kind="note", needs=needs, subject=f"clerk:{clerk_id}")


def _count_wrong(clerk_id: int, tries: int) -> None:
    pause = _pause(tries)
    until = clock.utc_now() + timedelta(seconds=pause) if pause else None
    action.run(
        N_("type a wrong PIN"), lambda: _put(clerk_id, wrong_tries=tries, paused_until=until),
        kind="note", subject=f"clerk:{clerk_id}", way="refused",
    )  # fmt: skip


def _put(clerk_id: int, **values: object) -> int:
    return int(ClerkPin.update(**values).where(ClerkPin.clerk_id == clerk_id).execute())


def _pause(tries: int) -> int:
    over = tries - _FREE_TRIES
    return 0 if over < 0 else min(_FIRST_PAUSE * 2 ** min(over, 20), _LONGEST_PAUSE)


@dataclass(frozen=True, slots=True)
class _Kept:
    hash: str
    temporary: bool
    wrong_tries: int
    paused_until: datetime | None


def _kept(clerk_id: int) -> _Kept | None:
    columns = (ClerkPin.hash, ClerkPin.temporary, ClerkPin.wrong_tries, ClerkPin.paused_until)
    row = ClerkPin.select(*columns).where(ClerkPin.clerk_id == clerk_id).tuples().first()
    return _Kept(*row) if row else None


def _name(clerk_id: int) -> str:
    row = db.execute_sql("SELECT name FROM clerk WHERE id = ?", (clerk_id,)).fetchone()
    if row is None:
        raise errors.NotFound
    return str(row[0])


def _role(clerk_id: int) -> str:
    row = db.execute_sql("SELECT role FROM clerk WHERE id = ?", (clerk_id,)).fetchone()
    return str(row[0]) if row else ""


def _matches(hashed: str, pin: str) -> bool:
    from argon2.exceptions import VerificationError

    try:
        return bool(_hasher().verify(hashed, pin))
    except VerificationError:
        return False


@cache
def _hasher() -> Any:
    """argon2id with OWASP's least memory: some 50 ms on a slow desk PC, while a PIN is guarded by the pauses above all."""
    from argon2 import PasswordHasher  # only when first needed, never before the first window

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
