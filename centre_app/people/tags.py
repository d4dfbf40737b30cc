"""Tags of people: the list of them, and who has which."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.people import fields
from centre_app.people.tag_models import PersonTag, Tag
from centre_app.storage.action import action
from centre_app.storage.database import db

LONGEST_NAME = 20
_TAGS = """
SELECT id, name, active, (SELECT count(*) FROM person_tag WHERE tag_id = tag.id) FROM tag
WHERE active OR :all ORDER BY position, id"""
_OF = """
SELECT person_id, tag.id, tag.name FROM person_tag JOIN tag ON tag.id = tag_id
WHERE person_id IN ({marks}) ORDER BY tag.position, tag.id"""
_LISTED = (
    "SELECT name FROM saved_list WHERE EXISTS (SELECT 1 FROM json_each(selection, '$.tags') WHERE value = ?)"
)


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag, whether it is still offered, and how many people have it."""

    id: int
    name: str
    active: bool
    people: int


def tags(*, include_inactive: bool = False) -> list[TagRow]:
    """The tags that are offered, in their order; with `include_inactive` also those that no longer are."""
    rows = db.execute_sql(_TAGS, {"all": include_inactive})
    return [TagRow(row[0], row[1], bool(row[2]), row[3]) for row in rows]


def names() -> dict[int, str]:
    """Every tag by id, also one no longer offered, in their order."""
    return dict(db.execute_sql("SELECT id, name FROM tag ORDER BY position, id").fetchall())


def tags_of(person_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """The tags of these people, by person: the names by id, in the order of the list."""
    ids = list(person_ids)
    found: dict[int, dict[int, str]] = {person_id: {} for person_id in ids}
    for person_id, tag_id, name in db.execute_sql(_OF.format(marks=",".join("?" * len(ids))), ids):
        found[person_id][tag_id] = name
    return found


@action(N_("add a tag"), needs="settings")
def add_tag(*, name: str) -> int:
    """Add a tag at the end of the list and return its id. Raises WordMissing, TextTooLong, TagTaken."""
    words = _checked(name, tag_id=None)
    last = db.execute_sql("SELECT coalesce(max(position), 0) FROM tag").fetchone()[0]
    made: Any = Tag.create(name=words, position=last + 1)
    return int(made.id)


@action(N_("rename a tag"), needs="settings")
def rename_tag(*, tag_id: int, name: str) -> None:
    """Call a tag something else, for everybody who has it. Raises NotFound and what `add_tag` raises."""
    tag(tag_id)
    Tag.update(name=_checked(name, tag_id=tag_id)).where(Tag.id == tag_id).execute()


@action(N_("offer a tag or no longer"), needs="settings")
def offer_tag(*, tag_id: int, active: bool) -> None:
    """Offer a tag in forms and filters, or no longer; who has it keeps it. Raises NotFound."""
    tag(tag_id)
    Tag.update(active=active).where(Tag.id == tag_id).execute()


@action(N_("move a tag"), needs="settings")
def move_tag(*, tag_id: int, by: int) -> None:
    """Move a tag up (-1) or down (1) in the list; at its end it stays. Raises NotFound."""
    tag(tag_id)
    order = [row.id for row in tags(include_inactive=True)]
    place = order.index(tag_id)
    order.insert(max(0, min(len(order) - 1, place + by)), order.pop(place))
    for position, each in enumerate(order, start=1):
        Tag.update(position=position).where(Tag.id == each, Tag.position != position).execute()


@action(N_("remove a tag"), needs="settings")
def remove_tag(tag_id: int) -> None:
    """Remove a tag that nobody has. Raises TagInUse, UsedBySavedList, NotFound."""
    known = tag(tag_id)
    if known.people:
        raise errors.TagInUse(tag=known.name, count=known.people)
    listed = db.execute_sql(_LISTED, (tag_id,)).fetchone()
    if listed:
        raise errors.UsedBySavedList(name=known.name, list=listed[0])
    Tag.delete().where(Tag.id == tag_id).execute()


def tag(tag_id: int) -> TagRow:
    """The tag of that id. Raises NotFound."""
    found = next((row for row in tags(include_inactive=True) if row.id == tag_id), None)
    if found is None:
        raise errors.NotFound
    return found


def differ(person_id: int, tag_ids: Iterable[int] | None) -> bool:
    """Whether somebody has other tags than these; None means that nothing is said about them."""
    return tag_ids is not None and set(tags_of([person_id])[person_id]) != set(tag_ids)


def put_on(person_id: int, tag_ids: Iterable[int] | None) -> None:
    """Inside an action: let somebody have these tags and no others; None changes nothing. Raises NotFound."""
    if tag_ids is None:
        return
    wanted, present = set(tag_ids), set(tags_of([person_id])[person_id])
    if not wanted <= names().keys():
        raise errors.NotFound
    gone = present - wanted
    if gone:
        PersonTag.delete().where(PersonTag.person == person_id, PersonTag.tag.in_(gone)).execute()
    for tag_id in sorted(wanted - present):
        PersonTag.create(person=person_id, tag=tag_id)


@action(N_("give many people a tag"))
def give_all(*, tag_id: int, person_ids: Iterable[int]) -> int:
    """Give a tag to those of these people who have it not, and return how many. Raises NotFound."""
    tag(tag_id)
    given = 0
    for person_id in person_ids:
        given += db.execute_sql(
            "INSERT OR IGNORE INTO person_tag (person_id, tag_id) VALUES (?, ?)", (person_id, tag_id)
        ).rowcount
    return given


def _checked(text: str, *, tag_id: int | None) -> str:
    words = fields.limited(" ".join(text.split()), most=LONGEST_NAME)
    if not words:
        raise errors.WordMissing
    if Tag.select().where(Tag.name == words, Tag.id != (tag_id or 0)).exists():
        raise errors.TagTaken(name=words)
    return words
