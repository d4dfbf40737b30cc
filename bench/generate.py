"""Databases of any size with made-up people and visits, through the real schema but in bulk; kept under out/bench.

The names are drawn by weight from surnames and given names, the phone numbers begin with digits no mobile has.
"""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from types import FunctionType
from typing import Any

from centre_app.people import people as known
from centre_app.storage import database, opening, schema, search, tokens
from centre_app.storage.database import db

OUT = Path(__file__).parents[1] / "out"
_STORAGE = Path(search.__file__).parent
_SOURCES = [
    Path(__file__),
    *(_STORAGE / f"{name}.py" for name in ("tokens", "folding", "readings", "search", "addresses")),
    *sorted((_STORAGE / "migrations").glob("[0-9]*.py")),
]
_BATCH = 20_000
# A file that is thrown away when anything goes wrong needs no journal.
_HASTY = {
    "journal_mode": "off",
    "synchronous": 0,
    "foreign_keys": 0,
    "secure_delete": 0,
    "cache_size": -1_000_000,
}
_PER_HOUSEHOLD = 3
_DAYS = 1_000
LAST_DAY = datetime(2026, 10, 21)

_COMMON_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_OTHER_SURNAMES = (
    "梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟"
    "龙万段雷钱汤尹黎易常武乔贺赖龚文单解仇区查盖翟覃缪"
)
_RARE_SURNAMES = ("欧阳", "上官", "诸葛", "司马", "尉迟", "令狐")
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰涛明超兰霞平刚桂英华玉红建国志梅秀珍海燕鹏飞雪晨宇轩浩然子涵欣怡梓萱雨桐诗琪俊熙佳豪思博文慧婷"
    "玲娟斌峰辉林成龙波凤云淑金瑞春花冬生德乐行重长朝传参安宁康乾坤若溪可心依诺沐辰一鸣"
)

# Who, where and for how long is scattered by multiplications, so that the same file comes out everywhere.
_VISITS = """
INSERT INTO visit (person_id, room_id, arrived_at, left_at, last_seen_at)
WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :count),
drawn AS (
  SELECT 1 + (n * 7368787 + n * n % 1000003 * 31) % :people AS person, 1 + n * 2654435761 % 1000003 % 5 AS room,
    10 + n * 40503 % 65521 % 230 AS stay, unixepoch(:start) + n * :minutes / :count * 60 AS at FROM number)
SELECT person, room, datetime(at, 'unixepoch'), datetime(at + stay * 60, 'unixepoch'), datetime(at + stay * 60, 'unixepoch') FROM drawn"""


def centre(*, people: int, visits: int) -> Path:
    """A closed database file with so many people and visits, made now unless it is there already."""

    def fill() -> None:
        insert("room", rooms())
        insert("opening_hours", opening_hours())
        insert("household", some_households(people))
        insert("person", some_people(people), total=people, what="people")
        insert_visits(visits, people)
        say("search table ...")
        search.PERSON.rebuild()

    return kept(f"{people}-{visits}", fill=fill)


def kept(name: str, *, fill: FunctionType) -> Path:
    """A closed database file of that name, filled now unless it is there already; outdated ones go."""
    sources = [*_SOURCES, Path(fill.__code__.co_filename)]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:8]
    path = OUT / "bench" / f"{name}-{digest}.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half_made = path.with_suffix(".part")
        for old in path.parent.glob(f"{name}-*"):
            old.unlink()
        _make(half_made, fill)
        half_made.replace(path)
    return path


def _make(path: Path, fill: FunctionType) -> None:
    path.unlink(missing_ok=True)
    opening.open_database(path)
    try:
        for name, value in _HASTY.items():
            db.pragma(name, value)
        for (name,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute_sql(f'DROP TRIGGER "{name}"')
        indexes = db.execute_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''"
        ).fetchall()
        for name, _sql in indexes:
            db.execute_sql(f'DROP INDEX "{name}"')
        with db.transaction("IMMEDIATE"):
            fill()
            for name, sql in indexes:
                say(f"index {name}")
                db.execute_sql(sql)
        schema.ensure_triggers()
        # No ANALYZE: the program makes none either, so SQLite knows as little of these files as of a centre's.
        db.pragma("journal_mode", "wal")
        say("")
    finally:
        database.close_database()


