"""The row of headings is found and understood however it is typed; rows that are no data are counted apart."""

import pytest

from centre_app import errors, i18n
from centre_app.importing.arranging import table_of
from centre_app.importing.headings import field_of, find_layout
from centre_app.importing.reading import Source
from centre_app.importing.shapes import Sheet
from centre_app.importing.vocabulary import Kind
from tests.importing.lists import a_table

REAL_BOOKS = {
    "title": "书名|书籍名|题名|正题名|图书题名|图书名称|书名/读物|name|书　　名|书 名",
    "authors": "作者|责任者|作者/译者/编者|作者/编者|作者/说明|作　　者|作者(详情页原文)",
    "title_and_authors": "题名与责任者",
    "publisher": "出版社|出版者|版本信息|publish|press|出 版 社|出版社(详情页)",
    "imprint": "出版发行项|出版信息",
    "published": "出版时间|出版日期|出版年|出版年月|pubdate|出版时间(详情页)",
    "price": "定价|价格|售价|单价|预计价格|price|定价（元）|*定价",
    "isbn": "ISBN|isbn|ISBN号|ISBN编号|SBN编号|ＩＳＢＮ|ISBN(详情页)|ISBN(从规格取)",
    "clc_class": "分类号|图书分类号|中图法分类号|中国图书分类号|中图分类(二级)",
    "subject": "类别|分类|书单分类",
    "call_number": "索书号|索取号|callNumber|bookIndex",
    "barcode": "条码号|条形码|图书条码|图书编号|书籍编号|bookCode",
    "location": "馆藏地|存放地址|location|pressmark",
    "copies": "数量|图书数量|BookNumber",
    "pieces": "册数",
    "sets": "套数",
    "donor": "捐赠单位|捐赠人",
    "donated_on": "捐赠日期",
    "list_value": "码洋",
    "net_value": "实洋",
    "remark": "备注|BookRemark",
    "serial": "序号|编号|ID|id",
    "source_id": "图书ID",
    "details": "规格(原文)",
    "note": "册次|学段|状态码|内容提要字数|商品号",
}
REAL_PEOPLE = {
    "person": "姓名|访客姓名|借阅人姓名|读者姓名|真实姓名|负责人|联系人|捐赠人|姓　名|name",
    "phone": "联系电话|手机号|手机号码|联系方式|电话",
    "sex": "性别",
    "birth": "出生年月|出生日期",
    "age": "年龄",
    "identity": "身份证号|证件号码",
    "address": "住址|家庭住址",
    "home": "楼栋房号",
    "building": "楼栋",
    "room": "房号",
    "grid": "网格|所属网格",
    "politics": "政治面貌",
    "category": "人员类别",
    "relation": "与户主关系",
    "guardian": "监护人",
    "guardian_phone": "监护人电话",
    "card_until": "有效期至",
    "skills": "特长",
    "emergency_contact": "紧急联系人",
    "points": "积分|可用积分|累计积分|兑换使用积分|积分分值",
    "clerk": "登记人|经办人|管理员签字|签名",
    "lent": "借阅日期|借阅时间|借期",
    "due": "应还日期|预期还书时间",
    "returned": "归还日期|归还时间|实际还书日期",
    "serial": "序号|编号|ID",
}
REAL_VISITS = {
    "person": "姓名|访客姓名|联系人",
    "purpose": "来访事由|来访目的|访问目的|访客目的|来访说明",
    "host": "被访人|被访人员|被访人姓名",
    "host_address": "被访者住所",
    "arrived": "来访时间|登记时间",
    "left": "离开时间",
    "room_name": "申请场地名称|使用场所",
    "span": "申请使用时间|使用时间",
    "organisation": "申请单位|使用单位|公司/组织名称|团体名|所属团体",
    "head_count": "活动人数|参加人数|来访总人数",
}
REAL_BOOKINGS = {
    "room_name": "申请场地名称|使用场所",
    "span": "申请使用时间|使用时间",
    "organisation": "申请单位|使用单位|团体名|所属团体",
    "person": "负责人|联系人|姓名",
    "phone": "联系电话|联系方式",
    "head_count": "活动人数|参加人数",
    "title": "活动内容|活动名称|用途",
    "starts": "开始时间",
    "ends": "结束时间",
    "status": "状态",
    "remark": "备注",
    "serial": "序号|编号",
}
REAL_LOANS = {
    "person": "借阅人姓名|读者姓名|姓名|真实姓名",
    "card_number": "读者证号|借书证号",
    "barcode": "条码号|图书条码|书籍编号",
    "title": "书名|图书名称|题名",
    "isbn": "ISBN|ISBN号",
    "lent": "借阅日期|借阅时间|借期",
    "due": "应还日期|预期还书时间",
    "returned": "归还日期|归还时间|实际还书日期",
    "clerk": "经办人|登记人",
    "serial": "序号|ID",
}
EVERY_HEADING = [
    (kind, heading, field)
    for kind, fields in (
        ("books", REAL_BOOKS),
        ("people", REAL_PEOPLE),
        ("visits", REAL_VISITS),
        ("bookings", REAL_BOOKINGS),
        ("loans", REAL_LOANS),
    )
    for field, headings in fields.items()
    for heading in headings.split("|")
]


