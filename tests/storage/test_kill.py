"""A program killed at any moment: what was acknowledged is there, nothing else, and the file is sound."""

import random
import subprocess
import sys
import time
from pathlib import Path

from centre_app import schema
from centre_app.people.models import Person
from centre_app.storage import database, opening

MOMENTS = 50
WRITER = """
import sys
from pathlib import Path
from centre_app.people.models import Person
from centre_app.storage import action, database, opening, tokens

opening.open_database(Path(sys.argv[1]))
number = Person.select().count() // 2
while True:
    number += 1
    name = f"居民{number}"
    def write():
        for part in ("甲", "乙"):
            Person.create(name=name + part, search_key=tokens.person_key(name=name + part))
    action.run("register", write)
    print(number, flush=True)
"""


def killed_after(path: Path, *, seconds: float) -> int:
    """Let a writer work for a while after its first acknowledgement, kill it, and return the last number it acknowledged."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    first = writer.stdout.readline()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        pass
    writer.kill()
    rest = writer.stdout.read().splitlines()
    writer.stdout.close()
    writer.wait()
    whole = [int(line) for line in [first, *rest[:-1]] if line.strip()]
    last = rest[-1:] if rest else []
    return max([*whole, *(int(line) for line in last if line.isdigit())], default=0)


def test_what_was_acknowledged_survives_a_kill_at_any_moment(tmp_path):
    path = tmp_path / database.FILE_NAME
    moments = random.Random(7)
    for _moment in range(MOMENTS):
        acknowledged = killed_after(path, seconds=moments.uniform(0, 0.02))
        opening.open_database(path)
        names = {person.name for person in Person.select(Person.name)}
        database.close_database()

        assert len(names) in (2 * acknowledged, 2 * acknowledged + 2)
        assert names == {f"居民{number}{part}" for number in range(1, len(names) // 2 + 1) for part in "甲乙"}
    opening.open_database(path)
    assert schema.check() == []
