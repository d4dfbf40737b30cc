"""The list of indicators that every report, the page, the definitions sheet and the command line read, in its order.

How they are counted is in `counts/`, the rows behind them in `behind/`. What else a new figure takes is in ARCHITECTURE.md.
"""

from collections.abc import Collection, Iterable, Mapping

from centre_app.i18n import N_, _
from centre_app.people.bands import BAND_LABELS, SEX_LABELS
from centre_app.reports import behind
from centre_app.reports.counts.circulation import CLASS_LABELS
from centre_app.reports.facts import Facts
from centre_app.reports.indicator import Indicator, Number, Value
from centre_app.reports.indicators_of_visits import VISIT_INDICATORS
from centre_app.reports.listing import AS_WRITTEN
from centre_app.reports.periods import Period
from centre_app.storage.database import snapshot

READING, STOCK, LENDING = N_("Reading"), N_("Stock"), N_("Lending")
ROOMS, OPENING, DONATIONS, SERVICES = N_("Room use"), N_("Opening"), N_("Donations"), N_("Services")
_TIMES, _PEOPLE, _VOLUMES, _HOURS, _YUAN = (
    N_("person-times"),
    N_("people"),
    N_("volumes"),
    N_("hours"),
    N_("yuan"),
)
_PERCENT = N_("%")


def _share(part: float, whole: float, *, times: int = 1, digits: int = 4) -> Number:
    return round(part / whole * times, digits) if whole else None


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)


def _utilisation(facts: Facts) -> Number:
    """Occupied share of the open time of all rooms together."""
    whole = sum(room.open_minutes for room in facts.rooms)
    return _share(sum(room.occupied_minutes for room in facts.rooms), whole, times=100, digits=2)


def _open_days(facts: Facts) -> Number:
    return sum(day.minutes > 0 for day in facts.days) if facts.days else None


def _open_hours(facts: Facts) -> Number:
    return _hours(sum(day.minutes for day in facts.days)) if facts.days else None


def _weekly_hours(facts: Facts) -> Number:
    return _share(sum(day.minutes for day in facts.days) / 60 * 7, len(facts.days), digits=2)


def _offpeak_hours(facts: Facts) -> Number:
    return _hours(sum(day.offpeak for day in facts.days)) if facts.days else None


