"""How often, in words: said on screen, typed by the clerk, and both the same."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centre_app import errors, i18n
from centre_app.rooms import recurrence
from centre_app.rooms.recurrence import WORKWEEK, Rule

THURSDAY = date(2026, 10, 22)
WED_FRI = Rule("weekly", weekdays=(2, 4))


def read(text: str) -> Rule:
    return recurrence.typed(text, starts_on=THURSDAY).rule


@pytest.mark.parametrize(("rule", "chinese", "english"), [
    (replace(WED_FRI, until=date(2026, 12, 30)), "每周三、五 14:00–16:00，至 12-30",
     "every week on Wednesdays, Fridays 14:00–16:00, until 12-30"),
    (Rule("daily", count=8), "每天 14:00–16:00，共 8 次", "every day 14:00–16:00, 8 times in all"),
    (Rule("weekly", interval=2, weekdays=(0,)), "每两周周一 14:00–16:00", "every other week on Mondays 14:00–16:00"),
    (Rule("monthly", weekdays=(5,), nth=2), "每月第二个周六 14:00–16:00", "every month on the second of its Saturdays 14:00–16:00"),
    (Rule("monthly", month_days=(1, 15)), "每月1日、15日 14:00–16:00", "every month on day 1, day 15 14:00–16:00"),
    (Rule("weekly", weekdays=(5,), until=date(2027, 1, 9), skip_holidays=True), "每周六 14:00–16:00，至 2027-01-09，节假日除外",
     "every week on Saturdays 14:00–16:00, until 2027-01-09, except public holidays"),
])  # fmt: skip
def test_a_rule_is_said_in_both_languages(rule: Rule, chinese: str, english: str) -> None:
    assert recurrence.sentence(rule, starts="14:00", ends="16:00") == chinese
    with i18n.in_language("en"):
        assert recurrence.sentence(rule, starts="14:00", ends="16:00") == english


@pytest.mark.parametrize(("text", "rule"), [
    ("每周三、五", WED_FRI),
    ("每周三五", WED_FRI),
    ("每周三，周五", WED_FRI),
    ("每星期三和五", WED_FRI),
    ("周三、周五", WED_FRI),
    ("每天", Rule("daily")),
    ("每日", Rule("daily")),
    ("隔天", Rule("daily", interval=2)),
    ("每隔两天", Rule("daily", interval=3)),
    ("每两天", Rule("daily", interval=2)),
    ("每两周周一", Rule("weekly", interval=2, weekdays=(0,))),
    ("隔周周一", Rule("weekly", interval=2, weekdays=(0,))),
    ("每隔一周周一", Rule("weekly", interval=2, weekdays=(0,))),
    ("每周", Rule("weekly", weekdays=(3,))),
    ("每周末", Rule("weekly", weekdays=(5, 6))),
    ("每周一至周五", Rule("weekly", weekdays=WORKWEEK)),
    ("工作日", Rule("weekly", weekdays=WORKWEEK, skip_holidays=True, follow_makeup_workdays=True)),
    ("每月15日", Rule("monthly", month_days=(15,))),
    ("每月十五号", Rule("monthly", month_days=(15,))),
    ("每月1、15日", Rule("monthly", month_days=(1, 15))),
    ("每月最后一天", Rule("monthly", month_days=(-1,))),
    ("每月第二个周六", Rule("monthly", weekdays=(5,), nth=2)),
    ("每月最后一个周五", Rule("monthly", weekdays=(4,), nth=-1)),
    ("每三个月第1个周日", Rule("monthly", interval=3, weekdays=(6,), nth=1)),
    ("每周三 至12-30", Rule("weekly", weekdays=(2,), until=date(2026, 12, 30))),
    ("每周三，到1月6日为止", Rule("weekly", weekdays=(2,), until=date(2027, 1, 6))),
    ("每周三 共8次", Rule("weekly", weekdays=(2,), count=8)),
    ("每周三十次", Rule("weekly", weekdays=(2,), count=10)),
    ("每周三，节假日除外，调休上班日照常", Rule("weekly", weekdays=(2,), skip_holidays=True, follow_makeup_workdays=True)),
    ("every Wednesday and Friday", WED_FRI),
    ("Weekly on Wed, Fri", WED_FRI),
    ("every other Monday", Rule("weekly", interval=2, weekdays=(0,))),
    ("every 2 weeks on Monday", Rule("weekly", interval=2, weekdays=(0,))),
    ("Mon-Fri", Rule("weekly", weekdays=WORKWEEK)),
    ("every weekday", Rule("weekly", weekdays=WORKWEEK)),
    ("every workday", Rule("weekly", weekdays=WORKWEEK, skip_holidays=True, follow_makeup_workdays=True)),
    ("daily until 2026-12-30", Rule("daily", until=date(2026, 12, 30))),
    ("every day until Dec 30", Rule("daily", until=date(2026, 12, 30))),
    ("the second Saturday of every month", Rule("monthly", weekdays=(5,), nth=2)),
    ("monthly on the last Friday", Rule("monthly", weekdays=(4,), nth=-1)),
    ("the last day of every month", Rule("monthly", month_days=(-1,))),
    ("on the 1st and 15th of every month", Rule("monthly", month_days=(1, 15))),
    ("monthly on the 15th, 8 times", Rule("monthly", month_days=(15,), count=8)),
    ("every Wednesday except public holidays", Rule("weekly", weekdays=(2,), skip_holidays=True)),
])  # fmt: skip
def test_a_typed_sentence_is_understood(text: str, rule: Rule) -> None:
    assert read(text) == rule


@pytest.mark.parametrize(("text", "starts", "ends"), [
    ("每周三 14:00-16:00", time(14), time(16)),
    ("每周三 14：00～16：30", time(14), time(16, 30)),
    ("每周三下午2点到4点半", time(14), time(16, 30)),
    ("每周三 9点-11点", time(9), time(11)),
    ("every Wednesday 9:00 to 11:15", time(9), time(11, 15)),
    ("每周三 14:00", time(14), None),
    ("每周三", None, None),
])  # fmt: skip
def test_times_are_read_with_it(text: str, starts: time | None, ends: time | None) -> None:
    found = recurrence.typed(text, starts_on=THURSDAY)
    assert (found.starts_time, found.ends_time) == (starts, ends)


def test_a_first_day_is_read_with_it() -> None:
    found = recurrence.typed("从11月1日起每周三，至12-30", starts_on=THURSDAY)
    assert (found.starts_on, found.rule.until) == (date(2026, 11, 1), date(2026, 12, 30))


@pytest.mark.parametrize(("text", "error", "named"), [
    ("", errors.SeriesWordsUnclear, "…"),
    ("有空就来", errors.SeriesWordsUnclear, "有空就来"),
    ("每周三到明年1月6日", errors.SeriesWordsUnclear, "明年"),
    ("每周三 看心情", errors.SeriesWordsUnclear, "看心情"),
    ("every blue moon", errors.SeriesWordsUnclear, "blue moon"),
    ("每周八", errors.SeriesWordsUnclear, "八"),
    ("每周三 25:00-26:00", errors.TimeUnclear, "25:00"),
    ("每周三 至2-30", errors.DayUnclear, "2-30"),
    ("每周三 至13-45", errors.DayUnclear, "13-45"),
    ("每月32日", errors.DayUnclear, "32"),
    ("每周三 共0次", errors.SeriesRuleImpossible, "1"),
    ("每周三 共100000次", errors.SeriesTooLong, "1000"),
])  # fmt: skip
def test_what_is_not_understood_is_named(text: str, error: type[errors.CentreError], named: str) -> None:
    with pytest.raises(error) as refused:
        read(text)
    assert named in refused.value.sentence()


def test_the_examples_on_screen_are_understood() -> None:
    for language in i18n.LANGUAGES:
        with i18n.in_language(language):
            assert all(read(i18n._(example)) for example in recurrence.EXAMPLES)


weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
month_days = st.sets(st.sampled_from([-1, *range(1, 32)]), min_size=1, max_size=4).map(
    lambda days: tuple(sorted(days))
)
intervals = st.integers(1, 12)
shapes = st.one_of(
    st.builds(Rule, st.just("daily"), interval=intervals),
    st.builds(Rule, st.just("weekly"), interval=intervals, weekdays=weekdays),
    st.builds(Rule, st.just("monthly"), interval=intervals, month_days=month_days),
    st.builds(
        Rule,
        st.just("monthly"),
        interval=intervals,
        weekdays=weekdays,
        nth=st.sampled_from([-1, 1, 2, 3, 4, 5]),
    ),
)
ends = st.one_of(
    st.builds(dict),
    st.fixed_dictionaries({"until": st.dates(THURSDAY, date(2028, 10, 1))}),
    st.fixed_dictionaries({"count": st.integers(1, 1000)}),
)


@settings(max_examples=150, deadline=None)
@given(
    shape=shapes,
    end=ends,
    skip=st.booleans(),
    follow=st.booleans(),
    language=st.sampled_from(["zh_CN", "en"]),
)
def test_what_the_screen_says_can_be_typed(
    shape: Rule, end: dict[str, object], skip: bool, follow: bool, language: str
) -> None:
    rule = replace(shape, skip_holidays=skip, follow_makeup_workdays=follow, **end)
    with i18n.in_language(language):
        said = recurrence.sentence(rule, starts="14:00", ends="16:30")
    found = recurrence.typed(said, starts_on=THURSDAY)
    assert (found.rule, found.starts_time, found.ends_time) == (rule, time(14), time(16, 30))
