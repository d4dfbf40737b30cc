"""Corrections (更正): what is not any more as it was when a month was closed, and the rows that came, went or changed.

They stand in the report of the month that follows the last closed one, and with the closed month itself when it is exported again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from centre_app.reports import indicators, kept
from centre_app.reports.folds import FOLDS
from centre_app.reports.indicator import Number, Value
from centre_app.reports.indicators import by_code
from centre_app.reports.kept import Behind, Correction
from centre_app.reports.listing import Listing
from centre_app.reports.packing import Rows, rows_of
from centre_app.reports.periods import Period
from centre_app.storage.database import snapshot

_MONTHS_BACK = 24  # no report shows a figure of longer ago than a year


@dataclass(frozen=True, slots=True)
class Line:
    """A corrected figure, or a part of a split, as it is shown."""

    month: str
    code: str
    part: str
    then: Number
    now: Number

    @property
    def difference(self) -> Number:
        """Now less then; None where one of them could not be counted."""
        return None if self.then is None or self.now is None else round(self.now - self.then, 4)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that made a difference: it `came`, went (`gone`) or `changed`; cells by column, before and after."""

    what: str
    before: dict[str, Any]
    after: dict[str, Any]


def shown_with(period: Period) -> list[Correction]:
    """The corrections that the report of a month shows: of earlier months, and of itself where it is closed."""
    if period.kind != "month" or period.since_new_year:
        return []
    with snapshot():
        closing = kept.closing_of(period.text)
        if closing is not None:
            return [*kept.corrections_of(closing.id), *_since_closing(period)]
        closed = kept.closings()
        if not closed or Period.parse(closed[0].period).following().text != period.text:
            return []
        return [each for row in closed[:_MONTHS_BACK] for each in _since_reported(row)]


def lines(corrections: Sequence[Correction]) -> list[Line]:
    """The corrections one number a line: of splits the parts that differ."""
    found = []
    for each in corrections:
        if not isinstance(each.then, dict) and not isinstance(each.now, dict):
            found.append(Line(each.month, each.code, "", each.then, each.now))
            continue
        then, now = (value if isinstance(value, dict) else {} for value in (each.then, each.now))
        parts = [part for part in {**then, **now} if then.get(part, 0) != now.get(part, 0)]
        found += [Line(each.month, each.code, part, then.get(part, 0), now.get(part, 0)) for part in parts]
    return found


def by_rows(corrections: Sequence[Correction]) -> list[tuple[str, list[str], Rows, list[RowChange]]]:
    """The rows that made the differences, each once: the month, the figures, what the rows are, and the changes."""
    groups: dict[tuple[str, int, int], list[Correction]] = defaultdict(list)
    for each in corrections:
        if each.before is not None and each.after is not None:
            groups[each.month, _key(each.before), _key(each.after)].append(each)
    found = []
    for (month, _before, _after), those in groups.items():
        uses = used(each.code for each in those)
        first = those[0]
        assert first.before is not None
        assert first.after is not None
        changes = list(differences(first.before.rows, first.after.rows, uses))
        if changes:
            found.append((month, [each.code for each in those], first.after.rows, changes))
    return found


def used(codes: Iterable[str]) -> list[str]:
    """The columns that figures look at in their rows."""
    return list(dict.fromkeys(key for code in codes if code in FOLDS for key in FOLDS[code].uses))


def differences(before: Rows, after: Rows, uses: Sequence[str]) -> Iterator[RowChange]:
    """The rows that came, went, or differ in the columns that are used."""
    old, new = _numbered(before), _numbered(after)
    for key, row in old.items():
        if key not in new:
            yield RowChange("gone", row, {})
        elif any(row.get(each) != new[key].get(each) for each in uses):
            yield RowChange("changed", row, new[key])
    for key, row in new.items():
        if key not in old:
            yield RowChange("came", {}, row)


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same; of splits the parts with anything in them, whatever they are called now."""
    if isinstance(one, dict) and isinstance(other, dict):
        parts = [{key: part for key, part in value.items() if part} for value in (one, other)]
        return parts[0] == parts[1] or Counter(parts[0].values()) == Counter(parts[1].values())
    return one == other


def _since_closing(period: Period) -> list[Correction]:
    """What differs now from the closing of the month itself."""
    closing = kept.closing_of(period.text)
    assert closing is not None
    figures = kept.figures_of(closing.id)
    return _compared(period, dict(figures.spans["now"]), dict(figures.behind), figures.by_hand["now"])


def _since_reported(closing: kept.ReportRow) -> list[Correction]:
    """What differs now from the closing, or from what a later closing reported as corrected since."""
    figures = kept.figures_of(closing.id)
    values, behind = dict(figures.spans["now"]), dict(figures.behind)
    for each in kept.corrections_in(closing.period):
        values[each.code] = each.now
        if each.after is not None:
            behind[each.code] = each.after
    return _compared(Period.parse(closing.period), values, behind, figures.by_hand["now"])


def _compared(
    period: Period, then: dict[str, Value], behind: dict[str, Behind], by_hand: frozenset[str]
) -> list[Correction]:
    counted = indicators.figures(period)
    read: dict[Callable[[Period], Listing], Behind] = {}
    found = []
    for code, now in counted.items():
        if code not in then or code in by_hand or same(then[code], now):
            continue
        source = by_code(code).behind
        if source not in read:
            read[source] = Behind(rows=rows_of(source(period)))
        found.append(Correction(period.text, code, then[code], now, behind.get(code), read[source]))
    return found


def _numbered(rows: Rows) -> dict[tuple[Any, int], dict[str, Any]]:
    """The rows by their number; what stands twice for one record is told apart by its order."""
    seen: Counter[Any] = Counter()
    found = {}
    keys = list(rows.cells)
    for row in rows.of(*keys):
        cells = dict(zip(keys, row, strict=True))
        row_id = cells.get("id")
        found[row_id, seen[row_id]] = cells
        seen[row_id] += 1
    return found


def _key(behind: Behind) -> int:
    return behind.row_id if behind.row_id is not None else -id(behind)
