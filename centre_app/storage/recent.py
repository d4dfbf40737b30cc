# ruff: noqa: S608 - the names in these statements are our own
"""An in-memory search over the rows seen last (the latest visitors), so that they can come before all others.

It lives in the connection's temporary schema: triggers there follow this connection's changes, and rollbacks undo them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from centre_app.storage.database import db

RECENT = 5_000
_SLICE = 50
_SLICE_SECONDS = 0.008


@dataclass(frozen=True, slots=True)
class RecentRows:
    """The rows of a table that were seen last; `seen_in` is a table and its column whose new rows make a row recent."""

    table: str
    seen_in: tuple[str, str] | None

    @property
    def name(self) -> str:
        """The temporary FTS5 table's name."""
        return f"{self.table}_recent"

    def refresh(self, recent_ids: Callable[[int], Iterable[int]]) -> Iterator[None]:
        """Build the index, or bring it up to date; see `SearchIndex.refresh_recent`."""
        self._create()
        present = [row[0] for row in db.execute_sql(f"SELECT rowid FROM temp.{self.name} ORDER BY rowid")]
        yield
        yield from _in_slices(self._forget_stale, present)
        yield from _in_slices(self._remember, dict.fromkeys(recent_ids(RECENT)))

    def hits(self, expression: str, limit: int) -> list[tuple[int, str]]:
        """Hits among recent rows; what another connection changed since is left to the search of all."""
        if not self._exists():
            return []
        query = (
            f"SELECT stored.id, stored.search_key FROM temp.{self.name} AS recent CROSS JOIN main.{self.table} AS stored "
            f"ON stored.id = recent.rowid AND stored.search_key = recent.search_key WHERE recent.{self.name} MATCH ? LIMIT ?"
        )
        rows: list[tuple[int, str]] = db.execute_sql(query, (expression, limit)).fetchall()
        return rows

    def _exists(self) -> bool:
        query = "SELECT 1 FROM temp.sqlite_master WHERE type = 'table' AND name = ?"
        return db.execute_sql(query, (self.name,)).fetchone() is not None

    def _create(self) -> None:
        """The table and triggers live in this connection's memory and take part in its rollbacks."""
        if self._exists():
            return
        table, recent = self.table, self.name
        remember = (
            f"INSERT INTO {recent} (rowid, search_key) SELECT id, search_key FROM {table} "
            f"WHERE id = new.{{column}} AND NOT EXISTS (SELECT 1 FROM {recent} WHERE rowid = new.{{column}});"
        )
        triggers = {
            f"update_recent AFTER UPDATE OF search_key ON main.{table}": (
                f"UPDATE {recent} SET search_key = new.search_key WHERE rowid = new.id;"
            ),
            f"delete_recent AFTER DELETE ON main.{table}": f"DELETE FROM {recent} WHERE rowid = old.id;",
        }
        if self.seen_in:
            seen_table, column = self.seen_in
            triggers[f"seen_recent AFTER INSERT ON main.{seen_table}"] = remember.format(column=column)
        with db.atomic():
            db.execute_sql(
                f"CREATE VIRTUAL TABLE temp.{recent} USING fts5(search_key, prefix='1 2', detail=none, "
                f"columnsize=0, tokenize='ascii')"
            )
            for head, statement in triggers.items():
                db.execute_sql(f"CREATE TEMP TRIGGER {table}_{head} BEGIN {statement} END")

    def _forget_stale(self, ids: Sequence[int]) -> None:
        if not self._exists():  # the file was opened anew between two slices
            return
        marks = ", ".join("?" * len(ids))
        db.execute_sql(
            f"DELETE FROM temp.{self.name} WHERE rowid IN (SELECT recent.rowid FROM temp.{self.name} AS recent "
            f"LEFT JOIN main.{self.table} AS stored ON stored.id = recent.rowid "
            f"WHERE recent.rowid IN ({marks}) AND stored.search_key IS NOT recent.search_key)",
            ids,
        )

    def _remember(self, ids: Sequence[int]) -> None:
        if not self._exists():
            return
        marks = ", ".join("?" * len(ids))
        db.execute_sql(
            f"INSERT INTO temp.{self.name} (rowid, search_key) SELECT id, search_key FROM main.{self.table} AS stored "
            f"WHERE id IN ({marks}) AND NOT EXISTS (SELECT 1 FROM temp.{self.name} WHERE rowid = stored.id)",
            ids,
        )


def _in_slices(work: Callable[[Sequence[int]], None], ids: Iterable[int]) -> Iterator[None]:
    """Do the work on all ids, pausing (by a yield) whenever a slice has taken its time."""
    rows = list(ids)
    started = perf_counter()
    for first in range(0, len(rows), _SLICE):
        work(rows[first : first + _SLICE])
        if perf_counter() - started > _SLICE_SECONDS:
            yield
            started = perf_counter()
