"""Whoever is erased leaves nothing in the tables of families, consents, photos, tags, merged records, holds and gifts either."""

from datetime import date, datetime
from pathlib import Path

import pytest

from centre_app import schema
from centre_app.lending import holds
from centre_app.lending.models import Donation
from centre_app.people import (
    consents,
    duplicates,
    grid,
    grid_levels,
    identity,
    merging,
    people,
    photos,
    pick_ups,
    registration,
    saved_lists,
    tags,
)
from centre_app.people.consents import Given
from centre_app.people.grid_models import GridUnit
from centre_app.people.identity_models import Consent, PersonPhoto
from centre_app.people.list_models import ListRelease
from centre_app.people.models import Person, Visit
from centre_app.people.visit_models import PickUp
from centre_app.privacy import erasing, person_file, retention, stays
from centre_app.storage import database, search
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, a_room, a_visit, an_id, open_daily

NAME, PHONE, OTHER_NAME, OTHER_PHONE = "诸葛独特", "13877776666", "诸葛读特", "13877775555"
JPEG = b"\xff\xd8\xff\xe0" + b"portrait-of-somebody" * 20


@pytest.fixture(autouse=True)
def opened(centre: Path) -> None:
    open_daily()
    grid_levels.put_levels([("片", ""), ("组", ""), ("邻", "")])


def a_far_reaching_life() -> tuple[int, int]:
    """Somebody with rows in all further tables, made of two records, and the id of a ward who names them everywhere."""
    known = registration.register(
        name=NAME, phone=PHONE, id_number=an_id(), emergency_name="诸葛长子", emergency_phone="13866665555",
        emergency_relation="长子", languages="温州话", tag_ids=[tags.add_tag(name="独居老人")],
        consent=Given(on=date(2026, 10, 1)),
    )  # fmt: skip
    away = people.register(name=OTHER_NAME, phone=OTHER_PHONE, card_number="R987654")
    duplicates.set_apart(one_id=known, other_id=a_person(name="诸葛无关", card_number="R900009").id)
    merging.merge(keep_id=known, away_id=away)
    photos.put(person_id=known, image=JPEG)
    holds.cancel(hold_id=holds.place(title_id=a_copy().title_id, person_id=known, note=f"{NAME}要大字本").id)
    grid.change_unit(unit_id=grid.add_unit(name="翠竹社区"), name="翠竹社区", head_id=known)
    run(
        "prepare a test",
        lambda: Donation.create(
            donor="翠竹社区", received_on=date(2026, 9, 1), person_id=known, contact="家住河边"
        ),
    )
    child = people.register(
        name="王小宝",
        age=5,
        guardian_id=known,
        emergency_name=NAME,
        emergency_phone=PHONE,
        emergency_relation="外公",
    )
    people.change_person(person_id=child, note="怕狗")
    pick_ups.allow(child_id=child, name=NAME, phone=PHONE)
    pick_ups.allow(child_id=child, name="邻居老李")
    consents.give(person_id=child, given=Given(on=date(2026, 10, 1), by=NAME, relation="grandparent"))
    saved_lists.release(kind="labels", person_ids=[known], reason=f"给{NAME}寄信")
    return known, child


def traces(path: Path) -> list[str]:
    found = b"".join(part.read_bytes() for part in path.parent.glob("centre.db*"))
    words = (NAME, PHONE, OTHER_NAME, OTHER_PHONE, "诸葛长子", "13866665555", "温州话", "家住河边", "R987654")
    left = [word for word in words if word.encode() in found]
    shapes = (JPEG, JPEG.hex().encode(), JPEG.hex().upper().encode())
    return left + (["photo"] if any(shape in found for shape in shapes) else [])


