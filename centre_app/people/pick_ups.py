"""Who may fetch a child, and who did: asked when the child leaves, kept with the visit."""

from dataclasses import dataclass

from centre_app import errors
from centre_app.i18n import N_
from centre_app.people import fields
from centre_app.people.visit_models import PickUp
from centre_app.storage.action import action
from centre_app.storage.database import db

_LONGEST, _LONGEST_NOTE = 40, 200
_MAY = """
SELECT p.id, p.name, p.phone, p.relation, p.note FROM pick_up p WHERE child_id = :child
UNION ALL
SELECT 0, g.name, g.phone, '', '' FROM person child JOIN person g ON g.id = child.guardian_id
WHERE child.id = :child AND NOT EXISTS (SELECT 1 FROM pick_up WHERE child_id = :child AND name = g.name)"""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Somebody who may fetch a child. The guardian always may: `id` is 0 where only that is known of them."""

    id: int
    name: str
    phone: str
    relation: str
    note: str


@action(N_("note who may fetch a child"))
def allow(*, child_id: int, name: str, phone: str = "", relation: str = "", note: str = "") -> int:
    """Note that somebody may fetch a child; returns the note's id. Raises FetcherMissing, TextTooLong, PhoneImpossible, NotFound."""
    if db.execute_sql("SELECT 1 FROM person WHERE id = ?", (child_id,)).fetchone() is None:
        raise errors.NotFound
    return int(PickUp.create(child=child_id, **_checked(name, phone, relation, note)).id)


@action(N_("change who may fetch a child"))
def change(*, pick_up_id: int, name: str, phone: str = "", relation: str = "", note: str = "") -> None:
    """Correct such a note. Raises FetcherMissing, TextTooLong, PhoneImpossible, NotFound."""
    values = _checked(name, phone, relation, note)
    if not PickUp.update(**values).where(PickUp.id == pick_up_id).execute():
        raise errors.NotFound


@action(N_("no longer let somebody fetch a child"))
def remove(*, pick_up_id: int) -> None:
    """Take such a note away. Raises NotFound."""
    if not PickUp.delete().where(PickUp.id == pick_up_id).execute():
        raise errors.NotFound


@action(N_("note who fetched a child"))
def fetched(*, visit_id: int, by: str) -> None:
    """Keep with a child's visit who fetched them, "" for nobody. Raises TextTooLong, NotFound."""
    written = fields.limited(" ".join(by.split()), most=_LONGEST)
    if not db.execute_sql("UPDATE visit SET fetched_by = ? WHERE id = ?", (written, visit_id)).rowcount:
        raise errors.NotFound


def may_fetch(child_id: int) -> list[Fetcher]:
    """Who may fetch a child: those noted, in that order, and the guardian."""
    return [Fetcher(*row) for row in db.execute_sql(_MAY, {"child": child_id})]


def _checked(name: str, phone: str, relation: str, note: str) -> dict[str, str]:
    name = " ".join(name.split())
    if not name:
        raise errors.FetcherMissing
    return {
        "name": fields.limited(name, most=_LONGEST),
        "phone": fields.phone(phone),
        "relation": fields.limited(" ".join(relation.split()), most=_LONGEST),
        "note": fields.limited(note.strip(), most=_LONGEST_NOTE),
    }
