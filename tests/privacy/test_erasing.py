"""Somebody who is erased is in no table, image or byte of the file any more; what the figures count of them stays."""

import contextlib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from centre_app import clock, errors, schema
from centre_app.lending import contacts, loans
from centre_app.lending.models import Donation, Loan
from centre_app.people import card_history, people, pick_ups, visits
from centre_app.people.models import ErasedPerson, Household, Person, Visit
from centre_app.privacy import erasing, stays
from centre_app.rooms.models import Booking
from centre_app.storage import backup, database, journal, search
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_booking, a_copy, a_donation, a_person, a_room, a_visit, open_daily

NAME, PHONE = "诸葛独特", "13877776666"


@pytest.fixture(autouse=True)
def opened(centre: Path) -> None:
    with clock.pretend(datetime(2026, 8, 1, 9)):
        open_daily()


def a_full_life() -> int:
    """Somebody with rows in every table that can have some, whose name, phone and card changed; nothing is under way."""
    with clock.pretend(datetime(2026, 8, 3, 9)):
        reading = a_room(name="悦享读书", kind="reading")
        known = people.register(
            name="诸葛旧名",
            phone="13899990000",
            birth_date=date(1950, 3, 1),
            sex="M",
            building="翠竹苑9栋",
            door="909",
        )
        child = people.register(name="王小宝", age=5, guardian_id=known)
        pick_ups.allow(child_id=known, name="邻居老李", phone="13811112222")
        people.change_person(person_id=known, name=NAME, phone=PHONE, note=f"{NAME}喜欢养鸟")
        visits.check_in(person_id=known, room_id=reading.id, purpose=f"{NAME}来下棋")
        lent = loans.lend(copy_id=a_copy().id, person_id=known)
        contacts.note_contact(loan_id=lent.loan_id, said=f"打给{NAME}了")
        a_booking(
            room=reading, starts_at=datetime(2026, 8, 4, 9), ends_at=datetime(2026, 8, 4, 10),
            person=known, title=f"{NAME}的棋局", note=f"电话{PHONE}",
        )  # fmt: skip
    with clock.pretend(datetime(2026, 8, 5, 9)):
        loans.return_copy(Loan.get_by_id(lent.loan_id).copy_id)
        visits.close_forgotten()
        card_history.replace_card(person_id=known, number="", lost=True)
        people.unmask(person_ids=[known, child], reason=f"{NAME}来电话了")
    return known


def bytes_of(path: Path) -> bytes:
    """All that lies in the file and beside it, as it is on the disk."""
    return b"".join(part.read_bytes() for part in path.parent.glob("centre.db*"))


def traces(path: Path) -> list[str]:
    found = bytes_of(path)
    words = (NAME, "诸葛旧名", PHONE, "13899990000", "zhugedute", "翠竹苑9栋")
    return [word for word in words if word.encode() in found]


def test_no_byte_of_name_phone_or_address_is_left_in_the_file_its_log_or_the_search(centre: Path) -> None:
    person_id = a_full_life()
    before = traces(centre)
    assert {NAME, PHONE, "诸葛旧名", "翠竹苑9栋"} <= set(before)
    assert erasing.erase(person_id=person_id, typed_name=NAME)
    left = traces(centre)
    assert left == []
    assert search.PERSON.find_ids(NAME) == search.PERSON.find_ids("6666") == []
    database.close_database()
    assert traces(centre) == []


def test_no_table_points_at_who_was_erased_and_the_file_is_sound(centre: Path) -> None:
    person_id = a_full_life()
    erasing.erase(person_id=person_id, typed_name=NAME)
    assert schema.check() == []
    assert Person.get_or_none(Person.id == person_id) is None
    assert [row.person_id for row in (*Visit.select(), *Loan.select(), *Booking.select())] == [None] * 3
    assert Person.get(Person.name == "王小宝").guardian_id is None
    assert Household.select().count() == 0
    booking = Booking.get()
    assert (booking.title, booking.note) == ("—的棋局", "电话—")


def test_band_sex_and_category_stay_as_they_were_on_the_day() -> None:
    person_id = a_full_life()
    erasing.erase(person_id=person_id, typed_name=NAME)
    visit, loan, kept = Visit.get(), Loan.get(), ErasedPerson.get()
    assert (visit.age_from, visit.sex, visit.category, visit.borrowed) == (60, "M", "resident", True)
    assert (loan.band, loan.sex, loan.category) == ("60+", "M", "resident")
    assert (kept.person_id, kept.why, kept.had_card, kept.purged) == (person_id, "request", True, True)


