"""What people type is understood or given back with a reason; nothing they type is a crash."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.importing import book_values as book
from centre_app.importing import dates, imprints, moments, values
from centre_app.importing import person_values as people
from centre_app.importing.shapes import Cell, Parsed

TODAY = date(2026, 10, 22)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2003-8", "2003-08"),
        ("2007年4月", "2007-04"),
        ("2014年08月 ", "2014-08"),
        ("20040301", "2004-03-01"),
        ("200403", "2004-03"),
        ("2010.4", "2010-04"),
        (2010.4, "2010-04"),
        ("2012/05/01", "2012-05-01"),
        ("2012-9-1 0:00:00", "2012-09-01"),
        ("２０１４年８月", "2014-08"),
        ("二〇〇三年十二月", "2003-12"),
        ("2005年5月第1版", "2005-05"),
        ("1999", "1999"),
        (1999.0, "1999"),
        ("August 2003", "2003-08"),
        ("19/5/2020", "2020-05-19"),
        (37835.0, "2003-08-02"),
        ("37834", "2003-08"),
        (date(2003, 8, 1), "2003-08"),
        (datetime(2003, 8, 2), "2003-08-02"),
        ("", None),
        ("不详", None),
    ],
)
def test_a_date_of_publication_keeps_what_is_known(cell: Cell, expected: str | None) -> None:
    assert dates.published(cell) == Parsed(expected)


@pytest.mark.parametrize(
    ("cell", "year"), [("5/6/2020", "2020"), ("2003.13.1", "2003"), (2010.1, "2010"), ("1990年代", "1990")]
)
def test_an_unclear_date_of_publication_is_its_year_with_a_note(cell: Cell, year: str) -> None:
    parsed = dates.published(cell)

    assert parsed.value == year
    assert parsed.note


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1985-03-12", dates.Birth(1985, date(1985, 3, 12))),
        ("19850312", dates.Birth(1985, date(1985, 3, 12))),
        (31118.0, dates.Birth(1985, date(1985, 3, 12))),
        (datetime(1985, 3, 12), dates.Birth(1985, date(1985, 3, 12))),
        ("1985.6", dates.Birth(1985)),
        ("1950年", dates.Birth(1950)),
        ("2030-01-01", None),
        ("1800", None),
        ("85年", None),
        ("1985-2-30", None),
    ],
)
def test_a_birth_is_a_day_or_a_year_and_never_in_the_future(cell: Cell, expected: dates.Birth | None) -> None:
    assert dates.birth(cell, today=TODAY).value == expected


@pytest.mark.parametrize(
    ("cell", "year"), [("70", 1956), ("七十岁", 1956), (8.0, 2018), ("8个月", 2026), ("200", None)]
)
def test_an_age_gives_the_year_of_birth(cell: Cell, year: int | None) -> None:
    parsed = dates.age(cell, today=TODAY).value

    assert (parsed.year if parsed else None) == year


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2020-05-19 19:00:00", datetime(2020, 5, 19, 19)),
        ("2020年5月19日下午3点半", datetime(2020, 5, 19, 15, 30)),
        ("2020-5-19（星期二）15时30分", datetime(2020, 5, 19, 15, 30)),
        ("20200519 10:00", datetime(2020, 5, 19, 10)),
        ("2020-05-19T08:05", datetime(2020, 5, 19, 8, 5)),
        ("9:30", datetime(2026, 10, 22, 9, 30)),
        (time(9, 3), datetime(2026, 10, 22, 9, 3)),
        (0.5, datetime(2026, 10, 22, 12)),
        (43970.791666666664, datetime(2020, 5, 19, 19)),
        ("2020-05-19 24:00", datetime(2020, 5, 20)),
        ("2020-05-19 25:00", None),
        ("2020-05-19", None),
    ],
)
def test_a_moment_is_read_with_its_date_or_on_the_day_of_the_row(
    cell: Cell, expected: datetime | None
) -> None:
    parsed = moments.moment(cell, day=TODAY)

    assert parsed.value == expected
    assert bool(parsed.note) == (expected is None)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("2020-05-19 19:00—21:00", "19 19:00", "19 21:00"),
        ("2020-05-19 19:00:00 至 2020-05-19 21:00:00", "19 19:00", "19 21:00"),
        ("2020-5-19 下午2点到4点半", "19 14:00", "19 16:30"),
        ("2020-05-19 14-16点", "19 14:00", "19 16:00"),
        ("2020年5月19日 22:00～02:00", "19 22:00", "20 02:00"),
    ],
)
def test_a_span_has_its_two_ends(cell: str, start: str, end: str) -> None:
    span = moments.span(cell).value

    assert span is not None
    assert (f"{span.start:%d %H:%M}", f"{span.end:%d %H:%M}") == (start, end)


@pytest.mark.parametrize("cell", ["9:00", "2020-05-19", "明天", "2020-05-19 19:00-2020-05-18 20:00"])
def test_half_a_span_is_none(cell: str) -> None:
    assert moments.span(cell).value is None


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("68.00元", 6800),
        ("￥68.00", 6800),
        ("¥42", 4200),
        ("CNY 58.00", 5800),
        ("24.80 RMB", 2480),
        ("RMB36.00", 3600),
        ("75(元)", 7500),
        ("0.43", 43),
        (39.8, 3980),
        (78.0, 7800),
        ("1,280.00", 128_000),
        ("12元5角", 1250),
        ("5角", 50),
        ("12元/套", 1200),
        ("30元/全5册", 3000),
        ("定价：３５．００元", 3500),
    ],
)
def test_a_price_in_yuan_is_fen(cell: Cell, fen: int) -> None:
    assert book.price(cell) == Parsed(fen)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [("CNY27.00(上中下册)", 2700), ("128.00元（全三册）", 12800), ("144元（预售期116元）", 14400)],
)
def test_what_stands_in_brackets_behind_a_price_is_told(cell: str, fen: int) -> None:
    parsed = book.price(cell)

    assert parsed.value == fen
    assert cell in parsed.note


@pytest.mark.parametrize(
    "cell",
    [
        "NT$350",
        "NT369",
        "USD 12.05",
        "us$ 19.99",
        "JPY 700",
        "新台币100元",
        "台幣：280 元",
        "100美元",
        "CNY",
        "25-30元",
        "-5",
        "非卖品",
        "很贵",
    ],
)
def test_what_is_no_price_in_yuan_is_only_a_note(cell: str) -> None:
    parsed = book.price(cell)

    assert parsed.value is None
    assert cell in parsed.note


@pytest.mark.parametrize(
    ("cell", "isbn"),
    [
        (9787543464582.0, "9787543464582"),
        ("978-7-5434-6458-2", "9787543464582"),
        ("ISBN 978 7 5434 6458 2", "9787543464582"),
        ("9787543464582(精装)", "9787543464582"),
        ("９７８７５４３４６４５８２", "9787543464582"),
        ("7-02-000220-X", "9787020002207"),
        ("是否是套装: 否  ISBN编号: 9787540476892", "9787540476892"),
    ],
)
def test_an_isbn_is_thirteen_digits_however_it_is_typed(cell: Cell, isbn: str) -> None:
    assert book.isbn(cell) == Parsed(isbn)


@pytest.mark.parametrize("cell", ["20923655", "9787543464583", "10019·2204", "9.78754E+12"])
def test_a_number_that_is_no_isbn_is_only_a_note(cell: str) -> None:
    parsed = book.isbn(cell)

    assert parsed.value is None
    assert cell in parsed.note


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("劳拉的星星（全7册）", 7),
        ("和大人一起读（全四册）", 4),
        ("写给孩子的书（共6册）", 6),
        ("招摇：全二册", 2),
        ("（套装全2册）", 2),
        ("王小波杂文套装（共4册", 4),
        ("城南旧事（三册套装版）", 3),
        ("丁丁历险记（共22本）", 22),
        ("南渡北归（2015新版全三册）", 3),
        ("史记（上、中、下册）", 3),
        ("上中下", 3),
        ("妖怪大全（上下）", 2),
        ("NANA（1-13）", 13),
        ("鲁迅全集 第3册", None),
        ("平凡的世界 上册", None),
        ("上下五千年", None),
        ("十万个为什么", None),
        ("全彩图说时间简史", None),
    ],
)
def test_a_title_says_how_many_volumes_its_set_has(title: str, expected: int | None) -> None:
    assert book.volumes(title).value == expected
    assert book.title(title) == title


@pytest.mark.parametrize("nothing", ["无", "佚名", "——", "-", "/", "N/A", "　", "不详", "#N/A", "null"])
def test_ways_of_saying_nothing_are_empty(nothing: str) -> None:
    assert (book.authors(nothing), book.publisher(nothing), people.name(nothing), values.plain(nothing)) == (
        "",
    ) * 4


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("　人 民 文 学 出 版 社　", "人民文学出版社"),
        ("新 星出版社 阳光博客", "新 星出版社 阳光博客"),
        ("ＡＢＣ出版社", "ABC出版社"),
    ],
)
def test_a_publisher_has_no_blanks_between_single_letters(cell: str, expected: str) -> None:
    assert book.publisher(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("I247.5", "I247.5"),
        ("TF", "TF"),
        ("TP311.1-43", "TP311.1-43"),
        ("D33/37", "D33/37"),
        ("小说", None),
        ("CD", None),
        ("L2", None),
    ],
)
def test_a_class_number_is_told_from_a_word(cell: str, expected: str | None) -> None:
    assert book.clc_class(cell).value == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86-138-0013-8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        (13800138000.0, "13800138000"),
        ("(0551)6512345", "05516512345"),
        ("13800138000/13900139000", "13800138000"),
        ("138001380", None),
        ("张三", None),
    ],
)
def test_a_telephone_number_is_digits_only(cell: Cell, expected: str | None) -> None:
    parsed = people.phone(cell)

    assert parsed.value == expected
    assert expected is not None or parsed.note


@pytest.mark.parametrize(
    ("cell", "expected"), [("男", "M"), ("女 ", "F"), ("Female", "F"), ("m", "M"), ("保密", None)]
)
def test_sex_is_said_in_many_words(cell: str, expected: str | None) -> None:
    assert people.sex(cell).value == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("居民", "resident"),
        ("常住户籍", "resident"),
        ("职工", "worker"),
        ("新就业群体", "worker"),
        ("访客", "guest"),
        ("非本社区居民", "guest"),
    ],
)
def test_a_category_is_said_in_many_words(cell: str, expected: str) -> None:
    assert people.category(cell).value == expected


@pytest.mark.parametrize("cell", ["11010519491231002X", " 11010519491231002x", "110105491231002"])
def test_an_identity_number_gives_birth_and_sex(cell: str) -> None:
    assert people.identity(cell).value == people.Identity(born=date(1949, 12, 31), sex="F")


@pytest.mark.parametrize("cell", ["110105194912310021", "1.10105E+17", "340102", "11010519491331002X"])
def test_a_wrong_identity_number_never_stands_in_its_note(cell: str) -> None:
    parsed = people.identity(cell)

    assert parsed.value is None
    assert parsed.note
    assert cell[:6] not in parsed.note


@pytest.mark.parametrize(
    ("cell", "building", "room"),
    [
        ("3栋2单元501", "3栋", "2单元501"),
        ("12号楼 302室", "12号楼", "302室"),
        ("5-1203", "5", "1203"),
        ("501", "", "501"),
    ],
)
def test_a_building_and_a_room_in_one_cell_are_parted(cell: str, building: str, room: str) -> None:
    assert people.home(cell) == people.Home(building, room)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "[美]克里莫 / 周高逸 / 天津人民出版社 / 2015-8 / 39.00元",
            ("[美]克里莫 / 周高逸", "天津人民出版社", "2015-08", 3900),
        ),
        (
            "马振聘 / 世纪文景/上海人民出版社 / 2015-8 / NT$350",
            ("马振聘", "世纪文景/上海人民出版社", "2015-08", None),
        ),
        ("季诺 / 译林出版社 / 1991", ("季诺", "译林出版社", "1991", None)),
        (
            "金善贤 绘著 / 潘晓君 译 / 九州出版社 / 49.80元",
            ("金善贤 绘著 / 潘晓君 译", "九州出版社", None, 4980),
        ),
        ("马荧晗 / 2012-11 / 28.00元", ("马荧晗", "", "2012-11", 2800)),
        ("夏达 / 新世纪出版社 / 2009年12月 / RMB36.00", ("夏达", "新世纪出版社", "2009-12", 3600)),
        ("北京：人民文学出版社，2003.8", ("", "人民文学出版社", "2003-08", None)),
        ("人民文学出版社", ("", "人民文学出版社", None, None)),
    ],
)
def test_a_combined_column_is_split_from_its_end(cell: str, expected: tuple[object, ...]) -> None:
    found = imprints.imprint(cell)

    assert (found.authors, found.publisher, found.published, found.price) == expected


def test_details_with_labels_give_what_they_name() -> None:
    found = imprints.details(
        "是否套装: 否 出版时间: 2013年7月作者地区: 其他\n 作者: 无  SBN编号: 9787560985749"
    )

    assert (found.published, found.authors, found.isbn) == ("2013-07", "", "9787560985749")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("3册", 3), ("三本", 3), ("共 5 册", 5), (2.0, 2), ("1,000", 1000), ("第3册", None), ("-1", None)],
)
def test_a_count_is_a_number_with_or_without_its_measure_word(cell: Cell, expected: int | None) -> None:
    assert values.count(cell).value == expected


PARSERS: list[Callable[[Cell], object]] = [
    values.text,
    values.plain,
    values.folded,
    values.count,
    dates.published,
    dates.exact_date,
    lambda cell: dates.birth(cell, today=TODAY),
    lambda cell: dates.age(cell, today=TODAY),
    moments.moment,
    lambda cell: moments.moment(cell, day=TODAY),
    moments.span,
    lambda cell: moments.span(cell, day=date.max),
    book.price,
    book.isbn,
    book.volumes,
    book.title,
    book.authors,
    book.publisher,
    book.clc_class,
    book.barcode,
    book.call_number,
    imprints.imprint,
    imprints.title_and_authors,
    imprints.details,
    people.name,
    people.phone,
    people.sex,
    people.category,
    people.identity,
    people.home,
]
MESS = "0123456789 年月日-./:：—~至上下中全册元￥$XISBNE+()（）／〇十百²٣〸午点时半amp"
ANY_CELL = st.one_of(
    st.text(),
    st.text(alphabet=MESS, max_size=40),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)


@pytest.mark.parametrize("parse", PARSERS)
@given(cell=ANY_CELL)
def test_nothing_that_can_stand_in_a_cell_is_a_crash(parse: Callable[[Cell], object], cell: Cell) -> None:
    first = parse(cell)

    assert parse(cell) == first
    assert not isinstance(first, Parsed) or isinstance(first.note, str)


def test_a_duration_is_a_time_of_its_day() -> None:
    assert moments.moment(timedelta(hours=9, minutes=5), day=TODAY).value == datetime(2026, 10, 22, 9, 5)
