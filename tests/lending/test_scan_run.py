"""Cataloguing a pile: what a scan means, what it stores, that each scan is undone by itself."""

from datetime import date

import pytest

from centre_app import errors
from centre_app.lending import catalogue, scan_run
from centre_app.lending.models import Copy, Donation, Title
from centre_app.storage import journal
from tests.builders import a_copy, a_donation, a_title

JOURNEY, WRONG = "9787020002207", "9787020002208"


def a_run(**more):
    return scan_run.begin(**{"donor": "市新华书店", "clc_class": "I24", "location": "A1", **more})


def kind_of(text):
    return scan_run.read(text).kind


def test_what_a_scan_means_is_told_apart(centre):
    a_copy(barcode="B000007", title=a_title(name="史记"))
    assert kind_of("978-7-02-000220-7") == "isbn"
    assert kind_of("ＩＳＢＮ ７０２０００２２０Ｘ") == "isbn"
    assert kind_of(WRONG) == kind_of("7020002208") == kind_of("978702000") == "wrong"
    assert kind_of("6901028075763") == "product"
    assert kind_of("9771002580005") == "serial"
    assert (kind_of("b000007"), kind_of("B000500")) == ("here", "label")
    assert kind_of("1984") == kind_of("骆驼祥子") == "name"
    assert kind_of("  ") == "nothing"


def test_a_known_isbn_means_its_titles_in_any_form(centre):
    first, second = a_title(name="西游记 上", isbn=JOURNEY), a_title(name="西游记 下", isbn=JOURNEY)
    assert [each.id for each in scan_run.read("7-02-000220-x").titles] == [first.id, second.id]


def test_a_known_title_gets_another_copy_with_what_was_set_once(centre):
    title = a_title(name="西游记", isbn=JOURNEY, price_fen=4720)
    run = a_run(kind="book", received_on=date(2026, 10, 20))
    (copy_id,) = scan_run.add_copies(run_id=run, title_id=title.id)
    row = catalogue.copy(copy_id)
    assert (row.barcode, row.donor, row.location, row.call_number) == ("B000001", "市新华书店", "A1", "I24")
    assert (row.price_fen, row.accessioned_on) == (4720, date(2026, 10, 20))


def test_a_typed_name_keeps_its_wide_signs_and_finds_the_title_in_either_width(centre):
    title = a_title(name="西游记（青少版）")
    for typed in ("西游记（青少版）", "西游记(青少版)"):
        meaning = scan_run.read(typed)
        assert (meaning.kind, meaning.text, [each.id for each in meaning.titles]) == (
            "name",
            typed,
            [title.id],
        )
    assert not scan_run.read("西游记（精装版）").titles


def test_a_wrong_number_is_shown_in_the_run_as_it_is(centre):
    run = a_run()
    scan_run.add_title(run_id=run, name="错号", isbn=WRONG)
    assert [row.isbn for row in scan_run.copies(run)] == [WRONG]


def test_the_call_number_is_the_titles_own_before_the_class_given(centre):
    shelved, classed = a_title(name="西游记", clc_class="I242.4"), a_title(name="史记", clc_class="K204")
    a_copy(title=shelved, call_number="I242.4/12")
    run = a_run()
    made = [scan_run.add_copies(run_id=run, title_id=title.id)[0] for title in (shelved, classed)]
    assert [catalogue.copy(copy_id).call_number for copy_id in made] == ["I242.4/12", "K204"]


def test_a_new_isbn_needs_only_a_name(centre):
    copy_id = scan_run.add_title(run_id=a_run(), name="西游记", isbn=JOURNEY)
    title = Title.get()
    assert (title.name, title.isbn, title.clc_class) == ("西游记", JOURNEY, "I24")
    assert catalogue.copy(copy_id).barcode == "B000001"
    with pytest.raises(errors.TitleNeedsName):
        scan_run.add_title(run_id=a_run(), name=" ")


def test_a_wrong_check_digit_is_kept_and_found_again_but_never_corrected(centre):
    scan_run.add_title(run_id=a_run(), name="西游记", isbn=WRONG)
    title = Title.get()
    assert (title.isbn, title.isbn_given) == ("", WRONG)
    meaning = scan_run.read("978-7-02-000220-8")
    assert (meaning.kind, [each.id for each in meaning.titles]) == ("wrong", [title.id])


