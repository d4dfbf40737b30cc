"""What clerks said of the columns of files, found again for a file of the same shape: the same headings, or columns alike.

A shape is a digest of the headings, so that nothing of a file is kept. It is written with the import that used it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import islice

from centre_app.importing import guessing
from centre_app.importing.chunks import all_rows, rows_in
from centre_app.importing.headings import layout_without
from centre_app.importing.shapes import Row, Sheet
from centre_app.importing.values import folded
from centre_app.importing.vocabulary import Kind
from centre_app.storage.database import db

_SEARCHED = 60
Memory = tuple[int | None, dict[int, str]]


def recall(part: Sheet, *, kind: Kind) -> Memory | None:
    """The row of headings (from 0; None: there is none) and the fields by column; None for a shape never seen."""
    if db.is_closed() or not all_rows("SELECT id FROM list_shape LIMIT 1"):
        return None
    places: dict[str, int | None] = {without_headings(part.rows, kind=kind): None}
    filled = ((index, row) for index, row in enumerate(part.rows) if any(cell != "" for cell in row))
    for index, row in reversed(list(islice(filled, _SEARCHED))):
        places[of_headings(row, kind=kind)] = index
    found = dict(rows_in("SELECT shape, fields FROM list_shape WHERE shape IN", places))
    for shape in reversed(places):  # the first row of the sheet before others
        if shape in found:
            return places[shape], {int(column): name for column, name in json.loads(found[shape]).items()}
    return None


def remember(shape: str, *, fields: Mapping[int, str]) -> None:
    """Keep what the columns of files of this shape hold; inside the action that imports one."""
    said = json.dumps(fields, sort_keys=True)
    known = db.execute_sql("SELECT fields FROM list_shape WHERE shape = ?", (shape,)).fetchone()
    if known is None:
        db.execute_sql("INSERT INTO list_shape (shape, fields) VALUES (?, ?)", (shape, said))
    elif known[0] != said:
        db.execute_sql("UPDATE list_shape SET fields = ? WHERE shape = ?", (said, shape))


def of_headings(row: Row, *, kind: Kind) -> str:
    """The shape of files with these headings."""
    words = "\x1f".join(map(folded, row)).rstrip("\x1f")
    return f"{kind}:{hashlib.sha256(words.encode()).hexdigest()}"


def without_headings(rows: Sequence[Row], *, kind: Kind) -> str:
    """The shape of files without headings that have as many columns, and the same ones that explain themselves."""
    layout = layout_without(rows, kind=kind)
    looks = guessing.guess(rows[layout.heading_row :], kind=kind).fields
    signs = ",".join(f"{column}={name}" for column, name in sorted(looks.items()))
    return f"{kind}:{len(layout.headings)} {signs}"
