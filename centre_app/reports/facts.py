"""What is known about one period, read when it is first asked for and then kept: the figures of a report share it."""

from functools import cached_property

from centre_app.reports.counts import (
    cards,
    circulation,
    donations,
    enquiries,
    grid,
    loans,
    opening,
    rooms,
    shelf,
    stock,
    visits,
)
from centre_app.reports.periods import Period


class Facts:
    """The counts of one period, slice by slice. Valid as long as the data stay the same: read it inside one snapshot."""

    def __init__(self, period: Period) -> None:
        self.period = period

    @cached_property
    def apart(self) -> visits.ApartCounts:
        """Visits begun in the period: first-time and returning, nameless, lengths of stay."""
        return visits.apart(self.period)

    @cached_property
    def visits(self) -> visits.VisitCounts:
        """Visits begun in the period."""
        return visits.count(self.period)

    @cached_property
    def by_grid(self) -> dict[str, int]:
        """Visits begun in the period by unit of the grid's first level."""
        return grid.by_top(self.period)

    @cached_property
    def enquiries(self) -> dict[str, int]:
        """Enquiries at the desk by kind."""
        return enquiries.by_kind(self.period)

    @cached_property
    def people(self) -> int:
        """Different known persons among the visitors."""
        return visits.people(self.period)

    @cached_property
    def zone_uses(self) -> int:
        """Heads of all stays in zones."""
        return visits.zone_uses(self.period)

    @cached_property
    def reading(self) -> int:
        """Heads of visits to a reading zone or with a loan or return that day."""
        return visits.reading(self.period)

    @cached_property
    def cards(self) -> cards.CardCounts:
        """Readers' cards."""
        return cards.count(self.period)

    @cached_property
    def stock(self) -> stock.StockCounts:
        """Books, periodicals and audio-visual on the shelves or lent."""
        return stock.count(self.period)

    @cached_property
    def loans(self) -> loans.LoanCounts:
        """Loans, renewals and in-house uses."""
        return loans.count(self.period)

    @cached_property
    def circulation(self) -> circulation.Circulation:
        """Loans, renewals and in-house uses in their parts."""
        return circulation.count(self.period)

    @cached_property
    def titles_lent(self) -> int:
        """Different titles among the loans."""
        return circulation.titles(self.period)

    @cached_property
    def never_lent(self) -> int:
        """Titles that nobody ever borrowed."""
        return shelf.never_lent(self.period)

    @cached_property
    def things(self) -> int:
        """Everyday things in the house or lent."""
        return shelf.things(self.period)

    @cached_property
    def bookings(self) -> rooms.BookingCounts:
        """Bookings of rooms."""
        return rooms.count(self.period)

    @cached_property
    def rooms(self) -> list[rooms.RoomUse]:
        """How each room was used."""
        return rooms.use(self.period)

    @cached_property
    def days(self) -> list[opening.OpenDay]:
        """The days of the period so far, and for how long the centre was open on each."""
        return opening.days(self.period)

    @cached_property
    def donations(self) -> donations.DonationCounts:
        """Accepted donations."""
        return donations.count(self.period)
