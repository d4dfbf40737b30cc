"""Who serves at the desk: the list of clerks with their roles, and who is on duty now. What they did is in `audit.py`."""

from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Case, fn

from centre_app import errors
from centre_app.access import pins, roles
from centre_app.access.models import Clerk, ClerkPin
from centre_app.i18n import N_
from centre_app.storage.action import action, current_clerk, note

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ClerkRow:
    """A clerk as lists show them."""

    id: int
    name: str
    active: bool
    role: str = roles.CLERK
    pin: str = ""
    """`set`, `temporary` (given by somebody else, good once), or empty for none."""


_COLUMNS = (Clerk.id, Clerk.name, Clerk.active, Clerk.role)


def clerks(*, include_inactive: bool = False) -> list[ClerkRow]:
    """Everybody who serves at the desk, in the order they were added; those switched off last, where wanted."""
    query = _rows()
    if not include_inactive:
        query = query.where(Clerk.active)
    return [ClerkRow(*row) for row in query.order_by(Clerk.active.desc(), Clerk.position, Clerk.id)]


@action(N_("add a clerk"), needs="clerks")
def add_clerk(*, name: str, role: str = "") -> int:
    """Add somebody to the list and return their id; without a role the first one is the manager, others are clerks.

    Raises NameMissing, NameTaken.
    """
    last = Clerk.select(fn.coalesce(fn.max(Clerk.position), 0)).scalar()
    first = not Clerk.select().where(Clerk.active, Clerk.role == roles.MANAGER).exists()
    usual = roles.MANAGER if first else roles.CLERK
    clerk: Any = Clerk.create(name=_checked(name=name), position=last + 1, role=role or usual)
    return int(clerk.id)


@action(N_("rename a clerk"), needs="clerks")
def rename_clerk(*, clerk_id: int, name: str) -> None:
    """Correct a name; what the clerk did stays theirs. Raises NotFound, NameMissing, NameTaken."""
    _get(clerk_id)
    Clerk.update(name=_checked(name=name, except_id=clerk_id)).where(Clerk.id == clerk_id).execute()


@action(N_("change a clerk's role"), needs="clerks")
def give_role(*, clerk_id: int, role: str) -> None:
    """Give somebody another role (`access/roles.py`). Raises NotFound, LastManager."""
    clerk = _get(clerk_id)
    if role == clerk.role:
        return
    _refuse_last_manager(clerk)
    Clerk.update(role=role).where(Clerk.id == clerk_id).execute()


@action(N_("switch off a clerk"), needs="clerks")
def switch_off(*, clerk_id: int) -> None:
    """Take somebody off the list of those who can be on duty. Raises NotFound, LastClerk, LastManager, ClerkIsOnDuty."""
    clerk = _get(clerk_id)
    if not clerk.active:
        return
    if clerk_id == current_clerk.get():
        raise errors.ClerkIsOnDuty(name=clerk.name)
    if len(clerks()) == 1:
        raise errors.LastClerk(name=clerk.name)
    _refuse_last_manager(clerk)
    Clerk.update(active=False).where(Clerk.id == clerk_id).execute()


@action(N_("switch on a clerk"), needs="clerks")
def switch_on(*, clerk_id: int) -> None:
    """Let somebody be on duty again. Raises NotFound."""
    if not _get(clerk_id).active:
        Clerk.update(active=True).where(Clerk.id == clerk_id).execute()


def put_on_duty(*, clerk_id: int, proof: pins.Proof | None = None) -> ClerkRow:
    """Let every action from now on be this clerk's, and record that they took over.

    `proof` is of their PIN, where they have one. Raises NotFound, ClerkSwitchedOff, PinNeeded, PinMustChange.
    """
    clerk = _get(clerk_id)
    if not clerk.active:
        raise errors.ClerkSwitchedOff(name=clerk.name)
    if clerk.pin and (proof is None or proof.clerk_id != clerk_id):
        raise errors.PinNeeded(name=clerk.name)
    if proof is not None and proof.temporary:
        raise errors.PinMustChange(name=clerk.name)
    before = current_clerk.get()
    if before != clerk_id:
        current_clerk.set(clerk_id)
        try:
            note(N_("go on duty"), subject=f"clerk:{clerk_id}")
        except errors.CentreError:
            current_clerk.set(before)
            raise
    return clerk


def leave_duty() -> None:
    """Let nobody be on duty, until somebody is chosen again."""
    current_clerk.set(None)


def on_duty() -> ClerkRow | None:
    """Who is on duty now; None until somebody was chosen, or when their entry was undone."""
    clerk_id = current_clerk.get()
    if clerk_id is None:
        return None
    found = _rows().where(Clerk.id == clerk_id).first()
    return ClerkRow(*found) if found else None


def _rows() -> Any:
    pin = Case(None, [(ClerkPin.temporary, "temporary"), (ClerkPin.id.is_null(False), "set")], "")
    joined = Clerk.select(*_COLUMNS, pin).join(ClerkPin, JOIN.LEFT_OUTER, on=ClerkPin.clerk_id == Clerk.id)
    return joined.tuples()


def _get(clerk_id: int) -> ClerkRow:
    found = _rows().where(Clerk.id == clerk_id).first()
    if found is None:
        raise errors.NotFound
    return ClerkRow(*found)


def _refuse_last_manager(clerk: ClerkRow) -> None:
    """Once roles count, somebody must stay who may manage: a manager with a PIN."""
    if clerk.role != roles.MANAGER or not roles.in_use():
        return
    if not any(each.role == roles.MANAGER and each.pin for each in clerks() if each.id != clerk.id):
        raise errors.LastManager(name=clerk.name)


def _checked(*, name: str, except_id: int | None = None) -> str:
    """The name as it is kept; two clerks may not differ by capitals or spaces alone."""
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise errors.NameMissing
    for clerk in clerks(include_inactive=True):
        if clerk.name.casefold() == name.casefold() and clerk.id != except_id:
            raise errors.NameTaken(name=clerk.name)
    return name
