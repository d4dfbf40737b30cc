"""Behaviour of closed months: figures that stay, the rows that make them, corrections that are now less then."""

from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.people.models import Visit
from centre_app.privacy import erasing
from centre_app.reports import (
    closing,
    compare,
    corrections,
    exports,
    indicators,
    kept,
    packing,
    periodic,
    row_lists,
)
from centre_app.reports.folds import FOLDS
from centre_app.reports.indicators import INDICATORS
from centre_app.reports.listing import AS_WRITTEN
from centre_app.reports.periods import Period
from centre_app.reports.selfcheck import agree
from centre_app.storage import journal
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_person, a_room, a_visit
from tests.reports import by_hand, random_centre, random_edits

SEPTEMBER, OCTOBER, NOVEMBER = (Period.parse(f"2026-{month}") for month in ("09", "10", "11"))


@pytest.fixture(autouse=True)
def later():
    """It is December: the months are over."""
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


def filled(value):
    """A split without its empty parts."""
    return {key: part for key, part in value.items() if part} if isinstance(value, dict) else value


def by_plain_count(period):
    return by_hand.figures(period.first, period.last)


def two_visits():
    """Two visits in October, of one named person and of a group of twelve."""
    room, person = a_room(name="悦享读书区", kind="reading"), a_person(name="欧阳若溪")
    at = datetime(2026, 10, 5, 9)
    one = a_visit(room=room, person=person, arrived_at=at, left_at=at)
    return one, a_visit(room=room, arrived_at=at, left_at=at, head_count=12)


def closing_id(period):
    closing.close_month(period=period)
    return kept.closing_of(period.text).id


def on_summary(path, name):
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("汇总").to_python()
    return next(row for row in rows if len(row) > 3 and row[1] == name)


@pytest.mark.parametrize("seed", range(5))
def test_closed_months_stay_put_under_random_edits_and_corrections_are_now_less_then(centre, seed):
    random_centre.fill(seed)
    closed = {}
    for period in (Period.parse("2026-08"), SEPTEMBER, OCTOBER):
        expected = by_plain_count(period)
        assert closing.close_month(period=period).problems == []
        closed[period.text] = kept.figures_of(kept.closing_of(period.text).id)
        for code, value in closed[period.text].spans["now"].items():
            assert filled(value) == expected[code], code
            again = FOLDS[code].take(closed[period.text].behind[code].rows, closed[period.text].spans["now"])
            assert filled(again) == filled(value) or agree(again, value), code

    random_edits.change(seed)

    told = {
        (line.month, line.code, line.part): line
        for line in corrections.lines(corrections.shown_with(NOVEMBER))
    }
    for month, then in closed.items():
        period = Period.parse(month)
        assert compare.known(period)[0] == then.spans["now"]
        now = by_plain_count(period)
        for code, value in then.spans["now"].items():
            parts = value if isinstance(value, dict) else {"": value}
            right = now[code] if isinstance(value, dict) else {"": now[code]}
            for part in {**parts, **right}:
                was, is_now = parts.get(part, 0), right.get(part, 0)
                line = told.pop((month, code, part), None)
                assert (line is None) == (was == is_now), (month, code, part)
                if line is not None and was is not None and is_now is not None:
                    assert (line.then, line.now, line.difference) == (was, is_now, round(is_now - was, 4))
    assert not told
    assert indicators.figures(NOVEMBER.year_to_date()) == compare.compare(NOVEMBER).to_date


def test_rows_are_packed_and_come_back_as_they_were(centre):
    random_centre.fill(7)
    for indicator in INDICATORS:
        rows = packing.rows_of(indicator.rows(OCTOBER))
        back = packing.unpack(packing.pack(rows))
        assert [column.key for column in back.columns] == [column.key for column in rows.columns]
        assert all(list(back.cells[key]) == list(cells) for key, cells in rows.cells.items()), indicator.code
        assert packing.pack(back) == packing.pack(rows)


def test_every_figure_can_be_counted_from_its_rows_and_every_code_in_them_has_words(centre):
    assert set(FOLDS) == {indicator.code for indicator in INDICATORS}
    for indicator in INDICATORS:
        for column in indicator.rows(OCTOBER).columns:
            words = exports.WORDS.get(column.key)
            assert (words is None) == (column.words is None), (indicator.code, column.key)
            assert words in (None, AS_WRITTEN) or all(
                words[code] == text for code, text in column.words.items()
            )


