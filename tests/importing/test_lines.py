"""Rows become lines: everything readable in its field, everything else kept, and what is missing named."""

from datetime import date, datetime

import pytest

from centre_app.importing.book_lines import BookLine, book_lines
from centre_app.importing.person_lines import PersonLine, person_lines
from centre_app.importing.shapes import Cell
from centre_app.importing.visit_lines import VisitLine, visit_lines
from tests.importing.lists import a_table

TODAY = date(2026, 10, 22)


def a_book(**cells: Cell) -> BookLine:
    """The line of a list with these headings and one row."""
    return next(book_lines(a_table(tuple(cells), tuple(cells.values()))))


def a_person(**cells: Cell) -> PersonLine:
    return next(person_lines(a_table(tuple(cells), tuple(cells.values()), kind="people"), today=TODAY))


def a_visit(**cells: Cell) -> VisitLine:
    return next(visit_lines(a_table(tuple(cells), tuple(cells.values()), kind="visits")))


def test_a_row_of_a_book_list_is_read_whole() -> None:
    line = a_book(
        书名="劳拉的星星（全7册）",
        作者="佚名",
        售价="27.8元",
        ISBN="9787543464582",
        出版时间="2010年07月",
        分类="I516.8",
    )

    assert (line.title, line.authors, line.price, line.published) == (
        "劳拉的星星（全7册）",
        "",
        2780,
        "2010-07",
    )
    assert (line.isbn, line.clc_class, line.copies, line.volumes) == ("9787543464582", "I516.8", 1, 7)
    assert not line.problems


def test_a_shop_number_in_the_column_of_the_isbn_is_kept_and_the_row_comes_in() -> None:
    line = a_book(书名="活着", ISBN="20923655")

    assert (line.isbn, line.facts.isbn_given, line.problems) == ("", "20923655", ())
    assert "20923655" in line.notes[0]


def test_the_second_column_stands_in_where_the_first_says_nothing_usable() -> None:
    table = a_table(
        ("书名", "ISBN", "ISBN(详情页)", "作者", "作者(详情页)"),
        ("活着", "20923655", "9787506365437", "无", "余华　著"),
    )
    line = next(book_lines(table))

    assert (line.isbn, line.authors, line.notes) == ("9787506365437", "余华 著", ())


def test_a_combined_column_fills_the_fields_that_have_no_column() -> None:
    line = a_book(
        书籍名="阿兰的战争", 出版信息="[法]吉贝尔 / 孟蕊 / 后浪出版公司 / 2015-8 / 128.00元（全三册）"
    )

    assert (line.authors, line.publisher, line.published) == ("[法]吉贝尔 / 孟蕊", "后浪出版公司", "2015-08")
    assert (line.price, line.volumes) == (12800, 3)


def test_a_row_without_a_title_says_so() -> None:
    table = a_table(("书名", "作者"), ("", "余华"))

    assert next(book_lines(table)).problems


@pytest.mark.parametrize(
    ("cells", "copies", "volumes"),
    [
        ({"书名": "活着", "册数": 3.0}, 3, 1),
        ({"书名": "书（全7册）", "册数": 14.0}, 2, 7),
        ({"书名": "书（全7册）", "册数": 3.0}, 3, 1),
        ({"书名": "书（全7册）", "数量": 3.0}, 3, 7),
        ({"书名": "丛书", "套数": 2.0, "册数": 10.0}, 2, 5),
        ({"书名": "丛书", "数量": ""}, 1, 1),
    ],
)
def test_pieces_and_their_volumes_are_counted(cells: dict[str, Cell], copies: int, volumes: int) -> None:
    line = a_book(**cells)

    assert (line.copies, line.volumes, line.problems) == (copies, volumes, ())


@pytest.mark.parametrize("amount", ["许多", 0.0, 5000.0])
def test_a_number_of_copies_that_cannot_be_is_a_problem(amount: Cell) -> None:
    assert a_book(书名="活着", 数量=amount).problems


def test_a_row_of_a_copies_list_needs_only_a_barcode_and_the_id_of_its_title() -> None:
    table = a_table(
        ("条码号", "图书ID", "索书号"), ("C000000004", "29", "Ａ21/1=3"), ("C5", "", ""), kind="copies"
    )
    found, lost = book_lines(table)

    assert (found.barcode, found.source_id, found.call_number, found.problems) == (
        "C000000004",
        "29",
        "A21/1=3",
        (),
    )
    assert lost.problems


