"""Settings: any value through the program, any text put into the table by another one, and preferences of any bytes.

What is refused writes nothing; whatever stands there, everything that reads a setting and every page goes on.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from centre_app import clock, errors
from centre_app.centre import calendar, preferences, settings
from centre_app.desk import code_shapes, scanning, todo
from centre_app.lending import call_numbers, class_groups, due, kits, numbers, own_sheets, policies, privacy
from centre_app.people import bands, card_terms, cards
from centre_app.privacy import retention
from centre_app.reports import indicators
from centre_app.reports.periods import Period
from centre_app.rooms import arrival
from centre_app.storage import database, opening
from centre_app.storage.database import db
from tests.fuzz import ground, screens, texts
from tests.fuzz.runner import Judge, told

SCREENS = 100  # one case of so many opens the window and every page of it
_VALUES = (
    0, 1, -1, 28, 29, 365, 10**6, 10**12, 10**30, 1.5, float("nan"), float("inf"), True, False, None, [], {}, ["R"], {"a": 1},
    "", " ", "R", "ＲＲ", "Z" * 100_000, "6, 17", "6;17；34", "0,0", "120", "²,³", "EAN13", "########", "@@######", "#" * 40, "#" * 41, "ISBN EAN13 @#",
    "today", "next_open", "clc", "\0", "\ud800", "\x1f", "=1+1", "zh_CN", "AAAA", "~nobody/x", "9" * 5_000,
)  # fmt: skip
_RAW = (
    "",
    "{",
    "nul",
    "NaN",
    "-Infinity",
    "1e999",
    "[" * 100_000,
    '"\\ud800"',
    '"\\u0000"',
    "9" * 5_000,
    30,
    2.5,
    "'",
    "\0",
)


@contextmanager
def cases(folder: Path, seed: int) -> Iterator[Judge]:
    """A centre, and what its settings and this computer's preferences do to it."""
    with ground.a_centre(folder):
        before = ground.state()
        yield lambda number: _wrong_with(Random(f"{seed}/{number}"), number, folder, before)


def _wrong_with(random: Random, number: int, folder: Path, before: str) -> str:
    last = ground.last_action()
    put = random.choice((_put_by_the_program, _put_by_another, _put_by_another, _put_preferences))
    kept: list[str] = []
    said = told(partial(put, random, kept))
    for read in _readers():
        said += told(partial(_read, read))
    if number % SCREENS == 0:
        said += told(partial(_reopened, folder))
    ground.undo_after(last)
    db.execute_sql("DELETE FROM setting")
    (folder / preferences.FILE_NAME).unlink(missing_ok=True)
    if ground.state() != before:
        said += " something is left behind"
    return f"{said} <- {' '.join(kept)[:300]}" if said else ""


def _put_by_the_program(random: Random, kept: list[str]) -> str:
    names = random.choices(
        [*settings.DEFAULTS, *settings.DEFAULTS, "nonsense"], k=random.choice((1, 1, 2, 5))
    )
    values = {name: _value(random, name) for name in names}
    kept.append(f"put_all {values!r}")
    before = ground.state()
    try:
        settings.put_all(values=values)
    except errors.CentreError as error:
        wrong = "" if error.sentence() else "a refusal without a sentence"
    except (KeyError, TypeError, ValueError):  # what no form gives: a bug of the caller, told to him
        wrong = "" if _is_a_bug(values) else "a form's value is refused without a sentence"
    else:
        return ""
    return wrong if ground.state() == before else "it was refused and written"


def _is_a_bug(values: dict[str, Any]) -> bool:
    return any(
        name not in settings.DEFAULTS
        or type(value) is not type(settings.DEFAULTS[name])
        or (name in settings.CHOICES and value not in settings.CHOICES[name])
        for name, value in values.items()
    )


def _value(random: Random, name: str) -> Any:
    if random.random() < 0.2:
        return texts.a_text(random)
    fitting = [one for one in _VALUES if type(one) is type(settings.DEFAULTS.get(name))]
    return random.choice(fitting if fitting and random.random() < 0.7 else _VALUES)


