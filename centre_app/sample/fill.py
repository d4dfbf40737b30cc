"""Filling an empty centre: the place first, then who lives around it, then the days one after the other."""

import random
from datetime import date, timedelta

from peewee import chunked

from centre_app import clock, errors
from centre_app.access.models import Clerk
from centre_app.centre import settings
from centre_app.centre.models import Closure, OpeningHours, Room
from centre_app.i18n import N_, _
from centre_app.people.identity_models import Consent
from centre_app.people.models import Person
from centre_app.progress import SILENT, Progress
from centre_app.sample import (
    bookings,
    content,
    enquiries,
    keeping_house,
    loans,
    neighbourhood,
    records,
    residents,
    room_lists,
    shelves,
    tools,
    visits,
)
from centre_app.storage.action import action
from centre_app.storage.database import Table

_ROWS_AT_ONCE = 400
_BOOKED_AHEAD_DAYS = 21


@action(N_("fill the sample centre"))
def fill(*, months: int = 3, seed: int = 1, progress: Progress = SILENT) -> None:
    """Fill the open, empty centre with `months` months of use that end today; all of it or nothing.

    Raises SampleNeedsEmptyCentre where there are rooms or people already, Cancelled when the user stops it.
    """
    if Room.select().exists() or Person.select().exists():
        raise errors.SampleNeedsEmptyCentre
    today = clock.today()
    first = today - timedelta(days=round(months * 30.44))
    dice = random.Random(seed)
    steps = 6
    progress.report(0, steps, _("The place"))
    _place(first, today)
    progress.report(1, steps, _("Residents"))
    people = residents.people(dice, first=first, today=today)
    insert(Person, people.rows)
    neighbourhood.fill(seed=seed, people=people, today=today)
    progress.report(2, steps, _("Books"))
    copies = shelves.fill(dice, first=first, today=today)
    progress.report(3, steps, _("Bookings"))
    insert(
        *bookings.bookings(dice, first=first, last=today + timedelta(days=_BOOKED_AHEAD_DAYS), people=people)
    )
    progress.report(4, steps, _("Visits"))
    insert(*visits.visits(dice, first=first, people=people))
    visits.extras(random.Random(seed + 1))  # dice of their own: the rest of the sample stays as it was
    insert(*enquiries.enquiries(random.Random(seed + 2), first=first, today=today))
    progress.report(5, steps, _("Loans"))
    loans.fill(dice, first=first, people=people, copies=copies)
    tools.fill(dice, first=first, people=people)
    keeping_house.fill(random.Random(seed + 3), first=first, today=today)
    room_lists.fill(random.Random(seed + 4), today=today)
    records.fill(random.Random(seed + 5), today=today)
    insert(Consent, records.consents(random.Random(seed + 6), today=today))
    progress.report(steps, steps, _("Done"))


def insert(table: type[Table], rows: list[dict[str, object]]) -> None:
    """Write many rows of one table."""
    for part in chunked(rows, _ROWS_AT_ONCE):
        table.insert_many(part).execute()


def _place(first: date, today: date) -> None:
    place = content.place()
    settings.put(name="centre_name", value=place["name"])
    for position, room in enumerate(place["rooms"]):
        facts = {key: value for key, value in room.items() if key != "visit_weight"}
        Room.create(position=position, **facts)
    for hours in place["hours"]:
        OpeningHours.create(valid_from=first - timedelta(days=400), **hours)
    rooms = {room.name: room.id for room in Room.select()}
    for closure in place["closures"]:
        day = today + timedelta(days=closure["day_offset"])
        if day >= first:
            Closure.create(
                room_id=rooms.get(closure["room"]),
                starts_at=content.at(day, closure["starts_at"]),
                ends_at=content.at(day, closure["ends_at"]),
                reason=closure["reason"],
            )
    for position, name in enumerate(place["clerks"]):
        Clerk.create(name=name, position=position, role="clerk" if position else "manager")
