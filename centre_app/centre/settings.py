"""The centre's settings: names, defaults, limits, reading and writing. What belongs to one computer is in `preferences.py`.

Not cached: a read is one look into an index (some 10 µs), and so right in every thread, after undo and after a restore.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from typing import Literal, overload

from centre_app import errors
from centre_app.centre import code_shapes
from centre_app.centre.models import Setting
from centre_app.i18n import N_, _
from centre_app.storage.action import action
from centre_app.storage.database import db

Value = str | int | bool
Number = Literal[
    "lend_days", "lend_limit", "renewal_limit", "renewal_days", "default_usual_minutes",
    "statistical_month_end", "backup_megabytes", "backup_hours", "image_months", "hold_minutes", "no_show_minutes",
    "quota_hours_use", "quota_hours_day", "quota_hours_week", "quota_hours_month", "quota_count_day", "quota_count_week",
    "quota_count_month", "quota_days_ahead_most", "quota_days_ahead_least", "hold_days", "grace_days", "suspension_days",
    "certificate_from", "loan_privacy_months", "visit_privacy_months", "person_privacy_months", "kit_warning_days",
    "rescan_minutes",
    "card_months", "lock_minutes", "report_day",
]  # fmt: skip
Text = Literal[
    "centre_name",
    "card_prefix",
    "barcode_prefix",
    "due_mode",
    "renewal_from",
    "class_scheme",
    "call_number_mode",
    "card_shapes",
    "barcode_shapes",
    "age_bands",
    "recovery_sheet",
    "report_kinds",
]
Switch = Literal[
    "scan_checks_out", "practice", "advanced", "release_no_shows", "complete_at_end", "joins_visit"
]
DEFAULTS: dict[str, Value] = {
    "centre_name": "",
    "lend_days": 30,
    "lend_limit": 5,
    "renewal_limit": 2,
    "renewal_days": 30,
    "hold_days": 7,
    "grace_days": 0,
    "suspension_days": 0,
    "loan_privacy_months": 12,
    "visit_privacy_months": 0,
    "person_privacy_months": 0,
    "due_mode": "next_open",
    "renewal_from": "today",
    "default_usual_minutes": 120,
    "scan_checks_out": False,
    "rescan_minutes": 5,
    "joins_visit": True,
    "age_bands": "6, 17, 34, 59",
    "card_prefix": "R",
    "card_months": 0,
    "barcode_prefix": "B",
    "statistical_month_end": 0,
    "backup_megabytes": 5_000,
    "backup_hours": 4,
    "image_months": 12,
    "lock_minutes": 10,
    "practice": False,
    "advanced": False,
    "hold_minutes": 30,
    "no_show_minutes": 15,
    "release_no_shows": False,
    "complete_at_end": False,
    "quota_hours_use": 0,
    "quota_hours_day": 0,
    "quota_hours_week": 0,
    "quota_hours_month": 0,
    "quota_count_day": 0,
    "quota_count_week": 0,
    "quota_count_month": 0,
    "quota_days_ahead_most": 0,
    "quota_days_ahead_least": 0,
    "certificate_from": 5,
    "class_scheme": "clc",
    "call_number_mode": "running",
    "kit_warning_days": 30,
    "card_shapes": "",
    "barcode_shapes": "",
    "recovery_sheet": "",  # the number of the key whose sheet somebody has shown to be at hand
    "report_day": 0,
    "report_kinds": "xlsx",
}
LABELS = {
    "centre_name": N_("Name of the centre"),
    "lend_days": N_("Loan time in days"),
    "lend_limit": N_("Copies one person may have at a time"),
    "renewal_limit": N_("How often a loan may be renewed"),
    "renewal_days": N_("Days added by a renewal"),
    "hold_days": N_("Open days a hold waits on the hold shelf"),
    "grace_days": N_("Days of grace before something overdue keeps from borrowing"),
    "suspension_days": N_("Days without borrowing for each day late"),
    "loan_privacy_months": N_("Months after which returned loans lose their reader"),
    "visit_privacy_months": N_("Months after which visits lose their name"),
    "person_privacy_months": N_("Months without a sign of life after which somebody is erased"),
    "due_mode": N_("How loan days are counted"),
    "renewal_from": N_("A renewal counts from"),
    "default_usual_minutes": N_("Usual stay in minutes"),
    "scan_checks_out": N_("A second scan of the card checks out"),
    "card_months": N_("Months a new card is good for"),
    "rescan_minutes": N_("Minutes after which a second scan is a new visit"),
    "joins_visit": N_("Lending and arriving open today's visit"),
    "age_bands": N_("Last age of each age band"),
    "card_prefix": N_("Letters before card numbers"),
    "barcode_prefix": N_("Letters before barcodes"),
    "statistical_month_end": N_("Last day of the statistical month"),
    "backup_megabytes": N_("Megabytes that backups may take"),
    "backup_hours": N_("Hours between backups while the program is open"),
    "image_months": N_("Months for which steps can be traced in detail"),
    "lock_minutes": N_("Minutes without a key or click after which the screen locks"),
    "practice": N_("Practice mode"),
    "advanced": N_("Show rare options"),
    "hold_minutes": N_("Minutes a place is held for the waiting list"),
    "no_show_minutes": N_("Counts as not arrived after"),
    "release_no_shows": N_("Free the room when nobody arrived"),
    "complete_at_end": N_("Complete bookings at their end"),
    "quota_hours_use": N_("Hours a booking"),
    "quota_hours_day": N_("Hours a day"),
    "quota_hours_week": N_("Hours a week"),
    "quota_hours_month": N_("Hours a month"),
    "quota_count_day": N_("Bookings a day"),
    "quota_count_week": N_("Bookings a week"),
    "quota_count_month": N_("Bookings a month"),
    "quota_days_ahead_most": N_("Most days ahead"),
    "quota_days_ahead_least": N_("Fewest days ahead"),
    "certificate_from": N_("Donation certificate from"),
    "class_scheme": N_("Classes to choose by"),
    "call_number_mode": N_("Call numbers"),
    "kit_warning_days": N_("Days before expiry that a kit is in the to-do list"),
    "card_shapes": N_("Shapes of other cards"),
    "barcode_shapes": N_("Shapes of other barcodes"),
    "recovery_sheet": N_("Recovery sheet at hand"),
    "report_day": N_("Export the monthly report from day"),
    "report_kinds": N_("Kinds of file"),
}
LIMITS = {
    "lend_days": (1, 365),
    "lend_limit": (1, 100),
    "renewal_limit": (0, 20),
    "renewal_days": (1, 365),
    "hold_days": (1, 60),
    "grace_days": (0, 60),
    "suspension_days": (0, 60),
    "card_months": (0, 120),
    "loan_privacy_months": (0, 120),
    "visit_privacy_months": (0, 240),
    "person_privacy_months": (0, 240),
    "default_usual_minutes": (5, 720),
    "rescan_minutes": (0, 720),
    "statistical_month_end": (0, 28),
    "backup_megabytes": (100, 1_000_000),
    "backup_hours": (0, 24),
    "image_months": (1, 120),
    "lock_minutes": (0, 120),
    "hold_minutes": (1, 10_080),
    "no_show_minutes": (1, 720),
    "quota_hours_use": (0, 24),
    "quota_hours_day": (0, 24),
    "quota_hours_week": (0, 168),
    "quota_hours_month": (0, 744),
    "quota_count_day": (0, 100),
    "quota_count_week": (0, 700),
    "quota_count_month": (0, 3000),
    "quota_days_ahead_most": (0, 730),
    "quota_days_ahead_least": (0, 365),
    "certificate_from": (1, 1000),
    "kit_warning_days": (0, 365),
    "report_day": (0, 28),
}
CHOICES = {
    "due_mode": {
        "next_open": N_("Count every day; a closed last day moves to the next open one"),
        "same_weekday": N_("Count every day; a closed last day moves to the same weekday, weeks on"),
        "count_open": N_("Count only open days"),
        "count_all": N_("Count every day, open or closed"),
    },
    "renewal_from": {"today": N_("the day of the renewal"), "due": N_("the day it was due")},
    "class_scheme": {
        "clc": N_("Chinese Library Classification"),
        "rural": N_("six classes of rural reading rooms"),
        "workers": N_("six classes of workers' reading rooms"),
    },
    "report_kinds": {"xlsx": N_("Excel"), "pdf": N_("PDF"), "both": N_("Excel and PDF")},
    "call_number_mode": {
        "running": N_("class and running number, given by themselves"),
        "author": N_("class and author mark, given by themselves"),
        "hand": N_("typed by hand"),
    },
}
LONGEST_NAME = 60
_MOST_BANDS, _OLDEST_EDGE = 8, 120
_PREFIX = re.compile(r"[A-Z]{1,3}")
_PREFIXES = ("card_prefix", "barcode_prefix")


@overload
def get(name: Number) -> int: ...
@overload
def get(name: Text) -> str: ...
@overload
def get(name: Switch) -> bool: ...
def get(name: str) -> Value:
    """The value of one setting, of its default's type. Raises KeyError for a name that is not in DEFAULTS."""
    default = DEFAULTS[name]
    row = db.execute_sql("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return _read(name, row[0]) if row else default


def label(name: str) -> str:
    """What a setting is called, in the current language."""
    return _(LABELS[name])


def all_settings() -> dict[str, Value]:
    """Every setting by name, from one query."""
    rows = db.execute_sql("SELECT name, value FROM setting").fetchall()
    return DEFAULTS | {name: _read(name, value) for name, value in rows if name in DEFAULTS}


def put(*, name: str, value: Value) -> None:
    """Change one setting, as `put_all` does."""
    put_all(values={name: value})


@action(N_("change the settings"), needs="settings")
def put_all(*, values: Mapping[str, Value]) -> None:
    """Change several settings as one action; what stays the same is not written.

    Raises KeyError for an unknown name, NumberOutOfRange, AgeBandsUnfit, PrefixUnfit or PrefixesAlike, and what
    `code_shapes.checked` does; nothing is written then.
    """
    present = all_settings()
    wanted = {name: _checked(name, value) for name, value in values.items()}
    _refuse_like_prefixes(present | wanted)
    for name, value in wanted.items():
        if value != present[name]:
            Setting.insert(name=name, value=json.dumps(value, ensure_ascii=False)).on_conflict(
                conflict_target=[Setting.name], preserve=[Setting.value]
            ).execute()


def _read(name: str, written: str) -> Value:
    """A stored value; one that another program wrote, and that this one would refuse, counts as not set."""
    try:
        return _checked(name, json.loads(written))
    except (ValueError, TypeError, RecursionError, errors.CentreError):
        return DEFAULTS[name]


def _checked(name: str, value: Value) -> Value:
    if type(value) is not type(DEFAULTS[name]):
        raise TypeError(f"{name}: {value!r}")
    if name in LIMITS and isinstance(value, int):
        check_number(name, value)
    if name in CHOICES and value not in CHOICES[name]:
        raise ValueError(f"{name}: {value!r}")
    if name == "centre_name":
        return " ".join(str(value).split())[:LONGEST_NAME]
    if name in ("card_shapes", "barcode_shapes"):
        return code_shapes.checked(str(value))
    if name == "age_bands":
        return ", ".join(str(age) for age in last_ages(str(value)))
    if name in _PREFIXES:
        value = unicodedata.normalize("NFKC", str(value)).strip().upper()
        if not _PREFIX.fullmatch(value):
            raise errors.PrefixUnfit(label=label(name))
    return value


def last_ages(text: str) -> tuple[int, ...]:
    """The last age of each age band but the oldest, as written in a setting. Raises AgeBandsUnfit."""
    parts = re.split(r"[,;、\s]+", unicodedata.normalize("NFKC", text).strip(" ,;、"))
    if not 1 <= len(parts) <= _MOST_BANDS or not all(re.fullmatch(r"\d{1,3}", part) for part in parts):
        raise errors.AgeBandsUnfit
    ages = tuple(int(part) for part in parts)
    if ages[-1] > _OLDEST_EDGE or any(later <= age for age, later in pairwise(ages)):
        raise errors.AgeBandsUnfit
    return ages


def check_number(name: str, value: int) -> None:
    """Refuse a number outside the limits of its setting. Raises NumberOutOfRange."""
    least, most = LIMITS[name]
    if not least <= value <= most:
        raise errors.NumberOutOfRange(label=label(name), least=least, most=most)


def _refuse_like_prefixes(values: Mapping[str, Value]) -> None:
    """Cards and copies share one space of codes: running numbers may not meet."""
    if values["card_prefix"] == values["barcode_prefix"]:
        raise errors.PrefixesAlike(prefix=values["card_prefix"])
    code_shapes.refuse_alike(cards=str(values["card_shapes"]), barcodes=str(values["barcode_shapes"]))
