"""Definitions of tables and indexes in one spelling, so that two files can be compared by what they say."""

import re
from collections.abc import Collection

from playhouse.sqlcipher_ext import SqlCipherDatabase


def of(db: SqlCipherDatabase, names: Collection[str]) -> set[str]:
    """Each column, constraint and index of these tables as one normalised line; the order of columns does not matter."""
    marks = ",".join("?" * len(names))
    rows = db.execute_sql(
        f"SELECT type, tbl_name, sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND type <> 'trigger' AND sql IS NOT NULL",  # noqa: S608
        tuple(names),
    )
    lines: set[str] = set()
    for kind, table, sql in rows:
        text = plain(sql)
        if kind == "index":
            lines.add(text)
        else:
            lines.update(f"{table}: {part}" for part in _split(text[text.index("(") + 1 : text.rindex(")")]))
    return lines


def plain(sql: str) -> str:
    """A statement without the differences that mean nothing: quotes, blanks, IF NOT EXISTS."""
    return re.sub(r"\s+", " ", sql.replace('"', "").replace("IF NOT EXISTS ", "")).strip()


def _split(body: str) -> list[str]:
    """The comma-separated parts of a table's body; commas inside brackets do not count."""
    parts, depth, current = [], 0, ""
    for char in body:
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += char
    return [*parts, current.strip()]
