"""Notes to the next clerk stay open until they are ticked off, and a handover says who gave the desk to whom."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from centre_app import clock, errors
from centre_app.access import clerks, handover
from centre_app.lending import loans
from centre_app.storage import journal
from tests.builders import a_clerk, a_copy, a_person, open_daily


def test_a_note_stays_open_until_the_next_clerk_ticks_it_off_and_is_kept(centre: Path) -> None:
    li, zhao = a_clerk(name="李敏"), a_clerk(name="赵强")
    clerks.put_on_duty(clerk_id=li.id)
    note = handover.write(text="  空调报修，师傅明早来 ")
    clerks.put_on_duty(clerk_id=zhao.id)
    clock.set_for_tests(clock.now() + timedelta(hours=2))

    assert [(row.text, row.clerk, row.done_at) for row in handover.open_notes()] == [
        ("空调报修，师傅明早来", "李敏", None)
    ]
    handover.tick_off(note_id=note)

    assert handover.open_notes() == []
    kept = handover.ticked_off_since(datetime(2026, 10, 22))
    assert [(row.clerk, row.done_by, row.done_at) for row in kept] == [("李敏", "赵强", clock.now())]
    with pytest.raises(errors.NoteEnded):
        handover.tick_off(note_id=note)
    with pytest.raises(errors.NoteEnded):
        handover.change(note_id=note, text="另一件事")
    journal.undo()
    assert [row.id for row in handover.open_notes()] == [note]


@pytest.mark.parametrize(
    ("text", "error"), [("   ", errors.NoteEmpty), ("长" * 501, errors.TextTooLong)], ids=["empty", "long"]
)
def test_a_note_has_words_and_not_too_many(centre: Path, text: str, error: type[errors.CentreError]) -> None:
    with pytest.raises(error) as refused:
        handover.write(text=text)
    assert refused.value.sentence()
    assert handover.open_notes() == []


def test_a_handover_says_who_gave_the_desk_to_whom_and_when(centre: Path) -> None:
    li, zhao = a_clerk(name="李敏"), a_clerk(name="赵强")
    clerks.put_on_duty(clerk_id=li.id)
    assert handover.last() is None

    with pytest.raises(errors.HandoverToSelf):
        handover.hand_over(to_clerk_id=li.id)
    handover.hand_over(to_clerk_id=zhao.id)
    handover.hand_over(to_clerk_id=None)

    assert handover.last() == handover.Handover(clock.now(), "李敏", "")
    journal.undo()
    assert handover.last() == handover.Handover(clock.now(), "李敏", "赵强")


def test_what_was_done_today_leaves_out_what_was_taken_back(centre: Path) -> None:
    clock.set_for_tests(datetime(2026, 10, 21, 23, 50))
    open_daily()
    person, first, second = a_person(), a_copy(), a_copy()
    handover.write(text="昨天的事")
    clock.set_for_tests(datetime(2026, 10, 22, 10))
    loans.lend(copy_id=first.id, person_id=person.id)
    loans.lend(copy_id=second.id, person_id=person.id)
    journal.undo()

    done = {row.label: row.times for row in handover.done_since(datetime(2026, 10, 22))}
    assert done["lend an item"] == 1
    journal.redo()
    done = {row.label: row.times for row in handover.done_since(datetime(2026, 10, 22))}
    assert done["lend an item"] == 2
    assert done == {"lend an item": 2}
