"""Enquiries at the desk: kinds, counting one at a time, taking back, and what of it is in the figures."""

from datetime import datetime, timedelta

import pytest

from centre_app import clock, errors
from centre_app.i18n import in_language
from centre_app.people import enquiries
from centre_app.people.enquiry_models import Enquiry, EnquiryKind
from centre_app.reports import indicators
from centre_app.reports.periods import Period
from centre_app.storage import journal
from centre_app.storage.database import db

pytestmark = pytest.mark.usefixtures("centre")
SHIPPED = ["政策咨询", "证件代办", "打印复印", "失物招领", "求助指引", "其他"]


def today() -> dict[str, int]:
    return {kind.name: kind.today for kind in enquiries.kinds() if kind.today}


def kind(name: str) -> int:
    return next(each.id for each in enquiries.kinds(include_inactive=True) if each.name == name)


def figures() -> dict:
    return indicators.figures(Period.month_of(clock.today()))


def test_a_new_centre_counts_six_kinds_in_the_language_of_the_window():
    assert [each.name for each in enquiries.kinds()] == SHIPPED
    assert (
        tuple(each.name for each in EnquiryKind.select().order_by(EnquiryKind.position)) == enquiries.SHIPPED
    )
    with in_language("en"):
        assert enquiries.kinds()[0].name == "Policy advice"


def test_every_count_is_one_row_and_is_undone_alone():
    for _number in range(3):
        enquiries.count(kind_id=kind("打印复印"))
    enquiries.count(kind_id=kind("失物招领"), note="  一把  黑伞 ")

    assert today() == {"打印复印": 3, "失物招领": 1}
    assert Enquiry.select().order_by(Enquiry.id.desc()).get().note == "一把 黑伞"
    journal.undo()
    journal.undo()
    assert today() == {"打印复印": 2}
    journal.redo()
    assert today() == {"打印复印": 3}


def test_todays_counts_begin_anew_at_midnight():
    enquiries.count(kind_id=kind("政策咨询"), at=clock.now() - timedelta(days=1))

    assert today() == {}
    assert figures()["services.enquiries"] == 1


def test_one_less_takes_the_latest_of_today_and_of_that_kind_alone():
    yesterday = clock.now() - timedelta(days=1)
    enquiries.count(kind_id=kind("政策咨询"), at=yesterday)
    enquiries.count(kind_id=kind("证件代办"))
    enquiries.count(kind_id=kind("政策咨询"))

    enquiries.take_back(kind_id=kind("政策咨询"))

    assert (today(), Enquiry.select().count()) == ({"证件代办": 1}, 2)
    with pytest.raises(errors.NoEnquiryToTakeBack, match="政策咨询"):
        enquiries.take_back(kind_id=kind("政策咨询"))
    journal.undo()
    assert today() == {"政策咨询": 1, "证件代办": 1}


def test_what_cannot_be_counted_is_a_clear_sentence_and_nothing_is_written():
    with pytest.raises(errors.EnquiryInFuture):
        enquiries.count(kind_id=kind("其他"), at=clock.now() + timedelta(minutes=1))
    with pytest.raises(errors.NotFound):
        enquiries.count(kind_id=99)
    with pytest.raises(errors.TextTooLong):
        enquiries.count(kind_id=kind("其他"), note="长" * 201)
    enquiries.retire_kind(kind_id=kind("失物招领"))
    with pytest.raises(errors.EnquiryKindNotInUse, match="失物招领"):
        enquiries.count(kind_id=kind("失物招领"))
    assert Enquiry.select().count() == 0


def test_the_list_of_kinds_is_the_centres_own():
    made = enquiries.add_kind(name=" 代收  快递 ")
    enquiries.rename_kind(kind_id=kind("求助指引"), name="问路")
    enquiries.retire_kind(kind_id=kind("失物招领"))
    enquiries.move_kind(kind_id=made, by=-9)
    enquiries.move_kind(kind_id=made, by=1)

    assert [each.name for each in enquiries.kinds()] == [
        "政策咨询",
        "代收 快递",
        "证件代办",
        "打印复印",
        "问路",
        "其他",
    ]
    assert [each.name for each in enquiries.kinds(include_inactive=True)][-1] == "失物招领"
    for _step in range(5):
        journal.undo()
    assert [each.name for each in enquiries.kinds()] == SHIPPED


@pytest.mark.parametrize("name", ["打印复印", "printing AND copying", " 政策咨询"])
def test_two_kinds_of_one_name_in_any_language_are_refused(name):
    with pytest.raises(errors.NameTaken):
        enquiries.add_kind(name=name)
    with pytest.raises(errors.NameTaken):
        enquiries.rename_kind(kind_id=kind("其他"), name=name)


def test_a_kind_without_a_name_is_refused_and_one_may_keep_its_own():
    with pytest.raises(errors.NameMissing):
        enquiries.add_kind(name="  ")
    enquiries.rename_kind(kind_id=kind("其他"), name="其他")
    assert EnquiryKind.get_by_id(kind("其他")).name == "Other enquiry"


def test_a_retired_kind_keeps_its_past_in_the_figures_and_comes_back():
    enquiries.count(kind_id=kind("失物招领"))
    enquiries.retire_kind(kind_id=kind("失物招领"))
    enquiries.retire_kind(kind_id=kind("求助指引"))

    found = figures()

    assert (found["services.enquiries"], found["services.by_kind"]["Lost and found"]) == (1, 1)
    assert "Where to get help" not in found["services.by_kind"]
    enquiries.restore_kind(kind_id=kind("失物招领"))
    assert "失物招领" in today()


def test_a_note_is_in_no_row_behind_the_figures():
    enquiries.count(kind_id=kind("求助指引"), note="张三丰来访")

    listing = indicators.by_code("services.enquiries").rows(Period.month_of(clock.today()))

    assert "张三丰" not in str(list(listing.rows))


def test_the_strip_is_one_query_that_looks_at_today_alone(count_queries):
    for _number in range(9):
        enquiries.count(kind_id=kind("其他"))
    assert count_queries(enquiries.kinds) == 1
    plan = db.execute_sql(f"EXPLAIN QUERY PLAN {enquiries._KINDS}", {"today": datetime(2026, 1, 1), "all": 0})
    assert "enquiry_at" in str(plan.fetchall())
