"""Counting readers' cards: valid on the last day, issued in the period."""

from dataclasses import dataclass

from centre_app.reports.fragments import GONE_HELD, span
from centre_app.reports.listing import one
from centre_app.reports.periods import Period

# The second card of a person whose records were merged counts in the months before, as do those of whoever was erased.
_CARDS = f"""
SELECT count(*) FILTER (WHERE (registered_at IS NULL OR registered_at < :until) AND holds),
  count(*) FILTER (WHERE registered_at >= :since AND registered_at < :until)
FROM (SELECT registered_at, 1 AS holds FROM person WHERE card_number <> ''
  UNION ALL SELECT registered_at, merged_at >= :until FROM person_merge WHERE had_card
  UNION ALL SELECT registered_at, {GONE_HELD} FROM erased_person WHERE had_card)"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class CardCounts:
    """Cards; one of unknown day of issue is valid and never new. Who was erased since had one until that day."""

    valid: int
    new: int


def count(period: Period) -> CardCounts:
    """Count the cards of the period."""
    return CardCounts(*one(_CARDS, span(period)))
