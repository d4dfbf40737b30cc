"""Behaviour of figures given by hand: where they stand in, where they are added, what is refused; the opening stock."""

from datetime import datetime

import pytest

from centre_app import clock, errors
from centre_app.importing import reading
from centre_app.reports import closing, history, history_files, indicators
from centre_app.reports.compare import compare, known
from centre_app.reports.counts import opening_stock
from centre_app.reports.indicators import by_code
from centre_app.reports.periods import Period
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_room, a_visit

OCTOBER = Period.parse("2026-10")


@pytest.fixture(autouse=True)
def recorded(centre):
    """The program began on 12 September 2026, and it is December."""
    with clock.pretend(datetime(2026, 12, 1, 9)):
        room, person = a_room(), a_person()
        for month, day in ((9, 12), (10, 5), (10, 6)):
            at = datetime(2026, month, day, 9)
            a_visit(room=room, person=person, arrived_at=at, left_at=at)
        yield


def line(code, period=OCTOBER):
    return next(line for line in compare(period).lines() if line.indicator.code == code)


def test_they_stand_in_for_months_before_the_program_and_are_marked():
    history.give(
        values={
            ("2025-10", "visits.total"): 8,
            ("2026-09", "visits.total"): 40,
            ("2026-03", "visits.total"): 100,
        }
    )

    found = line("visits.total")

    assert (found.now, found.previous, found.year_before, found.to_date) == (2, 40, 8, 142)
    assert found.by_hand == {"previous", "year_before", "to_date"}
    assert found.change == -0.75


def test_a_quarter_and_a_year_add_what_can_be_added():
    history.give(
        values={
            ("2026-07", "visits.total"): 10,
            ("2026-09", "visits.total"): 40,
            ("2026-07", "visits.people"): 9,
        }
    )

    quarter, people = (
        line("visits.total", Period.parse("2026-Q3")),
        line("visits.people", Period.parse("2026-Q3")),
    )
    year = line("visits.total", Period.parse("2026"))

    assert (quarter.now, quarter.by_hand, people.now) == (50, {"now", "to_date"}, 1)
    assert (year.now, year.to_date) == (52, 52)


def test_persons_and_rates_are_never_added_up():
    history.give(values={("2026-03", "visits.people"): 50, ("2026-03", "loans.turnover"): 0.5})

    assert line("visits.people").to_date == 1
    assert line("visits.people").by_hand == frozenset()
    assert line("visits.people", Period.parse("2026-04")).previous == 50
    assert line("loans.turnover", Period.parse("2026-04")).previous == 0.5


def test_the_command_line_says_which_were_given_by_hand():
    history.give(values={("2026-03", "visits.total"): 100})
    found, by_hand = known(Period.parse("2026-03"))

    assert (found["visits.total"], by_hand) == (100, {"visits.total"})
    assert indicators.as_lines(found, by_hand=by_hand)[0].split("\t")[1] == "接待人次（历史数，手工）"


def test_a_month_that_was_counted_or_is_not_over_or_closed_takes_none():
    for month, error in (("2026-10", errors.MonthIsCounted), ("2026-12", errors.MonthNotOver)):
        with pytest.raises(error):
            history.give(values={("2026-03", "visits.total"): 1, (month, "visits.total"): 1})
    closing.close_month(period=Period.parse("2026-08"))
    with pytest.raises(errors.MonthClosed):
        history.give(values={("2026-08", "visits.total"): 1})
    assert history.years() == []
    cells = history.year(2026)
    assert [cells[f"2026-{month:02}", "visits.total"].open for month in (7, 8, 9, 10, 12)] == [
        True,
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("text", ["abc", "-1", "1.5", "1e12", "nan"])
def test_a_cell_without_a_number_of_the_figure_is_named(text):
    with pytest.raises(errors.HistoryUnreadable, match="接待人次.*" + text.replace(".", r"\.")):
        history.read_number(by_code("visits.total"), "2025 年 3 月", text)
    assert history.read_number(by_code("visits.total"), "", " 1,500 ") == 1500
    assert history.read_number(by_code("rooms.noshow"), "", "7.5%") == 7.5


def test_a_closed_month_keeps_what_was_given_by_hand():
    history.give(values={("2026-09", "visits.total"): 40})
    assert closing.close_month(period=Period.parse("2026-09")).problems == []
    history_before = known(Period.parse("2026-09"))

    assert (history_before[0]["visits.total"], history_before[1]) == (40, {"visits.total"})
    assert line("visits.total").by_hand == {"previous", "to_date"}


def test_giving_is_one_step_to_undo():
    history.give(values={("2026-03", "visits.total"): 100, ("2026-04", "visits.total"): 100})
    assert line("visits.total").to_date == 203

    journal.undo()

    assert line("visits.total").to_date == 3
    assert history.years() == []


def test_the_exported_grid_is_brought_in_again_from_xlsx_and_csv(tmp_path):
    history.give(values={("2025-03", "visits.total"): 1500, ("2025-11", "stock.value"): 12.5})
    values = {("2025-03", "visits.total"): 1500, ("2025-11", "stock.value"): 12.5}
    path = history_files.write(year=2025, to=tmp_path / "历史数.xlsx")
    rows = reading.read_sheets(path)[0].rows
    text = tmp_path / "历史数.csv"
    text.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="gb18030")

    assert history_files.read(rows, file=path.name) == values
    assert history_files.read(reading.read_sheets(text)[0].rows, file=text.name) == values


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([("甲", "乙"), ("1", "2")], errors.HistoryShapeless),
        ([("代码", "2025-03"), ("visits.total", "")], errors.HistoryEmpty),
        (
            [("代码", "2025-03"), ("visits.total", "1"), ("visits.of_martians", "3")],
            errors.HistoryCodeUnknown,
        ),
        ([("代码", "三月"), ("visits.total", "1")], errors.HistoryShapeless),
        ([("代码", "2025-03"), ("visits.total", "很多")], errors.HistoryUnreadable),
    ],
)
def test_a_file_of_another_shape_says_what_is_wrong(rows, error):
    with pytest.raises(error):
        history_files.read(rows, file="x.xlsx")


@pytest.mark.parametrize("heading", ["2025-03", "2025/3", "2025年3月", "2025/3/1", datetime(2025, 3, 1)])
def test_a_month_is_read_as_spreadsheets_write_it(heading):
    rows = [("某街道历史数", ""), ("代码", heading), ("visits.total", 5.0)]
    assert history_files.read(rows, file="x.xlsx") == {("2025-03", "visits.total"): 5}


def test_the_opening_stock_counts_in_the_stock_and_its_rows_prove_it():
    a_copy(barcode="B1", price_fen=1000, volumes=2)
    opening_stock.give(titles=30, volumes=40, sets=30, fen=50_000)
    opening_stock.give(titles=30, volumes=50, sets=30, fen=50_000)

    found = indicators.figures(OCTOBER)

    assert [found[f"stock.{name}"] for name in ("titles", "volumes", "sets", "value", "opening")] == [
        31,
        52,
        31,
        510,
        50 + 2,
    ]
    assert closing.check(period=OCTOBER).problems == []
    assert next(row[2] for row in by_code("stock.volumes").rows(OCTOBER).rows) == "期初未编目（手工）"
    with pytest.raises(errors.NumberOutOfRange):
        opening_stock.give(titles=-1, volumes=0, sets=0, fen=0)
    opening_stock.give(titles=0, volumes=0, sets=0, fen=0)
    assert indicators.figures(OCTOBER)["stock.volumes"] == 2
