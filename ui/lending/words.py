"""How days, copies and people are written on the lending page. Knows no widget."""

from datetime import date, datetime

from centre_app import clock
from centre_app.i18n import _, _n
from centre_app.lending import catalogue, flags
from centre_app.lending.catalogue import CopyRow
from centre_app.lending.due import LAST_SECOND
from centre_app.lending.flag_rows import FlagRow
from centre_app.lending.loans import OutRow, PastLoan
from centre_app.people.masking import masked_name


def day_text(day: date | None) -> str:
    """A day as lists show it: 12-13, with its year where that is another one."""
    if day is None:
        return ""
    return f"{day:%m-%d}" if day.year == clock.today().year else f"{day:%Y-%m-%d}"


def due_text(due_at: datetime) -> str:
    """The last day of a loan, with the minute where it ends within a day."""
    hours = "" if due_at.time() == LAST_SECOND else f" {due_at:%H:%M}"
    return day_text(due_at.date()) + hours


def late_text(days: int) -> str:
    """How late something is, nothing while it is in time."""
    return _n("{days} day late", "{days} days late", days).format(days=days) if days else ""


def borrower_words(row: PastLoan) -> str:
    """Whose loan it was, masked; for one that has lost its reader, that it did."""
    return masked_name(row.borrower) if row.person_id is not None else _("(no longer kept)")


def title_and_volume(title: str, volume: str) -> str:
    """A title with its volume, as the reader knows the book."""
    return _("{title} ({volume})").format(title=title, volume=volume) if volume else title


def contact_words(row: OutRow) -> tuple[str, str]:
    """Whom to call under which number, and about what."""
    whom = row.borrower
    if row.guardian:
        whom = _("{guardian}, guardian of {name}").format(guardian=row.guardian, name=row.borrower)
    about = _("“{title}” ({barcode}), due {day}").format(
        title=row.title, barcode=row.barcode, day=day_text(row.due_on)
    )
    return f"{whom}  {row.phone}".strip(), " · ".join(
        part for part in (about, late_text(row.days_late)) if part
    )


def copy_state(row: CopyRow, *, borrower: str) -> str:
    """Where a copy is: with somebody until a day or lost there, on the shelf, or why it is not."""
    if row.loan is not None and row.has("lost"):
        return _("Lost, was out with {borrower}").format(borrower=borrower)
    if row.loan is not None:
        return _("Out with {borrower}, due {day}").format(borrower=borrower, day=day_text(row.loan.due_on))
    if row.condition == "good":
        return _("On the shelf")
    condition = _(catalogue.CONDITION_LABELS[row.condition])
    return _("On the shelf, {condition}").format(condition=condition.lower()) if row.lendable else condition


def flag_line(row: FlagRow) -> str:
    """A flag as the hint tells of it: since when and why; once it ended, until when and how."""
    label = _(flags.FLAG_LABELS[row.flag])
    since = day_text(row.from_at.date())
    if row.until_at is None:
        return colon(_("{condition} since {day}").format(condition=label, day=since), row.reason)
    span = _("{condition} from {first} to {last}").format(
        condition=label, first=since, last=day_text(row.until_at.date())
    )
    ended = _(row.ended_by) if row.ended_by else ""
    return colon(span, " · ".join(part for part in (row.reason, ended) if part))


def colon(text: str, more: str) -> str:
    """A text and what explains it."""
    return _("{text}: {more}").format(text=text, more=more) if more else text


def yuan(fen: int | None) -> str:
    """A price as it is printed."""
    return "" if fen is None else _("{yuan} yuan").format(yuan=f"{fen / 100:.2f}")
