"""What each role may do, as one table. Verbs name a permission and are refused by it; the screen asks it to say so beforehand.

Roles count from the first PIN on: as long as nobody has one, anybody may go on duty under any name, and all may do all.
"""

from dataclasses import dataclass

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.storage import action
from centre_app.storage.database import db

MANAGER, CLERK, READER = "manager", "clerk", "reader"
LABELS = {MANAGER: N_("manager"), CLERK: N_("clerk"), READER: N_("read-only")}


@dataclass(frozen=True, slots=True)
class Permission:
    """What it is called, and whose it is."""

    words: str
    roles: tuple[str, ...] = (MANAGER,)


PERMISSIONS = {
    action.WORK: Permission(N_("writing anything at the desk"), (MANAGER, CLERK)),
    "unmask": Permission(N_("showing names and phones in full"), (MANAGER, CLERK)),
    "override": Permission(
        N_("passing over booking rules, making bookings give way, barring and lifting bars")
    ),
    "settings": Permission(N_("changing settings, zones, hours, closures and lists of choices")),
    "export_names": Permission(N_("saving lists and files with names in full")),
    "records": Permission(N_("reading who did, saw, printed and exported what")),
    "clerks": Permission(N_("managing clerks, roles and PINs")),
    "erase": Permission(N_("erasing people and old traces")),
    "closing": Permission(N_("closing a month")),
    "restore": Permission(N_("going back to a backup")),
    "encryption": Permission(N_("encrypting the data, changing their key, printing the recovery sheet")),
}
_STANDING = """
SELECT name, role, active, EXISTS (SELECT 1 FROM clerk_pin WHERE clerk_id = clerk.id),
  EXISTS (SELECT 1 FROM clerk_pin JOIN clerk other ON other.id = clerk_id)
FROM clerk WHERE id = ?"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A clerk as the table sees them: `role` is the one that counts, `given` the one in the list."""

    name: str
    role: str
    given: str
    active: bool
    counts: bool


def in_use() -> bool:
    """Whether roles count: some clerk has, or had, a PIN."""
    return bool(
        db.execute_sql(
            "SELECT EXISTS (SELECT 1 FROM clerk_pin JOIN clerk ON clerk.id = clerk_id)"
        ).fetchone()[0]
    )


def standing(clerk_id: int) -> Standing | None:
    """How a clerk stands; None for an unknown one.

    A manager without a PIN counts as a clerk: anybody could go on duty under that name.
    """
    row = db.execute_sql(_STANDING, (clerk_id,)).fetchone()
    if row is None:
        return None
    name, given, active, has_pin, counts = row
    role = CLERK if given == MANAGER and counts and not has_pin else given
    return Standing(name, role, given, bool(active), bool(counts))


def check(needs: str) -> None:
    """See that whoever is on duty may. Raises NotAllowed, and ClerkSwitchedOff for somebody who no longer serves."""
    clerk_id = action.current_clerk.get()
    present = None if clerk_id is None else standing(clerk_id)
    if present is None:
        return
    if not present.active:
        raise errors.ClerkSwitchedOff(name=present.name)
    wanted = PERMISSIONS[needs]
    if present.counts and present.role not in wanted.roles:
        raise errors.NotAllowed(
            what=_(wanted.words), roles=_(" or ").join(_(LABELS[role]) for role in wanted.roles),
            name=present.name, role=_(LABELS[present.role]),
        )  # fmt: skip


def may(needs: str) -> bool:
    """Whether whoever is on duty may."""
    return not why_not(needs)


def why_not(needs: str) -> str:
    """Why whoever is on duty may not, in a sentence; empty where they may."""
    try:
        action.check(needs)
    except errors.CentreError as error:
        return error.sentence()
    return ""


action.gated_by(check)
