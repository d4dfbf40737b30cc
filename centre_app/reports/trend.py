"""The twelve months up to the end of a period, with a few figures of each: what the trend is drawn from.

A closed month has the figures with which it was closed, one before the program those given by hand; others are counted.
"""

from dataclasses import dataclass

from centre_app.reports import history, kept
from centre_app.reports.counts import cards, loans, rooms, visits
from centre_app.reports.fragments import UNKNOWN
from centre_app.reports.indicator import Value
from centre_app.reports.periods import Period

MONTHS = 12
_VISITS, _BY_ZONE, _LENT, _BOOKINGS, _CARDS = (
    "visits.total", "visits.by_room", "loans.issued", "rooms.bookings", "cards.new",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """A month: heads of visits in all and by first zone, volumes lent, room uses, new cards; `by_hand`: some were given so."""

    period: Period
    visits: int
    by_zone: dict[str, int]
    lent: int
    bookings: int
    cards: int
    by_hand: bool = False

    @property
    def name(self) -> str:
        """The month, with the mark of what was given by hand."""
        return f"{self.period.text}*" if self.by_hand else self.period.text

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
    closed = {row.period: row.id for row in kept.closings()}
    by_hand = history.given_between(spans[0].text, last.text)
    found = [
        _as_closed(span, closed[span.text]) if span.text in closed else _counted(span, by_hand.get(span.text, {}))
        for span in spans
    ]  # fmt: skip
    began = next((place for place, month in enumerate(found) if month.has_any), 0)
    return found[began:]


def _as_closed(month: Period, closing_id: int) -> MonthFigures:
    figures = kept.figures_of(closing_id)
    now, by_hand = figures.spans["now"], figures.by_hand["now"]
    zones = now.get(_BY_ZONE)
    return MonthFigures(
        month,
        _whole(now.get(_VISITS)),
        {zone: heads for zone, heads in zones.items() if heads and zone != UNKNOWN} if isinstance(zones, dict) else {},
        _whole(now.get(_LENT)),
        _whole(now.get(_BOOKINGS)),
        _whole(now.get(_CARDS)),
        by_hand=bool(by_hand & {_VISITS, _LENT, _BOOKINGS, _CARDS}),
    )  # fmt: skip


def _counted(month: Period, given: dict[str, float]) -> MonthFigures:
    """What is recorded, and in its place what was given by hand, of which no zones are known."""
    by_zone = {} if _VISITS in given else visits.by_zone(month)
    counted = {
        _VISITS: sum(by_zone.values()), _LENT: loans.issued(month), _BOOKINGS: rooms.count(month).completed,
        _CARDS: cards.count(month).new,
    }  # fmt: skip
    shown = {code: _whole(given.get(code, value)) for code, value in counted.items()}
    return MonthFigures(
        month, shown[_VISITS], by_zone, shown[_LENT], shown[_BOOKINGS], shown[_CARDS], by_hand=bool(counted.keys() & given.keys())
    )  # fmt: skip


def _whole(value: Value) -> int:
    return int(value) if isinstance(value, int | float) else 0
