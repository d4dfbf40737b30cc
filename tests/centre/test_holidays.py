"""Holidays as editable facts: the notice as pasted text, single days, years nobody has announced yet."""

from datetime import date
from pathlib import Path

import pytest

from centre_app import errors, i18n
from centre_app.centre import calendar, holidays
from centre_app.centre.holidays import DayFact
from centre_app.centre.notice import parse_notice
from centre_app.storage import journal

A_NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，现将2027年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
　　一、元旦：1月1日（周五）至3日（周日）放假，共3天。
　　二、春节：2月5日（农历腊月二十九、周五）至12日（农历正月初七、周五）放假调休，共8天。1月31日（周日）、2月13日（周六）上班。
　　三、清明节：4月3日（周六）至5日（周一）放假，共3天。
　　四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
　　五、端午节：6月9日（周三）放假1天，不调休。
　　六、国庆节、中秋节：9月30日（周四）至10月7日（周四）放假调休，共8天。9月26日（周日）、10月9日（周六）上班。
　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
"""
AN_OLD_NOTICE = (
    "国务院办公厅关于2023年部分节假日安排的通知 一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。"
    "二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。"
    "三、清明节：4月5日放假，共1天。四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。"
    "五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。"
    "六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。"
)
A_COPIED_NOTICE = """2024年放假安排
一、元旦:1月1日放假,与周末连休。
二、春节:2月10日至17日放假调休,共8天。2月4日(星期日)、2月18日(星期日)上班。鼓励各单位结合带薪年休假等制度落实,安排职工在除夕(2月9日)休息。
三、清明节:4月4日至6日放假调休,共3天。4月7日(星期日)上班。
四、劳动节:5月1日至5日放假调休,共5天。4月28日(星期日)、5月11日(星期六)上班。
五、端午节:6月10日放假,与周末连休。
六、中秋节:9月15日至17日放假调休,共3天。9月14日(星期六)上班。
七、国庆节:10月1日至7日放假调休,共7天。9月29日(星期日)、10月12日(星期六)上班。"""


def test_a_notice_is_read_with_its_days_off_and_its_makeup_workdays() -> None:
    notice = parse_notice(A_NOTICE)
    kinds = {fact.day: fact.kind for fact in notice.days}
    assert notice.year == 2027
    assert [list(kinds.values()).count(kind) for kind in ("holiday", "workday")] == [28, 6]
    assert kinds[date(2027, 2, 12)] == "holiday"
    assert kinds[date(2027, 1, 31)] == "workday"
    assert kinds[date(2027, 6, 9)] == "holiday"
    assert next(fact.name for fact in notice.days if fact.day == date(2027, 10, 1)) == "国庆节、中秋节"


@pytest.mark.parametrize(("text", "year"), [(AN_OLD_NOTICE, 2023), (A_COPIED_NOTICE, 2024)])
def test_notices_of_years_past_say_what_the_program_knows_of_them(centre: Path, text: str, year: int) -> None:
    known = {
        day
        for day, fact in calendar.day_facts(date(year, 1, 1), date(year, 12, 31)).items()
        if fact.kind == "workday"
    }
    notice = parse_notice(text)
    assert notice.year == year
    assert {fact.day for fact in notice.days if fact.kind == "workday"} == known
    for fact in notice.days:
        if fact.kind == "holiday":
            assert holidays.day_facts(fact.day, fact.day)[fact.day].kind == "holiday"


def test_a_new_year_that_begins_in_december_reaches_into_the_year_before() -> None:
    days = [fact.day for fact in parse_notice(AN_OLD_NOTICE).days]
    assert days[:3] == [date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)]
    short = parse_notice("元旦：12月31日（周五）至1月2日（周日）放假，共3天。", year=2027 + 1)
    assert [fact.day for fact in short.days][::2] == [date(2027, 12, 31), date(2028, 1, 2)]


@pytest.mark.parametrize("text", ["", "明天放假", "元旦：大家休息", "<html>404</html>"])
def test_a_text_without_holidays_is_refused(text: str) -> None:
    with pytest.raises(errors.NoticeUnreadable):
        parse_notice(text, year=2027)


def test_a_notice_without_a_year_asks_for_it() -> None:
    with pytest.raises(errors.NoticeWithoutYear):
        parse_notice("一、元旦：1月1日（周五）至3日（周日）放假，共3天。")


@pytest.mark.parametrize(
    ("old", "new"),
    [("（周五）至3日", "（周四）至3日"), ("放假，共3天", "放假，共4天"), ("1月1日", "2月30日")],
)
def test_a_notice_that_contradicts_itself_is_refused_naming_the_festival(old: str, new: str) -> None:
    with pytest.raises(errors.NoticeContradicts, match="元旦"):
        parse_notice("一、元旦：1月1日（周五）至3日（周日）放假，共3天。".replace(old, new), year=2027)


def test_a_pasted_year_is_kept_and_known_from_then_on(centre: Path) -> None:
    assert calendar.missing_years(date(2026, 11, 1)) == [2027]
    holidays.keep_year(2027, days=parse_notice(A_NOTICE).days)
    assert calendar.missing_years(date(2026, 11, 1)) == []
    assert calendar.holiday_name(date(2027, 2, 6)) == "春节"
    assert calendar.is_makeup_workday(date(2027, 2, 13))
    with i18n.in_language("en"):
        assert calendar.holiday_name(date(2027, 2, 6)) == "Spring Festival"
    journal.undo()
    assert calendar.missing_years(date(2026, 11, 1)) == [2027]


def test_the_next_year_is_asked_for_from_november_on(centre: Path) -> None:
    assert calendar.missing_years(date(2026, 10, 31)) == []
    assert calendar.missing_years(date(2031, 11, 1)) == [2031, 2032]


def test_a_day_of_an_announced_year_is_changed_and_the_rest_stays(centre: Path) -> None:
    holidays.put_day(day=date(2026, 10, 8), kind="holiday", name="国庆节")
    holidays.remove_day(date(2026, 10, 10))
    assert calendar.holiday_name(date(2026, 10, 8)) == "国庆节"
    assert not calendar.is_makeup_workday(date(2026, 10, 10))
    assert calendar.holiday_name(date(2026, 1, 1)) == "元旦"
    holidays.forget_year(2026)
    assert calendar.is_makeup_workday(date(2026, 10, 10))
    with pytest.raises(errors.NotFound):
        holidays.remove_day(date(2026, 10, 22))


def test_a_december_day_of_a_notice_leaves_the_year_before_as_it_was(centre: Path) -> None:
    holidays.keep_year(
        2027, days=[DayFact(date(2026, 12, 31), "holiday", "元旦"), *parse_notice(A_NOTICE).days]
    )
    assert calendar.holiday_name(date(2026, 12, 31)) == "元旦"
    assert calendar.holiday_name(date(2026, 10, 1)) == "国庆节"
    with pytest.raises(errors.DayNotInYear):
        holidays.keep_year(2027, days=[DayFact(date(2029, 1, 1), "holiday", "元旦")])


def test_the_facts_of_a_year_are_one_query(centre: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", logger="peewee"):
        facts = calendar.day_facts(date(2026, 1, 1), date(2027, 12, 31))
    assert len(caplog.records) == 1
    assert facts[date(2026, 10, 10)].kind == "workday"