def test_the_number_of_the_card_is_never_given_again_and_means_nobody() -> None:
    person_id = a_full_life()
    number = people.person(person_id).card_number
    erasing.erase(person_id=person_id, typed_name=NAME)
    assert people.by_card(number) is None
    with pytest.raises(errors.CodeTaken):
        people.register(name="新人", card_number=number)
    assert people.next_card_number() not in (number, "R000001")


def test_it_is_no_step_to_undo_and_steps_before_it_cannot_bring_anybody_back() -> None:
    person_id = a_full_life()
    steps = [done.action_id for done in journal.undoable(100)]
    erasing.erase(person_id=person_id, typed_name=NAME)
    assert [done.action_id for done in journal.undoable(100)] == steps
    for action_id in steps:
        with contextlib.suppress(errors.UndoRefused):
            journal.undo_action(action_id)
    assert (Visit.select().count(), Loan.select().count()) == (1, 1)
    assert Person.get_or_none(Person.id == person_id) is None
    assert NAME not in " ".join(str(row) for row in db.execute_sql("SELECT before FROM change"))
    assert schema.check() == []


def test_the_name_must_be_typed() -> None:
    person_id = a_full_life()
    with pytest.raises(errors.NameTypedWrong):
        erasing.erase(person_id=person_id, typed_name="诸葛")
    assert people.person(person_id).name == NAME


def test_what_is_under_way_keeps_somebody_and_is_said(frozen: datetime) -> None:
    person, room, copy = a_person(name="王小明"), a_room(), a_copy()
    run(
        "prepare a test",
        lambda: Loan.create(copy=copy, person=person, lent_at=frozen, due_at=frozen + timedelta(days=9)),
    )
    a_booking(
        room=room,
        person=person,
        starts_at=frozen + timedelta(days=1),
        ends_at=frozen + timedelta(days=1, hours=1),
    )
    a_visit(room=room, person=person, arrived_at=frozen)
    said = stays.stays(person.id).open
    assert len(said) == 3
    assert "西游记" in said[1]
    assert "2026-10-23 10:00" in said[2]
    with pytest.raises(errors.MustStay, match="西游记"):
        erasing.erase(person_id=person.id, typed_name="王小明")
    assert people.person(person.id)


def test_past_bookings_returned_loans_and_ended_visits_are_nothing_under_way() -> None:
    assert stays.stays(a_full_life()).open == ()


def test_what_stays_is_said_guardians_donors_and_other_entries_with_the_name() -> None:
    person_id = a_full_life()
    a_donation(donor=NAME)
    a_person(name="李四", card_number="R900001", note=f"{NAME}的邻居")
    said = stays.stays(person_id)
    assert any("王小宝" in line for line in said.rest)
    assert any("捐赠" in line for line in said.rest)
    assert said.mentions == {"person": 1}


def test_the_donor_stays_and_other_free_text_is_written_over_where_asked(centre: Path) -> None:
    person_id = a_full_life()
    a_donation(donor=NAME)
    other = a_person(name="李四", card_number="R900001", note=f"{NAME}的邻居，电话{PHONE}")
    assert erasing.erase(person_id=person_id, typed_name=NAME, everywhere=True)
    assert people.person(other.id).note == "—的邻居，电话—"
    assert Donation.get().donor == NAME
    assert traces(centre) == [NAME]


def test_why_somebody_was_looked_at_no_longer_names_them() -> None:
    erasing.erase(person_id=a_full_life(), typed_name=NAME)
    reasons = [row[0] for row in db.execute_sql("SELECT reason FROM action WHERE reason <> ''")]
    assert reasons == ["—来电话了"]


def test_the_numbers_in_the_records_are_known_to_be_of_somebody_erased() -> None:
    person_id, other = a_full_life(), a_person(name="李四", card_number="R900001")
    erasing.erase(person_id=person_id, typed_name=NAME)
    assert erasing.erased_among([person_id, other.id]) == {person_id}


def test_backups_of_before_are_named_with_the_day_they_are_deleted(centre: Path) -> None:
    folder = backup.folder_of(centre)
    with clock.pretend(datetime(2026, 10, 1, 8)):
        backup.back_up(folder / backup.file_name())
    (old,) = erasing.old_backups()
    assert (old.made_on, old.expires_on) == (date(2026, 10, 1), date(2026, 11, 5))


def test_while_another_program_reads_the_last_traces_wait(centre: Path) -> None:
    from sqlcipher3 import dbapi2

    person_id = a_full_life()
    other = dbapi2.connect(str(centre), isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM person").fetchone()
    try:
        assert not erasing.erase(person_id=person_id, typed_name=NAME)
        assert erasing.is_purge_due()
    finally:
        other.close()
    assert erasing.purge()
    assert not erasing.is_purge_due()
    assert traces(centre) == []
