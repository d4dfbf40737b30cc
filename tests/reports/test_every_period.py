"""Reports of days, weeks, quarters, years and spans: what they are called, compared with, and what they leave out."""

import json
import zipfile
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from centre_app import clock
from centre_app.centre import settings
from centre_app.i18n import in_language
from centre_app.reports import charts, kinds, periodic
from centre_app.reports.indicators import figures
from centre_app.reports.periods import Period
from tests.builders import a_booking, a_copy, a_person, a_room, a_title, a_visit, open_daily
from tests.lending.circumstances import a_loan

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.fixture(autouse=True)
def centre_with_a_year(centre: Path):
    """It is December. One visit of two heads on the 5th of each month of this year, and one the year before."""
    open_daily()
    room = a_room(name="悦享读书区", kind="reading")
    person = a_person()
    for month in range(1, 12):
        at = datetime(2026, month, 5, 9)
        a_visit(room=room, person=person, arrived_at=at, left_at=at, head_count=2)
    a_visit(room=room, arrived_at=datetime(2025, 10, 5, 9), left_at=datetime(2025, 10, 5, 9), head_count=5)
    a_loan(
        copy=a_copy(title=a_title(clc_class="I247")),
        lent_at=datetime(2026, 10, 5, 10),
        due_on=datetime(2026, 11, 4).date(),
    )
    a_booking(
        room=room,
        starts_at=datetime(2026, 10, 5, 10),
        ends_at=datetime(2026, 10, 5, 11),
        status="completed",
        came_count=3,
    )
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


def written(text: str, tmp_path: Path) -> dict:
    path = periodic.write(period=Period.parse(text), to=tmp_path / "r.json", language="zh_CN")
    return json.loads(path.read_text(encoding="utf-8"))


def sheet(found: dict, name: str) -> dict:
    return next(each for each in found["sheets"] if each["name"] == name)


@pytest.mark.parametrize(
    ("text", "title", "headings", "values"),
    [
        ("2026-10-05", "2026 年 10 月 5 日日报", ["本日", "前一日", "上年同期", "同比", "本年累计"], [2, 0, 5, -0.6, 20]),
        ("2026-W41", "2026 年第 41 周（10-05 至 10-11）周报", ["本周", "上周", "上年同期", "同比", "本年累计"], [2, 0, 0, None, 20]),
        ("2026-Q4", "2026 年第 4 季度季报", ["本季度", "上季度", "上年同期", "同比", "本年累计"], [4, 6, 5, -0.2, 22]),
        ("2026", "2026 年年报", ["本年", "上年", "同比"], [22, 5, 3.4]),
        ("2026-10-03..2026-10-19", "报表：2026-10-03 至 2026-10-19", ["本期", "上期", "上年同期", "同比", "本年累计"], [2, 0, 5, -0.6, 20]),
    ],
)  # fmt: skip
def test_a_report_says_its_period_and_compares_with_what_fits(tmp_path, text, title, headings, values):
    found = written(text, tmp_path)

    assert (found["title"], found["period"]) == (title, text)
    summary = sheet(found, "汇总")
    assert [column["title"] for column in summary["columns"]][3:] == headings
    assert next(row for row in summary["rows"] if row[1] == "接待人次")[3:] == values
    cover = sheet(found, "封面")
    assert cover["columns"][2]["title"] == headings[0]
    assert next(row for row in cover["rows"] if row[0] == "接待人次")[2:4] == values[:2]


def test_the_months_up_to_a_period_begin_with_the_first_that_has_anything(tmp_path):
    rows = sheet(written("2026-Q1", tmp_path), "逐月走势")["rows"]

    assert [row[0] for row in rows] == ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]
    assert [row[-4] for row in rows] == [5, 0, 0, 2, 2, 2]