def test_no_byte_is_left_of_either_record_its_photo_or_what_the_wards_said_of_them(centre: Path) -> None:
    person_id, _child = a_far_reaching_life()
    digest = Person.get_by_id(person_id).id_digest
    assert digest
    assert len(traces(centre)) == 10
    assert erasing.erase(person_id=person_id, typed_name=NAME)
    # a former card is spent: its number alone stays, so that nobody gets it again
    assert traces(centre) == ["R987654"]
    assert identity.by_number(an_id()) is None
    assert search.PERSON.find_ids(OTHER_NAME) == []
    database.close_database()
    whole = b"".join(part.read_bytes() for part in centre.parent.glob("centre.db*"))
    assert digest.encode() not in whole


def test_a_ward_keeps_consent_and_other_helpers_and_loses_only_the_guardian(centre: Path) -> None:
    person_id, child = a_far_reaching_life()
    erasing.erase(person_id=person_id, typed_name=NAME)
    kept = Person.get_by_id(child)
    assert (kept.guardian_id, kept.emergency_name, kept.emergency_phone, kept.note) == (None, "", "", "怕狗")
    assert [row.name for row in PickUp.select()] == ["邻居老李"]
    consent = Consent.get(Consent.person == child)
    assert (consent.given_by, consent.relation, consent.withdrawn_on) == ("—", "grandparent", None)
    assert (GridUnit.get().head_id, GridUnit.get().name) == (None, "翠竹社区")
    assert (Donation.get().person_id, Donation.get().donor, Donation.get().contact) == (None, "翠竹社区", "")
    assert PersonPhoto.select().count() == 0
    assert ListRelease.get().reason == "给—寄信"
    for table in ("hold", "person_tag", "not_same", "person_merge", "card_record"):
        assert db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0] == 0, table
    assert schema.check() == []


def test_what_somebody_is_in_charge_of_is_said_before(centre: Path) -> None:
    person_id, _child = a_far_reaching_life()
    said = stays.stays(person_id)
    assert any("翠竹社区" in line for line in said.rest)
    assert said.mentions.get("saved_list") is None


def test_their_own_file_has_the_further_tables_too(centre: Path) -> None:
    person_id, _child = a_far_reaching_life()
    sheets = {title: dict(zip(headings, rows[0], strict=True)) for title, headings, rows in person_file.tables_of(person_id)}  # fmt: skip
    assert {"同意记录", "照片", "人群标签", "预约图书", "捐赠"} & sheets.keys() >= {"照片", "捐赠"}
    assert sheets["登记资料"]["紧急联系人"] == "诸葛长子"
    assert sheets["登记资料"]["身份证号后四位"] == an_id()[-4:]
    assert an_id() not in str(sheets)


def test_who_is_in_charge_of_a_grid_unit_or_waited_for_a_title_is_not_taken_for_gone(centre: Path) -> None:
    names, at = ("张网格", "李等书", "赵不来"), datetime(2024, 3, 1, 9)
    head, reader, gone = (
        a_person(name=name, card_number=f"R90000{number}", registered_at=at).id
        for number, name in enumerate(names)
    )
    run("prepare a test", lambda: db.execute_sql("UPDATE action SET at = '2024-03-01 01:00:00'"))
    grid.add_unit(name="翠竹社区", head_id=head)
    holds.cancel(hold_id=holds.place(title_id=a_copy().title_id, person_id=reader).id)
    since = retention.limit_of(12)
    assert since is not None
    assert [due.id for due in retention.due_people(before=since)] == [gone]


def test_merging_keeps_that_visits_have_lost_their_name(centre: Path) -> None:
    room, at = a_room(), datetime(2025, 2, 10, 9)
    keep, away = a_person(name="王小明"), a_person(name="王晓明", card_number="R900001")
    visit = a_visit(room=room, person=away, arrived_at=at, left_at=at)
    retention.anonymise_visits(before=datetime(2025, 5, 1))
    merging.merge(keep_id=keep.id, away_id=away.id)
    assert Person.get_by_id(keep.id).came_before
    assert (Visit.get_by_id(visit.id).person_id, Visit.get_by_id(visit.id).was_first) == (None, True)
