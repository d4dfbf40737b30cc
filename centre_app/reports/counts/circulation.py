"""The circulation of books, periodicals and audio-visual in parts: by class of the book, by age band and sex of the borrower.

First loans, renewals and in-house uses stay apart. A loan whose person is no longer known counts as `unknown`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase
from typing import Any

from centre_app.lending.classes import class_name
from centre_app.people.bands import age_band, codes, upper_ages
from centre_app.reports.fragments import PRINT, THINGS, UNKNOWN, age, loan_years, person_of, span
from centre_app.reports.listing import each, one
from centre_app.reports.periods import Period

CLASS = "upper(substr(trim(t.clc_class), 1, 1))"
# One walk over the loans serves every split; the band of an age is looked up once for each age, not for each loan.
# In the order of the copies, so that neighbours lie on one page of the file; joined in the order written (CROSS JOIN), or
# SQLite, which knows no figures of a file, would begin with every copy of a kind.
_CUBE = f"""
WITH lent AS MATERIALIZED (
  SELECT copy_id, person_id, lent_at, band, sex FROM loan WHERE lent_at >= :since AND lent_at < :until ORDER BY copy_id)
SELECT {CLASS}, {loan_years(age("l.lent_at"))}, coalesce(nullif(l.sex, ''), p.sex, ''), sum(c.volumes)
FROM lent l CROSS JOIN copy c ON c.id = l.copy_id CROSS JOIN title t ON t.id = c.title_id
LEFT JOIN {person_of("l")} WHERE c.{PRINT} GROUP BY 1, 2, 3"""  # noqa: S608
_RENEWED = f"""
SELECT {CLASS}, sum(c.volumes) FROM renewal n CROSS JOIN loan l ON l.id = n.loan_id CROSS JOIN copy c ON c.id = l.copy_id
CROSS JOIN title t ON t.id = c.title_id WHERE n.renewed_at >= :since AND n.renewed_at < :until AND c.{PRINT} GROUP BY 1"""  # noqa: S608
_IN_HOUSE = f"""
SELECT {CLASS}, sum(c.volumes) FROM in_house_use u CROSS JOIN copy c ON c.id = u.copy_id CROSS JOIN title t ON t.id = c.title_id
WHERE u.used_at >= :since AND u.used_at < :until AND c.{PRINT} GROUP BY 1"""  # noqa: S608
_TITLES = f"""
SELECT count(DISTINCT c.title_id) FROM loan l CROSS JOIN copy c ON c.id = l.copy_id
WHERE l.lent_at >= :since AND l.lent_at < :until AND c.{PRINT}"""  # noqa: S608
BY_DAY = f"""
SELECT substr(at, 1, 10), sum(lent), sum(renewed), sum(in_house), sum(things) FROM (
  SELECT l.lent_at AS at, c.volumes * (c.{PRINT}) AS lent, 0 AS renewed, 0 AS in_house, c.{THINGS} AS things
  FROM loan l CROSS JOIN copy c ON c.id = l.copy_id WHERE l.lent_at >= :since AND l.lent_at < :until
  UNION ALL SELECT n.renewed_at, 0, c.volumes * (c.{PRINT}), 0, 0
  FROM renewal n CROSS JOIN loan l ON l.id = n.loan_id CROSS JOIN copy c ON c.id = l.copy_id
  WHERE n.renewed_at >= :since AND n.renewed_at < :until
  UNION ALL SELECT u.used_at, 0, 0, c.volumes * (c.{PRINT}), 0
  FROM in_house_use u CROSS JOIN copy c ON c.id = u.copy_id WHERE u.used_at >= :since AND u.used_at < :until)
GROUP BY 1"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Circulation:
    """Volumes in parts. `lent` is by class, age band and sex together; the others by class."""

    lent: Counter[tuple[str, str, str]]
    renewed: Counter[str]
    in_house: Counter[str]

    def by_class(self) -> dict[str, int]:
        """First loans by main class, those with any, and `unknown`."""
        found = self._parts(0)
        return {code: found[code] for code in main_classes() if found[code]} | {UNKNOWN: found[UNKNOWN]}

    def by_band(self) -> dict[str, int]:
        """First loans by age band."""
        found = self._parts(1)
        return {code: found[code] for code in codes()}

    def by_sex(self) -> dict[str, int]:
        """First loans by sex."""
        found = self._parts(2)
        return {code: found[code] for code in ("F", "M", UNKNOWN)}

    def _parts(self, place: int) -> Counter[str]:
        parts: Counter[str] = Counter()
        for key, volumes in self.lent.items():
            parts[key[place]] += volumes
        return parts


class ClassLabels(Mapping[str, str]):
    """The main classes by their letter, as they are written: `I 文学`. Read when first asked for."""

    def __getitem__(self, code: str) -> str:
        if code not in main_classes():
            raise KeyError(code)
        return f"{code} {class_name(code)}"

    def __iter__(self) -> Iterator[str]:
        return iter(main_classes())

    def __len__(self) -> int:
        return len(main_classes())


CLASS_LABELS = ClassLabels()


@cache
def main_classes() -> tuple[str, ...]:
    """The letters of the main classes of the CLC."""
    return tuple(letter for letter in ascii_uppercase if class_name(letter))


def main_class(letter: str) -> str:
    """The main class that the first letter of a class number names, or `unknown`."""
    return letter if letter in main_classes() else UNKNOWN


def count(period: Period) -> Circulation:
    """Count the first loans, renewals and in-house uses of the period in their parts."""
    values = span(period)
    lent: Counter[tuple[str, str, str]] = Counter()
    upper = upper_ages()
    for letter, years, sex, volumes in each(_CUBE, values):
        code = age_band(None if years is None or years < 0 else years, upper=upper)
        lent[main_class(letter), code, sex or UNKNOWN] += volumes
    return Circulation(lent, _by_class(_RENEWED, values), _by_class(_IN_HOUSE, values))


def titles(period: Period) -> int:
    """Count the different titles lent in the period."""
    return int(one(_TITLES, span(period))[0])


def _by_class(sql: str, values: dict[str, Any]) -> Counter[str]:
    found: Counter[str] = Counter()
    for letter, volumes in each(sql, values):
        found[main_class(letter)] += volumes
    return found