INDICATORS: tuple[Indicator, ...] = (
    *VISIT_INDICATORS,
    Indicator(
        "reading.visits", READING, N_("Reading room visits"), _TIMES,
        N_("Heads of visits with a stay in a reading zone, or by a person with a loan or return on that day."),
        lambda facts: facts.reading, behind.visits.reading,
    ),
    Indicator(
        "services.enquiries", SERVICES, N_("Enquiries at the desk"), N_("cases"),
        N_("Enquiries and small services counted at the desk by kind; each counts once."),
        lambda facts: sum(facts.enquiries.values()), behind.enquiries.enquiries,
    ),
    Indicator(
        "services.by_kind", SERVICES, N_("Enquiries by kind"), N_("cases"),
        N_("Enquiries at the desk, split by kind; the parts add up to the total."),
        lambda facts: facts.enquiries, behind.enquiries.enquiries, labels=AS_WRITTEN,
    ),
    Indicator(
        "cards.valid", READING, N_("Valid readers' cards"), N_("cards"),
        N_("Readers' cards valid on the last day of the period."),
        lambda facts: facts.cards.valid, behind.people.valid_cards,
    ),
    Indicator(
        "cards.new", READING, N_("New readers' cards"), N_("cards"),
        N_("Readers' cards issued in the period."),
        lambda facts: facts.cards.new, behind.people.new_cards,
    ),
    Indicator(
        "stock.titles", STOCK, N_("Titles"), N_("titles"),
        N_("Titles with at least one book, periodical or audio-visual piece in the stock on the last day; withdrawn and lost "
           "pieces excluded, no title counted twice."),
        lambda facts: facts.stock.titles, behind.stock.present,
    ),
    Indicator(
        "stock.volumes", STOCK, N_("Volumes in stock"), _VOLUMES,
        N_("Volumes of books, periodicals and audio-visual on the last day; withdrawn and lost excluded. Opening stock + added "
           "− withdrawn − lost + found = closing stock."),
        lambda facts: facts.stock.volumes, behind.stock.present,
    ),
    Indicator(
        "stock.sets", STOCK, N_("Sets"), N_("sets"),
        N_("Sets in the stock on the last day: one barcode is a set, or the pieces of one title with the same set number."),
        lambda facts: facts.stock.sets, behind.stock.present,
    ),
    Indicator(
        "stock.value", STOCK, N_("List value"), _YUAN,
        N_("Sum of the list prices of the stock on the last day; pieces without a price count 0."),
        lambda facts: round(facts.stock.fen / 100, 2), behind.stock.present, "money",
    ),
    Indicator(
        "stock.opening", STOCK, N_("Volumes at the start"), _VOLUMES,
        N_("Volumes in stock at the end of the day before the period: the closing stock of the period before."),
        lambda facts: facts.stock.opening, behind.stock.at_the_start,
    ),
    Indicator(
        "stock.added", STOCK, N_("Volumes added"), _VOLUMES,
        N_("Volumes of books, periodicals and audio-visual that came into the stock in the period."),
        lambda facts: facts.stock.added, behind.stock.added,
    ),
    Indicator(
        "stock.donated", STOCK, N_("Of these donated"), _VOLUMES,
        N_("The added volumes that came from a donation."),
        lambda facts: facts.stock.donated, behind.stock.donated,
    ),
    Indicator(
        "stock.withdrawn", STOCK, N_("Volumes withdrawn"), _VOLUMES,
        N_("Volumes of books, periodicals and audio-visual withdrawn in the period; those lost before are not among them."),
        lambda facts: facts.stock.withdrawn, behind.stock.withdrawn,
    ),
    Indicator(
        "stock.lost", STOCK, N_("Volumes lost"), _VOLUMES,
        N_("Volumes of books, periodicals and audio-visual lost in the period; what is found on the same day was never lost."),
        lambda facts: facts.stock.lost, behind.stock.lost,
    ),
    Indicator(
        "stock.found", STOCK, N_("Volumes found again"), _VOLUMES,
        N_("Volumes that had been lost or withdrawn and came back into the stock in the period."),
        lambda facts: facts.stock.found, behind.stock.found,
    ),
    Indicator(
        "stock.never_lent", STOCK, N_("Titles never lent"), N_("titles"),
        N_("Titles in the stock since before the period of which no piece was ever lent up to its end; in-house use is not counted."),
        lambda facts: facts.never_lent, behind.shelf.never_lent,
    ),
    Indicator(
        "stock.things", STOCK, N_("Everyday things in stock"), N_("pieces"),
        N_("Pieces on the last day that are no books, periodicals or audio-visual: umbrellas, tools, kits, toys, models, paintings."),
        lambda facts: facts.things, behind.shelf.things_here,
    ),
    Indicator(
        "loans.issued", LENDING, N_("Volumes lent"), N_("volume-times"),
        N_("First loans of books, periodicals and audio-visual begun in the period; renewals and in-house use apart, tools and "
           "models never in it; a set lent whole on one barcode counts its volumes."),
        lambda facts: facts.loans.issued, behind.loans.loans,
    ),
    Indicator(
        "loans.by_class", LENDING, N_("Volumes lent by class"), N_("volume-times"),
        N_("Volumes lent, split by main class of the CLC; titles without one are “not recorded”. The parts add up to volumes lent."),
        lambda facts: facts.circulation.by_class(), behind.loans.loans, labels=CLASS_LABELS,
    ),
    Indicator(
        "loans.by_band", LENDING, N_("Volumes lent by age band"), N_("volume-times"),
        N_("Volumes lent, split by the borrower's age on the day; unknown ages and borrowers no longer known are “not recorded”."),
        lambda facts: facts.circulation.by_band(), behind.loans.loans, labels=BAND_LABELS,
    ),
    Indicator(
        "loans.by_sex", LENDING, N_("Volumes lent by sex"), N_("volume-times"),
        N_("Volumes lent, split by the borrower's sex; unknown ones and borrowers no longer known are “not recorded”."),
        lambda facts: facts.circulation.by_sex(), behind.loans.loans, labels=SEX_LABELS,
    ),
    Indicator(
        "loans.titles", LENDING, N_("Titles lent"), N_("titles"),
        N_("Different titles of books, periodicals and audio-visual lent in the period."),
        lambda facts: facts.titles_lent, behind.circulation.top_titles,
    ),
    Indicator(
        "loans.renewed", LENDING, N_("Volumes renewed"), N_("volume-times"),
        N_("Renewals of books, periodicals and audio-visual given in the period, in volumes."),
        lambda facts: facts.loans.renewed, behind.loans.renewals,
    ),
    Indicator(
        "loans.inhouse", LENDING, N_("In-house uses"), N_("volume-times"),
        N_("Volumes of books, periodicals and audio-visual read in the house, counted when they were put back; loans are not among them."),
        lambda facts: facts.loans.in_house, behind.circulation.in_house,
    ),
    Indicator(
        "loans.borrowers", LENDING, N_("Borrowers"), _TIMES,
        N_("Person-days with at least one loan."),
        lambda facts: facts.loans.borrowers, behind.loans.loans,
    ),
    Indicator(
        "loans.things", LENDING, N_("Everyday things lent"), N_("times"),
        N_("Loans of everything that is not a book, periodical or audio-visual: umbrellas, kits, tools, toys, models."),
        lambda facts: facts.loans.things, behind.loans.things,
    ),
    Indicator(
        "loans.overdue", LENDING, N_("Overdue and not returned"), _VOLUMES,
        N_("Volumes of books, periodicals and audio-visual overdue on the last day; what is due that day is not overdue."),
        lambda facts: facts.loans.overdue, behind.loans.overdue,
    ),
    Indicator(
        "loans.things_overdue", LENDING, N_("Everyday things overdue"), N_("pieces"),
        N_("Things other than books, periodicals and audio-visual overdue on the last day; what is due that day is not overdue."),
        lambda facts: facts.loans.things_overdue, behind.loans.things_overdue,
    ),
    Indicator(
        "loans.turnover", LENDING, N_("Turnover of the stock"), N_("volume-times per volume"),
        N_("Volumes lent (volume-times) ÷ volumes in stock."),
        lambda facts: _share(facts.loans.issued, facts.stock.volumes), behind.loans.loans, "ratio",
    ),
    Indicator(
        "rooms.bookings", ROOMS, N_("Room uses"), N_("uses"),
        N_("Completed bookings that began in the period."),
        lambda facts: facts.bookings.completed, behind.rooms.completed,
    ),
    Indicator(
        "rooms.people", ROOMS, N_("People who came to room uses"), _TIMES,
        N_("People who came to completed bookings, not those who were announced."),
        lambda facts: facts.bookings.people, behind.rooms.completed,
    ),
    Indicator(
        "rooms.hours", ROOMS, N_("Hours of room use"), _HOURS,
        N_("Hours of completed bookings from start to end, without the minutes kept free around them."),
        lambda facts: _hours(facts.bookings.minutes), behind.rooms.completed, "number",
    ),
    Indicator(
        "rooms.utilisation", ROOMS, N_("Room utilisation"), _PERCENT,
        N_("Minutes in which rooms were occupied by completed bookings (overlaps counted once) ÷ minutes the rooms were open; "
           "never above 100 %."),
        _utilisation, behind.rooms.by_room, "percent",
    ),
    Indicator(
        "rooms.noshow", ROOMS, N_("No-show rate"), _PERCENT,
        N_("No-shows ÷ (completed bookings + no-shows); cancelled and displaced bookings are neither."),
        lambda facts: _share(
            facts.bookings.no_shows, facts.bookings.completed + facts.bookings.no_shows, times=100, digits=2
        ),
        behind.rooms.kept_or_not, "percent",
    ),
    Indicator(
        "centre.open_days", OPENING, N_("Open days"), N_("days"),
        N_("Days with opening hours, as they were valid then, less closures; in a period under way up to now."),
        _open_days, behind.opening.days,
    ),
    Indicator(
        "centre.open_hours", OPENING, N_("Open hours"), _HOURS,
        N_("Hours the centre was open, from the opening hours valid then less closures."),
        _open_hours, behind.opening.days, "number",
    ),
    Indicator(
        "centre.weekly_hours", OPENING, N_("Open hours per week"), _HOURS,
        N_("Open hours ÷ days of the period × 7."),
        _weekly_hours, behind.opening.days, "number",
    ),
    Indicator(
        "centre.offpeak_hours", OPENING, N_("Off-peak hours"), _HOURS,
        N_("Open hours in evenings from 18:00, at weekends and on public holidays."),
        _offpeak_hours, behind.opening.days, "number",
    ),
    Indicator(
        "donations.batches", DONATIONS, N_("Donation batches"), N_("batches"),
        N_("Batches received in the period of which at least one piece was accepted."),
        lambda facts: facts.donations.batches, behind.donations.batches,
    ),
    Indicator(
        "donations.items", DONATIONS, N_("Pieces donated"), N_("pieces"),
        N_("Accepted pieces of the donations received in the period, of every kind."),
        lambda facts: facts.donations.items, behind.donations.batches,
    ),
    Indicator(
        "donations.titles", DONATIONS, N_("Titles donated"), N_("titles"),
        N_("Titles among the accepted pieces; a title given twice counts once."),
        lambda facts: facts.donations.titles, behind.donations.batches,
    ),
    Indicator(
        "donations.sets", DONATIONS, N_("Sets donated"), N_("sets"),
        N_("Sets among the accepted pieces, counted as in the stock."),
        lambda facts: facts.donations.sets, behind.donations.batches,
    ),
    Indicator(
        "donations.volumes", DONATIONS, N_("Volumes donated"), _VOLUMES,
        N_("Volumes of the accepted pieces."),
        lambda facts: facts.donations.volumes, behind.donations.batches,
    ),
    Indicator(
        "donations.value", DONATIONS, N_("List value of donations"), _YUAN,
        N_("Sum of the list prices of the accepted pieces; pieces without a price count 0."),
        lambda facts: round(facts.donations.fen / 100, 2), behind.donations.batches, "money",
    ),
    Indicator(
        "donations.donors", DONATIONS, N_("Donors"), N_("donors"),
        N_("Different donors of the donations received in the period."),
        lambda facts: facts.donations.donors, behind.donations.batches,
    ),
)  # fmt: skip
_BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


