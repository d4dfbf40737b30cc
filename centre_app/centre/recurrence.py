"""What repeats in the calendar of the centre: RRULE texts of RFC 5545, the days they fall on, and words for them.

Knows no tables. Series of bookings have more to them and are in `rooms`.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from centre_app import errors
from centre_app.i18n import N_, _

REPEATS = {
    "": N_("Once"),
    "weekly": N_("Every week on this weekday"),
    "fortnightly": N_("Every two weeks on this weekday"),
    "monthly": N_("Every month on this date"),
    "monthly_weekday": N_("Every month on this weekday"),
    "yearly": N_("Every year on this date"),
}
DAY_NAMES = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = ("FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST")
_MOST_COUNT = 10_000


def occurrences(rule: str, *, starts_at: datetime, after: datetime, before: datetime) -> list[datetime]:
    """When the occurrences begin that begin after one moment and before another; without a rule just the first."""
    if not rule:
        return [starts_at] if after < starts_at < before else []
    found: list[datetime] = _rule_set(rule, starts_at).between(after, before)
    return found


def checked_rule(rule: str, *, starts_at: datetime) -> str:
    """The rule as it is kept, in capitals and without its label. Raises RuleUnreadable for what cannot be followed.

    Only days, weeks, months and years can be counted; a rule must fall on its own first day at least once.
    """
    text = rule.strip().upper().removeprefix("RRULE:")
    if not text:
        return ""
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    if (
        parts.get("FREQ") not in _FREQUENCIES
        or any(name not in _PARTS for name in parts)
        or not _is_number(parts.get("COUNT", "1"), most=_MOST_COUNT)
        or not _is_number(parts.get("INTERVAL", "1"), most=999)
    ):
        raise errors.RuleUnreadable(rule=rule.strip())
    try:
        first = _rule_set(text, starts_at).after(starts_at - timedelta(seconds=1))
    except (ValueError, TypeError, OverflowError) as error:
        raise errors.RuleUnreadable(rule=rule.strip()) from error
    if first is None:
        raise errors.RuleUnreadable(rule=rule.strip())
    return text


def rule_of(repeats: str, *, starts_at: datetime, until: date | None = None) -> str:
    """The rule of one of REPEATS from a first day on, up to and with the last day where one is given."""
    nth = (starts_at.day - 1) // 7 + 1
    weekday = _CODES[starts_at.weekday()]
    rule = {
        "": "",
        "weekly": f"FREQ=WEEKLY;BYDAY={weekday}",
        "fortnightly": f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        "monthly": f"FREQ=MONTHLY;BYMONTHDAY={starts_at.day}",
        # a fifth weekday is not in every month: the last one is what is meant
        "monthly_weekday": f"FREQ=MONTHLY;BYDAY={nth if nth < 5 else -1}{weekday}",
        "yearly": f"FREQ=YEARLY;BYMONTH={starts_at.month};BYMONTHDAY={starts_at.day}",
    }[repeats]
    if rule and until is not None:
        rule += f";UNTIL={datetime.combine(until, time(23, 59, 59)):%Y%m%dT%H%M%S}"
    return rule


def repeats_of(rule: str, *, starts_at: datetime) -> str:
    """Which of REPEATS a rule is, `other` when it is none of them."""
    plain = ";".join(part for part in rule.split(";") if not part.startswith("UNTIL="))
    return next((name for name in REPEATS if rule_of(name, starts_at=starts_at) == plain), "other")


def until_of(rule: str) -> date | None:
    """The last day of a rule that says one."""
    found = next((part[6:14] for part in rule.split(";") if part.startswith("UNTIL=")), "")
    return datetime.strptime(found, "%Y%m%d").date() if found else None


def in_words(rule: str, *, starts_at: datetime) -> str:
    """The rule as a list shows it: `Every Mon until 2026-12-30`; nothing for what happens once."""
    if not rule:
        return ""
    day, nth = _(DAY_NAMES[starts_at.weekday()]), (starts_at.day - 1) // 7 + 1
    said = {
        "weekly": _("Every {day}"),
        "fortnightly": _("Every second {day}"),
        "monthly": _("Monthly on the {date}."),
        "monthly_weekday": _("Monthly on {day} no. {nth}") if nth < 5 else _("Monthly on the last {day}"),
        "yearly": _("Every year on {month}-{date}"),
    }.get(repeats_of(rule, starts_at=starts_at), rule)
    words = (
        said.format(day=day, nth=nth, date=starts_at.day, month=f"{starts_at:%m}") if said != rule else rule
    )
    until = until_of(rule)
    return _("{rule} until {day}").format(rule=words, day=until) if until and said != rule else words


def _is_number(text: str, *, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most


@lru_cache(maxsize=256)
def _rule_set(rule: str, starts_at: datetime) -> Any:
    from dateutil.rrule import rrulestr

    return rrulestr(rule, dtstart=starts_at, cache=True)
