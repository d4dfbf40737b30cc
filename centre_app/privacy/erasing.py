"""Taking somebody out of the centre's data for good: on request, or when the time of the settings is over.

Counts, age bands as on the day, sex and category stay; nothing else. It is no step to undo.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from centre_app import errors
from centre_app.centre import preferences
from centre_app.i18n import N_
from centre_app.lending import privacy as lending
from centre_app.people import people
from centre_app.privacy import circle, cutting, identifying, keeping, stays
from centre_app.storage import action, backup, rotation, schema, search
from centre_app.storage.database import database_path, db


@dataclass(frozen=True, slots=True)
class OldBackup:
    """A backup of before, and from which day on the program deletes it; None for one it never deletes."""

    name: str
    made_on: date | None
    expires_on: date | None


def erase(*, person_id: int, typed_name: str, everywhere: bool = False) -> bool:
    """Erase somebody on request; `typed_name` is what the clerk typed to confirm it.

    `everywhere`: also write over the name and numbers where they stand in the free text of other entries.
    Returns whether no trace is left in the file; if not, the next start of a day tries again.
    Raises NotFound, NameTypedWrong, MustStay; nothing is erased then.
    """
    shown = people.person(person_id)
    if "".join(typed_name.split()) != "".join(shown.name.split()):
        raise errors.NameTypedWrong

    def work() -> None:
        open_things = stays.under_way(person_id)
        if open_things:
            raise errors.MustStay(name=shown.name, reasons=" ".join(open_things))
        _anonymise([person_id], why="request", everywhere=everywhere)

    action.run(N_("erase a person"), work, kind="note", needs="erase")
    return purge()


def anonymise(*, person_ids: Collection[int], why: str = "retention") -> None:
    """Take these people out of every table; what they are found by and its traces go with `purge`.

    Raises MustStay for somebody with something under way; nothing is done then.
    """

    def work() -> None:
        for person_id in person_ids:
            if open_things := stays.under_way(person_id):
                raise errors.MustStay(name=people.person(person_id).name, reasons=" ".join(open_things))
        _anonymise(person_ids, why=why, everywhere=False)

    action.run(N_("erase people after the time of the settings"), work, kind="note", needs="erase")


def purge() -> bool:
    """Leave nothing of who was erased in the search tables, the free parts of the file and its log; False while others read."""
    try:
        search.purge()
    except errors.EraseIncomplete:
        return False
    action.run(N_("remove the last traces"), _mark_purged, kind="note")
    return True


def is_purge_due() -> bool:
    """Whether somebody was erased whose traces could not be removed yet."""
    return db.execute_sql("SELECT 1 FROM erased_person WHERE NOT purged LIMIT 1").fetchone() is not None


def erased_among(person_ids: Collection[int]) -> frozenset[int]:
    """Who of these numbers was erased."""
    found: set[int] = set()
    for ids in cutting.pieces(person_ids):
        rows = db.execute_sql(f"SELECT person_id FROM erased_person WHERE person_id IN ({ids})")  # noqa: S608
        found |= {row[0] for row in rows}
    return frozenset(found)


def old_backups() -> list[OldBackup]:
    """The backups there are, which hold whoever is erased now, with the day they are deleted on, the oldest first.

    The newest few are only deleted once newer ones are there.
    """
    backups = backup.backups_in(preferences.backups_of(database_path()))
    listed = []
    for path in reversed(backups):
        made = backup.made_at(path)
        listed.append(OldBackup(path.name, made.date() if made else None, rotation.leaves_on(path, backups)))
    return listed


def _anonymise(person_ids: Collection[int], *, why: str, everywhere: bool) -> None:
    words = {person_id: identifying.words_of(person_id) for person_id in person_ids}
    every = tuple(dict.fromkeys(word for each in words.values() for word in each))
    listed = ", ".join(map(str, sorted(person_ids)))
    visits = db.execute_sql(f"SELECT id FROM visit WHERE person_id IN ({listed})").fetchall()  # noqa: S608
    keeping.keep_visits([row[0] for row in visits])
    for person_id in person_ids:
        lending.forget_reader(person_id)
        circle.forget_among_wards(person_id, words[person_id])
    keeping.keep_cards(person_ids, why=why)
    cutting.take_out(person_ids, words=every)
    _write_over_reasons(every)
    if everywhere:
        for table in schema.journalled_tables():
            _write_over_mentions(table, every)
    db.execute_sql(
        "UPDATE action SET subject = ? WHERE id = ?",
        (f"person:{listed.replace(', ', ',')}", action.current_action()),
    )


def _write_over_reasons(words: tuple[str, ...]) -> None:
    """Why the clerk looked at somebody, or put out a list with names, is free text as well."""
    released = stays.rows_with("list_release", words)
    cutting.write_over("list_release", released, words)
    cutting.forget_images("list_release", released)
    for word in words:
        db.execute_sql(
            "UPDATE action SET reason = replace(reason, ?, ?) WHERE reason <> '' AND instr(reason, ?)",
            (word, cutting.OVER, word),
        )


def _write_over_mentions(table: str, words: tuple[str, ...]) -> None:
    rows = stays.rows_with(table, words)
    columns = [name for name in cutting.text_columns(table) if (table, name) not in stays.OWN_NAMES]
    cutting.write_over(table, rows, words, columns=columns)
    cutting.forget_images(table, rows)


def _mark_purged() -> None:
    db.execute_sql("UPDATE erased_person SET purged = 1 WHERE NOT purged")