def test_charts_are_drawn_over_cells_that_hold_what_they_are_called(tmp_path):
    path = periodic.write(period=Period.parse("2026-10"), to=tmp_path / "r.xlsx", language="zh_CN")
    book, found = load_workbook(path), {}
    for chart in charts_of(path):
        title = "".join(text.text for text in chart.iter(f"{{{DRAWING}}}t"))
        found[title] = {
            cell(book, series.find(f"{{{CHART}}}tx//{{{CHART}}}f").text): cells(
                book, series.find(f"{{{CHART}}}val//{{{CHART}}}f").text
            )
            for series in chart.iter(f"{{{CHART}}}ser")
        }

    days = found["每日到访人次（按功能区）"]["悦享读书区"]
    assert (len(days), sum(days)) == (31, 2)
    assert found["外借册次·按分类"] == {"本月": [1, 0]}
    trend = found["逐月接待人次与外借册次"]
    assert (sum(trend["接待人次"]), sum(trend["书刊文献外借册次"])) == (20, 1)
    assert max(found["场地分时利用率（占开放时间 %）"]["全部场地"]) > 0


def charts_of(path: Path) -> list:
    with zipfile.ZipFile(path) as book:
        return [
            ElementTree.fromstring(book.read(name))
            for name in book.namelist()
            if name.startswith("xl/charts/chart")
        ]


def cells(book, reference: str) -> list:
    name, _mark, area = reference.rpartition("!")
    rows = book[name.strip("'")][area.replace("$", "")]
    return [each.value for row in rows for each in row]


def cell(book, reference: str):
    name, _mark, place = reference.rpartition("!")
    return book[name.strip("'")][place.replace("$", "")].value


@pytest.mark.parametrize(
    ("text", "title", "count"),
    [("2026-10-05", "各时段到访人次（按功能区）", 1), ("2026-10", "每日到访人次（按功能区）", 31), ("2026", "每月到访人次（按功能区）", 12)],
)  # fmt: skip
def test_the_first_chart_fits_the_length_of_the_period(text, title, count):
    period = Period.parse(text)
    first = charts.read(period, figures(period))[0]

    assert (first.title, len(first.labels)) == (title, count)
    assert sum(first.totals) == figures(period)["visits.total"]


def test_a_chart_can_be_told_in_words():
    period = Period.parse("2026-10")
    by_day, by_hour, by_class, trend = charts.read(period, figures(period))

    assert by_day.words_at(4) == "10-05 周一：2"
    assert by_day.described() == (
        "每日到访人次（按功能区）。从 10-01 周四 到 10-31 周六 共 31 个数值；最高 2（10-05 周一），最低 0（10-01 周四）；合计 2。"
    )
    assert by_hour.words_at(0) == "09：2"
    assert by_class.words_at(0) == "I 文学：1"
    assert trend.words_at(9) == "2026-10：接待人次 2、书刊文献外借册次 1"


def test_a_span_is_read_written_and_moved_by_its_own_length():
    span = Period.parse("2026-10-03..2026-10-19")

    assert (span.previous().text, span.following().text) == (
        "2026-09-16..2026-10-02",
        "2026-10-20..2026-11-05",
    )
    assert span.year_before().text == "2025-10-03..2025-10-19"
    assert span.year_to_date().text == "2026-01-01–2026-10-19"
    assert Period.parse("2024-02-29..2024-03-01").year_before().text == "2023-02-28..2023-03-01"


def test_a_day_belongs_to_one_period_of_each_kind_also_where_months_end_on_another_day():
    day = datetime(2026, 12, 28).date()
    assert [Period.of(kind, day).text for kind in kinds.WORDS] == [
        "2026-12-28", "2026-W53", "2026-12", "2026-Q4", "2026", "2026-12-28..2026-12-28",
    ]  # fmt: skip
    settings.put(name="statistical_month_end", value=25)
    assert [Period.of(kind, day).text for kind in ("month", "quarter", "year")] == [
        "2027-01",
        "2027-Q1",
        "2027",
    ]


def test_periods_are_called_as_people_say_them_in_english():
    with in_language("en"):
        said = [kinds.title(Period.parse(text)) for text in ("2026-10-05", "2026-W41", "2026-Q4", "2026")]

    assert said == [
        "Daily report, 5 October 2026", "Weekly report, week 41 of 2026 (10-05 to 10-11)",
        "Quarterly report, quarter 4 of 2026", "Annual report, 2026",
    ]  # fmt: skip
