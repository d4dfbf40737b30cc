# ruff: noqa: S608 - tables and columns are read from the file itself, ids are numbers
"""Taking people out of every table, by the foreign keys of the file itself: whatever table is added later is cut as well.

The rules. A row that belongs to somebody and may do without (a visit, a loan, a booking) loses them; a row that cannot
(a former card, who may fetch a child, a tag) goes, with the rows that hang on it. In what stays of them and in rows hanging
on that, their names and numbers are written over. No before-image of any such row stays in the journal.
What is kept for the figures is written before, see `keeping.py`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from centre_app.storage import schema
from centre_app.storage.database import db

OVER = "—"
_SELF = ("person", "guardian_id")  # a ward stays whole: only the guardian goes, from the row and its images
# Who gave what stands in the registers of gifts, which stay whole; a wording is what people agreed to; the others are no
# free words: codes, digests, JSON, and words that the centre chooses from.
_KEPT = {
    ("donation", "donor"), ("consent_wording", "text"), ("saved_list", "selection"), ("tag", "name"),
    ("kept_rows", "digest"), ("kept_report", "kind"), ("kept_report", "period"), ("kept_report", "language"),
    ("kept_report", "sha256"), ("kept_report", "problems"), ("kept_figure", "code"), ("kept_figure", "now"),
    ("kept_figure", "previous"), ("kept_figure", "year_before"), ("kept_figure", "to_date"), ("kept_figure", "by_hand"),
    ("kept_correction", "month"), ("kept_correction", "code"), ("kept_correction", "before"), ("kept_correction", "after"),
    ("person", "id_tail"), ("person", "id_digest"), ("person", "id_region"), ("person", "languages"), ("person", "needs"),
}  # fmt: skip
# What says how to reach somebody whom a row that stays has lost.
_EMPTIED = {"donation": ("contact",), "grid_unit": ("head_name", "head_phone")}
NOT_ABOUT = {
    "grid_unit",
    "donation",
}  # buildings and books hang on these, not on who is in charge or gave them
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key: `table.column` points at `parent`; `needed`: the row cannot be without."""

    table: str
    column: str
    parent: str
    needed: bool


@dataclass(slots=True)
class Cut:
    """Rows by table: `lost` their person, `gone` are to be deleted, `near` hang on what lost them."""

    lost: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    gone: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    near: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def links() -> list[Link]:
    """Every foreign key of the file."""
    found = []
    for table in schema.journalled_tables():
        needed = {row[1] for row in db.execute_sql(f'PRAGMA table_info("{table}")') if row[3]}
        keys = db.execute_sql(f'PRAGMA foreign_key_list("{table}")').fetchall()
        found += [Link(table, key[3], key[2], key[3] in needed) for key in keys]
    return found


def rows_of(person_ids: Iterable[int], known: list[Link]) -> Cut:
    """All rows that people have in any table, and those that hang on them."""
    cut = Cut()
    cut.gone["person"] |= set(person_ids)
    todo = [("person", set(person_ids))]
    while todo:
        parent, ids = todo.pop()
        for link in (link for link in known if link.parent == parent):
            if (link.table, link.column) == _SELF:
                continue
            if parent != "person" and not link.needed:
                continue  # only loses what goes: done where rows are deleted
            rows = _pointing(link, ids) - cut.gone[link.table]
            if link.needed:
                cut.gone[link.table] |= rows
                todo += [(link.table, rows)] if rows else []
            else:
                cut.lost[link.table] |= rows
    _add_near(cut, known)
    return cut


def take_out(person_ids: Iterable[int], *, words: Iterable[str]) -> None:
    """Inside an action: cut these people out of every table; `words` are their names and numbers, to be written over."""
    people, known = with_merged(person_ids), links()
    cut = rows_of(people, known)
    homes = _pointing_at_homes(people)
    for link in (link for link in known if not link.needed):
        for ids in pieces(cut.gone[link.parent]):
            db.execute_sql(
                f'UPDATE "{link.table}" SET "{link.column}" = NULL WHERE "{link.column}" IN ({ids})'
            )
    for table, columns in _EMPTIED.items():
        for ids in pieces(cut.lost[table]):
            empty = ", ".join(f"{name} = ''" for name in columns)
            db.execute_sql(f"UPDATE {table} SET {empty} WHERE id IN ({ids})")
    for table, rows in [*cut.lost.items(), *cut.near.items()]:
        write_over(table, rows, words)
    db.execute_sql("PRAGMA defer_foreign_keys = ON")
    for table, rows in cut.gone.items():
        for ids in pieces(rows):
            db.execute_sql(f'DELETE FROM "{table}" WHERE id IN ({ids})')
    _forget_images(cut, people, known)
    _forget_homes(homes)


