"""A power cut: the data file and its WAL as they may stand on the disk when the electricity goes, in the middle of any write.

What SQLite had made durable before is there; of the rest nothing, or whole transactions in their order. The last page
written may be torn: any bytes may stand in it.
"""

import random
import shutil
from pathlib import Path

from centre_app import schema
from centre_app.people import people
from centre_app.storage import database, opening

_HEADER, _FRAME = 32, 24  # bytes of a WAL's own header and of the one before each page


def prepare(path: Path, *, people_there: int) -> list[int]:
    """Register people one by one; returns the WAL's length after each, which is what was durable then. Copied while open: closing would empty the WAL."""
    opening.open_database(path)
    database.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.db.execute_sql("PRAGMA wal_autocheckpoint = 0")
    lengths = []
    for number in range(people_there):
        people.register(name=f"居民{number}")
        lengths.append(_wal(path).stat().st_size)
    return lengths


def cut_copies(path: Path, folder: Path, *, lengths: list[int], times: int, seed: int) -> list[str]:
    """Open copies whose WAL ends anywhere, half of them with a torn end; what was wrong, a line each."""
    dice, wrong = random.Random(seed), []
    file, wal = path.read_bytes(), _wal(path).read_bytes()
    page = int.from_bytes(wal[8:12])
    edges = [
        _HEADER + number * (_FRAME + page) for number in range((len(wal) - _HEADER) // (_FRAME + page) + 1)
    ]
    for number in range(times):
        end = dice.choice(edges) if dice.random() < 0.3 else dice.randrange(len(wal) + 1)
        copy = folder / f"{number}" / database.FILE_NAME
        copy.parent.mkdir()
        copy.write_bytes(file)
        _wal(copy).write_bytes(
            wal[:end] + (dice.randbytes(dice.randrange(page)) if dice.random() < 0.5 else b"")
        )
        wrong += [f"cut at {end}: {line}" for line in _looked_at(copy, end, lengths, whole=number % 40 == 0)]
        shutil.rmtree(copy.parent)
    return wrong


def _looked_at(copy: Path, end: int, lengths: list[int], *, whole: bool) -> list[str]:
    durable = sum(length <= end for length in lengths)
    opening.open_database(copy)
    try:
        names = [row[0] for row in database.db.execute_sql("SELECT name FROM person ORDER BY id").fetchall()]
        wrong = (
            []
            if names == [f"居民{number}" for number in range(durable)]
            else [f"{durable} durable, {len(names)} there"]
        )
        return wrong + (schema.check() if whole else [])
    finally:
        database.close_database()


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
