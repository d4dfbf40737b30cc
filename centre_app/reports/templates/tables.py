"""Tables of a month that a form can take column by column: days, hours, zones, classes, and the parts of each split."""

from collections.abc import Callable
from dataclasses import dataclass

from centre_app.i18n import N_, _
from centre_app.reports.behind import circulation, rooms, visit_tables
from centre_app.reports.indicators import INDICATORS, by_code
from centre_app.reports.listing import Column, Listing
from centre_app.reports.periods import Period


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name as message id. A month may bring further columns, one a zone."""

    title: str
    read: Callable[[Period], Listing]

    @property
    def name(self) -> str:
        """What it is called, in the current language."""
        return _(self.title)


def _split(code: str) -> Callable[[Period], Listing]:
    def read(period: Period) -> Listing:
        indicator = by_code(code)
        value = indicator.figure(period)
        parts = value if isinstance(value, dict) else {}
        columns = (Column("part", N_("Part")), Column("figure", N_("Figure"), "count"))
        return Listing(columns, [(indicator.part_label(key), figure) for key, figure in parts.items()])

    return read


def _visits(by: visit_tables.By, *splits: visit_tables.Split) -> Callable[[Period], Listing]:
    return lambda period: visit_tables.table(period, by=by, splits=splits)


TABLES: dict[str, Table] = {
    "days.visits": Table(N_("Visits by day"), _visits("day", "room", "sex")),
    "hours.visits": Table(N_("Visits by hour"), _visits("hour", "room")),
    "zones.visits": Table(N_("Visits by zone"), _visits("room", "sex", "band")),
    "days.loans": Table(N_("Lending by day"), circulation.by_day),
    "classes.loans": Table(N_("Lending by class"), circulation.by_class),
    "zones.bookings": Table(N_("Room utilisation"), rooms.by_room),
    **{
        f"parts.{indicator.code}": Table(indicator.name, _split(indicator.code))
        for indicator in INDICATORS
        if ".by_" in indicator.code
    },
}
