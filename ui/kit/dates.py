"""Reading dates and times as people type them. Pure: the day it is today is handed in, nothing is shown here."""

import re
import unicodedata
from datetime import date, time, timedelta

_RELATIVE = {
    "today": 0,
    "今天": 0,
    "今日": 0,
    "tomorrow": 1,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
    "yesterday": -1,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
}
_WEEKDAYS = {
    **{name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{name: number for number, name in enumerate("一二三四五六日")},
    "天": 6,
}
_CHINESE_WEEKDAY = re.compile(r"(上|本|这|下下|下)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])")
_YEARS = range(1900, 2101)
_AFTERNOON = ("下午", "晚上", "晚", "傍晚", "pm", "p.m.")
_MORNING = ("上午", "早上", "早", "凌晨", "am", "a.m.")


def read_date(text: str, *, today: date, lean: str = "near") -> date | None:
    """Return the date typed, None if it is none.

    Understood: `+7`, `-1`, today, 今天, 明天, 后天, 周三 or wed (the next such day), 下周三, `12-30`, `12月30日`, `30` (day of
    this month), `2026-12-30`, `20261230`. Without a year `lean` decides: "near" takes the nearest such day, "past" the
    latest not after today, "future" the next not before it. Years a centre has no business in are slips of the finger.
    """
    typed = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
    typed = re.sub(r"(?<=\d)日? ?(?:\(?(?:周|星期)[一二三四五六日天]\)?)$", "", typed)
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    if re.fullmatch(r"[+-]\d{1,4}", typed):
        return today + timedelta(days=int(typed))
    meant = _read_weekday(typed, today) or _read_figures(typed, today, lean)
    return meant if meant and meant.year in _YEARS else None


def read_time(text: str) -> time | None:
    """Return the time of day typed, None if it is none: `9`, `930`, `14:30`, `14.30`, 下午2点, 9点半, `2pm`."""
    typed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
    afternoon = any(word in typed for word in _AFTERNOON)
    morning = any(word in typed for word in _MORNING)
    noon = "中午" in typed
    for word in (*_AFTERNOON, *_MORNING, "中午"):
        typed = typed.replace(word, "")
    typed = typed.replace("点半", ":30").replace("点一刻", ":15").replace("点三刻", ":45")
    typed = re.sub(r"[点时](?=\d)", ":", typed).rstrip("点时钟分整")
    found = re.fullmatch(r"(\d{1,2})(?:[:.,](\d{1,2}))?", typed) or re.fullmatch(r"(\d{1,2})(\d{2})", typed)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if (afternoon or (noon and hour < 6)) and hour < 12:
        hour += 12
    if morning and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _read_weekday(typed: str, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if chinese := _CHINESE_WEEKDAY.fullmatch(typed):
        which, wanted = chinese[1], _WEEKDAYS[chinese[2]]
        if which is not None:
            weeks = {"上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}[which]
            return monday + timedelta(days=7 * weeks + wanted)
    elif re.fullmatch(r"(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?", typed):
        wanted = _WEEKDAYS[typed[:3]]
    else:
        return None
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _read_figures(typed: str, today: date, lean: str) -> date | None:
    plain = re.sub(r"[年月]", "-", typed).rstrip("日号").rstrip("-")
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", plain) or re.fullmatch(
        r"(\d{4})(\d\d)(\d\d)", plain
    ):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})", plain):
        return _without_year(int(found[1]), int(found[2]), today, lean)
    if re.fullmatch(r"\d{1,2}", plain):
        return _day(today.year, today.month, int(plain))
    return None


def _without_year(month: int, day: int, today: date, lean: str) -> date | None:
    # 29 February needs up to eight years to come round
    found = [made for year in range(today.year - 8, today.year + 9) if (made := _day(year, month, day))]
    if lean == "past":
        found = [made for made in found if made <= today]
    elif lean == "future":
        found = [made for made in found if made >= today]
    return min(found, key=lambda made: abs(made - today), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
