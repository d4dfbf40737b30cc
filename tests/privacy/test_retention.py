"""Names go after the months of the settings, both off unless set; who would be affected can be seen before."""

from datetime import datetime

import pytest

from centre_app.centre import settings
from centre_app.people.models import Person, Visit
from centre_app.privacy import retention
from centre_app.progress import SILENT
from centre_app.storage.database import db
from tests.builders import a_person, a_room, a_visit

LONG_AGO = datetime(2023, 5, 2, 9)


@pytest.fixture(autouse=True)
def opened(centre) -> None:
    pass


def somebody_of_long_ago(name: str = "王小明", **more) -> Person:
    """The journal remembers when the record was written: that was long ago as well."""
    person = a_person(name=name, registered_at=LONG_AGO, **more)
    db.execute_sql("UPDATE action SET at = '2023-05-02 01:00:00' WHERE id = (SELECT max(id) FROM action)")
    return person


def test_nothing_happens_unless_it_is_set() -> None:
    somebody_of_long_ago()
    assert not retention.is_on()
    assert retention.anonymise_due(SILENT) == 0


def test_old_visits_lose_their_name_and_new_ones_keep_it() -> None:
    person, room = a_person(birth_year=1950), a_room()
    for at in (LONG_AGO, datetime(2026, 9, 1, 9)):
        a_visit(room=room, person=person, arrived_at=at, left_at=at, purpose="王小明来看报")
    settings.put(name="visit_privacy_months", value=24)
    assert retention.preview(visit_months=24, person_months=0).visits == 1
    assert retention.anonymise_due(SILENT) == 1
    old, new = Visit.select().order_by(Visit.arrived_at)
    assert (old.person_id, old.age_from, old.purpose) == (None, 60, "—来看报")
    assert new.person_id == person.id
    assert not db.execute_sql(
        "SELECT 1 FROM change WHERE table_name = 'visit' AND row_id = ? AND before IS NOT NULL", (old.id,)
    ).fetchone()


def test_people_nobody_saw_for_long_are_erased_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "PEOPLE_CHUNK", 2)
    for number in range(3):
        somebody_of_long_ago(f"某人{number}")
    a_person(name="新人", registered_at=datetime(2026, 9, 1, 9))
    settings.put(name="person_privacy_months", value=24)
    assert [row.name for row in retention.preview(visit_months=0, person_months=24).people] == [
        "某人0", "某人1", "某人2",
    ]  # fmt: skip
    assert retention.anonymise_due(SILENT) == 3
    assert [person.name for person in Person.select()] == ["新人"]


def test_a_visit_a_guardian_an_organisation_and_a_wish_are_reasons_to_stay() -> None:
    visitor = somebody_of_long_ago("常来的人")
    a_visit(
        room=a_room(), person=visitor, arrived_at=datetime(2026, 9, 1, 9), left_at=datetime(2026, 9, 1, 10)
    )
    a_person(name="孩子", guardian=somebody_of_long_ago("监护人"), registered_at=datetime(2026, 9, 1, 9))
    somebody_of_long_ago("书友会", category="organisation")
    somebody_of_long_ago("要保留的人", keeps_history=True)
    assert retention.preview(visit_months=0, person_months=24).people == ()
