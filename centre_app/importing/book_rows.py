"""A row of a list of books with its title while copies are found for it, and what the clerk is told of it."""

from dataclasses import dataclass, field
from datetime import date

from centre_app.i18n import _, _n
from centre_app.importing.book_lines import BookLine
from centre_app.importing.fates import joined
from centre_app.importing.headings import Layout
from centre_app.importing.known_titles import KnownTitle
from centre_app.importing.values import folded
from centre_app.importing.writes import Values

_OWNED = ("barcode", "copies", "pieces", "sets", "donor", "donated_on")
_MOST_CODES = 5


@dataclass(slots=True)
class Row:
    """A row that comes in: its title and the pieces of it that are still to be found or made.

    `there` are the barcodes of copies it was taken for, `added` counts those that are made.
    """

    line: BookLine
    title: KnownTitle
    donor: str
    received_on: date | None
    barcode: str = ""
    left: int = 0
    added: int = 0
    remark: str = ""
    there: list[str] = field(default_factory=list)


def is_register(layout: Layout) -> bool:
    """Whether a list of books brings titles only, to be followed by a list of their copies."""
    owned = any(name in layout.columns for name in _OWNED)
    return layout.kind == "books" and "source_id" in layout.columns and not owned


def means(line: BookLine, title: KnownTitle, *, found: KnownTitle | None) -> bool:
    """Whether a row whose barcode is known names the title of that copy, or none at all."""
    if found is title or (line.isbn and line.isbn == title.values["isbn"]):
        return True
    if line.source_id and line.source_id == title.values["source_id"]:
        return True
    if line.title:
        return title.says("name") == folded(line.title)
    return not line.isbn and not line.source_id


def said(line: BookLine) -> Values:
    """What a row says of its copies that may be filled in later."""
    return {"call_number": line.call_number, "location": line.location, "price_fen": line.price}


def unknown(line: BookLine) -> str:
    """Why no title was found for a row that names none."""
    if line.source_id:
        return _("No title has the number {number}. Please import the list of books first.").format(
            number=line.source_id
        )
    return _("No title has the ISBN {isbn}. Please import the list of books first.").format(isbn=line.isbn)


def other_name(line: BookLine) -> str:
    """How a title is called in the list that the centre knows by another name."""
    return _("In the list: {name}").format(name=line.title) if line.title else ""


def odd_number(row: Row) -> str:
    """The number that stands for the ISBN in the row and is none, where the title does not keep it."""
    given = row.line.facts.isbn_given
    there = row.line.isbn or given in ("", row.title.values["isbn_given"])
    return "" if there else f"ISBN: {given}"


def told(row: Row) -> str:
    """What the clerk may want to know of a row that comes in."""
    words = []
    if row.there:
        words.append(_("There already: {codes}.").format(codes=", ".join(row.there[:_MOST_CODES])))
    if row.line.copies > 1 and row.added:
        words.append(_n("{count} copy.", "{count} copies.", row.added).format(count=row.added))
    if row.remark:
        words.append(_("By its ISBN this is “{title}”.").format(title=row.title.name))
    return joined(words)


def lines(*texts: str) -> str:
    """The texts that say something, each on a line of its own."""
    return "\n".join(dict.fromkeys(text for text in texts if text))
