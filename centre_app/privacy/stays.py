"""What of a person must stay, and why: things under way must be settled first; others stay without them, or with their name."""

from dataclasses import dataclass
from typing import Any

from centre_app import clock
from centre_app.i18n import N_, _
from centre_app.people import people
from centre_app.privacy import cutting, identifying
from centre_app.storage import schema
from centre_app.storage.database import db

_NAMED = 3
# What is under way, by table: names of it, newest last. A table that this centre's file does not have has nothing.
_OPEN = {
    "visit": (
        "SELECT arrived_at FROM visit WHERE person_id = :person AND left_at IS NULL",
        N_("They are here now. Check them out first."),
    ),
    "loan": (
        "SELECT title.name FROM loan JOIN copy ON copy.id = copy_id JOIN title ON title.id = copy.title_id"
        " WHERE loan.person_id = :person AND returned_at IS NULL ORDER BY loan.id",
        N_(
            "Borrowed and not returned ({count}): {which}. Take it back, or mark it as lost and returned, first."
        ),
    ),
    "hold": (
        "SELECT title.name FROM hold JOIN title ON title.id = title_id"
        " WHERE person_id = :person AND status IN ('waiting', 'captured') ORDER BY hold.id",
        N_("On hold ({count}): {which}. Cancel the hold first."),
    ),
    "booking": (
        "SELECT substr(starts_at, 1, 16) FROM booking WHERE person_id = :person AND ends_at > :now"
        " AND status IN ('requested', 'confirmed', 'checked_in', 'moving') ORDER BY starts_at",
        N_("Bookings to come ({count}): {which}. Cancel or pass them on first."),
    ),
    "waiting_entry": (
        "SELECT substr(starts_at, 1, 16) FROM waiting_entry WHERE person_id = :person AND ends_at > :now"
        " AND status IN ('waiting', 'held') ORDER BY starts_at",
        N_("On the waiting list of a room ({count}): {which}. Take them off it first."),
    ),
}
_WARDS = "SELECT name FROM person WHERE guardian_id = :person ORDER BY id"
_UNITS = "SELECT name FROM grid_unit WHERE head_id = :person ORDER BY id"
_GIFTS = "SELECT count(*) FROM donation WHERE donor = :name"


@dataclass(frozen=True, slots=True)
class Stays:
    """`open`: sentences of what must be settled before; `rest`: of what stays all the same.

    `mentions` by table: how many other rows have the name or a number in their free text.
    """

    open: tuple[str, ...]
    rest: tuple[str, ...]
    mentions: dict[str, int]


def stays(person_id: int) -> Stays:
    """What keeps somebody from being erased, and what of them stays after it. Raises NotFound.

    Looks through all free text of the file for the name and the numbers: call it from a job.
    """
    shown = people.person(person_id)
    values = {"person": person_id, "now": f"{clock.now():%Y-%m-%d %H:%M:%S}", "name": shown.name}
    return Stays(under_way(person_id), tuple(_rest(values)), mentions(person_id))


def under_way(person_id: int) -> tuple[str, ...]:
    """Sentences of what must be settled before somebody can be erased."""
    tables = set(schema.journalled_tables())
    values = {"person": person_id, "now": f"{clock.now():%Y-%m-%d %H:%M:%S}"}
    said = []
    for table, (query, words) in _OPEN.items():
        found = _first(query, values) if table in tables else []
        if found:
            which = _(", ").join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
            said.append(_(words).format(count=len(found), which=which))
    return tuple(said)


def nothing_under_way() -> str:
    """The condition in SQL, on a row of `person`, that nothing of theirs is under way; `:now` is bound by the caller."""
    tables = set(schema.journalled_tables())
    return " AND ".join(
        f"NOT EXISTS ({query.replace(':person', 'person.id')})"
        for table, (query, _words) in _OPEN.items()
        if table in tables
    )


def mentions(person_id: int) -> dict[str, int]:
    """In how many rows of each table that are not theirs the name or a number stands in free text."""
    words, own = identifying.words_of(person_id), cutting.rows_of([person_id], cutting.links())
    found = {}
    for table in schema.journalled_tables():
        theirs = own.gone[table] | own.lost[table] | own.near[table]
        count = len(rows_with(table, words) - theirs)
        if count:
            found[table] = count
    return found


def rows_with(table: str, words: tuple[str, ...]) -> set[int]:
    """Rows in whose free text one of the words stands. A name of its own is no free text: others may have the same."""
    columns = [name for name in cutting.text_columns(table) if (table, name) not in OWN_NAMES]
    if not columns or not words:
        return set()
    condition = " OR ".join(f'instr("{column}", ?)' for column in columns for _word in words)
    rows = db.execute_sql(
        f'SELECT id FROM "{table}" WHERE {condition}',  # noqa: S608 - names from the file itself
        tuple(word for _column in columns for word in words),
    )
    return {row[0] for row in rows}


OWN_NAMES = {
    *(("person", name) for name in ("name", "name_sort", "search_key", "phone", "card_number")),
    ("clerk", "name"), ("setting", "value"), ("title", "name"), ("title", "authors"), ("title", "name_sort"),
    ("title", "search_key"), ("spent_card", "number"),
}  # fmt: skip


def _rest(values: dict[str, Any]) -> list[str]:
    said = [
        _("Visits, loans and bookings stay for the figures, without the name: age band, sex and category.")
    ]
    wards = _first(_WARDS, values)
    if wards:
        said.append(
            _("They are the guardian of {names}, who stay without one.").format(names=_(", ").join(wards))
        )
    units = _first(_UNITS, values)
    if units:
        said.append(
            _("They are in charge of {names}: name somebody else there.").format(names=_(", ").join(units))
        )
    gifts = db.execute_sql(_GIFTS, {"name": values["name"]}).fetchone()[0]
    if gifts:
        said.append(
            _("Donations name them as the donor ({count}): the registers of gifts must stay whole.").format(
                count=gifts
            )
        )
    said.append(_("That somebody was registered and erased stays, with the number of the entry."))
    return said


def _first(query: str, values: dict[str, Any]) -> list[str]:
    return [
        str(row[0])
        for row in db.execute_sql(query, {key: values[key] for key in values if f":{key}" in query})
    ]
