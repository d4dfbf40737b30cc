"""What became of a donor's gifts, and that nobody can be recognised in it."""

from datetime import date, datetime

import pytest

from centre_app import errors
from centre_app.lending import donor_papers, donor_statement, privacy
from centre_app.lending.models import Loan
from centre_app.storage import journal
from tests.builders import _make, a_copy, a_donation, a_person, a_title
from tests.lending.circumstances import a_loan

BACK = datetime(2026, 10, 5, 10)


def lend(copy, **person):
    return a_loan(copy=copy, person=a_person(**person), returned_at=BACK)


def test_donors_are_listed_with_what_they_gave_last_givers_first(centre):
    from centre_app.lending.models import Donation

    batch = a_donation(donor="陈伯")
    a_copy(donation=batch, price_fen=2000, volumes=2)
    a_copy(donation=batch, title=a_title(name="史记", price_fen=1500))
    _make(Donation, donor="陈伯", received_on=date(2026, 3, 1))
    _make(Donation, donor="市新华书店", received_on=date(2026, 5, 1))
    rows = donor_statement.donors()
    assert [row.id for row in rows] == ["市新华书店", "陈伯"]
    assert rows[1] == donor_statement.DonorRow("陈伯", 2, 2, 3, 3500, date(2026, 3, 1))
    assert [row.id for row in donor_statement.donors("书店")] == ["市新华书店"]
    assert [row.id for row in donor_statement.donors(limit=1, skipped=1)] == ["陈伯"]


def test_a_statement_counts_loans_by_year_title_and_state(centre):
    batch = a_donation(donor="陈伯")
    read, unread = a_title(name="西游记"), a_title(name="史记")
    copies = [a_copy(title=read, donation=batch, price_fen=1000) for _each in range(2)]
    a_copy(title=unread, donation=batch, condition="lost")
    a_copy(title=read)  # the centre's own
    a_loan(
        copy=copies[0],
        lent_at=datetime(2025, 3, 1, 10),
        due_on=date(2025, 4, 1),
        returned_at=datetime(2025, 3, 9),
    )
    a_loan(copy=copies[0])
    lend(copies[1])
    found = donor_statement.statement("陈伯")
    assert (found.copies, found.volumes, found.value_fen, found.unpriced, found.loans) == (3, 3, 2000, 1, 3)
    assert found.years == [(2025, 1), (2026, 2)]
    assert found.states == {"on_shelf": 1, "out": 1, "lost": 1}
    assert [(row.name, row.copies, row.loans) for row in found.titles] == [("西游记", 2, 3), ("史记", 1, 0)]
    assert [row.name for row in found.top] == ["西游记"]


def test_the_top_are_five_at_most(centre):
    batch = a_donation()
    for number in range(7):
        lend(a_copy(title=a_title(name=f"书{number}"), donation=batch))
    assert len(donor_statement.statement("市新华书店").top) == 5


@pytest.mark.parametrize(("readers", "told"), [(4, None), (5, 5)])
def test_readers_are_counted_from_five_on(centre, readers, told):
    copy = a_copy(donation=a_donation())
    for _each in range(readers):
        lend(copy, birth_year=1960)
    lend(copy, birth_year=1960) if readers == 5 else None
    found = donor_statement.statement("市新华书店")
    assert found.readers == (told and told + 1)
    assert (found.bands == {}) is (told is None)


def test_the_readers_of_gifts_stay_as_many_when_loans_lose_them(centre):
    batch = a_donation(donor="陈伯")
    copies = [a_copy(donation=batch) for _each in range(3)]
    elsewhere = a_copy(donation=a_donation(donor="市新华书店"))
    people = [a_person(birth_date=date(1990, 1, 1)) for _each in range(6)]
    for month, person in enumerate(people, start=1):
        for copy in (*copies[:2], elsewhere):
            back = datetime(2026, month, 9, 10)
            a_loan(
                copy=copy,
                person=person,
                lent_at=datetime(2026, month, 2, 10),
                due_on=back.date(),
                returned_at=back,
            )
    a_loan(copy=copies[2], person=people[0], returned_at=BACK)
    before = donor_statement.statement("陈伯")
    assert (before.readers, before.bands) == (6, {"35-59": 6})

    privacy.anonymise(before=datetime(2026, 4, 1))  # some lose all their loans, one keeps the latest
    assert donor_statement.statement("陈伯") == before
    privacy.anonymise(before=datetime(2026, 12, 1))

    assert donor_statement.statement("陈伯") == before
    numbers = {(loan.first_gift_loan_id, loan.copy_id == elsewhere.id) for loan in Loan.select()}
    assert len(numbers) == 12  # what somebody read of one donor is not tied to what they read of another


def test_one_reader_with_many_loans_is_no_group(centre):
    copy, child = a_copy(donation=a_donation()), a_person(birth_year=2018)
    for _each in range(6):
        a_loan(copy=copy, person=child, returned_at=BACK)
    found = donor_statement.statement("市新华书店")
    assert (found.loans, found.readers, found.bands) == (6, None, {})


def test_ages_are_told_only_where_every_band_has_five(centre):
    copy = a_copy(donation=a_donation())
    for year, count in ((1950, 5), (2018, 4)):
        for _each in range(count):
            lend(copy, birth_year=year)
    assert donor_statement.statement("市新华书店").bands == {}
    lend(copy, birth_year=2018)
    found = donor_statement.statement("市新华书店")
    assert (found.readers, found.bands) == (10, {"7-17": 5, "60+": 5})


def test_a_name_nobody_gave_under_has_no_statement(centre):
    with pytest.raises(errors.NotFound):
        donor_statement.statement("没有")


def test_the_papers_count_titles_volumes_sets_and_value(centre):
    batch, title = a_donation(donor="陈伯"), a_title(name="西游记", price_fen=1000)
    a_copy(title=title, donation=batch, set_number=1, volume="上")
    a_copy(title=title, donation=batch, set_number=1, volume="下")
    a_copy(title=a_title(name="史记"), donation=batch, volumes=3)
    given = donor_papers.given(batch.id)
    assert (given.number, given.named, len(given.titles)) == (f"2026-{batch.id:05d}", "陈伯", 2)
    assert (given.copies, given.volumes, given.sets, given.value_fen, given.unpriced) == (3, 5, 2, 2000, 1)
    assert donor_papers.plates(batch.id) == ["西游记 上", "西游记 下", "史记"]


def test_a_certificate_is_earned_from_the_number_of_the_settings(centre):
    from centre_app.centre import settings

    batch = a_donation()
    for _each in range(4):
        a_copy(donation=batch)
    with pytest.raises(errors.CertificateNotYet) as refused:
        donor_papers.for_certificate(batch.id)
    assert "5" in refused.value.sentence()
    assert "4" in refused.value.sentence()
    settings.put(name="certificate_from", value=4)
    assert donor_papers.for_certificate(batch.id).earns_certificate


def test_a_donor_can_be_left_unnamed_on_papers_and_named_again(centre):
    batch = a_donation(donor="陈伯")
    donor_papers.leave_out_name(donation_id=batch.id, anonymous=True)
    assert donor_papers.given(batch.id).named == "爱心人士"
    journal.undo()
    assert donor_papers.given(batch.id).named == "陈伯"


def test_nothing_given_has_no_papers(centre):
    batch = a_donation()
    for ask in (donor_papers.for_receipt, donor_papers.plates):
        with pytest.raises(errors.NothingGiven):
            ask(batch.id)
    with pytest.raises(errors.NotFound):
        donor_papers.given(batch.id + 1)
