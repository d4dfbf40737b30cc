"""The twelve months up to the end of a period, with a few figures of each: what the trend is drawn from.

A closed month has the figures with which it was closed, one before the program those given by hand; others are counted.
"""

from collections.abc import Iterable, Mapping
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
    """A month: heads of visits in all and by first zone, volumes lent, room uses, new cards; None where nothing was recorded yet.

    `by_hand`: some of them were given so.
    """

    period: Period
    visits: int | None
    by_zone: dict[str, int] | None
    lent: int | None
    bookings: int | None
    cards: int | None
    by_hand: bool = False

    @property
    def name(self) -> str:
        """The month, with the mark of what was given by hand."""
        return f"{self.period.text}*" if self.by_hand else self.period.text

    def in_zone(self, zone: str) -> int | None:
        """The heads of a zone."""
        return None if self.by_zone is None else self.by_zone.get(zone, 0)

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
    by_hand, began = history.given_between(spans[0].text, last.text), history.records_began()
    found = [
        _as_closed(span, closed[span.text]) if span.text in closed else _counted(span, by_hand.get(span.text, {}), began)
        for span in spans
    ]  # fmt: skip
    first = next((place for place, month in enumerate(found) if month.has_any), 0)
    return found[first:]


def zones_of(listed: Iterable[MonthFigures]) -> list[str]:
    """The zones of these months, in the order in which they come."""
    return list(dict.fromkeys(zone for month in listed for zone in month.by_zone or ()))


def _as_closed(month: Period, closing_id: int) -> MonthFigures:
    figures = kept.figures_of(closing_id)
    now, by_hand = figures.spans["now"], figures.by_hand["now"]
    zones, by_zone = now.get(_BY_ZONE), None
    if isinstance(zones, dict) and _VISITS not in by_hand:
        by_zone = {zone: heads for zone, heads in zones.items() if heads and zone != UNKNOWN}
    return MonthFigures(
        month,
        _whole(now.get(_VISITS)),
        by_zone,
        _whole(now.get(_LENT)),
        _whole(now.get(_BOOKINGS)),
        _whole(now.get(_CARDS)),
        by_hand=bool(by_hand & {_VISITS, _LENT, _BOOKINGS, _CARDS}),
    )


def _counted(month: Period, given: Mapping[str, float], began: Mapping[str, str | None]) -> MonthFigures:
    """What is recorded, and in its place what was given by hand, of which no zones are known."""
    by_zone = visits.by_zone(month)
    counted = {
        _VISITS: sum(by_zone.values()), _LENT: loans.issued(month), _BOOKINGS: rooms.count(month).completed,
        _CARDS: cards.count(month).new,
    }  # fmt: skip
    is_before = not any(
        history.was_recorded(code, began, month) for code in counted
    )  # then 0 would not be true
    shown: dict[str, Value] = {
        code: given.get(code, None if is_before else value) for code, value in counted.items()
    }
    return MonthFigures(
        month, _whole(shown[_VISITS]), None if _VISITS in given or shown[_VISITS] is None else by_zone,
        _whole(shown[_LENT]), _whole(shown[_BOOKINGS]), _whole(shown[_CARDS]), by_hand=bool(counted.keys() & given.keys()),
    )  # fmt: skip


def _whole(value: Value) -> int | None:
    return int(value) if isinstance(value, int | float) else None