def by_code(code: str) -> Indicator:
    """The indicator of that code. Raises KeyError for an unknown one."""
    return _BY_CODE[code]


def figures(period: Period) -> dict[str, Value]:
    """Every figure of a period by code, as JSON can carry it: a number, a dict for a split, None where nothing could be counted.

    All of them see one state of the data.
    """
    with snapshot():
        facts = Facts(period)
        return {indicator.code: indicator.take(facts) for indicator in INDICATORS}


def as_lines(found: Mapping[str, Value], *, by_hand: Collection[str] = ()) -> list[str]:
    """The figures for a terminal: code, name, value and unit, separated by tabs; a line for each part of a split.

    The names of those given `by_hand` say so.
    """
    return [
        line
        for indicator in INDICATORS
        for line in _lines(indicator, found.get(indicator.code), by_hand=indicator.code in by_hand)
    ]


def _lines(indicator: Indicator, value: Value, *, by_hand: bool) -> Iterable[str]:
    name, unit = _(indicator.name), _(indicator.unit)
    if by_hand:
        name = _("{figure} (earlier figure, by hand)").format(figure=name)
    if not isinstance(value, dict):
        return [f"{indicator.code}\t{name}\t{indicator.shown(value)}\t{unit}"]
    return [
        f"{indicator.code}[{key}]\t{name} · {indicator.part_label(key)}\t{indicator.shown(part)}\t{unit}"
        for key, part in value.items()
    ]
