"""The fields of lists in the clerk's words, to show how each column was understood."""

from dataclasses import dataclass

from centre_app.i18n import N_, _
from centre_app.importing.headings import Layout
from centre_app.importing.vocabulary import Kind

FIELD_LABELS = {
    "serial": N_("running number, not needed"),
    "source_id": N_("number in the list"),
    "title": N_("title"),
    "title_and_authors": N_("title and authors"),
    "authors": N_("authors"),
    "publisher": N_("publisher"),
    "imprint": N_("authors, publisher, date, price"),
    "published": N_("published"),
    "price": N_("list price"),
    "call_mark": N_("number in its class"),
    "isbn_given": N_("ISBN as the book has it"),
    "edition": N_("edition"),
    "series_title": N_("series"),
    "place": N_("place of publication"),
    "pages": N_("pages"),
    "language": N_("language"),
    "summary": N_("summary"),
    "subjects": N_("subjects"),
    "reader_age": N_("ages it is for"),
    "set_volumes": N_("volumes of the set"),
    "isbn": N_("ISBN"),
    "clc_class": N_("CLC class"),
    "subject": N_("subject"),
    "call_number": N_("call number"),
    "barcode": N_("barcode"),
    "location": N_("place"),
    "copies": N_("number of copies"),
    "pieces": N_("number of volumes"),
    "sets": N_("number of sets"),
    "volumes": N_("volumes in a set"),
    "donor": N_("donor"),
    "donated_on": N_("given on"),
    "details": N_("further details"),
    "person": N_("name"),
    "phone": N_("phone"),
    "sex": N_("sex"),
    "birth": N_("birth"),
    "age": N_("age"),
    "identity": N_("ID number"),
    "address": N_("address"),
    "home": N_("building and room"),
    "building": N_("building"),
    "room": N_("room of the address"),
    "grid": N_("grid, as note"),
    "category": N_("category"),
    "relation": N_("relation to the head of household, as note"),
    "head_of_household": N_("head of household, as note"),
    "guardian": N_("guardian"),
    "guardian_phone": N_("guardian's phone"),
    "card_number": N_("card number"),
    "card_until": N_("card good until"),
    "organisation": N_("organisation"),
    "purpose": N_("purpose"),
    "arrived": N_("time of arrival"),
    "left": N_("time of leaving"),
    "day": N_("day"),
    "head_count": N_("head-count"),
    "room_name": N_("zone"),
    "span": N_("from when to when"),
    "starts": N_("begins"),
    "ends": N_("ends"),
    "came_count": N_("how many came"),
    "status": N_("state"),
    "lent": N_("lent on"),
    "due": N_("due on"),
    "returned": N_("returned on"),
    "remark": N_("note"),
    "politics": N_("as note"),
    "skills": N_("as note"),
    "emergency_contact": N_("as note"),
    "emergency_phone": N_("as note"),
}
_BOOKS = (
    "serial source_id title title_and_authors authors publisher imprint published price isbn clc_class subject call_number"
    " barcode location donor donated_on details remark volumes edition series_title place pages language summary subjects"
    " reader_age set_volumes call_mark isbn_given"
)
_PEOPLE = (
    "serial person phone sex birth age identity address home building room grid category relation head_of_household guardian"
    " guardian_phone card_number card_until organisation politics skills emergency_contact emergency_phone remark"
)
_VISITS = "serial person phone organisation purpose arrived left day head_count room_name span"
_BOOKINGS = "serial room_name span day starts ends title purpose person phone organisation head_count came_count status remark"
_LOANS = "serial barcode isbn title person card_number phone lent due returned"
USED: dict[Kind, tuple[str, ...]] = {
    "books": tuple(f"{_BOOKS} copies pieces sets".split()),
    "copies": tuple(_BOOKS.split()),
    "people": tuple(_PEOPLE.split()),
    "visits": tuple(_VISITS.split()),
    "bookings": tuple(_BOOKINGS.split()),
    "loans": tuple(_LOANS.split()),
}
"""The fields that a list of each kind brings, in the order in which they are offered."""
_OTHERWISE: dict[Kind, dict[str, str]] = {
    "visits": {"span": N_("times of arrival and leaving")},
    "bookings": {"title": N_("what for"), "purpose": N_("what for"), "span": N_("from when to when"), "person": N_("contact")},
    "loans": {"person": N_("borrower")},
}  # fmt: skip


def label_of(field: str, *, kind: Kind) -> str:
    """What the clerk reads for a field of a list of this kind."""
    return _(_OTHERWISE.get(kind, {}).get(field) or FIELD_LABELS[field])


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of the list: its place from 1, its heading, and the field it is taken for, "" where it is left out."""

    id: int
    heading: str
    name: str
    kind: Kind

    @property
    def field(self) -> str:
        """The field in the clerk's words, "" where the column is left out."""
        return label_of(self.name, kind=self.kind) if self.name else ""


def columns_of(layout: Layout) -> list[ColumnUse]:
    """Every column that has a heading or a meaning, in the order of the file."""
    fields = {column: name for name, columns in layout.columns.items() for column in columns}
    fields |= dict.fromkeys(layout.serials, "serial")
    used = USED[layout.kind]
    return [
        ColumnUse(column + 1, heading, fields[column] if fields.get(column) in used else "", layout.kind)
        for column, heading in enumerate(layout.headings)
        if heading or column in fields
    ]
