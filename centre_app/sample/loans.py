"""Loans of the books: lent on open days, mostly returned in time, some renewed, some late, some still out."""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from centre_app import clock
from centre_app.centre import settings
from centre_app.centre.calendar import OpenTimes, Span
from centre_app.lending.due import due_date, end_of
from centre_app.lending.models import Loan, Renewal
from centre_app.sample import content
from centre_app.sample.residents import People

_A_DAY = (3, 8)


class _Desk:
    """The lending desk as it goes through the days."""

    def __init__(self, dice: random.Random, spans: dict[date, list[Span]], copies: dict[int, date]) -> None:
        self.dice, self.spans, self.copies = dice, spans, copies
        self.free_from: dict[int, datetime] = {}
        self.out: Counter[int] = Counter()
        self.limit = settings.get("lend_limit")

    def lend(self, moment: datetime, person_id: int) -> None:
        """Lend one free copy, and let it come back some day."""
        free = [
            copy
            for copy, since in self.copies.items()
            if since <= moment.date() and self.free_from.get(copy, moment) <= moment
        ]
        if not free or self.out[person_id] >= self.limit:
            return
        copy, due = self.dice.choice(free), due_date(moment.date())
        renewal = self._renewed(moment, due) if self.dice.random() < 0.12 else None
        last_due = renewal["due_after"].date() if renewal else due
        returned = self._returned(moment, last_due, not_before=renewal["renewed_at"] if renewal else moment)
        loan = Loan.create(
            copy_id=copy,
            person_id=person_id,
            lent_at=moment,
            due_at=end_of(last_due),
            returned_at=returned,
            renewals=1 if renewal else 0,
        )
        if renewal:
            Renewal.create(loan=loan, **renewal)
        self.free_from[copy] = returned or datetime.max
        if returned is None:
            self.out[person_id] += 1

    def _renewed(self, moment: datetime, due: date) -> dict[str, Any] | None:
        day = due - timedelta(days=self.dice.randint(0, 4))
        when = self._inside(day)
        if when is None or when > clock.now() or when <= moment:
            return None
        return {"renewed_at": when, "due_before": end_of(due), "due_after": end_of(max(due, due_date(day)))}

    def _returned(self, moment: datetime, due: date, *, not_before: datetime) -> datetime | None:
        late = self.dice.random() < 0.06
        days = (due - moment.date()).days
        day = due + timedelta(days=self.dice.randint(1, 12)) if late else moment.date() + timedelta(
            days=self.dice.randint(2, max(2, days))
        )  # fmt: skip
        for _later in range(14):
            when = self._inside(day)
            if when is not None and when > not_before:
                return when if when <= clock.now() else None
            day += timedelta(days=1)
        return None

    def _inside(self, day: date) -> datetime | None:
        """A moment of the open time of that day; None on a closed day, and for days not lived through yet."""
        spans = self.spans.get(day)
        if not spans:
            return None
        span = self.dice.choice(spans)
        minutes = int((span.ends - span.starts).total_seconds() // 60)
        return span.starts + timedelta(minutes=self.dice.randint(5, minutes - 5))


def fill(dice: random.Random, *, first: date, people: People, copies: dict[int, date]) -> None:
    """Write loans and renewals from the first day to this minute."""
    today, now = clock.today(), clock.now()
    times = OpenTimes(first=first, last=today + timedelta(days=1))
    desk = _Desk(
        dice, {day: times.spans(day) for day in content.days(first, today + timedelta(days=1))}, copies
    )
    readers = [person for person, weight in people.weights.items() if weight > 1]
    for day in content.days(first, today):
        spans = times.spans(day)
        count = dice.randint(*_A_DAY) if spans else 0
        moments = [spans[0].starts + timedelta(minutes=dice.randint(10, 600)) for _one in range(count)]
        for moment in sorted(found for found in moments if found < min(spans[-1].ends, now)):
            reader = dice.choice(readers)
            if people.rows[reader - 1]["registered_at"] <= moment:
                desk.lend(moment, reader)
