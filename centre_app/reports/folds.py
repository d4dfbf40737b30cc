"""How each figure follows from the rows behind it: a second way to count, beside the queries of `counts/`.

The self-check holds both against each other, and rows that were kept make the figure they were kept for.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from centre_app.reports.counts.circulation import main_class
from centre_app.reports.indicator import Value
from centre_app.reports.listing import UNKNOWN
from centre_app.reports.packing import Rows

Others = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Fold:
    """`take` counts the rows, with the other figures of the period at hand; `uses` are the columns it looks at.

    Of a split `part` gives the part that a row belongs to, from its cell in the first of the columns.
    """

    take: Callable[[Rows, Others], Value]
    uses: tuple[str, ...] = ()
    part: Callable[[Any], str] | None = None


def _count() -> Fold:
    return Fold(lambda rows, _others: rows.count)


def _sum(key: str) -> Fold:
    return Fold(lambda rows, _others: _rounded(sum(cell or 0 for (cell,) in rows.of(key))), (key,))


def _where(key: str) -> Fold:
    """How many rows have anything in a column."""
    return Fold(lambda rows, _others: sum(bool(cell) for (cell,) in rows.of(key)), (key,))


def _code(cell: Any) -> str:
    return str(cell or UNKNOWN)


def _split(by: str, heads: str = "", *, part: Callable[[Any], str] = _code) -> Fold:
    """The rows, or the heads in them, by the codes of a column."""

    def take(rows: Rows, _others: Others) -> Value:
        parts: Counter[str] = Counter()
        weights: Sequence[Any] = rows.cells[heads] if heads else [1] * rows.count
        for cell, weight in zip(rows.cells[by], weights, strict=True):
            parts[part(cell)] += weight or 0
        return dict(parts)

    return Fold(take, (by, heads) if heads else (by,), part)


def _different(key: str) -> Fold:
    """How many different numbers stand in a column of lists of them."""
    return Fold(
        lambda rows, _others: len({each for (cell,) in rows.of(key) for each in str(cell).split(",")}), (key,)
    )


def _share(above: str, below: str) -> Fold:
    def take(rows: Rows, _others: Others) -> Value:
        part, whole = (sum(cell or 0 for (cell,) in rows.of(key)) for key in (above, below))
        return round(part / whole * 100, 2) if whole else None

    return Fold(take, (above, below))


def _turnover(rows: Rows, others: Others) -> Value:
    stock = others["stock.volumes"]
    lent = sum(cell for (cell,) in rows.of("counted"))
    return round(lent / stock, 4) if isinstance(stock, int) and stock else None


def _missed(rows: Rows, _others: Others) -> Value:
    missed = sum(cell == "no_show" for (cell,) in rows.of("status"))
    return round(missed / rows.count * 100, 2) if rows.count else None


def _a_week(rows: Rows, _others: Others) -> Value:
    return round(sum(cell for (cell,) in rows.of("open")) * 7 / rows.count, 2) if rows.count else None


def _if_any(fold: Fold) -> Fold:
    """As another fold; nothing could be counted without rows."""
    return Fold(lambda rows, others: fold.take(rows, others) if rows.count else None, fold.uses)


def _rounded(number: float) -> int | float:
    return number if isinstance(number, int) else round(number, 2)


FOLDS: dict[str, Fold] = {
    "visits.total": _sum("heads"),
    "visits.people": _sum("first"),
    "visits.by_room": _split("room", "heads"),
    "visits.by_band": _split("band", "heads"),
    "visits.by_sex": _split("sex", "heads"),
    "visits.by_category": _split("category", "heads"),
    "visits.by_hour": _split("hour", "heads", part=lambda hour: f"{hour:02}"),
    "visits.by_grid": _split("grid", "heads"),
    "visits.by_return": _split("returns", "heads"),
    "visits.by_naming": _split("naming", "heads"),
    "visits.by_stay": _split("stay", "heads"),
    "visits.zone_uses": _sum("zones"),
    "reading.visits": _sum("heads"),
    "services.enquiries": _count(),
    "services.by_kind": _split("enquiry"),
    "cards.valid": _count(),
    "cards.new": _count(),
    "stock.titles": _sum("titles"),
    "stock.volumes": _sum("volumes"),
    "stock.sets": _sum("sets"),
    "stock.value": _sum("value"),
    "stock.opening": _sum("volumes"),
    "stock.added": _sum("volumes"),
    "stock.donated": _sum("volumes"),
    "stock.withdrawn": _sum("volumes"),
    "stock.lost": _sum("volumes"),
    "stock.found": _sum("volumes"),
    "stock.never_lent": _count(),
    "stock.things": _sum("pieces"),
    "loans.issued": _sum("counted"),
    "loans.by_class": _split("class", "counted", part=main_class),
    "loans.by_band": _split("band", "counted"),
    "loans.by_sex": _split("sex", "counted"),
    "loans.titles": _count(),
    "loans.renewed": _sum("counted"),
    "loans.inhouse": _sum("counted"),
    "loans.borrowers": _sum("first"),
    "loans.things": _count(),
    "loans.overdue": _sum("counted"),
    "loans.things_overdue": _count(),
    "loans.turnover": Fold(_turnover, ("counted",)),
    "rooms.bookings": _count(),
    "rooms.people": _sum("came"),
    "rooms.hours": _sum("hours"),
    "rooms.utilisation": _share("occupied", "open"),
    "rooms.noshow": Fold(_missed, ("status",)),
    "centre.open_days": _if_any(_where("open")),
    "centre.open_hours": _if_any(_sum("open")),
    "centre.weekly_hours": Fold(_a_week, ("open",)),
    "centre.offpeak_hours": _if_any(_sum("offpeak")),
    "donations.batches": _count(),
    "donations.items": _sum("pieces"),
    "donations.titles": _different("title_ids"),
    "donations.sets": _different("set_ids"),
    "donations.volumes": _sum("volumes"),
    "donations.value": _sum("value"),
    "donations.donors": _sum("first"),
}
