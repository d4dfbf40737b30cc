"""Making one record of two: which values stay, what moves, and what is refused. Whatever was merged, undo parts again."""

from collections.abc import Mapping
from typing import Any, Literal

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.people import fields, households, people, references
from centre_app.people.merge_models import PersonMerge
from centre_app.people.models import FACTS, CardRecord
from centre_app.storage import schema
from centre_app.storage.action import action
from centre_app.storage.database import db

Side = Literal["keep", "away", "both"]
Row = Mapping[str, Any]
# Columns that mean something only together are chosen together, by the first of them; what the table lacks is left out.
TOGETHER = {
    "birth_date": ("birth_date", "birth_year"),
    "card_number": ("card_number", "card_expires_on"),
    "barred_on": ("barred_on", "barred_until", "barred_reason"),
    "id_tail": ("id_tail", "id_digest", "id_region"),
    "emergency_name": ("emergency_name", "emergency_phone", "emergency_relation"),
}
# What follows from other columns, or by a rule of its own.
_RULED = {"id", "name_sort", "search_key", "registered_at", "suspended_until", "came_before"}
_FOLLOWS = {name for names in TOGETHER.values() for name in names[1:]}
_NO_CHOICE: Mapping[str, Side] = {}
_UP = """
WITH RECURSIVE up(id) AS (SELECT guardian_id FROM person WHERE id = :ward
  UNION SELECT guardian_id FROM up JOIN person USING (id) WHERE guardian_id IS NOT NULL)
SELECT EXISTS (SELECT 1 FROM up WHERE id = :guardian)"""


@action(N_("merge two people"))
def merge(*, keep_id: int, away_id: int, values: Mapping[str, Side] = _NO_CHOICE) -> int:
    """Make one record of two and return its id; visits, loans, bookings and whatever else points at either stay.

    `values` says for each field (see `choices`) whether it is that of the one kept, of the one that goes, or, for free
    words, both; what is not said is the kept one's, or the other's where that one's is empty. Of two cards the one not
    chosen is a former card from now on: scanning it is refused by a sentence that names the person. Of two open visits
    the later is closed as assumed. More loans than the limit allows stay.
    Raises NotFound, MergeWithSelf, MergeGuardianWithWard, MergeWithOrganisation, MergeClash, TextTooLong.
    """
    keep, away = both(keep_id, away_id)
    kept = _kept(keep, away, values)
    references.move(keep_id=keep_id, away_id=away_id)
    db.execute_sql("DELETE FROM person WHERE id = ?", (away_id,))
    _write(keep, kept | _found_under(kept))
    _end_other_card(keep, away, kept)
    for household in {keep["household_id"], away["household_id"]} - {kept["household_id"]}:
        households.remove_if_empty(household)
    return keep_id


def both(keep_id: int, away_id: int) -> tuple[Row, Row]:
    """The stored rows of two people who can be merged. Raises what `merge` raises, but for MergeClash."""
    keep, away = _row(keep_id), _row(away_id)
    if keep_id == away_id:
        raise errors.MergeWithSelf(name=keep["name"])
    for guardian, ward in ((keep, away), (away, keep)):
        if db.execute_sql(_UP, {"guardian": guardian["id"], "ward": ward["id"]}).fetchone()[0]:
            raise errors.MergeGuardianWithWard(guardian=guardian["name"], ward=ward["name"])
    if (keep["category"] == "organisation") != (away["category"] == "organisation"):
        first, second = (keep, away) if keep["category"] == "organisation" else (away, keep)
        raise errors.MergeWithOrganisation(organisation=first["name"], person=second["name"])
    return keep, away


def choices() -> list[str]:
    """The columns for which one chooses, each standing for those that go with it."""
    return [name for name in schema.columns("person") if name not in _RULED | _FOLLOWS]


def columns_of(choice: str) -> tuple[str, ...]:
    """The columns that are chosen together."""
    there = schema.columns("person")
    return tuple(name for name in TOGETHER.get(choice, (choice,)) if name in there)


