"""The twelve months up to the end of a period, with a few figures of each: what the trend is drawn from."""

from dataclasses import dataclass

from centre_app.reports.counts import cards, loans, rooms, visits
from centre_app.reports.periods import Period

MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """A month: heads of visits in all and by first zone, volumes lent, room uses, new cards."""

    period: Period
    visits: int
    by_zone: dict[str, int]
    lent: int
    bookings: int
    cards: int

    @property
    def has_any(self) -> bool:
        """Whether anything was recorded in it."""
        return any((self.visits, self.lent, self.bookings, self.cards))


def months(period: Period) -> list[MonthFigures]:
    """The figures of the twelve (statistical) months, the last of them the one in which the period's last known day lies.

    Months before anything was recorded are left out.
    """
    last = Period.month_of(max(period.first, period.last_known_day))
    spans = [last]
    while len(spans) < MONTHS:
        spans.insert(0, spans[0].previous())
    found = [_figures(span) for span in spans]
    began = next((place for place, month in enumerate(found) if month.has_any), 0)
    return found[began:]


def _figures(month: Period) -> MonthFigures:
    by_zone = visits.by_zone(month)
    return MonthFigures(
        month,
        sum(by_zone.values()),
        by_zone,
        loans.issued(month),
        rooms.count(month).completed,
        cards.count(month).new,
    )