def test_what_people_typed_and_names_are_in_no_kept_row(centre):
    two_visits()
    closing.close_month(period=OCTOBER)
    for (body,) in db.execute_sql("SELECT body FROM kept_rows"):
        rows = packing.unpack(body)
        assert "title" not in rows.cells or rows.table != "booking"
        assert "欧阳若溪" not in [cell for cells in rows.cells.values() for cell in cells]


def test_a_month_is_closed_after_its_last_day_once_and_in_turn(centre):
    with clock.pretend(datetime(2026, 10, 31, 23, 59)), pytest.raises(errors.MonthNotOver):
        closing.close_month(period=OCTOBER)
    closing.close_month(period=OCTOBER)
    with pytest.raises(errors.MonthClosed):
        closing.close_month(period=OCTOBER)
    with pytest.raises(errors.MonthOutOfTurn, match="2026 年 11 月"):
        closing.close_month(period=Period.parse("2026-08"))
    closing.close_month(period=SEPTEMBER)  # the one before the first
    closing.close_month(period=NOVEMBER)
    assert [row.period for row in kept.closings()] == ["2026-11", "2026-10", "2026-09"]
    assert journal.undoable() == []


def test_the_file_refuses_to_change_what_was_closed(centre):
    two_visits()
    closing.close_month(period=OCTOBER)
    for table in ("kept_rows", "kept_report", "kept_figure"):
        for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1000"):
            with pytest.raises(errors.HandedInStays):
                run("break in", lambda sql=sql: db.execute_sql(sql))
    run("write over a name", lambda: db.execute_sql("UPDATE kept_report SET file_name = '—'"))


def test_a_closed_month_keeps_its_days_and_the_next_begins_after_it(centre):
    closing.close_month(period=OCTOBER)

    settings.put(name="statistical_month_end", value=25)

    assert (OCTOBER.first, OCTOBER.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (NOVEMBER.first, NOVEMBER.last) == (date(2026, 11, 1), date(2026, 11, 25))
    assert (SEPTEMBER.first, SEPTEMBER.last) == (date(2026, 8, 26), date(2026, 9, 30))


def test_a_correction_is_reported_once_then_the_next_one_counts_from_there(centre):
    _one, group = two_visits()
    closing.close_month(period=OCTOBER)
    Visit.update(head_count=15).where(Visit.id == group.id).execute()
    closing.close_month(period=NOVEMBER)
    Visit.update(head_count=20).where(Visit.id == group.id).execute()

    def totals(month):
        found = corrections.lines(corrections.shown_with(Period.parse(month)))
        return [(line.month, line.then, line.now) for line in found if line.code == "visits.total"]

    assert totals("2026-11") == [("2026-10", 13, 16)]
    assert totals("2026-12") == [("2026-10", 16, 21)]
    assert totals("2026-10") == [("2026-10", 13, 21)]
    assert totals("2026-09") == []


def test_the_workbook_of_a_closed_month_shows_what_was_closed_and_lists_corrections(centre, tmp_path):
    one, group = two_visits()
    closing.close_month(period=OCTOBER)
    before = periodic.write(period=OCTOBER, to=tmp_path / "a.xlsx", language="zh_CN")
    assert "更正" not in CalamineWorkbook.from_path(before).sheet_names
    Visit.update(head_count=15).where(Visit.id == group.id).execute()
    Visit.delete().where(Visit.id == one.id).execute()

    book = CalamineWorkbook.from_path(
        periodic.write(period=OCTOBER, to=tmp_path / "b.xlsx", language="zh_CN")
    )

    assert on_summary(tmp_path / "b.xlsx", "接待人次")[3] == 13
    assert all(
        any("更正版" in str(cell) for row in book.get_sheet_by_index(number).to_python() for cell in row)
        for number in (0, 1)
    )
    corrected = book.get_sheet_by_name("更正").to_python()
    assert ["2026 年 10 月", "接待人次", "", "人次", 13, 15, 2] in corrected
    rows = [row[2:] for row in book.get_sheet_by_name("更正明细").to_python() if row[1] == "接待人次"]
    assert [row[0] for row in rows] == ["已不在", "已修改"]
    assert "人数：12 → 15" in rows[1][1]
    assert "悦享读书区" in rows[0][2]
    checks = book.get_sheet_by_name("核对").to_python()
    assert checks[2][3].startswith("导出前核对：已核对")
    assert not [row for row in checks if "不一致" in row]
    assert kept.reports()[0].problems == []
    next_month = CalamineWorkbook.from_path(
        periodic.write(period=NOVEMBER, to=tmp_path / "c.xlsx", language="en")
    )
    assert "Corrections" in next_month.sheet_names


def test_a_figure_that_is_newer_than_the_closing_is_neither_counted_nor_proved_in_its_workbook(
    centre, tmp_path
):
    two_visits()
    closing.close_month(period=OCTOBER)
    for (trigger,) in db.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'kept_figure'"
    ).fetchall():
        db.execute_sql(f'DROP TRIGGER "{trigger}"')
    db.execute_sql("DELETE FROM kept_figure WHERE code = 'visits.total'")  # as if it had not been there yet

    periodic.write(period=OCTOBER, to=tmp_path / "a.xlsx", language="zh_CN")

    assert on_summary(tmp_path / "a.xlsx", "接待人次")[3] == "—"
    checks = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("核对").to_python()
    assert not any("接待人次" in row and "一致" in row for row in checks)
    assert row_lists.of_period(code="visits.total", period=OCTOBER) is None
    assert row_lists.of_period(code="visits.total", period=OCTOBER, to_date=True) is not None


