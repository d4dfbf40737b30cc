"""What a role may do stands in one table, and the verbs ask it; without PINs everything is as it was before roles."""

import re
from pathlib import Path

import pytest

from centre_app import errors
from centre_app.access import audit, clerks, pins, roles
from centre_app.centre import rooms, settings
from centre_app.lending import overdue_book
from centre_app.people import list_book, people, visits
from centre_app.people.models import Visit
from centre_app.privacy import erasing
from centre_app.storage import action, backup, journal
from centre_app.storage.action import by_itself, current_clerk
from tests.builders import a_person, a_room, open_daily

ROOT = Path(__file__).resolve().parents[2]


def on_duty(role: str, *, name: str = "李敏") -> int:
    """Somebody of this role at the desk, in a centre whose manager has a PIN."""
    current_clerk.set(None)
    if not clerks.clerks():
        current_clerk.set(clerks.add_clerk(name="主任"))
        pins.set_own(pin="271828", repeated="271828")
        current_clerk.set(None)
    if role == roles.MANAGER:
        current_clerk.set(clerks.clerks()[0].id)
    else:
        clerks.put_on_duty(clerk_id=clerks.add_clerk(name=name, role=role))
    return current_clerk.get() or 0


def test_every_permission_of_the_code_is_in_the_table_and_every_row_of_it_is_asked_for() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "centre_app").rglob("*.py")))
    asked = set(re.findall(r'(?:needs=|(?:require|check)\(|else )"(\w+)"', code)) - {"WORK"}
    assert roles.PERMISSIONS.keys() - {action.WORK} - asked == set()
    assert set(re.findall(r'needs="(\w+)"', code)) <= roles.PERMISSIONS.keys()


def test_a_clerk_serves_but_changes_no_settings_and_the_sentence_says_who_may(centre: Path) -> None:
    on_duty(roles.CLERK)
    visits.check_in(person_id=a_person().id, room_id=a_room(sharing="shared").id)
    assert Visit.select().count() == 1
    with pytest.raises(errors.NotAllowed) as refused:
        settings.put(name="lend_days", value=60)
    assert "李敏" in refused.value.sentence()
    assert "负责人" in refused.value.sentence()
    assert settings.get("lend_days") == 30


def test_a_reader_writes_nothing_but_is_noted_when_looking(centre: Path) -> None:
    on_duty(roles.READER)
    room = a_room(sharing="shared")
    with pytest.raises(errors.NotAllowed):
        visits.check_in(person_id=a_person().id, room_id=room.id)
    with pytest.raises(errors.NotAllowed):
        people.unmask(person_ids=[1], reason="看看")
    assert Visit.select().count() == 0
    child = a_person(birth_year=2020)
    people.open_record(child.id)
    assert "open a minor's record" in _labels(way="saw")


def _labels(**asked: str) -> list[str]:
    token = current_clerk.set(None)
    found = [row.label for row in audit.entries(audit.Asked(**asked))]
    current_clerk.reset(token)
    return found


def test_a_refusal_is_noted_with_what_was_tried_and_nothing_else_is_written(centre: Path) -> None:
    on_duty(roles.CLERK)
    with pytest.raises(errors.NotAllowed):
        rooms.add_room(name="仓库", kind="study", capacity=3, sharing="shared")
    with pytest.raises(errors.NotAllowed):
        erasing.erase(person_id=a_person(name="王小明").id, typed_name="王小明")
    assert _labels(way="refused") == ["erase a person", "add a zone"]
    assert not rooms.rooms()


def test_files_with_names_and_the_way_back_to_a_backup_are_the_managers(centre: Path, tmp_path: Path) -> None:
    on_duty(roles.CLERK)
    saved = backup.back_up(tmp_path / "a.centre-backup")
    for call in (
        lambda: overdue_book.write([], to=tmp_path / "逾期.xlsx", with_names=True, reason="上报"),
        lambda: list_book.write([], to=tmp_path / "名单.xlsx", reason="上报"),
        lambda: backup.restore(saved),
    ):
        with pytest.raises(errors.NotAllowed):
            call()
    overdue_book.write([], to=tmp_path / "逾期.xlsx", with_names=False)
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["逾期.xlsx"]


def test_without_any_pin_everybody_does_everything_as_before(centre: Path) -> None:
    clerks.put_on_duty(clerk_id=clerks.add_clerk(name="李敏", role=roles.READER))
    settings.put(name="lend_days", value=60)
    assert not roles.in_use()
    assert roles.why_not("settings") == ""


def test_a_manager_without_a_pin_counts_as_a_clerk_once_roles_count(centre: Path) -> None:
    on_duty(roles.CLERK)
    current_clerk.set(None)
    clerks.put_on_duty(clerk_id=clerks.add_clerk(name="老主任", role=roles.MANAGER))
    with pytest.raises(errors.NotAllowed):
        settings.put(name="lend_days", value=60)


def test_what_the_program_does_by_itself_asks_no_role(centre: Path, frozen: object) -> None:
    on_duty(roles.READER)
    open_daily()
    done = by_itself(settings.put)
    done(name="lend_days", value=45)
    assert settings.get("lend_days") == 45
    with pytest.raises(errors.NotAllowed):
        settings.put(name="lend_days", value=60)


def test_undoing_takes_the_permission_of_what_is_undone(centre: Path) -> None:
    manager = on_duty(roles.MANAGER)
    other = clerks.add_clerk(name="副主任", role=roles.MANAGER)
    settings.put(name="lend_days", value=60)
    current_clerk.set(None)
    pins._keep(other, pins.hash_of("314159", repeated="314159"), label="prepare a test")
    clerks.give_role(clerk_id=manager, role=roles.CLERK)
    current_clerk.set(manager)
    with pytest.raises(errors.NotAllowed):
        journal.undo()
    assert settings.get("lend_days") == 60


def test_the_last_manager_with_a_pin_is_neither_switched_off_nor_made_a_clerk(centre: Path) -> None:
    manager = on_duty(roles.MANAGER)
    clerks.add_clerk(name="副主任", role=roles.MANAGER)  # has no PIN, so could not manage
    for change in (
        lambda: clerks.give_role(clerk_id=manager, role=roles.CLERK),
        lambda: (current_clerk.set(None), clerks.switch_off(clerk_id=manager)),
    ):
        with pytest.raises(errors.LastManager):
            change()


def test_a_clerk_switched_off_meanwhile_cannot_act(centre: Path) -> None:
    gone = on_duty(roles.CLERK)
    current_clerk.set(None)
    clerks.switch_off(clerk_id=gone)
    current_clerk.set(gone)
    with pytest.raises(errors.ClerkSwitchedOff):
        people.register(name="王小明")