def _put_by_another(random: Random, kept: list[str]) -> str:
    for name in random.sample(sorted(settings.DEFAULTS), k=random.choice((1, 1, 3, 20))):
        written = random.choice(_RAW) if random.random() < 0.3 else json.dumps(_value(random, name))
        db.execute_sql("INSERT INTO setting (name, value) VALUES (?, ?)", (name, written))
        kept.append(f"{name}={written!r:.80}")
    return ""


def _put_preferences(random: Random, kept: list[str]) -> str:
    values = {name: _value(random, name) for name in preferences.DEFAULTS}
    values["label_sheets"] = [
        random.choice((*_VALUES, own_sheet(random))) for _sheet in range(random.randrange(4))
    ]
    values.update(
        {
            name: random.choice((0.5, float("nan"), float("inf"), -1e300))
            for name in ("label_offset_x", "label_offset_y")
        }
    )
    for name in random.sample(sorted(values), k=random.randrange(len(values))):
        del values[name]
    data = bytearray(json.dumps(values).encode())
    for _time in range(random.choice((0, 0, 1, 5))):
        data[random.randrange(len(data))] = random.randrange(256)
    whole = (
        bytes(data)
        if random.random() < 0.9
        else random.choice((b"", b"[" * 100_000, b"\xff\xfe{\0", b"null", b"[]"))
    )
    preferences._path().write_bytes(whole)
    kept.append(f"preferences {whole[:300]!r}")
    return ""


def own_sheet(random: Random) -> dict[str, Any]:
    """A label sheet as it stands in the preferences, some of it of any kind."""
    sheet: dict[str, Any] = {
        "key": "own-1", "name": "仓库", "paper": [210, 297], "width": 50, "height": 30, "left": 5, "top": 5, "across": 50, "down": 30,
        "columns": 4, "rows": 9,
    }  # fmt: skip
    sheet[random.choice(sorted(sheet))] = random.choice(_VALUES)
    return sheet


def _readers() -> list[Callable[[], Any]]:
    """What reads settings and preferences in every corner of the program."""
    now, today = clock.now(), clock.today()
    return [
        settings.all_settings,
        *(partial(settings.get, name) for name in settings.DEFAULTS),
        *(partial(preferences.get, name) for name in preferences.DEFAULTS),
        *(preferences.language, preferences.data_folder, own_sheets.choices, own_sheets.offset),
        lambda: preferences.backups_of(database.database_path()).exists(),
        lambda: preferences.data_folder().exists(),
        *(
            todo.todo,
            policies.policies,
            retention.is_on,
            bands.upper_ages,
            cards.next_card_number,
            numbers.automatic_barcodes,
        ),
        *(card_terms.end_of_new, class_groups.current_scheme, privacy.forget_before, arrival.tick),
        lambda: kits.due(today),
        lambda: due.due_date(today),
        lambda: due.counted_to(today),
        lambda: policies.terms(category="resident", kind="book"),
        lambda: [
            retention.limit_of(settings.get(name))
            for name in ("visit_privacy_months", "person_privacy_months")
        ],
        lambda: call_numbers.offered(clc_class="I247.5", authors="余华", name="活着"),
        lambda: calendar.state_at(now),
        *(partial(code_shapes.read, code) for code in ("R000001", "B1", "9787020008735", "AB123456")),
        *(partial(scanning.scan, text) for text in ("R000001", "B1", "李娜")),
        lambda: scanning.scan("B1", open_person_id=1),
        lambda: Period.parse(f"{today - timedelta(days=30):%Y-%m}"),
    ]


def _read(read: Callable[[], Any]) -> str:
    try:
        read()
    except errors.CentreError as error:
        return "" if error.sentence() else "a refusal without a sentence"
    return ""


def _reopened(folder: Path) -> str:
    """The next start on these settings: the file opens, the figures of the month are there, the window and all its pages are shown."""
    database.close_database()
    opening.open_database(folder / database.FILE_NAME, wait_ms=0)
    db.execute_sql("PRAGMA synchronous = OFF")
    indicators.figures(Period.parse(f"{clock.today():%Y-%m}"))
    return screens.shown()
