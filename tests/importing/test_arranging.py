"""How a sheet is taken for a list: several lists in a file, headings by hand or none, columns by hand, and what is remembered."""

from datetime import date
from pathlib import Path

import pytest

from centre_app import errors
from centre_app.importing import apply, arranging, kinds, plan
from centre_app.importing.arranging import Arrangement, arrangements
from centre_app.importing.reading import Source, read_source
from centre_app.importing.shapes import Cell, Sheet
from centre_app.importing.vocabulary import Kind
from centre_app.storage import journal
from tests.importing.takeover import a_list, stored

Rows = list[tuple[Cell, ...]]
BOOKS: Rows = [("书名", "作者"), ("活着", "余华"), ("围城", "钱锺书")]
PEOPLE: Rows = [("姓名", "联系电话"), ("李娜", "13800138000")]


def found(rows: Rows, *, kind: Kind = "books") -> list[Arrangement]:
    return arrangements(Source("x.xlsx", (Sheet("表", rows),)), kind=kind)


def names(one: Arrangement) -> list[Cell]:
    return [row[one.table().layout.columns["title"][0]] for _number, row in one.table().rows]


def test_lists_below_each_other_are_taken_apart_and_keep_their_row_numbers() -> None:
    rows: Rows = [
        ("捐书清单",),
        *BOOKS,
        (),
        ("第二批",),
        ("作者", "书名", "定价"),
        ("莫言", "蛙", 30),
        (),
        *PEOPLE,
    ]

    first, second, *_other = found(rows)

    assert (names(first), names(second)) == (["活着", "围城"], ["蛙"])
    assert [number for number, _row in second.table().rows] == [8]
    assert [number for number, _row in found(rows, kind="people")[0].table().rows] == [11]


def test_lists_side_by_side_are_taken_apart() -> None:
    rows: Rows = [
        ("书名", "作者", "", "书名", "作者"),
        ("活着", "余华", "", "蛙", "莫言"),
        ("围城", "钱锺书", "", "", ""),
    ]

    assert [names(one) for one in found(rows)] == [["活着", "围城"], ["蛙"]]


def test_the_same_headings_again_are_the_next_page_of_one_list() -> None:
    rows: Rows = [*BOOKS, (), ("第二页", ""), ("书名", "作者"), ("蛙", "莫言")]

    assert [names(one) for one in found(rows)] == [["活着", "围城", "蛙"]]


def test_without_headings_isbn_publisher_price_and_date_are_guessed() -> None:
    rows: Rows = [
        (1, "活着", "余华", "作家出版社", "2012-8", "20.00元", "9787506365437"),
        (2, "围城", "钱锺书", "人民文学出版社", "1991-2", "39.00元", "9787020127894"),
    ]

    one = found(rows)[0]

    assert one.is_sure
    assert one.fields == {
        0: "serial", 1: "title", 2: "authors", 3: "publisher", 4: "published", 5: "price", 6: "isbn",
    }  # fmt: skip
    assert names(one) == ["活着", "围城"]


def test_words_alone_are_guessed_but_not_sure() -> None:
    rows: Rows = [("A", "马克思主义"), ("B", "哲学"), ("C", "社会科学")]

    assert not found(rows)[0].is_sure
    with pytest.raises(errors.NoHeadings):
        arranging.table_of(Source("x.csv", (Sheet("x", rows),)), kind="books")


def test_every_column_can_be_taken_otherwise_or_left_out() -> None:
    rows: Rows = [("品名", "书名", "说明", "数"), ("活着", "X-1", "好", 3)]

    one = (
        found(rows)[0]
        .saying(0, "title")
        .saying(1, "barcode")
        .saying(2, arranging.IGNORED)
        .saying(3, "copies")
    )

    layout = one.table().layout
    assert layout.columns == {"title": (0,), "barcode": (1,), "copies": (3,)}