def test_a_sum_that_does_not_fit_is_listed_and_kept_with_the_export(centre, tmp_path, monkeypatch):
    two_visits()
    honest = indicators.figures

    def wrong(period):
        return honest(period) | {"visits.total": 14}

    monkeypatch.setattr(compare, "figures", wrong)
    periodic.write(period=OCTOBER, to=tmp_path / "a.xlsx", language="zh_CN")

    told = [problem.sentence() for problem in kept.reports()[0].problems]
    assert "接待人次：报表为 14，按明细计为 13" in told
    assert "接待人次：报表为 14，明细表合计为 13" in told
    assert any(sentence.startswith("接待人次·按功能区：分项之和为 13") for sentence in told)
    check = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("核对").to_python()
    assert "项不符" in check[2][3]


def test_which_rows_months_later_as_of_then_nameless_with_names_for_a_reason(centre, tmp_path):
    from hashlib import sha256

    one, group = two_visits()
    to = periodic.write(period=OCTOBER, to=tmp_path / "a.xlsx", language="en")
    row = kept.reports()[0]
    assert (row.kind, row.period, row.language, row.file_name) == ("month", "2026-10", "en", "a.xlsx")
    assert row.sha256 == sha256(to.read_bytes()).hexdigest()
    at = datetime(2026, 10, 6, 9)
    late = a_visit(room=one.room, arrived_at=at, left_at=at, head_count=3)
    Visit.delete().where(Visit.id == group.id).execute()
    Visit.update(person=None).where(Visit.id == one.id).execute()

    then = row_lists.of_report(report_id=row.id, code="visits.total")
    shown = list(then.rows)
    assert [(cells[4], cells[-1]) for cells in shown] == [(1, "个人信息已清除"), (12, "记录已删除")]
    since = list(row_lists.since(report_id=row.id, code="visits.total").rows)
    assert [cells[0] for cells in since] == ["已不在", "报后新增"]
    assert "人数 3" in since[1][2]
    Visit.update(person=a_person(name="司马青")).where(Visit.id == one.id).execute()
    names = exports.names(
        report_id=row.id, code="visits.total", ids=[one.id, group.id, late.id], reason="街道核查"
    )
    assert names == {one.id: "司马青"}
    noted = audit.entries()[0]
    assert (noted.label, noted.reason) == ("show names behind a figure", "街道核查")


def test_whoever_is_erased_after_a_closing_still_counts_and_the_row_says_so(centre, tmp_path):
    one, _group = two_visits()
    periodic.write(period=OCTOBER, to=tmp_path / "欧阳若溪.xlsx", language="zh_CN")
    report_id = closing_id(OCTOBER)

    assert erasing.erase(person_id=one.person_id, typed_name="欧阳若溪", everywhere=True)

    assert [row.file_name for row in kept.reports()] == ["", "—.xlsx"]
    assert compare.known(OCTOBER)[0]["visits.people"] == 1
    then = row_lists.of_report(report_id=report_id, code="visits.people")
    assert [cells[-1] for cells in then.rows] == ["个人信息已清除", ""]
    assert corrections.shown_with(OCTOBER) == []
