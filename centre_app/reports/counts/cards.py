"""Counting readers' cards: valid on the last day, issued in the period."""

from dataclasses import dataclass

from centre_app.reports.fragments import GONE_HELD, span
from centre_app.reports.listing import one
from centre_app.reports.periods import Period

# The second card of a person whose records were merged counts in the months before, as do those of whoever was erased.
_CARDS = f"""
SELECT
  (SELECT count(*) FROM person WHERE card_number <> '' AND registered_at < :until)
  + (SELECT count(*) FROM person WHERE card_number <> '' AND registered_at IS NULL)
  + count(*) FILTER (WHERE (registered_at IS NULL OR registered_at < :until) AND holds),
  (SELECT count(*) FROM person WHERE card_number <> '' AND registered_at >= :since AND registered_at < :until)
  + count(*) FILTER (WHERE registered_at >= :since AND registered_at < :until)
FROM (SELECT registered_at, merged_at >= :until AS holds FROM person_merge WHERE had_card
  UNION ALL SELECT registered_at, {GONE_HELD} FROM erased_person WHERE had_card)"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class CardCounts:
    """Cards; one of unknown day of issue is valid and never new. Who was erased since had one until that day."""

    valid: int
    new: int


def count(period: Period) -> CardCounts:
    """Count the cards of the period."""
    return CardCounts(*one(_CARDS, span(period)))
