"""Random changes to records of the past, as a clerk makes them late: rows added, changed, moved and taken away."""

import random
from datetime import timedelta

from centre_app.lending.models import Copy, CopyFlag, Loan, Renewal, Title
from centre_app.people.models import Person, Visit
from centre_app.people.visit_models import VisitStay
from centre_app.rooms.models import Booking
from centre_app.storage.action import run
from tests.reports import random_centre


def change(seed: int) -> None:
    """Some thirty changes around the months that reports compare."""
    run("prepare a test", lambda: _change(random.Random(seed)))


def _change(dice: random.Random) -> None:
    for visit in dice.sample(list(Visit.select()), 12):
        if dice.random() < 0.4:
            VisitStay.delete().where(VisitStay.visit == visit).execute()
            visit.delete_instance()
        else:
            visit.head_count = visit.head_count if visit.person else dice.randrange(1, 40)
            visit.arrived_at += timedelta(days=dice.choice([0, 1, -1, 30]))
            visit.left_at = visit.left_at and visit.arrived_at + timedelta(minutes=dice.randrange(300))
            visit.save()
    rooms, people = list({visit.room for visit in Visit.select()}), list(Person.select())
    for _number in range(6):
        random_centre.a_visit_of(dice, rooms, people)
    for person in dice.sample(people, 3):
        person.sex, person.birth_year, person.birth_date = dice.choice("FM"), dice.randrange(1940, 2020), None
        person.save()
    for loan in dice.sample(list(Loan.select()), 5):
        Renewal.delete().where(Renewal.loan == loan).execute()
        loan.delete_instance()
    for booking in dice.sample(list(Booking.select().where(Booking.status == "completed")), 4):
        booking.came_count += dice.randrange(1, 9)
        booking.save()
    copies = list(Copy.select().where(Copy.kind == "book"))
    for copy in dice.sample(copies, 3):
        copy.volumes, copy.price_fen = dice.randrange(1, 5), dice.choice([None, 990])
        copy.save()
    day = dice.choice(copies).accessioned_on
    added = Copy.create(
        title=dice.choice(list(Title.select())), barcode=f"L{dice.random()}", accessioned_on=day
    )
    CopyFlag.create(copy=added, flag="lost", from_at=random_centre.a_moment(dice))
