# ruff: noqa: S608 - conditions are written here, ids are numbers
"""For how long names are kept: visits lose theirs after some months, people nobody saw for long are erased.

Done once a day in small steps, as loans lose their readers (`lending/privacy.py`). 0 months keep names for ever.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from centre_app import clock
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.privacy import cutting, erasing, identifying, keeping, stays
from centre_app.progress import Progress
from centre_app.storage import action
from centre_app.storage.database import db

CHUNK = 500  # visits at a time: the desk waits for none of them noticeably
PEOPLE_CHUNK = 20
LISTED = 500
_MONTH_DAYS = 30.44
_OLD_VISITS = "person_id IS NOT NULL AND left_at IS NOT NULL AND left_at < ?"
# The last day somebody came, borrowed, returned, waited for a title, had a booking, or their record was written.
_SIGN = """
SELECT person.id, person.name, coalesce(person.card_number, ''), max(coalesce(person.registered_at, ''),
  coalesce((SELECT max(arrived_at) FROM visit WHERE visit.person_id = person.id), ''),
  coalesce((SELECT max(coalesce(returned_at, lent_at)) FROM loan WHERE loan.person_id = person.id), ''),
  coalesce((SELECT max(coalesce(ended_at, placed_at)) FROM hold WHERE hold.person_id = person.id), ''),
  coalesce((SELECT max(ends_at) FROM booking WHERE booking.person_id = person.id), ''),
  coalesce((SELECT max(at) FROM change JOIN action ON action.id = change.action_id
    WHERE table_name = 'person' AND row_id = person.id AND action.kind <> 'note'), '')) AS sign
FROM person WHERE category <> 'organisation' AND NOT keeps_history
  AND NOT EXISTS (SELECT 1 FROM person ward WHERE ward.guardian_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM grid_unit WHERE grid_unit.head_id = person.id) AND {nothing_under_way}"""


@dataclass(frozen=True, slots=True)
class DuePerson:
    """Somebody of whom there was no sign of life for long."""

    id: int
    name: str
    card_number: str
    last_sign: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """Who and what the periods would touch now: `people` at most the first 500 of `people_count`."""

    visits: int
    visitors: int
    people: tuple[DuePerson, ...]
    people_count: int


def limit_of(months: int) -> datetime | None:
    """What is older than this has outlived so many months; None for 0."""
    return clock.now() - timedelta(days=round(months * _MONTH_DAYS)) if months else None


def is_on() -> bool:
    """Whether there is anything that the day's work must look for."""
    return (
        bool(settings.get("visit_privacy_months") or settings.get("person_privacy_months"))
        or erasing.is_purge_due()
    )


def preview(*, visit_months: int, person_months: int) -> Preview:
    """Who would be affected by these periods, without changing anything. Reads a lot: call it from a job."""
    before, visits = limit_of(visit_months), (0, 0)
    if before is not None:
        visits = db.execute_sql(
            f"SELECT count(*), count(DISTINCT person_id) FROM visit WHERE {_OLD_VISITS}", (before,)
        ).fetchone()
    since = limit_of(person_months)
    people = due_people(before=since, limit=-1) if since is not None else []
    return Preview(*visits, tuple(people[:LISTED]), len(people))


def due_people(*, before: datetime, limit: int = PEOPLE_CHUNK) -> list[DuePerson]:
    """People without a sign of life since then, with nothing under way, who are nobody's guardian and in charge of no grid unit; the longest gone first.

    Organisations stay, and readers who wish that their history is kept.
    """
    query = _SIGN.format(nothing_under_way=stays.nothing_under_way())
    rows = db.execute_sql(
        f"SELECT * FROM ({query}) WHERE sign <> '' AND sign < :before ORDER BY sign, id LIMIT :limit",
        {"before": f"{before:%Y-%m-%d %H:%M:%S}", "limit": limit, "now": f"{clock.now():%Y-%m-%d %H:%M:%S}"},
    )
    return [DuePerson(row[0], row[1], row[2], datetime.fromisoformat(row[3])) for row in rows]


def anonymise_visits(*, before: datetime, limit: int = CHUNK) -> int:
    """Take the name from up to so many visits that ended before then; returns from how many. No step to undo."""
    return action.run(
        N_("take the name from old visits"),
        lambda: _anonymise_visits(before, limit),
        kind="note",
        needs="erase",
    )


def anonymise_due(progress: Progress) -> int:
    """Do what the settings say, in small steps, and leave no trace; returns how many visits and people it was."""
    done = 0
    before = limit_of(settings.get("visit_privacy_months"))
    while before is not None and (found := anonymise_visits(before=before)):
        done += found
        progress.report(done, 0, _("Taking the names from old visits"))
    since = limit_of(settings.get("person_privacy_months"))
    due = due_people(before=since, limit=-1) if since is not None else []
    for start in range(0, len(due), PEOPLE_CHUNK):
        some = due[start : start + PEOPLE_CHUNK]
        erasing.anonymise(person_ids=[each.id for each in some])
        done += len(some)
        progress.report(start + len(some), len(due), _("Erasing people nobody saw for long"))
    if erasing.is_purge_due():
        erasing.purge()
    return done


def _anonymise_visits(before: datetime, limit: int) -> int:
    rows = db.execute_sql(
        f"SELECT id, person_id FROM visit WHERE {_OLD_VISITS} LIMIT ?", (before, limit)
    ).fetchall()
    ids = [row[0] for row in rows]
    keeping.keep_visits(ids)
    for person_id in {row[1] for row in rows}:
        theirs = [row[0] for row in rows if row[1] == person_id]
        cutting.write_over("visit", theirs, identifying.words_of(person_id))
    for listed in cutting.pieces(ids):
        db.execute_sql(f"UPDATE visit SET person_id = NULL WHERE id IN ({listed})")
        db.execute_sql(
            f"UPDATE change SET before = NULL WHERE table_name = 'visit' AND row_id IN ({listed}) AND before IS NOT NULL"
        )
    return len(rows)