def with_merged(person_ids: Iterable[int]) -> set[int]:
    """These people and the numbers of the records that were merged into theirs: what was kept of those goes as well."""
    found = set(person_ids)
    for ids in pieces(sorted(found)):
        merged = db.execute_sql(f"SELECT away_id FROM person_merge WHERE person_id IN ({ids})")
        found |= {row[0] for row in merged}
    return found


def forget_images(table: str, rows: Iterable[int]) -> None:
    """Blank every before-image of these rows."""
    for ids in pieces(rows):
        db.execute_sql(
            f"UPDATE change SET before = NULL WHERE table_name = ? AND row_id IN ({ids}) AND before IS NOT NULL",
            (table,),
        )


def write_over(
    table: str, rows: Iterable[int], words: Iterable[str], *, columns: Iterable[str] | None = None
) -> None:
    """Put a dash in the place of each of the words in the free text of these rows."""
    columns = text_columns(table) if columns is None else columns
    for ids in pieces(rows):
        for word in words:
            for column in columns:
                db.execute_sql(
                    f'UPDATE "{table}" SET "{column}" = replace("{column}", ?, ?) WHERE id IN ({ids}) AND instr("{column}", ?)',
                    (word, OVER, word),
                )


def text_columns(table: str) -> list[str]:
    """The columns of a table that hold words which may be written over."""
    kinds = schema.columns(table).items()
    return [
        name for name, kind in kinds if kind.upper() in ("TEXT", "VARCHAR") and (table, name) not in _KEPT
    ]


def _add_near(cut: Cut, known: list[Link]) -> None:
    todo = [(table, set(ids)) for table, ids in cut.lost.items() if table not in NOT_ABOUT]
    while todo:
        parent, ids = todo.pop()
        for link in (link for link in known if link.parent == parent and link.needed):
            rows = _pointing(link, ids) - cut.near[link.table] - cut.lost[link.table] - cut.gone[link.table]
            cut.near[link.table] |= rows
            todo += [(link.table, rows)] if rows else []


def _forget_images(cut: Cut, people: set[int], known: list[Link]) -> None:
    """Blank every image of rows they had; take the guardian out of those of their wards."""
    for rows_by_table in (cut.lost, cut.gone, cut.near):
        for table, rows in rows_by_table.items():
            forget_images(table, rows)
    for link in (link for link in known if link.parent == "person"):
        forget = "json_set(before, '$.guardian_id', NULL)" if (link.table, link.column) == _SELF else "NULL"
        for ids in pieces(people):
            db.execute_sql(
                f"UPDATE change SET before = {forget} WHERE table_name = ? AND before IS NOT NULL"
                f" AND json_extract(before, '$.{link.column}') IN ({ids})",
                (link.table,),
            )


def _pointing_at_homes(people: set[int]) -> set[int]:
    homes: set[int] = set()
    for ids in pieces(people):
        homes |= {
            row[0]
            for row in db.execute_sql(
                f"SELECT household_id FROM person WHERE id IN ({ids}) AND household_id > 0"
            )
        }
    return homes


def _forget_homes(homes: set[int]) -> None:
    """An address nobody lives at any more goes, from the images of whoever moved away from it as well."""
    for ids in pieces(homes):
        empty = f"id IN ({ids}) AND id NOT IN (SELECT household_id FROM person WHERE household_id IN ({ids}))"
        gone = {row[0] for row in db.execute_sql(f"SELECT id FROM household WHERE {empty}")}
        for left in pieces(gone):
            db.execute_sql(f"DELETE FROM household WHERE id IN ({left})")
            db.execute_sql(
                f"UPDATE change SET before = NULL WHERE table_name = 'household' AND row_id IN ({left})"
            )
            db.execute_sql(
                "UPDATE change SET before = json_set(before, '$.household_id', NULL) WHERE table_name = 'person'"
                f" AND before IS NOT NULL AND json_extract(before, '$.household_id') IN ({left})"
            )


def _pointing(link: Link, ids: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for piece in pieces(ids):
        query = f'SELECT id FROM "{link.table}" WHERE "{link.column}" IN ({piece})'
        found |= {row[0] for row in db.execute_sql(query)}
    return found


def pieces(ids: Iterable[int]) -> Iterator[str]:
    """Ids as lists for SQL, some hundreds each."""
    listed = sorted(ids)
    for start in range(0, len(listed), _AT_ONCE):
        yield ", ".join(str(row_id) for row_id in listed[start : start + _AT_ONCE])