@pytest.mark.parametrize(("kind", "heading", "field"), EVERY_HEADING)
def test_every_heading_that_people_use_is_understood(kind: Kind, heading: str, field: str) -> None:
    spaced = "　".join(heading) if not heading.isascii() else f" {heading}\n"

    assert field_of(heading, kind=kind) == field
    assert field_of(spaced, kind=kind) == field


def test_the_heading_row_is_found_below_titles_and_blank_rows() -> None:
    table = a_table(
        ("2026年图书捐赠清单", "", ""),
        ("", "", ""),
        ("单位：星耀社区", "", "填表日期：2026-10-01"),
        ("序号", "书　名", "册 数"),
        (1.0, "活着", 2.0),
    )

    assert table.layout.heading_row == 4
    assert table.layout.columns == {"title": (1,), "pieces": (2,)}
    assert table.layout.serials == (0,)
    assert table.rows == [(5, (1.0, "活着", 2.0))]


def test_a_second_row_of_headings_fills_what_a_merged_one_leaves_open() -> None:
    table = a_table(
        ("书名", "出版情况", "", "备注"), ("", "出版社", "出版日期", ""), ("活着", "作家出版社", "2012-8", "")
    )

    assert table.layout.columns == {"title": (0,), "publisher": (1,), "published": (2,), "remark": (3,)}
    assert [number for number, _row in table.rows] == [3]


def test_rows_that_are_no_data_are_counted_apart() -> None:
    table = a_table(
        ("序号", "书名", "作者", "数量"),
        (1.0, "活着", "余华", 1.0),
        ("", "", "", ""),
        (2.0, "", "", ""),
        ("", "小计", "", 1.0),
        ("序号", "书名", "作者", "数量"),
        (3.0, "围城", "钱锺书", 1.0),
        ("合　计", "", "", 2.0),
        ("总数目：2", "", "", ""),
        ("制表人：李四", "", "审核：王五", ""),
    )

    assert [row[1] for _number, row in table.rows] == ["活着", "围城"]
    assert (table.blank, table.totals, table.repeated) == (2, 4, 1)


def test_a_count_under_the_telephone_makes_no_person_of_a_total() -> None:
    heads, somebody = ("姓名", "電話", "備註"), ("王芳", "13800138000", "")
    table = a_table(heads, somebody, ("合計", "6", ""), ("总计", 13_800_138_001.0, ""), kind="people")

    assert [row[0] for _number, row in table.rows] == ["王芳", "总计"]
    assert set(table.layout.columns) == {"person", "phone", "remark"}


@pytest.mark.parametrize(
    "last",
    [
        ("合计", "13人", ""),
        ("小计", "共5人", ""),
        ("合　计", "2", ""),
        ("", "共5册", ""),
        ("", "", "总计 13 人"),
    ],
)
def test_totals_with_their_unit_are_no_people(last: tuple[str, str, str]) -> None:
    table = a_table(("序号", "姓名", "备注"), (1.0, "王芳", ""), last, kind="people")
    assert ([row[1] for _number, row in table.rows], table.totals) == (["王芳"], 1)


def test_a_book_called_total_is_no_total() -> None:
    table = a_table(("书名", "作者"), ("总计", "某人"), ("活着", "余华"))

    assert len(table.rows) == 2


def test_of_two_columns_for_one_field_the_plain_one_comes_first() -> None:
    table = a_table(
        ("书名", "作者(详情页)", "作者", "售价", "定价"), ("活着", "余华　著", "余华", 18.0, 20.0)
    )

    assert table.layout.columns["authors"] == (2, 1)
    assert table.layout.columns["price"] == (4, 3)


def test_a_sheet_with_headings_is_chosen_before_one_without_and_before_a_hidden_one() -> None:
    rows = [("书名",), ("活着",)]
    cover, hidden, shown = Sheet("封面", [("说明",)]), Sheet("旧", rows, hidden=True), Sheet("清单", rows)

    assert table_of(Source("x.xlsx", (cover, hidden, shown)), kind="books").sheet == "清单"


def test_without_headings_the_sentence_says_which_are_expected() -> None:
    with i18n.in_language("en"), pytest.raises(errors.NoHeadings) as refused:
        a_table(("甲", "乙"), (1.0, 2.0))

    sentence = refused.value.sentence()
    assert "清单.csv" in refused.value.data["file"]
    assert "书名" in sentence
    assert "ISBN" in sentence


@pytest.mark.parametrize(("kind", "heading"), [("people", "书名"), ("books", "姓名"), ("visits", "书名")])
def test_a_list_of_another_kind_is_not_taken_for_this_one(kind: Kind, heading: str) -> None:
    assert find_layout([(heading, "备注"), ("x", "y")], kind=kind) is None
