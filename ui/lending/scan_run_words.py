"""What is said while a pile is catalogued: what is asked for, what a scan was, what was added."""

from centre_app.i18n import _, _n
from centre_app.lending.catalogue import KIND_LABELS
from centre_app.lending.scan_run import KnownTitle, Meaning, RunCard, RunCopy
from ui.lending.words import day_text, title_and_volume


def heading(run: RunCard) -> str:
    """Whose pile it is and what was set once for all of it."""
    whose = _("Catalogue: {donor}, {day}").format(donor=run.donor, day=day_text(run.received_on))
    if run.donation_id is None:
        whose = _("Catalogue: not donated")
    shelf = _("shelf {shelf}").format(shelf=run.location) if run.location else ""
    parts = (whose, run.clc_class, shelf, _(KIND_LABELS[run.kind]) if run.kind != "book" else "")
    return " · ".join(part for part in parts if part)


def asking_book(run: RunCard) -> str:
    """What to scan next."""
    if run.own_labels:
        return _(
            "Scan the ISBN of the next book, then the label stuck on it. Without an ISBN, type the name."
        )
    return _("Scan the ISBN of the next book. Without an ISBN, type the name.")


def refusal(meaning: Meaning, *, scanned: bool) -> str:
    """Why a code is no book, nothing where it may be one."""
    if meaning.kind == "product":
        return _(
            "{code} is a product number, as goods have it, not an ISBN. Look for a number that begins with 978 or 979,"
            " or type the name."
        ).format(code=meaning.text)
    if meaning.kind == "serial":
        return _(
            "{code} is the number of a periodical (ISSN), not of one book. Type its name, with the issue."
        ).format(code=meaning.text)
    if meaning.kind == "here":
        return _("{code} is the label of “{title}”, which is in the catalogue already.").format(
            code=meaning.text, title=meaning.titles[0].name
        )
    if meaning.kind == "label":
        return _("{code} is a label. Scan the ISBN of the book first.").format(code=meaning.text)
    if meaning.kind == "name" and scanned:
        return _("“{code}” is no ISBN. If the book has none, type its name.").format(code=meaning.text)
    return ""


def wrong(code: str) -> str:
    """A number in the place of the ISBN that is none."""
    return _(
        "{code} is no valid ISBN: its check digit or its length is wrong. It is kept as it is in the title’s note."
    ).format(code=code)


def added(row: RunCopy, *, pieces: int, wrong: str) -> str:
    """What was added just now; `wrong` the number that is no ISBN."""
    name = title_and_volume(row.title, row.volume)
    said = _("“{title}”: {barcode}").format(title=name, barcode=row.barcode)
    if pieces > 1:
        said = _("“{title}”: {count} copies, the last is {barcode}").format(
            title=name, barcode=row.barcode, count=pieces
        )
    if wrong:
        said += "  " + _("{code} is no valid ISBN; it is kept as given and marked.").format(code=wrong)
    return said


def title_line(known: KnownTitle) -> str:
    """A title as one chooses it among several."""
    parts = (known.name, known.authors, known.publisher, known.published)
    return " · ".join(part for part in parts if part)


def resume_line(run: RunCard) -> str:
    """A run that may go on: whose, where, since when, how much."""
    said = _n("{count} piece", "{count} pieces", run.copies).format(count=run.copies)
    parts = (
        run.donor or _("not donated"),
        run.clc_class,
        run.location,
        f"{run.started_at:%m-%d %H:%M}",
        said,
    )
    return " · ".join(part for part in parts if part)
