"""Who serves at the desk: the list of clerks, and which of them is on duty now. What they did is in `audit.py`."""

from dataclasses import dataclass
from typing import Any

from peewee import fn

from centre_app import errors
from centre_app.access.models import Clerk
from centre_app.i18n import N_
from centre_app.storage.action import action, current_clerk, note

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ClerkRow:
    """A clerk as lists show them."""

    id: int
    name: str
    active: bool


def clerks(*, include_inactive: bool = False) -> list[ClerkRow]:
    """Everybody who serves at the desk, in the order they were added; those switched off last, where wanted."""
    query = Clerk.select(Clerk.id, Clerk.name, Clerk.active)
    if not include_inactive:
        query = query.where(Clerk.active)
    found: Any = query.order_by(Clerk.active.desc(), Clerk.position, Clerk.id).tuples()
    return [ClerkRow(*row) for row in found]


@action(N_("add a clerk"))
def add_clerk(*, name: str) -> int:
    """Add somebody to the list and return their id. Raises NameMissing, NameTaken."""
    last = Clerk.select(fn.coalesce(fn.max(Clerk.position), 0)).scalar()
    clerk: Any = Clerk.create(name=_checked(name=name), position=last + 1)
    return int(clerk.id)


@action(N_("rename a clerk"))
def rename_clerk(*, clerk_id: int, name: str) -> None:
    """Correct a name; what the clerk did stays theirs. Raises NotFound, NameMissing, NameTaken."""
    _get(clerk_id)
    Clerk.update(name=_checked(name=name, except_id=clerk_id)).where(Clerk.id == clerk_id).execute()


@action(N_("switch off a clerk"))
def switch_off(*, clerk_id: int) -> None:
    """Take somebody off the list of those who can be on duty. Raises NotFound, LastClerk, ClerkIsOnDuty."""
    clerk = _get(clerk_id)
    if not clerk.active:
        return
    if clerk_id == current_clerk.get():
        raise errors.ClerkIsOnDuty(name=clerk.name)
    if len(clerks()) == 1:
        raise errors.LastClerk(name=clerk.name)
    Clerk.update(active=False).where(Clerk.id == clerk_id).execute()


@action(N_("switch on a clerk"))
def switch_on(*, clerk_id: int) -> None:
    """Let somebody be on duty again. Raises NotFound."""
    if not _get(clerk_id).active:
        Clerk.update(active=True).where(Clerk.id == clerk_id).execute()


def put_on_duty(*, clerk_id: int) -> ClerkRow:
    """Let every action from now on be this clerk's, and record that they took over. Raises NotFound, ClerkSwitchedOff."""
    clerk = _get(clerk_id)
    if not clerk.active:
        raise errors.ClerkSwitchedOff(name=clerk.name)
    before = current_clerk.get()
    if before != clerk_id:
        current_clerk.set(clerk_id)
        try:
            note(N_("go on duty"), subject=f"clerk:{clerk_id}")
        except errors.CentreError:
            current_clerk.set(before)
            raise
    return clerk


def on_duty() -> ClerkRow | None:
    """Who is on duty now; None until somebody was chosen, or when their entry was undone."""
    clerk_id = current_clerk.get()
    if clerk_id is None:
        return None
    row = Clerk.select(Clerk.id, Clerk.name, Clerk.active).where(Clerk.id == clerk_id).tuples().first()
    return ClerkRow(*row) if row else None


def _get(clerk_id: int) -> ClerkRow:
    row = Clerk.select(Clerk.id, Clerk.name, Clerk.active).where(Clerk.id == clerk_id).tuples().first()
    if row is None:
        raise errors.NotFound
    return ClerkRow(*row)


def _checked(*, name: str, except_id: int | None = None) -> str:
    """The name as it is kept; two clerks may not differ by capitals or spaces alone."""
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise errors.NameMissing
    for clerk in clerks(include_inactive=True):
        if clerk.name.casefold() == name.casefold() and clerk.id != except_id:
            raise errors.NameTaken(name=clerk.name)
    return name
