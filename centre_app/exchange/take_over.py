"""Everything in: an export taken into an empty centre in one transaction, with guards on and every reference checked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peewee import DatabaseError

from centre_app import errors
from centre_app.exchange import cells, meanings
from centre_app.exchange.export import ABOUT, ABOUT_HEADINGS, FORMAT
from centre_app.exchange.sources import Source, source
from centre_app.exchange.tables import Extent, Table, tables, used
from centre_app.i18n import N_, _
from centre_app.progress import SILENT, Progress
from centre_app.storage import action
from centre_app.storage.database import db, meant

_TELL_EVERY = 500
# Guards judge a row by what stands already, but past use outlives a smaller room: such limits are wide while rows come in,
# and the last step sets them as they were, which judges all that is still to come, as it did in the centre itself.
_WIDE: dict[str, dict[str, Any]] = {
    "room": {"capacity": 10_000, "sharing": "shared"},
    "equipment": {"quantity": 10_000},
}


class _OnlyChecked(Exception):
    """Takes back what was written to see whether it can be."""


_TAKE_OVER = N_("take over everything from another centre")


@dataclass(slots=True)
class _Work:
    """What is under way: the file's name for sentences, its rows so far and in all."""

    source: Source
    file: str
    progress: Progress
    total: int
    done: int = 0


def take_over(path: Path, *, only_check: bool = False, progress: Progress = SILENT) -> int:
    """Take an export (a workbook, or a folder of .csv) into the open centre and return how many rows that were.

    What set-up wrote is replaced; ids stay. `only_check` writes nothing in the end. The step belongs to no clerk, since
    the clerks are those of the file afterwards. Raises NotAllowed, CentreNotEmpty, and an UnusableFile that says what is wrong.
    """
    action.require("restore", label=_TAKE_OVER)
    held = used()
    if held is not None:
        raise errors.CentreNotEmpty(what=meanings.of_table(held))
    with source(path) as opened:
        file = path.name or str(path)
        extents = _said(opened, file=file)
        work = _Work(opened, file, progress, sum(each.rows for each in extents.values()))

        def write() -> None:
            _write(work, extents)
            if only_check:
                raise _OnlyChecked

        nobody = action.current_clerk.set(None)
        try:
            action.run(_TAKE_OVER, write)
        except _OnlyChecked:
            pass
        finally:
            action.current_clerk.reset(nobody)
    return work.total


def _said(opened: Source, *, file: str) -> dict[str, Extent]:
    """What the export says it holds, by table. Raises NotAnExport, ExchangeNewer."""
    rows = [[*row, *[None] * 5][:5] for row in opened.table(ABOUT)]
    if not rows or tuple(rows[0]) != ABOUT_HEADINGS or rows[1][:2] != ["format", "centre-desk"]:
        raise errors.NotAnExport(file=file)
    if _number(rows[1][2], file=file) > FORMAT:
        raise errors.ExchangeNewer(file=file, what=rows[1][2])
    found = {
        str(name): Extent(_number(count, file=file), _number(highest, file=file))
        for what, name, count, highest, _meaning in rows if what == "table"
    }  # fmt: skip
    unknown = found.keys() - {table.name for table in tables()}
    if unknown:
        raise errors.ExchangeNewer(file=file, what=min(unknown))
    return found


def _number(cell: Any, *, file: str) -> int:
    try:
        return int(cell)
    except (TypeError, ValueError):
        raise errors.NotAnExport(file=file) from None


def _write(work: _Work, extents: dict[str, Extent]) -> None:
    if (held := used()) is not None:  # now that nobody else can write
        raise errors.CentreNotEmpty(what=meanings.of_table(held))
    db.execute_sql("PRAGMA defer_foreign_keys = ON")  # rows point at each other in both directions
    coming = [table for table in tables() if table.name in extents]
    for table in reversed(coming):
        db.execute_sql(f'DELETE FROM "{table.name}"')  # noqa: S608 - one of our tables
    narrow: list[tuple[str, dict[str, Any], int, int]] = []
    for table in coming:
        found = _fill(work, table, narrow)
        if found != extents[table.name].rows:
            raise errors.ExchangeIncomplete(
                file=work.file, what=table.name, said=extents[table.name].rows, found=found
            )
        _keep_counting(table.name, extents[table.name].highest_id)
    for name, limits, row_id, row in narrow:
        with _refused(work, name, row):
            _set_limits(name, limits, row_id)
    _check_references(work)


