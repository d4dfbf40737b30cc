"""Counting the stock: what stands on the shelves or is lent on the last day, what came and what left in the period."""

from dataclasses import dataclass, replace

from centre_app.reports.counts import opening_stock
from centre_app.reports.fragments import ADDED, FOUND, HERE, LOST, OPENING, STOCK, WITHDRAWN, span
from centre_app.reports.listing import one
from centre_app.reports.periods import Period

_COUNT = f"""
WITH stock AS ({STOCK})
SELECT count(DISTINCT title_id) FILTER (WHERE {HERE}),
  count(*) FILTER (WHERE single AND {HERE}) + count(DISTINCT in_set) FILTER (WHERE NOT single AND {HERE}),
  sum(volumes) FILTER (WHERE {HERE}), sum(fen) FILTER (WHERE {HERE}),
  sum(volumes) FILTER (WHERE {OPENING}), sum(volumes) FILTER (WHERE {ADDED}),
  sum(volumes) FILTER (WHERE {ADDED} AND donation_id IS NOT NULL),
  sum(volumes) FILTER (WHERE {WITHDRAWN}), sum(volumes) FILTER (WHERE {LOST}), sum(volumes) FILTER (WHERE {FOUND})
FROM stock"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class StockCounts:
    """Books, periodicals, audio-visual only; volumes except where said. opening + added - withdrawn - lost + found = volumes."""

    titles: int
    sets: int
    volumes: int
    fen: int
    opening: int
    added: int
    donated: int
    withdrawn: int
    lost: int
    found: int


def count(period: Period) -> StockCounts:
    """Count the stock of the period's last day and its movements, with the opening stock that was given by hand."""
    by_hand = opening_stock.given()
    found = StockCounts(*(value or 0 for value in one(_COUNT, span(period))))
    return replace(
        found, titles=found.titles + by_hand.titles, sets=found.sets + by_hand.sets, volumes=found.volumes + by_hand.volumes,
        fen=found.fen + by_hand.fen, opening=found.opening + by_hand.volumes,
    )  # fmt: skip