def test_another_row_can_be_the_headings_or_none() -> None:
    rows: Rows = [("书名", "作者"), ("题名", "责任者"), ("活着", "余华")]
    one = found(rows)[0]

    assert [number for number, _row in arranging.with_headings(one, 2).table().rows] == [3]
    assert [number for number, _row in arranging.with_headings(one, 3).table().rows] == []
    assert len(arranging.with_headings(one, 0).table().rows) == 3


def test_bare_day_numbers_of_a_workbook_that_counts_from_1904_are_moved() -> None:
    rows: Rows = [
        ("书名", "出版日期", "定价"),
        ("活着", 39_000.0, 39_000.0),
        ("蛙", date(2010, 5, 3), 1.0),
        ("老", 2008.0, 1.0),
    ]
    sheet = Sheet("表", rows, days_from_1904=True)

    table = arranging.table_of(Source("x.xlsx", (sheet,)), kind="books")

    assert [row[1] for _number, row in table.rows] == [40_462.0, date(2010, 5, 3), 2008.0]
    assert table.rows[0][1][2] == 39_000.0


@pytest.mark.usefixtures("centre")
def test_what_was_said_of_columns_is_known_for_the_next_file_of_that_shape_until_undone(
    tmp_path: Path,
) -> None:
    rows = [("物品", "写的人"), ("活着", "余华")]
    source = read_source(a_list(tmp_path, rows))
    one = arrangements(source, kind="books")[0]
    assert not one.is_sure
    said = arranging.with_headings(one, 1).saying(0, "title").saying(1, "authors")

    apply.carry_out(plan.plan_table(said.table(), file="清单.csv"), learned=said)

    later = read_source(a_list(tmp_path, [("三月清单",), *rows[:1], ("围城", "钱锺书")], name="三月.csv"))
    again = arrangements(later, kind="books")[0]
    assert (names(again), again.fields, again.is_sure) == (["围城"], {0: "title", 1: "authors"}, True)
    assert "物品" not in str(stored("SELECT * FROM list_shape"))
    journal.undo_action(stored("SELECT max(id) FROM action")[0][0])
    assert not arrangements(later, kind="books")[0].is_sure
    assert arrangements(later, kind="people")[0].fields.get(0) != "title"


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("books", "序号 书名 作者 出版社 定价 册数 捐赠人 联系电话"),
        ("books", "书名 备注"),
        ("copies", "条码号 图书ID 索书号 馆藏地"),
        ("people", "姓名 性别 身份证号 手机号 楼栋房号 备注"),
        ("people", "姓名 备注"),
        ("visits", "姓名 手机号 来访时间 离开时间 来访事由"),
        ("bookings", "申请单位 申请场地名称 申请使用时间 活动人数 负责人 联系电话"),
        ("loans", "借阅人姓名 图书条码 书名 借阅日期 应还日期 归还日期"),
    ],
)
def test_the_kind_of_a_list_is_told_by_its_headings(kind: Kind, headings: str) -> None:
    rows: Rows = [("某社区台账",), tuple(headings.split()), ("甲",) * len(headings.split())]

    assert kinds.likely_kind(Source("x.xlsx", (Sheet("表", rows),))) == kind


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("people", [("张三丰", "2015-05-03", "13800138000"), ("李四光", "2012-11-03", "13900139000")]),
        (
            "visits",
            [("2026-11-01 9:30", "张三丰", "13800138000"), ("2026-11-02 10:00", "李四光", "13900138000")],
        ),
        ("books", [("活着", "9787506365437", "20.00"), ("围城", "9787020090006", "39.00")]),
    ],
)
def test_without_headings_the_kind_is_told_by_what_stands_there(kind: Kind, rows: Rows) -> None:
    assert kinds.likely_kind(Source("x.xlsx", (Sheet("表", rows),))) == kind


def test_a_day_is_no_phone_where_nothing_is_headed() -> None:
    rows: Rows = [("2015-05-03", "张三丰", "13800138000"), ("2012-11-03", "李四光", "13900139000")]
    (one,) = found(rows, kind="people")
    assert one.fields == {0: "birth", 1: "person", 2: "phone"}