def rooms() -> Iterator[dict[str, Any]]:
    """Five zones."""
    for number in range(1, 6):
        yield {"name": f"zone {number}", "kind": "study", "capacity": 10_000, "sharing": "shared"}


def opening_hours() -> Iterator[dict[str, Any]]:
    """Open at every minute, so that nothing measured depends on it."""
    for weekday in range(7):
        yield {"weekday": weekday, "opens_at": "00:00", "closes_at": "23:59", "valid_from": "2000-01-01"}


def some_households(people: int) -> Iterator[dict[str, Any]]:
    """The households of so many people, for which `some_people` names theirs."""
    for number in range(people // _PER_HOUSEHOLD):
        building, door = an_address(number)
        yield {"building": building, "door": door}


def an_address(household: int) -> tuple[str, str]:
    """Building and room of one of the households: thirty floors of six rooms a building."""
    building, room = divmod(household, 180)
    return f"{building + 1}幢", f"{room // 6 + 1}{room % 6 + 1:02}"


def some_people(count: int) -> Iterator[dict[str, Any]]:
    """So many people with names, cards, phones and addresses."""
    random = Random(7)
    for number in range(1, count + 1):
        name = a_name(random)
        phone = f"1{random.randrange(3)}{random.randrange(10**9):09d}"
        card = f"B{number:07d}"
        household = random.randrange(count // _PER_HOUSEHOLD)
        building, door = an_address(household)
        yield {
            "household_id": household + 1,
            "name": name,
            "name_sort": tokens.name_sort(name),
            "card_number": card,
            "sex": random.choice(("", "F", "M")),
            "birth_year": random.randrange(1930, 2022),
            "phone": phone,
            "category": "resident",
            "registered_at": LAST_DAY - timedelta(minutes=count - number),
            "search_key": known.found_under(
                name=name, phone=phone, card_number=card, building=building, door=door
            )["search_key"],
        }


_SURNAMES = [*_COMMON_SURNAMES, *_OTHER_SURNAMES, *_RARE_SURNAMES]
_SURNAME_WEIGHTS = list(
    accumulate(
        [720 / (1 + place / 4) for place in range(20)]
        + [25] * len(_OTHER_SURNAMES)
        + [2] * len(_RARE_SURNAMES)
    )
)


def a_name(random: Random) -> str:
    """A surname as common as it is, with one or (three times out of four) two characters."""
    surname: str = random.choices(_SURNAMES, cum_weights=_SURNAME_WEIGHTS)[0]
    return surname + "".join(random.choices(_GIVEN, k=random.choice((1, 2, 2, 2))))


def insert_visits(count: int, people: int) -> None:
    """So many visits, evenly over the days before the last; by one statement, since ten million pass through it."""
    say(f"{count:,} visits ...")
    start = LAST_DAY - timedelta(days=_DAYS)
    values = {"count": count, "people": people, "start": str(start), "minutes": _DAYS * 1440}
    db.execute_sql(_VISITS, values)


def insert(table: str, rows: Iterator[dict[str, Any]], *, total: int = 0, what: str = "") -> None:
    """Insert rows of equal keys; columns not named get what the model gives them by default."""
    defaults = _defaults(table)
    statement = ""
    batch: list[list[Any]] = []
    done = 0
    for row in rows:
        full = {**defaults, **row}
        statement = statement or (
            f"INSERT INTO {table} ({', '.join(full)}) VALUES ({', '.join('?' * len(full))})"
        )
        batch.append([str(value) if isinstance(value, datetime) else value for value in full.values()])
        if len(batch) == _BATCH:
            db.connection().executemany(statement, batch)
            done += len(batch)
            batch = []
            say(f"{what} {done:,} of {total:,}")
    if batch:
        db.connection().executemany(statement, batch)


def _defaults(table: str) -> dict[str, Any]:
    from centre_app.schema import MODELS

    model: Any = next(model for model in MODELS if model._meta.table_name == table)  # peewee's public habit
    found = {}
    for field in model._meta.sorted_fields:
        with suppress(AttributeError):
            if field.default is not None:
                found[field.column_name] = field.default() if callable(field.default) else field.default
    return found


def say(text: str) -> None:
    """What is being made, over the line before."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
