"""Loan policies: for how long and how many, by category of person and kind of thing.

Each parameter is resolved by itself, from the most specific row that says something: category and kind together, then
the category, then the kind, then the default, which is in the settings and so always there and complete. (The order is
that of Koha's circulation rules.) What was resolved is copied into the loan: a changed policy changes no open loan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from centre_app import errors
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.lending.labels import KIND_LABELS
from centre_app.lending.models import KINDS
from centre_app.lending.policy_models import LoanPolicy
from centre_app.people.bands import CATEGORY_LABELS
from centre_app.people.models import CATEGORIES
from centre_app.storage.action import action
from centre_app.storage.database import db

IN_HOUSE = N_("To be used here only")
PARAMETERS = {
    "loan_days": N_("Loan time in days"),
    "loan_hours": N_("Loan time in hours"),
    "loan_limit": N_("Copies at a time"),
    "renewal_limit": N_("Renewals"),
    "renewal_days": N_("Days a renewal"),
    "hold_days": N_("Open days a hold waits"),
    "grace_days": N_("Days of grace"),
    "suspension_days": N_("Days of suspension a day late"),
    "in_house_only": IN_HOUSE,
}
LIMITS = {
    "loan_days": (1, 365),
    "loan_hours": (1, 240),
    "loan_limit": (1, 1000),
    "renewal_limit": (0, 20),
    "renewal_days": (1, 365),
    "hold_days": (1, 60),
    "grace_days": (0, 60),
    "suspension_days": (0, 60),
    "in_house_only": (0, 1),
}
_DEFAULTS = {
    "loan_days": "lend_days",
    "loan_limit": "lend_limit",
    "renewal_limit": "renewal_limit",
    "renewal_days": "renewal_days",
    "hold_days": "hold_days",
    "grace_days": "grace_days",
    "suspension_days": "suspension_days",
}
_TIME = ("loan_days", "loan_hours")  # one parameter, said in one of two ways
_ALL = f"SELECT id, category, kind, {', '.join(PARAMETERS)} FROM loan_policy ORDER BY category, kind"  # noqa: S608


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One row: for whom, for what (empty: all), and the parameters that it says something about."""

    id: int
    category: str
    kind: str
    values: Mapping[str, int]

    @property
    def words(self) -> str:
        """For whom and what it is."""
        return row_words(self.category, self.kind)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one category and kind. Exactly one of `loan_days` and `loan_hours` is given.

    `given_by` has a code of the row for each parameter: `b` both, `c` category, `k` kind, `d` default.
    """

    loan_days: int | None
    loan_hours: int | None
    loan_limit: int
    renewal_limit: int
    renewal_days: int
    hold_days: int
    grace_days: int
    suspension_days: int
    in_house_only: bool
    given_by: Mapping[str, str]

    def kept(self) -> dict[str, Any]:
        """The columns of a loan that keep these terms."""
        codes = "".join(
            f"{KEPT_LETTERS[name]}{code}" for name, code in self.given_by.items() if name in KEPT_LETTERS
        )
        return {name: getattr(self, name) for name in _KEPT} | {"given_by": codes}


_KEPT = ("loan_days", "loan_hours", "renewal_limit", "renewal_days", "grace_days", "suspension_days")
KEPT_LETTERS = {
    "loan_days": "t",
    "renewal_limit": "n",
    "renewal_days": "r",
    "grace_days": "g",
    "suspension_days": "s",
}


class Policies:
    """All rows and the default, from two queries; to be asked many times."""

    def __init__(self) -> None:
        self.rows = policies()
        values = settings.all_settings()
        self.default = {name: int(values[setting]) for name, setting in _DEFAULTS.items()} | {
            "in_house_only": 0
        }
        self._by = {(row.category, row.kind): row.values for row in self.rows}

    def terms(self, *, category: str, kind: str) -> Terms:
        """What holds for this category of person and kind of thing; empty: for no one special."""
        found: dict[str, Any] = {}
        given: dict[str, str] = {}
        for code, values in self._from_the_most_specific(category, kind):
            for name, value in values.items():
                key = "loan_days" if name in _TIME else name
                if key not in given:
                    given[key], found[name] = code, value
        found = dict.fromkeys(_TIME) | found
        return Terms(**{**found, "in_house_only": bool(found["in_house_only"])}, given_by=given)

    def kinds_apart(self, category: str) -> set[str]:
        """The kinds with a limit of their own for this category: they do not count towards the common one."""
        return {
            kind
            for (whom, kind), values in self._by.items()
            if kind and whom in ("", category) and "loan_limit" in values
        }

    def _from_the_most_specific(self, category: str, kind: str) -> Iterable[tuple[str, Mapping[str, int]]]:
        if category and kind:
            yield "b", self._by.get((category, kind), {})
        if category:
            yield "c", self._by.get((category, ""), {})
        if kind:
            yield "k", self._by.get(("", kind), {})
        yield "d", self.default


def policies() -> list[PolicyRow]:
    """Every row, in one query."""
    found = db.execute_sql(_ALL)
    names = tuple(PARAMETERS)
    return [
        PolicyRow(
            row[0], row[1], row[2],
            {name: value for name, value in zip(names, row[3:], strict=True) if value is not None},
        )
        for row in found
    ]  # fmt: skip


def terms(*, category: str, kind: str) -> Terms:
    """What holds now for this category of person and kind of thing."""
    return Policies().terms(category=category, kind=kind)


def row_words(category: str, kind: str) -> str:
    """What a row is called: whom and what it is for; without both the default."""
    parts = [
        _(CATEGORY_LABELS[category]) if category else "",
        _(KIND_LABELS[kind]) if kind else "",
    ]
    return " · ".join(part for part in parts if part) or _("Default")


@action(N_("add a loan policy"), needs="settings")
def add_policy(*, category: str = "", kind: str = "", **values: int | None) -> int:
    """Say what differs for a category, a kind, or both; returns the row's id.

    Raises PolicyForNobody, PolicyEmpty, PolicyThere, PolicyTwoTimes, and NumberOutOfRange; nothing is written then.
    """
    _check_whom(category, kind)
    given = _checked(values)
    if any((row.category, row.kind) == (category, kind) for row in policies()):
        raise errors.PolicyThere(row=row_words(category, kind))
    created: Any = LoanPolicy.create(category=category, kind=kind, **given)
    return int(created.id)


@action(N_("change a loan policy"), needs="settings")
def change_policy(*, policy_id: int, **values: int | None) -> None:
    """Say anew what differs: a parameter that is None or not given is left to the less specific rows.

    Loans that are out keep their terms. Raises as `add_policy`, and NotFound.
    """
    given = _checked(values)
    changed = LoanPolicy.update(**{name: given.get(name) for name in PARAMETERS})
    if not changed.where(LoanPolicy.id == policy_id).execute():
        raise errors.NotFound


@action(N_("remove a loan policy"), needs="settings")
def remove_policy(policy_id: int) -> None:
    """Let the less specific rows hold again. Raises NotFound."""
    if not LoanPolicy.delete().where(LoanPolicy.id == policy_id).execute():
        raise errors.NotFound


def _check_whom(category: str, kind: str) -> None:
    if category not in ("", *CATEGORIES) or kind not in ("", *KINDS):
        raise ValueError((category, kind))
    if not category and not kind:
        raise errors.PolicyForNobody


def _checked(values: Mapping[str, int | None]) -> dict[str, int]:
    given = {name: int(value) for name, value in values.items() if value is not None}
    unknown = given.keys() - PARAMETERS.keys()
    if unknown:
        raise TypeError(unknown)
    if not given:
        raise errors.PolicyEmpty
    if all(name in given for name in _TIME):
        raise errors.PolicyTwoTimes
    for name, value in given.items():
        least, most = LIMITS[name]
        if not least <= value <= most:
            raise errors.NumberOutOfRange(label=_(PARAMETERS[name]), least=least, most=most)
    return given
