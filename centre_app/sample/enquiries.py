"""Enquiries at the desk: some every day, policies and printing more than lost things."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from centre_app import clock
from centre_app.people.enquiry_models import Enquiry, EnquiryKind
from centre_app.sample import content

_WEIGHTS = (6, 4, 5, 1, 2, 2)  # as the shipped kinds follow one another
_FIRST_MINUTE, _MINUTES = 9 * 60, 8 * 60


def enquiries(dice: random.Random, *, first: date, today: date) -> tuple[type[Enquiry], list[dict[str, Any]]]:
    """The enquiries from the first day until now, in their order."""
    now, kinds = clock.now(), [kind.id for kind in EnquiryKind.select().order_by(EnquiryKind.position)]
    rows: list[dict[str, Any]] = []
    for day in content.days(first, today):
        minutes = sorted(_FIRST_MINUTE + dice.randrange(_MINUTES) for _number in range(dice.randint(2, 9)))
        for minute in minutes:
            at = datetime.combine(day, time.min) + timedelta(minutes=minute)
            kind = dice.choices(kinds, weights=_WEIGHTS[: len(kinds)])[0]
            if at <= now:
                rows.append({"kind": kind, "at": at, "note": ""})
    return Enquiry, rows
