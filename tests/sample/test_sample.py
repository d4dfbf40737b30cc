"""Behaviour of the sample centre: the same every time, plausible, and within every rule of the real one."""

from datetime import datetime, timedelta

import pytest

from centre_app import clock, errors, sample, schema
from centre_app.desk import todo
from centre_app.lending import donation_reads, hold_reads, stocktake
from centre_app.lending.hold_models import Hold
from centre_app.lending.models import Copy, Donation, Loan
from centre_app.people import consents, duplicates, listing, saved_lists
from centre_app.people.models import Person, Visit
from centre_app.people.selection import Selection
from centre_app.rooms.models import Booking
from centre_app.storage import database
from centre_app.storage import schema as triggers
from centre_app.storage.database import db
from centre_app.storage.opening import open_database


def everything() -> dict[str, list[tuple]]:
    return {
        table: db.execute_sql(f'SELECT * FROM "{table}"').fetchall() for table in triggers.journalled_tables()
    }


@pytest.fixture
def filled(centre):
    sample.fill(months=2, seed=1)
    return centre


def test_the_same_seed_and_day_give_the_same_centre(filled, tmp_path):
    first = everything()
    open_database(tmp_path / "again" / database.FILE_NAME)
    sample.fill(months=2, seed=1)

    assert everything() == first


def test_another_seed_gives_other_people(filled, tmp_path):
    first = [person.name for person in Person.select()]
    open_database(tmp_path / "again" / database.FILE_NAME)
    sample.fill(months=2, seed=2)

    assert [person.name for person in Person.select()] != first


def test_the_two_donations_are_226_sets_and_100_volumes(filled):
    counts = {
        donation.donor: (donation.copies.count(), sum(copy.volumes for copy in donation.copies))
        for donation in Donation.select()
    }

    sets, volumes = counts["市新华书店"]
    assert (sets, volumes > 226, counts["市文化执法支队"]) == (226, True, (100, 100))


def test_about_600_people_live_in_households_and_children_have_guardians(filled, frozen):
    children = Person.select().where(Person.birth_year > frozen.year - 14)

    assert 590 <= Person.select().count() <= 610
    assert children.count() > 50
    assert all(child.guardian_id and child.household_id for child in children)


def test_nothing_happens_after_this_minute_but_bookings_ahead(filled):
    now = clock.now()

    assert Visit.select().where((Visit.arrived_at > now) | (Visit.left_at > now)).count() == 0
    assert Loan.select().where((Loan.lent_at > now) | (Loan.returned_at > now)).count() == 0
    assert Booking.select().where(Booking.starts_at > now + timedelta(days=1)).count() > 10
    assert Booking.select().where((Booking.status == "completed") & (Booking.ends_at > now)).count() == 0


def test_people_are_here_now_and_some_books_are_late(filled):
    assert Visit.select().where(Visit.left_at.is_null()).count() > 0
    assert Loan.select().where(Loan.returned_at.is_null() & (Loan.due_at < clock.now())).count() > 0
    assert Copy.select().where(Copy.condition == "lost").count() == 2


def test_the_filled_centre_passes_the_whole_check(filled):
    assert schema.check() == []


def test_a_centre_with_people_is_not_mixed_with_the_sample(filled):
    before = everything()

    with pytest.raises(errors.SampleNeedsEmptyCentre):
        sample.fill(months=1, seed=3)
    assert everything() == before


def test_a_third_donation_has_come_in_part(filled):
    batch = donation_reads.batches()[0]
    assert (batch.donor, batch.state, batch.lines) == ("蓝天小学家长委员会", "to_decide", 8)
    assert (batch.figures["missing"].sets, batch.figures["extra"].sets, batch.figures["returned"].sets) == (
        10,
        1,
        1,
    )


def test_every_list_of_people_shows_something(filled):
    assert [pair.why for pair in duplicates.find()] == [("name", "born", "address"), ("name", "phone")]
    assert len(duplicates.set_apart_ones()) == 1
    for row in saved_lists.saved():
        assert listing.page_of_people(limit=1, chosen=row.selection), row.name
    for consent in ("given", "missing", "withdrawn"):
        assert listing.page_of_people(limit=1, chosen=Selection(consent=consent))
    kinds = {consents.state(person.id).kind for person in Person.select()}
    assert kinds == {"given", "missing", "withdrawn"}
    units = {visit.grid_unit_id for visit in Visit.select().where(Visit.person.is_null(False))}
    assert len(units - {None}) == 12


@pytest.mark.parametrize("at", [datetime(2026, 11, 29, 17, 24), datetime(2026, 12, 4, 23, 24)])
def test_nobody_waits_for_a_book_they_have_at_home_at_whatever_hour_it_is_filled(centre, at):
    clock.set_for_tests(at)

    sample.fill(months=3, seed=1)

    waiting = Hold.select(Hold.person).where(Hold.ended_at.is_null())
    assert waiting.count() >= 3
    assert not Loan.select().where(Loan.returned_at.is_null(), Loan.person.in_(waiting)).exists()


def test_every_list_of_the_desk_shows_something(filled):
    assert [len(hold_reads.listed(state)) for state in ("waiting", "ready", "over")] == [2, 3, 1]
    assert {row.errand for row in hold_reads.listed("ready")} == {"fetch", "call", ""}
    counted = stocktake.finished_stocktakes()[0]
    found = stocktake.result(counted.id).rows
    assert (len(found["missing"]), len(found["misplaced"]), len(found["unknown"])) == (3, 1, 1)
    assert len(stocktake.open_stocktakes()) == 1
    expected = {
        "hold_fetch",
        "hold_call",
        "hold_put_back",
        "overdue",
        "card_ends",
        "request",
        "to_tell",
        "inspection",
        "expiring",
    }
    assert expected <= {entry.kind for entry in todo.todo(clock.now())}
    for table in (
        "series",
        "waiting_entry",
        "equipment_fault",
        "extra_opening",
        "in_house_use",
        "loan_contact",
        "person_note",
    ):
        assert db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table
