# ruff: noqa: S608 - the names in these statements are our own
"""Finding rows by what a clerk types: one FTS5 table beside each searchable table, kept in step by triggers.

What words a row is found under is said in `tokens.py`; which persons count as recent, by the caller.
Ranking is bounded: no query looks at more than a few hundred rows, whatever the amount of data.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from peewee import DatabaseError, OperationalError

from centre_app.errors import EraseIncomplete
from centre_app.storage import addresses
from centre_app.storage.database import db
from centre_app.storage.folding import traditional
from centre_app.storage.recent import RecentRows
from centre_app.storage.tokens import terms

LIMIT = 50
_SMALL = 20_000
_LOOKED_AT = 300  # so many hits are ranked in a small table; in a large one each may cost reading a page


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The search over one table with columns `id` and `search_key`, all on this thread's connection.

    `equal` names indexed columns: a row whose value is exactly what was typed comes first.
    `seen_in` is a table and its column whose new rows make a row of ours recent. `has_places`: the keys hold the
    words of `addresses.py`, and who lives at the address typed comes right after exact values.
    """

    table: str
    equal: tuple[str, ...] = ()
    seen_in: tuple[str, str] | None = None
    has_places: bool = False

    @property
    def name(self) -> str:
        """The FTS5 table's name; its shadow tables begin with it."""
        return f"{self.table}_search"

    def schema_sql(self) -> list[str]:
        """The statements that make the (empty) search table; `rebuild` fills it."""
        return [
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.name} USING fts5(search_key, content='{self.table}', "
            f"content_rowid='id', prefix='1 2 3 4 5 6', detail=none, columnsize=0, tokenize='ascii')"
        ]

    def trigger_sql(self) -> dict[str, str]:
        """The triggers that keep the search table in step with its table, by name."""
        add = f"INSERT INTO {self.name} (rowid, search_key) VALUES (new.id, new.search_key);"
        remove = f"INSERT INTO {self.name} ({self.name}, rowid, search_key) VALUES ('delete', old.id, old.search_key);"
        changed = "WHEN old.search_key IS NOT new.search_key OR old.id <> new.id"
        return {
            f"{self.name}_insert": (
                f"CREATE TRIGGER {self.name}_insert AFTER INSERT ON {self.table} BEGIN\n  {add}\nEND"
            ),
            f"{self.name}_update": (
                f"CREATE TRIGGER {self.name}_update AFTER UPDATE OF id, search_key ON {self.table} {changed} BEGIN\n"
                f"  {remove}\n  {add}\nEND"
            ),
            f"{self.name}_delete": (
                f"CREATE TRIGGER {self.name}_delete AFTER DELETE ON {self.table} BEGIN\n  {remove}\nEND"
            ),
        }

    def create(self) -> None:
        """Make search table and triggers where they are missing, without filling the table."""
        present = _triggers()
        for statement in self.schema_sql():
            db.execute_sql(statement)
        for name, text in self.trigger_sql().items():
            if name not in present:
                db.execute_sql(text)

    def rebuild(self) -> None:
        """Fill the search table anew from the stored keys (40 s for a million rows); one transaction."""
        db.execute_sql(f"INSERT INTO {self.name} ({self.name}) VALUES ('rebuild')")

    def in_step(self) -> bool:
        """Whether the triggers stand as written and the search table says what the stored keys say.

        Compares everything, so it is for `check`, and takes the write lock meanwhile.
        """
        present = _triggers()
        if any(present.get(name) != text for name, text in self.trigger_sql().items()):
            return False
        try:
            db.execute_sql(f"INSERT INTO {self.name} ({self.name}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError as error:
            if "malformed" in str(error) or "no such table" in str(error):
                return False
            raise
        return True

    def match(self, text: str, limit: int = LIMIT) -> list[int]:
        """Ids of rows that hold every word of the text, unranked; none for a text without words."""
        expression = match_expression(terms(text))
        return [row[0] for row in self._match(expression, limit)] if expression else []

    def find_ids(
        self, text: str, *, equal: Iterable[str] | None = None, limit: int = LIMIT, among: str = ""
    ) -> list[int]:
        """Ids of the rows a clerk may mean, best first: exact values, then recent rows, then the rest.

        Within a step, those come first whose name begins with the words. `equal` overrides the index's own columns.
        `among` is a condition in SQL on a row of the table (never typed text): only rows that meet it are found. Where
        few do, every hit is looked at.
        """
        words = terms(text)
        if not words:
            return []
        expression, most = match_expression(words), self._looked_at(limit)
        columns = self.equal if equal is None else equal
        found = dict.fromkeys(self._equal(text, words, columns=columns, limit=limit, among=among))
        match = partial(self._match_among, among) if among else self._match
        if self.has_places:
            there = _at_address(lambda wanted, few: match(match_expression(wanted), few), text, most)
            found.update(dict.fromkeys(there))
            if there or addresses.is_certain(
                text
            ):  # its numbers alone would only find what is meant by nobody
                return list(found)[:limit]
        for step in (self._recent.hits, match):
            if len(found) >= limit:
                break
            ids = _best_first(step(expression, most), words)
            found.update(dict.fromkeys(self._kept(ids, among) if among and step is not match else ids))
        return list(found)[:limit]

    def find_among(self, text: str, ids: Sequence[int], *, limit: int = LIMIT) -> list[int]:
        """Like `find_ids`, of these rows alone: a few thousand are looked through one by one, faster than the index."""
        words = terms(text)
        if not words:
            return []
        listed = f"id IN ({', '.join(str(int(row_id)) for row_id in ids)})"
        found = dict.fromkeys(self._equal(text, words, columns=self.equal, limit=limit, among=listed))
        rows = db.execute_sql(f"SELECT id, search_key FROM {self.table} WHERE {listed}").fetchall()

        def match(wanted: Iterable[str], _most: int = limit) -> list[tuple[int, str]]:
            return [row for row in rows if all(f" {word}" in f" {row[1]}" for word in wanted)]

        there = _at_address(match, text, limit) if self.has_places else []
        found.update(dict.fromkeys(there))
        if not (self.has_places and (there or addresses.is_certain(text))):
            found.update(dict.fromkeys(_best_first(match(words), words)))
        return list(found)[:limit]

    def refresh_recent(self, recent_ids: Callable[[int], Iterable[int]]) -> Iterator[None]:
        """Build the in-memory index of recent rows, or bring it up to date after changes by other connections.

        `recent_ids(n)` gives the ids of the n rows seen last. Work is done in slices of about 10 ms between the
        yields: step the iterator from a timer. Searching works meanwhile; changes of this connection are followed.
        """
        return self._recent.refresh(recent_ids)

    @property
    def _recent(self) -> RecentRows:
        return RecentRows(self.table, self.seen_in)

    def _looked_at(self, limit: int) -> int:
        last_id = db.execute_sql(f"SELECT max(id) FROM {self.table}").fetchone()[0] or 0
        return max(limit, _LOOKED_AT) if last_id <= _SMALL else limit

    def _equal(
        self, text: str, words: Sequence[str], *, columns: Iterable[str], limit: int, among: str
    ) -> list[int]:
        typed = " ".join(text.split())
        joined = "".join(words)
        forms = list(dict.fromkeys([typed, typed.upper(), joined, joined.upper(), *traditional(joined)]))
        marks = ", ".join("?" * len(forms))
        found: list[int] = []
        for column in columns:
            query = f"SELECT id FROM {self.table} WHERE {column} IN ({marks}) AND {among or True} LIMIT ?"
            found.extend(row[0] for row in db.execute_sql(query, (*forms, limit)))
        return found

    def _match(self, expression: str, limit: int) -> list[tuple[int, str]]:
        query = f"SELECT rowid, search_key FROM {self.name} WHERE {self.name} MATCH ? LIMIT ?"
        rows: list[tuple[int, str]] = db.execute_sql(query, (expression, limit)).fetchall()
        return rows

    def _match_among(self, among: str, expression: str, limit: int) -> list[tuple[int, str]]:
        query = (
            f"SELECT {self.table}.id, {self.table}.search_key FROM {self.name} CROSS JOIN {self.table} "
            f"ON {self.table}.id = {self.name}.rowid WHERE {self.name} MATCH ? AND {among} LIMIT ?"
        )
        rows: list[tuple[int, str]] = db.execute_sql(query, (expression, limit)).fetchall()
        return rows

    def _kept(self, ids: Sequence[int], among: str) -> list[int]:
        marks = ", ".join("?" * len(ids))
        query = f"SELECT id FROM {self.table} WHERE id IN ({marks}) AND {among}"
        kept = {row[0] for row in db.execute_sql(query, ids)}
        return [row_id for row_id in ids if row_id in kept]


PERSON = SearchIndex(
    "person", equal=("card_number", "phone", "name"), seen_in=("visit", "person_id"), has_places=True
)
TITLE = SearchIndex("title", equal=("isbn",))
INDEXES = (PERSON, TITLE)


def match_expression(words: Iterable[str]) -> str:
    """The FTS5 expression for rows that hold a word beginning with each of these (already folded) words."""
    return " ".join(f'"{word}"*' for word in words)


def purge() -> None:
    """After erasing: leave nothing of overwritten rows in the search tables and the write-ahead log.

    Call outside a transaction. Raises EraseIncomplete when another window or program kept it from being done.
    """
    try:
        for index in INDEXES:
            db.execute_sql(f"INSERT INTO {index.name} ({index.name}) VALUES ('optimize')")
        busy = db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except OperationalError as error:
        if "locked" not in str(error) and "busy" not in str(error):
            raise
        raise EraseIncomplete from error
    if busy:
        raise EraseIncomplete


def _triggers() -> dict[str, str]:
    return dict(db.execute_sql("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'").fetchall())


def _at_address(
    match: Callable[[Sequence[str], int], list[tuple[int, str]]], text: str, most: int
) -> list[int]:
    """Ids of rows at the building and room that the text names, which hold its other words too."""
    place, rest = addresses.typed(text)
    return _best_first(match([*terms(rest), place], most), [place]) if place else []


def _best_first(hits: Iterable[tuple[int, str]], words: Sequence[str]) -> list[int]:
    """Order hits by how early in the key the words stand: a key begins with the whole name and its readings."""

    def place(hit: tuple[int, str]) -> int:
        key = f" {hit[1]}"
        return sum(key.find(f" {word}") for word in words)

    return [hit[0] for hit in sorted(hits, key=place)]
