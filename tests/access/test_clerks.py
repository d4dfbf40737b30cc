"""Clerks are told apart by name, one is on duty, and all they do is theirs."""

from pathlib import Path

import pytest

from centre_app import errors
from centre_app.access import audit, clerks
from centre_app.storage import action, journal


def names(*, include_inactive: bool = False) -> list[str]:
    return [clerk.name for clerk in clerks.clerks(include_inactive=include_inactive)]


def test_a_new_clerk_stands_at_the_end_of_the_list(centre: Path) -> None:
    clerks.add_clerk(name="李敏")
    clerks.add_clerk(name="  王 师傅 ")
    assert names() == ["李敏", "王 师傅"]


@pytest.mark.parametrize("name", ["li min", "  Li   Min "])
def test_a_name_that_is_taken_is_refused(centre: Path, name: str) -> None:
    clerks.add_clerk(name="Li Min")
    with pytest.raises(errors.NameTaken, match="Li Min"):
        clerks.add_clerk(name=name)


def test_a_clerk_without_a_name_is_refused(centre: Path) -> None:
    with pytest.raises(errors.NameMissing):
        clerks.add_clerk(name="  ")


def test_renaming_to_other_capitals_of_the_own_name_is_allowed(centre: Path) -> None:
    clerk_id = clerks.add_clerk(name="li min")
    clerks.rename_clerk(clerk_id=clerk_id, name="Li Min")
    assert names() == ["Li Min"]


def test_a_clerk_switched_off_cannot_go_on_duty_until_switched_on(centre: Path) -> None:
    gone = clerks.add_clerk(name="李敏")
    clerks.add_clerk(name="王师傅")
    clerks.switch_off(clerk_id=gone)
    assert names() == ["王师傅"]
    assert names(include_inactive=True) == ["王师傅", "李敏"]
    with pytest.raises(errors.ClerkSwitchedOff):
        clerks.put_on_duty(clerk_id=gone)
    clerks.switch_on(clerk_id=gone)
    assert clerks.put_on_duty(clerk_id=gone).name == "李敏"


def test_the_last_clerk_stays_switched_on(centre: Path) -> None:
    only = clerks.add_clerk(name="李敏")
    with pytest.raises(errors.LastClerk):
        clerks.switch_off(clerk_id=only)


def test_the_clerk_on_duty_stays_switched_on(centre: Path) -> None:
    here = clerks.add_clerk(name="李敏")
    clerks.add_clerk(name="王师傅")
    clerks.put_on_duty(clerk_id=here)
    with pytest.raises(errors.ClerkIsOnDuty):
        clerks.switch_off(clerk_id=here)


def test_what_is_done_belongs_to_the_clerk_on_duty(centre: Path) -> None:
    here = clerks.add_clerk(name="李敏")
    clerks.put_on_duty(clerk_id=here)
    clerks.add_clerk(name="王师傅")
    assert [(row.clerk, row.label) for row in audit.entries(limit=2)] == [
        ("李敏", "add a clerk"),
        ("李敏", "go on duty"),
    ]


def test_going_on_duty_twice_is_recorded_once(centre: Path) -> None:
    here = clerks.add_clerk(name="李敏")
    clerks.put_on_duty(clerk_id=here)
    clerks.put_on_duty(clerk_id=here)
    assert [row.label for row in audit.entries()].count("go on duty") == 1


def test_nobody_is_on_duty_before_somebody_was_chosen(centre: Path) -> None:
    assert clerks.on_duty() is None


def test_a_clerk_whose_entry_was_undone_is_not_on_duty(centre: Path) -> None:
    here = clerks.add_clerk(name="李敏")
    journal.undo()
    action.current_clerk.set(here)
    assert clerks.on_duty() is None


def test_an_unknown_clerk_is_refused(centre: Path) -> None:
    with pytest.raises(errors.NotFound):
        clerks.put_on_duty(clerk_id=99)
    assert action.current_clerk.get() is None