def test_a_row_of_a_list_of_people_is_read_whole() -> None:
    line = a_person(
        姓名="张　三",
        手机号=13800138000.0,
        年龄=70.0,
        性别="男",
        楼栋房号="3栋501",
        人员类别="居民",
        特长="书法",
    )

    assert (line.name, line.phone, line.sex, line.category) == ("张三", "13800138000", "M", "resident")
    assert (line.birth_year, line.birth_date, line.building, line.room) == (1956, None, "3栋", "501")
    assert line.kept == ("特长: 书法",)


def test_an_identity_number_gives_birth_and_sex_and_is_kept_nowhere() -> None:
    line = a_person(姓名="张三", 身份证号="11010519491231002X")

    assert (line.birth_date, line.birth_year, line.sex) == (date(1949, 12, 31), 1949, "F")
    assert "110105" not in repr(line)


def test_a_wrong_identity_number_is_kept_nowhere_either() -> None:
    line = a_person(姓名="张三", 身份证号="110105194912310021")

    assert line.notes
    assert "110105" not in repr(line)


def test_a_person_without_a_name_says_so() -> None:
    table = a_table(("姓名", "电话"), ("", "13800138000"), kind="people")

    assert next(person_lines(table, today=TODAY)).problems


def test_a_visit_has_its_times_on_its_day() -> None:
    line = a_visit(日期="2026-10-01", 姓名="李四", 来访时间="9:05", 离开时间="下午2点", 来访总人数="3人")

    assert (line.arrived, line.left) == (datetime(2026, 10, 1, 9, 5), datetime(2026, 10, 1, 14))
    assert (line.head_count, line.problems) == (3, ())


def test_a_visit_that_ends_before_it_begins_or_has_no_day_is_a_problem() -> None:
    assert a_visit(姓名="李四", 来访时间="2026-10-01 9:00", 离开时间="2026-09-30 9:00").problems
    assert a_visit(姓名="李四", 来访时间="昨天").problems


def test_a_visit_with_a_day_only_is_understood_without_a_time() -> None:
    line = a_visit(姓名="李四", 来访时间="2026-10-01")

    assert (line.day, line.arrived, line.notes, line.problems) == (date(2026, 10, 1), None, (), ())


def test_a_repeated_reading_of_a_long_list_gives_the_same_lines() -> None:
    rows = [(f"书{number}", "余华", "2012-8", "20.00元") for number in range(2_000)]
    table = a_table(("书名", "作者", "出版时间", "定价"), *rows)

    assert list(book_lines(table)) == list(book_lines(table))
    assert len({line.row for line in book_lines(table)}) == 2_000


def test_the_facts_of_a_title_page_are_read_from_their_columns() -> None:
    facts = a_book(
        书名="夏洛的网", ISBN="978-7-5327-3341-5", 版次="第2版", 丛书名="译文童书", 出版地="上海", 页数="184", 语种="汉语",
        内容提要="小猪和蜘蛛的友谊", 主题词="童话，美国", 适读年龄="7-12岁",
    ).facts  # fmt: skip
    assert (facts.isbn_given, facts.edition, facts.series_title) == (
        "978-7-5327-3341-5",
        "第2版",
        "译文童书",
    )
    assert (facts.place, facts.pages, facts.language, facts.subjects) == ("上海", "184", "chi", "童话；美国")
    assert (facts.summary, facts.age_from, facts.age_to) == ("小猪和蜘蛛的友谊", 7, 12)


@pytest.mark.parametrize(
    ("typed", "ages"),
    [
        ("7-12岁", (7, 12)), ("3～6周岁", (3, 6)), ("3岁以上", (3, None)), ("12岁以下", (None, 12)), ("6+", (6, None)),
        ("8岁", (8, 8)), ("6-18个月", (None, None)), ("小学生", (None, None)), ("300-500", (None, None)), ("12-7", (7, 12)),
    ],
)  # fmt: skip
def test_ages_are_read_as_people_write_them(typed: str, ages: tuple[int | None, int | None]) -> None:
    facts = a_book(书名="夏洛的网", 适读年龄=typed).facts
    assert (facts.age_from, facts.age_to) == ages