def test_several_copies_of_one_book_are_one_step(centre):
    title, run = a_title(), a_run()
    assert len(scan_run.add_copies(run_id=run, title_id=title.id, count=7)) == 7
    assert scan_run.tally(run).copies == 7
    journal.undo()
    assert Copy.select().count() == 0
    for count in (0, 201):
        with pytest.raises(errors.CopiesAtOnceImpossible):
            scan_run.add_copies(run_id=run, title_id=title.id, count=count)


def test_the_run_counts_titles_volumes_and_list_value(centre):
    run = a_run()
    cheap, dear = a_title(name="史记", price_fen=1000), a_title(name="西游记", price_fen=4720)
    for title in (cheap, cheap, dear, a_title(name="无价")):
        scan_run.add_copies(run_id=run, title_id=title.id)
    assert scan_run.tally(run) == scan_run.Tally(4, 3, 4, 6720, 1)
    assert [row.title for row in scan_run.copies(run)] == ["无价", "西游记", "史记", "史记"]


def test_each_scan_is_undone_by_itself_whatever_came_after(centre):
    run = a_run()
    first = scan_run.add_title(run_id=run, name="西游记", isbn=JOURNEY)
    second = scan_run.add_title(run_id=run, name="史记")
    rows = {row.id: row for row in scan_run.copies(run)}
    journal.undo_action(rows[first].action_id)
    assert [row.id for row in scan_run.copies(run)] == [second]
    assert [title.name for title in Title.select()] == ["史记"]
    journal.undo_action(rows[second].action_id)
    assert (scan_run.tally(run).copies, Donation.select().count()) == (0, 1)


def test_the_beginning_is_undone_with_its_donation_only_while_nothing_came_of_it(centre):
    run = a_run()
    copy_id = scan_run.add_title(run_id=run, name="西游记")
    (row,) = scan_run.copies(run)
    begun = journal.undoable()[1]
    with pytest.raises(errors.UndoRefused):
        journal.undo_action(begun.action_id)
    journal.undo_action(row.action_id)
    journal.undo_action(begun.action_id)
    assert (Copy.select().where(Copy.id == copy_id).count(), Donation.select().count()) == (0, 0)
    with pytest.raises(errors.NotFound):
        scan_run.run(run)


def test_labels_stuck_on_before_become_the_barcodes(centre):
    title, run = a_title(), a_run(own_labels=True)
    scan_run.add_copies(run_id=run, title_id=title.id, barcode="Ｂ000900")
    assert Copy.get().barcode == "B000900"
    with pytest.raises(errors.CodeTaken):
        scan_run.add_copies(run_id=run, title_id=title.id, barcode="b000900")
    with pytest.raises(errors.LabelIsIsbn):
        scan_run.add_copies(run_id=run, title_id=title.id, barcode=JOURNEY)
    with pytest.raises(errors.CopyNeedsBarcode):
        scan_run.add_title(run_id=run, name="史记")
    assert (Title.select().count(), Copy.select().count()) == (1, 1)


def test_a_run_goes_into_a_batch_that_is_there_or_into_none(centre):
    batch = a_donation(donor="陈伯")
    given, bought = scan_run.begin(donation_id=batch.id), scan_run.begin()
    ids = [scan_run.add_title(run_id=run, name="西游记") for run in (given, bought)]
    assert [catalogue.copy(copy_id).donor for copy_id in ids] == ["陈伯", ""]
    assert Donation.select().count() == 1
    with pytest.raises(errors.NotFound):
        scan_run.begin(donation_id=batch.id + 1)


def test_a_donor_who_wants_no_name_may_stay_unnamed(centre):
    run = scan_run.run(scan_run.begin(anonymous=True))
    assert (run.donor, Donation.get().anonymous) == ("爱心人士", True)


def test_runs_that_made_something_can_go_on(centre):
    a_run(donor="空手")
    run = a_run()
    scan_run.add_title(run_id=run, name="西游记")
    assert [(card.id, card.donor, card.copies) for card in scan_run.latest_runs()] == [(run, "市新华书店", 1)]
