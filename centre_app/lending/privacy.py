"""Who had borrowed what is forgotten some months after its return: the loan stays, its reader goes.

Kept are the age band, sex and category of the reader as they were then, which loans were one person's that day, and which
of a donor's gifts one person's, so that figures stay what they were. A reader who wishes keeps their history. What is forgotten cannot be brought back.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from centre_app import clock
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.people import bands
from centre_app.people.models import Person
from centre_app.progress import Progress
from centre_app.storage.action import action, run
from centre_app.storage.database import db

CHUNK = 500  # so many loans at a time: the desk waits for none of them noticeably
_MONTH_DAYS = 30.44
_OLD = """
SELECT loan.id, loan.person_id, lent_at, birth_date, birth_year, person.sex, person.category
FROM loan JOIN person ON person.id = loan.person_id
WHERE returned_at < ? AND loan.person_id IS NOT NULL AND NOT keeps_history LIMIT ?"""
_ALL_OF = """
SELECT loan.id, loan.person_id, lent_at, birth_date, birth_year, person.sex, person.category
FROM loan JOIN person ON person.id = loan.person_id WHERE loan.person_id = ?"""
# Every loan of one person's day bears the number of the first, also those that keep the person for a while.
_TIE = """
UPDATE loan SET first_loan_id = (SELECT coalesce(min(o.first_loan_id), min(o.id)) FROM loan o
  WHERE o.person_id = :person AND o.lent_at >= :day AND o.lent_at < :next)
WHERE person_id = :person AND lent_at >= :day AND lent_at < :next AND first_loan_id IS NULL"""
# Every loan of one person from one donor bears the number of the first: how many readers the gifts had is counted by it.
_TIE_GIFTS = """
WITH gifts(id) AS (SELECT o.id FROM loan l JOIN copy c ON c.id = l.copy_id JOIN donation d ON d.id = c.donation_id
  CROSS JOIN loan o ON o.person_id = l.person_id JOIN copy oc ON oc.id = o.copy_id
  JOIN donation od ON od.id = oc.donation_id AND od.donor = d.donor WHERE l.id = :loan)
UPDATE loan SET first_gift_loan_id = (SELECT coalesce(min(g.first_gift_loan_id), min(g.id)) FROM loan g WHERE g.id IN gifts)
WHERE id IN gifts AND first_gift_loan_id IS NULL"""
# A visit counts as reading by what was lent or returned that day, also when nobody knows any more by whom.
_BORROWED = """
UPDATE visit SET borrowed = 1 WHERE NOT borrowed AND id IN (
  SELECT v.id FROM loan l JOIN visit v ON v.person_id = l.person_id
    AND (v.arrived_at >= date(l.lent_at) AND v.arrived_at < date(l.lent_at, '+1 day')
      OR v.arrived_at >= date(l.returned_at) AND v.arrived_at < date(l.returned_at, '+1 day'))
  WHERE l.id = :loan)"""
_FORGET = """
UPDATE loan SET person_id = NULL, band = ?, sex = ?, category = CASE category WHEN '' THEN ? ELSE category END WHERE id = ?"""
_DETAILS = ("loan_contact", "loan_override")  # free words that may name somebody


def forget_before() -> datetime | None:
    """Loans returned before this lose their reader; None where the settings keep them for ever."""
    months = settings.get("loan_privacy_months")
    return clock.now() - timedelta(days=round(months * _MONTH_DAYS)) if months else None


def is_due() -> bool:
    """Whether there is a loan to take the reader from."""
    before = forget_before()
    return before is not None and db.execute_sql(_OLD, (before, 1)).fetchone() is not None


def anonymise(*, before: datetime, limit: int = CHUNK) -> int:
    """Take the reader from up to so many loans returned before then, with notes, reasons and images of the journal.

    Returns from how many. It is no action to undo: nothing of it is kept that could be put back.
    """
    return run(
        N_("take the reader from old loans"), lambda: _anonymise(before, limit), kind="note", needs="erase"
    )


def anonymise_old(progress: Progress) -> int:
    """Take the reader from all loans old enough by the settings, in small steps; returns from how many."""
    before, done = forget_before(), 0
    while before is not None and (found := anonymise(before=before)):
        done += found
        progress.report(done, 0, _("Taking the readers from old loans"))
    return done


def keeps_history(person_id: int) -> bool:
    """Whether a reader wished that their loans stay theirs."""
    row = db.execute_sql("SELECT keeps_history FROM person WHERE id = ?", (person_id,)).fetchone()
    return bool(row and row[0])


@action(N_("keep or forget a reader's loan history"))
def keep_history(*, person_id: int, keeps: bool) -> None:
    """Note a reader's wish about the history of their loans."""
    Person.update(keeps_history=keeps).where(Person.id == person_id).execute()


def forget_reader(person_id: int) -> int:
    """Inside an action: take the reader from all loans of this person, none of which may be out; returns from how many."""
    return _forget(db.execute_sql(_ALL_OF, (person_id,)).fetchall())


def _anonymise(before: datetime, limit: int) -> int:
    return _forget(db.execute_sql(_OLD, (before, limit)).fetchall())


def _forget(rows: Sequence[tuple[Any, ...]]) -> int:
    for loan_id, person_id, lent_at, born, birth_year, sex, category in rows:
        day = date.fromisoformat(lent_at[:10])
        age = bands.age_on(day, birth_date=bands.day_of(born), birth_year=birth_year)
        db.execute_sql(_BORROWED, {"loan": loan_id})
        db.execute_sql(_TIE, {"person": person_id, "day": str(day), "next": str(day + timedelta(days=1))})
        db.execute_sql(_TIE_GIFTS, {"loan": loan_id})
        db.execute_sql(_FORGET, (bands.age_band(age), sex, category, loan_id))
    _forget_details([row[0] for row in rows])
    return len(rows)


def _forget_details(loan_ids: Sequence[int]) -> None:
    """Blank what was written about these loans, and every image of any of it: else undoing would bring the reader back."""
    marks = ", ".join(str(loan_id) for loan_id in loan_ids)
    images = "UPDATE change SET before = NULL WHERE before IS NOT NULL AND table_name = '{table}' AND row_id IN ({ids})"
    for table in _DETAILS:
        found = db.execute_sql(f"SELECT id FROM {table} WHERE loan_id IN ({marks})").fetchall()  # noqa: S608
        ids = ", ".join(str(row_id) for (row_id,) in found)
        if table == "loan_override":  # that it was lent across a block stays
            db.execute_sql(f"UPDATE loan_override SET reason = '—' WHERE id IN ({ids})")  # noqa: S608
        else:
            db.execute_sql(f"DELETE FROM {table} WHERE id IN ({ids})")  # noqa: S608
        db.execute_sql(images.format(table=table, ids=ids))
    db.execute_sql(images.format(table="loan", ids=marks))