def _fill(work: _Work, table: Table, narrow: list[tuple[str, dict[str, Any], int, int]]) -> int:
    """Write the rows of a table and return how many there were."""
    rows = work.source.table(table.name)
    names = [str(cell) for cell in next(rows, ()) if cell not in (None, "")]
    unknown = [name for name in names if name not in table.columns]
    if unknown:
        raise errors.ExchangeNewer(file=work.file, what=f"{table.name}.{unknown[0]}")
    wide = _WIDE.get(table.name, {})
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    insert = f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})'  # noqa: S608 - names of our columns alone
    what, count = _("Taking over {what}").format(what=meanings.of_table(table.name)), 0
    for number, row in enumerate(rows, start=2):
        if all(cell in (None, "") for cell in row):
            continue  # a spreadsheet that saved the file anew may leave empty lines behind
        if count % _TELL_EVERY == 0:
            work.progress.report(work.done, work.total, what)
        values = _values(work, table, names, row=row, number=number)
        if wide:
            narrow.append((table.name, {name: values[name] for name in wide}, int(values["id"]), number))
            values |= wide
        with _refused(work, table.name, number):
            db.execute_sql(insert, tuple(values.values()))
        count += 1
        work.done += 1
    return count


def _values(
    work: _Work, table: Table, names: list[str], *, row: Sequence[object], number: int
) -> dict[str, Any]:
    padded = [*row, *[None] * len(names)]
    found: dict[str, Any] = {}
    for name, cell in zip(names, padded, strict=False):
        where = {"file": work.file, "table": table.name, "row": number}
        try:
            found[name] = cells.read(cell, kind=table.columns[name], kept=work.source.file)
        except KeyError:
            raise errors.ExchangeFileMissing(what=str(cell).removeprefix(cells.FILE), **where) from None
        except ValueError:
            raise errors.ExchangeCellUnfit(text=str(cell)[:80], column=name, **where) from None
    return found


@contextmanager
def _refused(work: _Work, table: str, row: int) -> Iterator[None]:
    """Say which row the database did not take, and why."""
    try:
        yield
    except DatabaseError as error:
        known = meant(error)
        if known is not None and not isinstance(known, errors.DiskFull | errors.DiskFailed | errors.Busy):
            raise errors.ExchangeRowRefused(
                file=work.file, table=table, row=row, why=known.sentence()
            ) from error
        if known is None and "constraint failed" in str(error):
            raise errors.ExchangeRowRefused(file=work.file, table=table, row=row, why=f"{error}.") from error
        raise


def _set_limits(table: str, limits: dict[str, Any], row_id: int) -> None:
    settings = ", ".join(f"{name} = ?" for name in limits)
    db.execute_sql(f'UPDATE "{table}" SET {settings} WHERE id = ?', (*limits.values(), row_id))  # noqa: S608 - as above


def _keep_counting(table: str, highest_id: int) -> None:
    """Give no id again that the centre had given, also to a row that is gone."""
    db.execute_sql("INSERT INTO sqlite_sequence (name, seq) SELECT ?, 0 WHERE NOT EXISTS"
                   " (SELECT 1 FROM sqlite_sequence WHERE name = ?)", (table, table))  # fmt: skip
    db.execute_sql("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (highest_id, table))


def _check_references(work: _Work) -> None:
    broken = db.execute_sql("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        table, row_id, parent, _key = broken
        raise errors.ExchangeReferenceBroken(file=work.file, table=table, id=row_id, parent=parent)
