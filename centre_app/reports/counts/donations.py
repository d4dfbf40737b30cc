"""Counting accepted donations: batches, pieces, list value, donors. A batch counts on the day it was received."""

from dataclasses import dataclass

from centre_app.reports.fragments import span
from centre_app.reports.listing import one
from centre_app.reports.periods import Period

_GIVEN = """
donation d CROSS JOIN copy c ON c.donation_id = d.id CROSS JOIN title t ON t.id = c.title_id
WHERE d.received_on BETWEEN :first AND :last"""
_SET = "CASE WHEN c.set_number IS NULL THEN 'c' || c.id ELSE c.title_id || '/' || c.set_number END"
_COUNT = f"""
SELECT count(DISTINCT d.id), count(c.id), count(DISTINCT c.title_id), count(DISTINCT {_SET}), coalesce(sum(c.volumes), 0),
  coalesce(sum(coalesce(c.price_fen, t.price_fen)), 0), count(DISTINCT trim(d.donor)) FROM {_GIVEN}"""  # noqa: S608
BATCHES = f"""
SELECT d.received_on, trim(d.donor), count(c.id), count(DISTINCT c.title_id), count(DISTINCT {_SET}), sum(c.volumes),
  coalesce(sum(coalesce(c.price_fen, t.price_fen)), 0), d.id, group_concat(DISTINCT c.title_id), group_concat(DISTINCT {_SET}) FROM {_GIVEN} GROUP BY d.id ORDER BY 1, d.id"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class DonationCounts:
    """Only what was accepted: batches none of whose pieces became copies are left out."""

    batches: int
    items: int
    titles: int
    sets: int
    volumes: int
    fen: int
    donors: int


def count(period: Period) -> DonationCounts:
    """Count what was received in the period."""
    return DonationCounts(*one(_COUNT, span(period)))