def usual(choice: str, keep: Row, away: Row) -> Side:
    """Which side is taken unless the clerk says otherwise: nothing known is lost, what is more exact counts."""
    mine, other = ([row[name] for name in columns_of(choice)] for row in (keep, away))
    if choice in FACTS and keep[choice] and away[choice] and keep[choice] != away[choice]:
        return "both"
    if choice == "consented_on" and _was_withdrawn(keep, away):
        return "away" if keep[choice] else "keep"
    more_exact = choice == "birth_date" and not mine[0] and bool(other[0])
    return "away" if more_exact or (not any(mine) and any(other)) else "keep"


def _was_withdrawn(keep: Row, away: Row) -> bool:
    """Whether one of two has taken their consent back, since the other record says that it was given: that counts."""
    given = [row["consented_on"] for row in (keep, away) if row["consented_on"]]
    if len(given) != 1 or "consent" not in schema.journalled_tables():
        return False
    last = "SELECT max(withdrawn_on) FROM consent WHERE person_id IN (?, ?)"
    withdrawn = db.execute_sql(last, (keep["id"], away["id"])).fetchone()[0]
    return withdrawn is not None and withdrawn >= given[0]


def _kept(keep: Row, away: Row, values: Mapping[str, Side]) -> dict[str, Any]:
    """The columns as they will be. Raises ValueError for a choice that there is none of."""
    if unknown := values.keys() - set(choices()):
        raise ValueError(unknown)
    kept = dict(keep)
    for choice in choices():
        side = values.get(choice) or usual(choice, keep, away)
        if side == "both":
            kept[choice] = _joined(choice, keep, away)
        elif side == "away" or (choice == "card_number" and not keep[choice]):
            kept |= {name: away[name] for name in columns_of(choice)}
    if keep["card_number"] and not kept["card_number"]:  # a card that is good is never lost by choosing none
        kept |= {name: keep[name] for name in columns_of("card_number")}
    kept["suspended_until"] = max(
        filter(None, (keep["suspended_until"], away["suspended_until"])), default=None
    )
    kept["came_before"] = max(keep["came_before"], away["came_before"])
    kept["registered_at"] = (away if _card_of(away, kept) else keep)["registered_at"]
    if not kept["card_number"]:
        kept["registered_at"] = min(
            filter(None, (keep["registered_at"], away["registered_at"])), default=None
        )
    return kept


def _joined(choice: str, keep: Row, away: Row) -> str:
    """Free words of both, one below the other. Raises TextTooLong."""
    if choice not in FACTS:
        raise ValueError(choice)
    return fields.note("\n".join(dict.fromkeys(text for text in (keep[choice], away[choice]) if text)))


def _found_under(kept: Row) -> dict[str, str]:
    home = db.execute_sql(
        "SELECT building, door FROM household WHERE id = ?", (kept["household_id"],)
    ).fetchone()
    building, door = home or ("", "")
    return people.found_under(
        name=kept["name"], phone=kept["phone"], card_number=kept["card_number"], building=building, door=door
    )


def _write(keep: Row, kept: Row) -> None:
    changed = {name: value for name, value in kept.items() if value != keep[name]}
    if changed:
        named = ", ".join(f'"{name}" = ?' for name in changed)
        db.execute_sql(f"UPDATE person SET {named} WHERE id = ?", (*changed.values(), keep["id"]))  # noqa: S608


def _end_other_card(keep: Row, away: Row, kept: Row) -> None:
    """Let the card not chosen be a former one, and remember for past months that it was there."""
    other = keep if _card_of(away, kept) else away
    number, now = other["card_number"], clock.now()
    if number:
        CardRecord.create(person=keep["id"], number=number, ended_at=now, ended_why="replaced")
    PersonMerge.create(
        person=keep["id"], away_id=away["id"], merged_at=now, registered_at=other["registered_at"],
        had_card=bool(number),
    )  # fmt: skip


def _card_of(row: Row, kept: Row) -> bool:
    return bool(kept["card_number"]) and row["card_number"] == kept["card_number"]


def _row(person_id: int) -> Row:
    """A person as the file holds it. Raises NotFound."""
    cursor = db.execute_sql("SELECT * FROM person WHERE id = ?", (person_id,))
    row = cursor.fetchone()
    if row is None:
        raise errors.NotFound
    return dict(zip((column[0] for column in cursor.description), row, strict=True))
