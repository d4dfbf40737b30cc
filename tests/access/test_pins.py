"""PINs are kept as hashes; wrong ones cost time, also after a restart; forgotten ones are reset and leave a trace."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from centre_app import cli, clock, errors
from centre_app.access import audit, clerks, pins, roles
from centre_app.storage import database, opening
from centre_app.storage.action import current_clerk
from centre_app.storage.database import db

PIN = "271828"


@pytest.fixture
def manager(centre: Path) -> int:
    """The manager, with a PIN, on duty."""
    made = clerks.add_clerk(name="李敏")
    clerks.put_on_duty(clerk_id=made)
    pins.set_own(pin=PIN, repeated=PIN)
    return made


def test_a_clerk_with_a_pin_goes_on_duty_only_with_it(manager: int) -> None:
    current_clerk.set(None)
    with pytest.raises(errors.PinNeeded, match="李敏"):
        clerks.put_on_duty(clerk_id=manager)
    with pytest.raises(errors.PinNeeded):
        clerks.put_on_duty(clerk_id=manager, proof=pins.Proof(manager + 1, temporary=False))
    clerks.put_on_duty(clerk_id=manager, proof=pins.prove(clerk_id=manager, pin=PIN))
    assert current_clerk.get() == manager


@pytest.mark.parametrize(
    ("pin", "error"),
    [("123", errors.PinUnfit), ("1234567890123", errors.PinUnfit), ("12a4", errors.PinUnfit), ("４７１９", errors.PinUnfit),
     ("0000", errors.PinTooSimple), ("3456", errors.PinTooSimple), ("9876", errors.PinTooSimple)],
)  # fmt: skip
def test_a_pin_is_four_to_twelve_digits_that_nobody_guesses_at_once(
    centre: Path, pin: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        pins.hash_of(pin, repeated=pin)


def test_neither_the_pin_nor_its_hash_is_in_the_journal(manager: int) -> None:
    (text,) = db.execute_sql("SELECT coalesce(group_concat(before), '') FROM change").fetchone()
    (hashed,) = db.execute_sql("SELECT hash FROM clerk_pin").fetchone()
    assert PIN not in text + hashed
    assert hashed not in text


def test_the_first_pin_is_a_managers(centre: Path) -> None:
    clerks.add_clerk(name="主任")
    clerks.put_on_duty(clerk_id=clerks.add_clerk(name="李敏"))
    with pytest.raises(errors.ManagerPinFirst):
        pins.set_own(pin=PIN, repeated=PIN)
    with pytest.raises(errors.ManagerPinFirst):
        pins.reset(clerk_id=1)
    assert not roles.in_use()


def test_changing_the_own_pin_takes_the_old_one(manager: int) -> None:
    with pytest.raises(errors.PinWrong):
        pins.set_own(pin="314159", repeated="314159", old="000111")
    pins.set_own(pin="314159", repeated="314159", old=PIN)
    assert not pins.prove(clerk_id=manager, pin="314159").temporary


def test_from_the_third_wrong_try_on_the_wait_doubles_and_survives_a_restart(
    manager: int, centre: Path, frozen: datetime
) -> None:
    waits = []
    for _try in range(5):
        with pytest.raises((errors.PinWrong, errors.PinPaused)):
            pins.prove(clerk_id=manager, pin="999111")
        waits.append(pins.pause_left(manager))
        clock.set_for_tests(clock.now() + timedelta(seconds=waits[-1]))
    assert waits == [0, 0, 5, 10, 20]
    clock.set_for_tests(clock.now() - timedelta(seconds=12))
    database.close_database()
    opening.open_database(centre)
    with pytest.raises(errors.PinPaused, match="12"):
        pins.prove(clerk_id=manager, pin=PIN)
    clock.set_for_tests(clock.now() + timedelta(seconds=12))
    pins.prove(clerk_id=manager, pin=PIN)
    assert pins.pause_left(manager) == 0
    assert [row.label for row in audit.entries(audit.Asked(way="refused"))] == ["type a wrong PIN"] * 5


def test_a_wait_is_never_longer_than_a_quarter_of_an_hour_whatever_the_clock_was_set_to(
    manager: int, frozen: datetime
) -> None:
    pins._count_wrong(manager, 60)
    assert pins.pause_left(manager) == 900
    clock.set_for_tests(frozen - timedelta(days=300))
    assert pins.pause_left(manager) == 900


def test_a_reset_pin_is_good_once_for_choosing_another(manager: int) -> None:
    other = clerks.add_clerk(name="王师傅")
    given = pins.reset(clerk_id=other)
    proof = pins.prove(clerk_id=other, pin=given)
    with pytest.raises(errors.PinMustChange):
        clerks.put_on_duty(clerk_id=other, proof=proof)
    clerks.put_on_duty(clerk_id=other, proof=pins.renew(proof=proof, pin="314159", repeated="314159"))
    with pytest.raises(errors.NotAllowed):
        pins.reset(clerk_id=manager)


def test_a_forgotten_manager_pin_is_reset_on_the_command_line_and_leaves_a_trace(
    manager: int, centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database.close_database()
    current_clerk.set(None)
    data = ["--data", str(centre.parent)]
    assert cli.run([*data, "clerks", "reset-pin", "没有这人"]) == cli.FAILED
    assert "李敏" in capsys.readouterr().err
    assert cli.run([*data, "clerks", "reset-pin", "李敏"]) == 0
    given = capsys.readouterr().out.splitlines()[0].strip()
    opening.open_database(centre)
    assert pins.prove(clerk_id=manager, pin=given).temporary
    newest = audit.entries()[0]
    assert (newest.label, newest.subject, newest.clerk) == (
        "reset a PIN on the command line", f"clerk:{manager}", "",
    )  # fmt: skip
