"""A small centre full of chance for the tests of the figures, and every row of a table as the file holds it."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from centre_app.centre.models import Closure, OpeningHours, Room
from centre_app.lending.models import FLAGS, KINDS, Copy, CopyFlag, Donation, Loan, Renewal, Title
from centre_app.lending.use_models import InHouseUse
from centre_app.people.enquiry_models import Enquiry, EnquiryKind
from centre_app.people.grid_models import GridUnit
from centre_app.people.models import CATEGORIES, Person, Visit
from centre_app.people.visit_models import VisitStay
from centre_app.rooms.models import Booking
from centre_app.storage.action import run
from centre_app.storage.database import db

FIRST, DAYS = date(2025, 9, 20), 410  # until early November 2026


def fill(seed: int) -> None:
    """People, visits, loans, copies, donations, bookings, hours and closures, around October 2025 and 2026."""
    run("prepare a test", lambda: _fill(random.Random(seed)))


def rows(table: str) -> list[dict[str, Any]]:
    """Every row of a table."""
    cursor = db.execute_sql(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def a_moment(dice: random.Random) -> datetime:
    """Any moment, often in one of the months that reports compare."""
    if dice.random() < 0.7:
        first = dice.choice([date(2025, 10, 1), date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 1)])
        day = first + timedelta(days=dice.choice([-1, 0, 29, 30, 31, *range(30)]))
    else:
        day = FIRST + timedelta(days=dice.randrange(DAYS))
    return datetime(
        day.year, day.month, day.day, dice.choice([0, 8, 9, 17, 18, 20, 23]), dice.choice([0, 30, 59])
    )


def _fill(dice: random.Random) -> None:
    rooms = [
        Room.create(name=f"区{n}", kind=kind, capacity=900, sharing="shared", position=n)
        for n, kind in enumerate(["reading", "study", "fitness"])
    ]
    for weekday in range(6):
        OpeningHours.create(weekday=weekday, opens_at="08:30", closes_at="12:00", valid_from=FIRST)
        OpeningHours.create(
            weekday=weekday,
            opens_at="14:00",
            closes_at="21:00",
            valid_from=FIRST,
            valid_until=date(2026, 10, 15),
        )
    for room in (None, rooms[0]):
        start = a_moment(dice)
        Closure.create(room=room, starts_at=start, ends_at=start + timedelta(hours=30))
    people = [_person(dice, number) for number in range(25)]
    for _number in range(250):
        a_visit_of(dice, rooms, people)
    _grid(random.Random(len(people)))
    copies = _shelves(dice)
    _loans(dice, copies, people)
    for _number in range(80):
        _booking(dice, rooms)
    for _number in range(60):
        InHouseUse.create(copy=dice.choice(copies), used_at=a_moment(dice))
    for number in range(3):
        title = Title.create(name=f"无人借{number}", clc_class="K2")
        Copy.create(title=title, barcode=f"N{number}", accessioned_on=FIRST + timedelta(days=200 * number))
    for visit in Visit.select():
        _end(dice, visit)
    kinds = list(EnquiryKind.select())
    EnquiryKind.update(active=False).where(EnquiryKind.id == kinds[-1].id).execute()
    for _number in range(60):
        Enquiry.create(kind=dice.choice(kinds[1:]), at=a_moment(dice), note="")


def _end(dice: random.Random, visit: Visit) -> None:
    """A visit lasts as long as chance has it, often to the minute where a band of lengths ends; some have not ended."""
    minutes = dice.choice([0, 29, 30, 59, 60, 90, 119, 120, 239, 240, 700])
    visit.left_at = visit.arrived_at + timedelta(minutes=minutes, seconds=dice.choice([0, 59]))
    visit.left_assumed = dice.random() < 0.3
    if visit.person is None and dice.random() < 0.2:  # nobody is here twice
        visit.left_at, visit.left_assumed = None, False
    visit.save()


def _person(dice: random.Random, number: int) -> Person:
    born = dice.choice(
        [None, date(dice.randrange(1940, 2024), dice.choice([10, 11]), dice.randrange(1, 32 - 1))]
    )
    year = dice.choice([None, dice.randrange(1940, 2027)]) if born is None else None
    return Person.create(
        name=f"人{number}", sex=dice.choice(["", "F", "M"]), category=dice.choice(CATEGORIES), birth_date=born,
        birth_year=year, card_number=dice.choice([None, f"R{number:06}"]), registered_at=dice.choice([None, a_moment(dice)]),
    )  # fmt: skip


def _grid(dice: random.Random) -> None:
    """A tree of which one unit is gone; most people belong to one, and some were counted in another before."""
    units: list[int | None] = [None]
    for name in ("东片", "西片", "旧片"):
        top = GridUnit.create(name=name, depth=1, removed_on=date(2026, 10, 5) if name == "旧片" else None)
        units += [top.id, GridUnit.create(name=f"{name}一组", depth=2, parent=top).id]
    for person in Person.select():
        Person.update(grid_unit_id=dice.choice(units[:5])).where(Person.id == person.id).execute()
        Visit.update(grid_unit_id=dice.choice(units)).where(Visit.person == person).execute()


def a_visit_of(dice: random.Random, rooms: list[Room], people: list[Person]) -> None:
    arrived = a_moment(dice)
    group = dice.random() < 0.15
    tallied = group and dice.random() < 0.5
    visit = Visit.create(
        age_from=dice.choice([None, 0, 7, 18, 35, 60]) if tallied else None, sex=dice.choice("FM") if tallied else "",
        person=None if group else dice.choice(people), room=dice.choice(rooms), arrived_at=arrived,
        left_at=arrived + timedelta(minutes=30), head_count=dice.randrange(2, 30) if group else 1,
    )  # fmt: skip
    for number in range(dice.choice([0, 0, 0, 1, 2])):
        VisitStay.create(
            visit=visit, room=dice.choice(rooms), from_at=arrived + timedelta(minutes=5 + number)
        )


def _shelves(dice: random.Random) -> list[Copy]:
    donations = [Donation.create(donor=f"捐{n % 4}", received_on=a_moment(dice).date()) for n in range(6)]
    titles = [
        Title.create(
            name=f"书{n}",
            price_fen=dice.choice([None, 1250 + n]),
            clc_class=dice.choice(["", "I24", "J2", "i0", "L9"]),
        )
        for n in range(12)
    ]
    found = []
    for number in range(60):
        came = a_moment(dice).date()
        found.append(
            Copy.create(
                title=dice.choice(titles),
                barcode=f"B{number:06}",
                volumes=dice.choice([1, 1, 1, 4]),
                set_number=dice.choice([None, 1, 2]),
                kind=dice.choice([*KINDS, "book", "book", "book"]),
                donation=dice.choice([None, *donations]),
                price_fen=dice.choice([None, 3000]),
                accessioned_on=came,
            )
        )
    for copy in found:
        _flags(dice, copy)
    return found


def _flags(dice: random.Random, copy: Copy) -> None:
    """What was the matter with a copy: short and long, overlapping, ended and begun again on one day; some still open."""
    for flag in dice.sample(FLAGS, dice.randrange(len(FLAGS))):
        start = datetime.combine(copy.accessioned_on, time(10)) + timedelta(days=dice.randrange(-3, 60))
        for _number in range(dice.randrange(1, 3)):
            end = dice.choice([None, start, *(start + timedelta(days=days) for days in (1, 9, 40))])
            CopyFlag.create(copy=copy, flag=flag, from_at=start, until_at=end)
            if end is None:
                break
            start = end + timedelta(days=dice.choice([0, 0, 1, 20]))


def _loans(dice: random.Random, copies: list[Copy], people: list[Person]) -> None:
    for copy in copies:
        lent = a_moment(dice).replace(hour=10)
        for number in range(dice.randrange(4)):
            due = (lent + timedelta(days=dice.choice([1, 30]))).replace(hour=23, minute=59, second=59)
            back = dice.choice([lent, lent + timedelta(days=3), lent + timedelta(days=50), None])
            loan = Loan.create(
                copy=copy, person=dice.choice(people), lent_at=lent, due_at=due, returned_at=back
            )
            if dice.random() < 0.4:
                later = due + timedelta(days=30)
                Renewal.create(
                    loan=loan, renewed_at=lent + timedelta(days=20), due_before=due, due_after=later
                )
                Loan.update(due_at=later, renewals=1).where(Loan.id == loan.id).execute()
            if back is None:
                break
            lent = back + timedelta(days=1 + number)


def _booking(dice: random.Random, rooms: list[Room]) -> None:
    start = a_moment(dice).replace(minute=0)
    status = dice.choice(["completed", "completed", "no_show", "cancelled", "confirmed"])
    Booking.create(
        room=dice.choice(rooms), title="读书会", starts_at=start, ends_at=start + timedelta(minutes=dice.choice([30, 90, 600])),
        head_count=3, came_count=dice.randrange(1, 9) if status == "completed" else None, status=status,
    )  # fmt: skip
