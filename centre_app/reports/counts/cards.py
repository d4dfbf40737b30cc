"""Counting readers' cards: valid on the last day, issued in the period."""

from dataclasses import dataclass

from centre_app.reports.fragments import span
from centre_app.reports.listing import one
from centre_app.reports.periods import Period

# The second card of a person whose records were merged counts in the months before: no merge changes a past month.
_CARDS = """
SELECT count(*) FILTER (WHERE (registered_at IS NULL OR registered_at < :until) AND (ended_at IS NULL OR ended_at >= :until)),
  count(*) FILTER (WHERE registered_at >= :since AND registered_at < :until)
FROM (SELECT registered_at, NULL AS ended_at FROM person WHERE card_number <> ''
  UNION ALL SELECT registered_at, merged_at FROM person_merge WHERE had_card)"""


@dataclass(frozen=True, slots=True)
class CardCounts:
    """Cards; one of unknown day of issue is valid and never new."""

    valid: int
    new: int


def count(period: Period) -> CardCounts:
    """Count the cards of the period."""
    return CardCounts(*one(_CARDS, span(period)))
