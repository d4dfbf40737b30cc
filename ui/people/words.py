"""How ages, times, births and people found are written on the screens of this folder."""

from datetime import date, datetime

from centre_app import clock
from centre_app.i18n import _
from centre_app.people import bands, likeness, masking, people
from centre_app.people.history import HistoryRow
from centre_app.people.presence import PastVisit
from ui.kit.form import Hit


def day(moment: date | None) -> str:
    """A day as short as it is clear: without the year in this year."""
    if moment is None:
        return ""
    return f"{moment:%m-%d}" if moment.year == clock.today().year else f"{moment:%Y-%m-%d}"


def when(moment: datetime | None) -> str:
    """Today's moments as a time, others as a day."""
    if moment is None:
        return ""
    return f"{moment:%H:%M}" if moment.date() == clock.today() else day(moment.date())


def age(years: int | None) -> str:
    """An age in full years, or nothing."""
    return "" if years is None else str(years)


def born(card: people.PersonCard) -> str:
    """Birth and age: `1958-03-02 · 68 years`, or what is known of it."""
    known = f"{card.birth_date:%Y-%m-%d}" if card.birth_date else str(card.birth_year or "")
    if card.age is None:
        return known
    return _("{born} · {age} years ({band})").format(
        born=known, age=card.age, band=_(bands.BAND_LABELS[card.band])
    )


def born_plain(card: people.PersonCard) -> str:
    """The birth alone, as it is written on paper."""
    return f"{card.birth_date:%Y-%m-%d}" if card.birth_date else str(card.birth_year or "")


def hit(found: people.PersonHit) -> Hit:
    """Somebody found, with what tells them from others of the same name."""
    return Hit(found.id, found.name, detail(found))


def detail(found: people.PersonHit) -> str:
    """Age, address and phone tail of somebody found."""
    years = _("{age} years").format(age=found.age) if found.age is not None else ""
    parts = (years, found.address, masking.masked_phone(found.phone), found.card_number)
    return " · ".join(part for part in parts if part)


def shared(why: tuple[str, ...]) -> str:
    """What two records have in common."""
    return _(", ").join(_(likeness.WORDS[code]) for code in why)


def stay(*, arrived_at: datetime, left_at: datetime | None) -> str:
    """From when to when somebody was here."""
    return (
        f"{arrived_at:%H:%M}–{left_at:%H:%M}" if left_at else _("since {time:%H:%M}").format(time=arrived_at)
    )


def change(row: HistoryRow) -> str:
    """What an entry of the history was."""
    label = _(row.label) if row.label else _("changed outside the program")
    if row.kind == "undo":
        return _("undone: {label}").format(label=label)
    return _("done again: {label}").format(label=label) if row.kind == "redo" else label


def marks(row: PastVisit) -> str:
    """What is to be known of a past visit: that its end is assumed, that it was entered later."""
    said = [_("assumed") if row.left_assumed else "", _("entered later") if row.late else ""]
    return " · ".join(filter(None, said))


def fetched(row: PastVisit) -> str:
    """Who fetched the child, if anybody noted it."""
    return _("Fetched by {name}").format(name=row.fetched_by) if row.fetched_by else ""
