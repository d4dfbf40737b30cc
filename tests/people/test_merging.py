"""Behaviour of merging two records: what stays, what ends, what is refused, and that undo parts them again."""

from datetime import date, datetime, timedelta

import pytest

from centre_app import errors
from centre_app.lending.models import Loan
from centre_app.people import card_history, cards, duplicates, merging, people, visits
from centre_app.people.models import Household, Person, Visit
from centre_app.rooms.models import WaitingEntry
from centre_app.storage import journal, schema, search
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_booking, a_copy, a_person, a_room, a_visit

MORNING = datetime(2026, 10, 22, 9, 0)


def everything() -> dict[str, list[tuple]]:
    """Every row of every table the clerk fills."""
    return {
        table: db.execute_sql(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        for table in schema.journalled_tables()
    }


def make(model: type, **values: object) -> object:
    return run("prepare a test", lambda: model.create(**values))


def row(person_id: int) -> tuple:
    return db.execute_sql(
        "SELECT name, phone, birth_date, birth_year, note FROM person WHERE id = ?", (person_id,)
    ).fetchone()


def test_the_one_kept_has_every_visit_loan_booking_waiting_entry_and_ward_of_both(centre):
    keep, away = a_person(name="王秀英"), a_person(name="王秀英")
    ward, room = a_person(name="小宝", guardian=away), a_room()
    for person in (keep, away):
        a_visit(room=room, person=person, arrived_at=MORNING - timedelta(days=3), left_at=MORNING)
        make(Loan, copy=a_copy(), person=person, lent_at=MORNING, due_at=MORNING + timedelta(days=30))
    a_booking(room=room, person=away, starts_at=MORNING, ends_at=MORNING + timedelta(hours=1))
    make(
        WaitingEntry,
        room=room,
        person=away,
        starts_at=MORNING,
        ends_at=MORNING + timedelta(hours=1),
        waiting_since=MORNING,
    )
    card_history.end_card(person_id=away.id, why="lost")

    merging.merge(keep_id=keep.id, away_id=away.id)

    found = {
        table: db.execute_sql(f"SELECT count(*) FROM {table} WHERE person_id = ?", (keep.id,)).fetchone()[0]
        for table in ("visit", "loan", "booking", "waiting_entry", "card_record")
    }
    assert found == {"visit": 2, "loan": 2, "booking": 1, "waiting_entry": 1, "card_record": 1}
    assert people.person(ward.id).guardian_id == keep.id
    with pytest.raises(errors.NotFound):
        people.person(away.id)
    assert not db.execute_sql("PRAGMA foreign_key_check").fetchall()


def test_undo_parts_a_merge_so_that_every_row_is_what_it_was_and_redo_merges_again(centre):
    keep = people.register(name="王秀英", building="3栋", door="501", note="怕狗")
    away = people.register(
        name="王秀瑛", phone="13812345678", birth_date=date(1950, 2, 3), building="4栋", note="听力弱"
    )
    a_person(name="小宝", card_number=None, guardian=away)
    room = a_room()
    for hours, person in enumerate((keep, away)):
        a_visit(room=room, person=person, arrived_at=MORNING + timedelta(minutes=hours))
    duplicates.set_apart(one_id=a_person(card_number=None).id, other_id=away)
    before = everything()

    merging.merge(keep_id=keep, away_id=away)
    merged = everything()
    assert merged != before
    journal.undo()
    assert everything() == before
    assert search.PERSON.in_step()
    journal.redo()
    assert everything() == merged
    assert search.PERSON.in_step()


def test_what_is_chosen_of_either_side_stays_and_what_is_not_said_is_filled_in(centre):
    keep = people.register(name="王秀英", phone="13812345678", birth_year=1950, note="怕狗")
    away = people.register(
        name="王秀瑛", phone="13912345678", birth_date=date(1950, 2, 3), sex="F", note="听力弱"
    )

    merging.merge(keep_id=keep, away_id=away, values={"name": "away", "phone": "keep"})

    assert row(keep) == ("王秀瑛", "13812345678", "1950-02-03", None, "怕狗\n听力弱")
    assert people.person(keep).sex == "F"
    assert [hit.id for hit in people.find("王秀瑛 5678")] == [keep]
    assert people.find("13912345678") == []


def test_an_address_that_nobody_has_after_a_merge_is_forgotten(centre):
    keep = people.register(name="王秀英", building="3栋", door="501")
    away = people.register(name="王秀英", building="三栋", door="501")

    merging.merge(keep_id=keep, away_id=away)

    assert [home.building for home in Household.select()] == ["3栋"]


@pytest.mark.parametrize("chosen", ["keep", "away"])
def test_of_two_cards_the_one_not_chosen_is_refused_by_a_sentence_with_the_name(centre, chosen):
    keep, away = (people.register(name="王秀英", card_number=number) for number in ("R000001", "R000002"))
    good, ended = ("R000001", "R000002") if chosen == "keep" else ("R000002", "R000001")

    merging.merge(keep_id=keep, away_id=away, values={"card_number": chosen})

    assert (cards.by_card(good), cards.by_card(ended)) == (keep, None)
    with pytest.raises(errors.CardEnded, match="王秀英"):
        card_history.refuse_former(ended)


@pytest.mark.parametrize("chosen", ["keep", "away"])
def test_the_only_card_of_both_stays_good_whichever_side_is_chosen(centre, chosen):
    with_card, without = (
        a_person(name="王秀英", card_number="R000007"),
        a_person(name="王秀英", card_number=None),
    )

    merging.merge(keep_id=without.id, away_id=with_card.id, values={"card_number": chosen})

    assert cards.by_card("R000007") == without.id


def test_of_two_open_visits_the_later_is_closed_as_assumed_and_the_earlier_goes_on(centre):
    keep, away, room = a_person(name="王秀英"), a_person(name="王秀英"), a_room()
    later = a_visit(room=room, person=keep, arrived_at=MORNING, last_seen_at=MORNING + timedelta(minutes=20))
    earlier = a_visit(room=room, person=away, arrived_at=MORNING - timedelta(hours=1))

    merging.merge(keep_id=keep.id, away_id=away.id)

    ended, going_on = Visit.get_by_id(later.id), Visit.get_by_id(earlier.id)
    assert (ended.left_at, ended.left_assumed) == (MORNING + timedelta(minutes=20), True)
    assert (going_on.left_at, going_on.last_seen_at) == (None, MORNING + timedelta(minutes=20))
    assert visits.open_visit_of(keep.id).id == earlier.id


def test_a_record_is_not_merged_with_itself(centre):
    person = a_person(name="王秀英")
    with pytest.raises(errors.MergeWithSelf, match="王秀英"):
        merging.merge(keep_id=person.id, away_id=person.id)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("steps", [1, 2, 6])
def test_guardian_and_ward_are_not_merged_however_many_lie_between_and_nothing_is_lost(centre, turned, steps):
    guardian = last = a_person(name="王秀英")
    for number in range(steps):
        last = a_person(name=f"王小{number}", guardian=last)
    before, pair = everything(), (last.id, guardian.id) if turned else (guardian.id, last.id)

    with pytest.raises(errors.MergeGuardianWithWard, match="王秀英"):
        merging.merge(keep_id=pair[0], away_id=pair[1])

    assert everything() == before


def test_an_organisation_is_not_merged_with_a_person(centre):
    school, person = a_person(name="实验小学", category="organisation"), a_person(name="实验小学")
    with pytest.raises(errors.MergeWithOrganisation, match="实验小学"):
        merging.merge(keep_id=person.id, away_id=school.id)


def test_nobody_is_merged_with_somebody_who_is_gone(centre):
    with pytest.raises(errors.NotFound):
        merging.merge(keep_id=a_person().id, away_id=999)


def test_wards_and_the_guardian_chosen_make_no_circle(centre):
    grandmother = a_person(name="李奶奶")
    keep, away = a_person(name="王芳"), a_person(name="王芳", guardian=grandmother)
    ward = a_person(name="小宝", guardian=keep)

    merging.merge(keep_id=keep.id, away_id=away.id)

    assert people.person(keep.id).guardian_id == grandmother.id
    assert people.person(ward.id).guardian_id == keep.id


def test_suspensions_of_both_count_up_to_the_later_day_and_a_bar_stays(centre):
    keep = a_person(name="王芳", suspended_until=date(2026, 11, 1))
    away = a_person(name="王芳", suspended_until=date(2026, 12, 1))
    card_history.bar(person_id=away.id, reason="损坏图书")

    merging.merge(keep_id=keep.id, away_id=away.id)

    kept = Person.get_by_id(keep.id)
    assert (kept.suspended_until, kept.barred_reason) == (date(2026, 12, 1), "损坏图书")


def test_notes_that_do_not_fit_together_are_refused_and_nothing_is_lost(centre):
    keep, away = a_person(note="甲" * 1500), a_person(note="乙" * 1500)
    before = everything()
    with pytest.raises(errors.TextTooLong):
        merging.merge(keep_id=keep.id, away_id=away.id)
    assert everything() == before


def test_a_record_merged_before_can_be_merged_again_and_undone_step_by_step(centre):
    first, second, third = (people.register(name="王芳") for _number in range(3))
    states = [everything()]
    for away in (second, third):
        merging.merge(keep_id=first if away == second else third, away_id=away if away == second else first)
        states.append(everything())

    for state in (states[1], states[0]):
        journal.undo()
        assert everything() == state


@pytest.mark.parametrize(
    ("table", "moved"),
    [
        (
            "person_id INTEGER NOT NULL REFERENCES person(id), tag TEXT, noted_on TEXT, UNIQUE (person_id, tag)",
            2,
        ),
        ("person_id INTEGER NOT NULL REFERENCES person(id), tag TEXT, noted_on TEXT", 3),
    ],
)
def test_a_table_added_later_moves_along_and_what_both_have_stands_once(centre, table, moved):
    keep, away = a_person(name="王芳"), a_person(name="王芳")
    db.execute_sql(f"CREATE TABLE later (id INTEGER PRIMARY KEY AUTOINCREMENT, {table})")
    schema.ensure_triggers()
    for person, tag, day in (
        (keep, "党员", "2026-01-01"),
        (away, "党员", "2026-02-01"),
        (away, "老年", "2026-01-01"),
    ):
        db.execute_sql("INSERT INTO later (person_id, tag, noted_on) VALUES (?, ?, ?)", (person.id, tag, day))
    before = everything()

    merging.merge(keep_id=keep.id, away_id=away.id)

    assert db.execute_sql("SELECT count(*) FROM later WHERE person_id = ?", (keep.id,)).fetchone()[0] == moved
    journal.undo()
    assert everything() == before


def test_a_table_where_both_have_a_different_entry_is_named_and_nothing_is_merged(centre):
    keep, away = a_person(name="王芳"), a_person(name="王芳")
    db.execute_sql(
        "CREATE TABLE later (id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER UNIQUE REFERENCES person(id), words TEXT)"
    )
    schema.ensure_triggers()
    for person, words in ((keep, "甲"), (away, "乙")):
        db.execute_sql("INSERT INTO later (person_id, words) VALUES (?, ?)", (person.id, words))
    before = everything()

    with pytest.raises(errors.MergeClash, match="later"):
        merging.merge(keep_id=keep.id, away_id=away.id)

    assert everything() == before


@pytest.mark.parametrize(
    ("mine", "other", "left"),
    [
        (("waiting", ""), ("waiting", ""), [("waiting", ""), ("cancelled", "")]),
        (("waiting", ""), ("captured", ""), [("cancelled", ""), ("captured", "")]),
        (("captured", ""), ("captured", "call"), [("captured", ""), ("cancelled", "put_back")]),
    ],
)
def test_of_two_places_in_the_queue_for_one_title_the_better_one_stays(centre, mine, other, left):
    keep, away = a_person(name="王芳"), a_person(name="王芳")
    first = a_copy()
    second = a_copy(title=first.title, barcode="B900001")
    for person, copy, (status, errand) in ((keep, first, mine), (away, second, other)):
        kept = (
            (copy.id, "2026-10-21 09:00:00", "2026-10-28 18:00:00")
            if status == "captured"
            else (None, None, None)
        )
        db.execute_sql(
            "INSERT INTO hold (title_id, person_id, status, errand, placed_at, copy_id, captured_at, pick_up_by)"
            " VALUES (?, ?, ?, ?, '2026-10-20 09:00:00', ?, ?, ?)",
            (first.title_id, person.id, status, errand, *kept),
        )

    merging.merge(keep_id=keep.id, away_id=away.id)

    assert (
        db.execute_sql(
            "SELECT status, errand FROM hold WHERE person_id = ? ORDER BY id", (keep.id,)
        ).fetchall()
        == left
    )


@pytest.mark.parametrize("later", ["keep", "away"])
def test_of_two_photos_the_later_one_stays_and_undo_brings_back_both(centre, later):
    keep, away = a_person(name="王芳"), a_person(name="王芳")
    for person, image, side in ((keep, b"\x01", "keep"), (away, b"\x02\xff", "away")):
        added = f"2026-0{2 if side == later else 1}-01 09:00:00"
        db.execute_sql(
            "INSERT INTO person_photo (person_id, image, added_at) VALUES (?, ?, ?)",
            (person.id, image, added),
        )
    before = everything()

    merging.merge(keep_id=keep.id, away_id=away.id)

    stays = b"\x01" if later == "keep" else b"\x02\xff"
    assert db.execute_sql("SELECT person_id, image FROM person_photo").fetchall() == [(keep.id, stays)]
    journal.undo()
    assert everything() == before


@pytest.mark.parametrize(
    ("withdrawn_on", "stays"), [(None, "2026-05-01"), ("2026-04-01", "2026-05-01"), ("2026-06-01", None)]
)
@pytest.mark.parametrize("kept_consented", [True, False])
def test_a_consent_taken_back_on_one_record_is_not_given_again_by_the_other(
    centre, withdrawn_on, stays, kept_consented
):
    consented, other = a_person(name="王芳", consented_on=date(2026, 5, 1)), a_person(name="王芳")
    db.execute_sql(
        "INSERT INTO consent (person_id, given_on, withdrawn_on) VALUES (?, '2026-03-01', ?)",
        (other.id, withdrawn_on),
    )
    keep, away = (consented, other) if kept_consented else (other, consented)

    merging.merge(keep_id=keep.id, away_id=away.id)

    found = db.execute_sql("SELECT consented_on FROM person WHERE id = ?", (keep.id,)).fetchone()
    assert found == (stays,)


def test_columns_that_mean_something_together_are_taken_together(centre):
    keep, away = a_person(name="王芳"), a_person(name="王芳")
    for person, number in ((keep, "1234"), (away, "567X")):
        values = (number, f"digest {number}", f"region {number}", person.id)
        db.execute_sql("UPDATE person SET id_tail = ?, id_digest = ?, id_region = ? WHERE id = ?", values)

    merging.merge(keep_id=keep.id, away_id=away.id, values={"id_tail": "away"})

    found = db.execute_sql("SELECT id_tail, id_digest, id_region FROM person").fetchall()
    assert found == [("567X", "digest 567X", "region 567X")]
