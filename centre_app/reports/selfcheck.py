"""The self-check before a closing and before each export: what does not fit, as data and as sentences.

Every figure is counted again from its rows, splits are added up, the stock is carried forward, and the rows must exist.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from centre_app.i18n import N_, _, _n
from centre_app.reports.counts import stock
from centre_app.reports.folds import FOLDS
from centre_app.reports.indicator import Indicator, Number, Value
from centre_app.reports.indicators import INDICATORS, by_code
from centre_app.reports.packing import Rows
from centre_app.reports.periods import Period
from centre_app.storage.database import db

TOLERANCE = 0.0101  # figures are rounded to cents and hundredths
WHOLES = {"visits": "visits.total", "loans": "loans.issued", "services": "services.enquiries"}
_WORDS = {
    "rows": N_("{figure}: {expected} in the report, {found} counted from its rows"),
    "parts": N_("{figure}: the parts add up to {found} instead of {expected}"),
    "stock": N_("{figure}: {expected} in the report, {found} carried forward from the start"),
    "start": N_("{figure}: {expected} in the report, {found} at the end of the month before"),
    "sheet": N_("{figure}: {expected} in the report, {found} summed up on its sheet"),
    "missing": N_("{figure}: {found} of its rows are no longer there"),
}
_MISSING = 'SELECT count(*) FROM json_each(?) WHERE value NOT IN (SELECT id FROM "{}")'


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that does not fit: `what` is a key of the sentences, `part` the key of a part of a split."""

    code: str
    what: str
    expected: Number
    found: Number
    part: str = ""

    def sentence(self) -> str:
        """What does not fit, in the current language."""
        indicator = by_code(self.code)
        name = _(indicator.name)
        figure = f"{name} · {indicator.part_label(self.part)}" if self.part else name
        expected, found = indicator.shown(self.expected), indicator.shown(self.found)
        return _(_WORDS[self.what]).format(figure=figure, expected=expected, found=found)


def verdict(problems: Iterable[Misfit]) -> str:
    """Whether everything fits, in a few words."""
    count = len(list(problems))
    return (
        _n("{count} thing does not fit", "{count} things do not fit", count).format(count=count)
        if count
        else _("Verified")
    )


def written(problems: Iterable[Misfit]) -> str:
    """The problems as JSON."""
    return json.dumps([astuple(problem) for problem in problems])


def read(text: str) -> list[Misfit]:
    """The problems that were written; those of figures no longer known are left out."""
    known = {indicator.code for indicator in INDICATORS}
    return [Misfit(*each) for each in json.loads(text) if each[0] in known]


def of_figures(period: Period, counted: Mapping[str, Value]) -> list[Misfit]:
    """What does not fit among the figures themselves: splits that do not add up, a stock that is not carried forward."""
    found = []
    for indicator in INDICATORS:
        value, whole = counted.get(indicator.code), counted.get(WHOLES.get(indicator.code.split(".")[0], ""))
        if isinstance(value, dict) and sum(value.values()) != whole:
            found.append(Misfit(indicator.code, "parts", _number(whole), sum(value.values())))
    moved = {
        name: _number(counted.get(f"stock.{name}")) or 0
        for name in ("opening", "added", "withdrawn", "lost", "found")
    }
    carried = moved["opening"] + moved["added"] - moved["withdrawn"] - moved["lost"] + moved["found"]
    volumes, before = _number(counted.get("stock.volumes")), stock.count(period.previous()).volumes
    if volumes != carried:
        found.append(Misfit("stock.volumes", "stock", volumes, carried))
    if moved["opening"] != before:
        found.append(Misfit("stock.opening", "start", moved["opening"], before))
    return found


def of_rows(indicator: Indicator, rows: Rows, counted: Mapping[str, Value]) -> list[Misfit]:
    """What does not fit between a figure and its rows."""
    fold = FOLDS.get(indicator.code)
    if fold is None:
        return []
    value, again = counted[indicator.code], fold.take(rows, counted)
    if isinstance(value, dict) and isinstance(again, dict):
        keys = [key for key in {**value, **again} if value.get(key, 0) != again.get(key, 0)]
        return [Misfit(indicator.code, "rows", value.get(key, 0), again.get(key, 0), key) for key in keys]
    if agree(_number(value), _number(again)):
        return []
    return [Misfit(indicator.code, "rows", _number(value), _number(again))]


def missing(indicator: Indicator, rows: Rows) -> list[Misfit]:
    """Rows of a figure that are not in their table; cards of erased people, of whom a count is left, aside."""
    if not rows.table:
        return []
    ids = [row_id for (row_id,) in rows.of("id") if row_id]
    if rows.table == "person":
        ids = [row_id for row_id, personal in rows.of("id", "personal") if personal]
    gone = db.execute_sql(_MISSING.format(rows.table), (json.dumps(ids),)).fetchone()[0]
    return [Misfit(indicator.code, "missing", 0, gone)] if gone else []


def agree(one: Number, other: Number) -> bool:
    """Whether two numbers are the same but for rounding."""
    return one == other if one is None or other is None else abs(one - other) <= TOLERANCE


def _number(value: Value) -> Number:
    return None if isinstance(value, dict) else value
