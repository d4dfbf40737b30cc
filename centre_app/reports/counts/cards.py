"""Counting readers' cards: valid on the last day, issued in the period."""

from dataclasses import dataclass

from centre_app.reports.fragments import span
from centre_app.reports.listing import one
from centre_app.reports.periods import Period

_CARDS = """
SELECT count(*) FILTER (WHERE registered_at IS NULL OR registered_at < :until),
  count(*) FILTER (WHERE registered_at >= :since AND registered_at < :until)
FROM (SELECT registered_at FROM person WHERE card_number <> ''
  UNION ALL SELECT registered_at FROM erased_person WHERE had_card AND erased_at >= :known)"""


@dataclass(frozen=True, slots=True)
class CardCounts:
    """Cards; one of unknown day of issue is valid and never new. Who was erased since had one until that day."""

    valid: int
    new: int


def count(period: Period) -> CardCounts:
    """Count the cards of the period."""
    return CardCounts(*one(_CARDS, span(period)))
