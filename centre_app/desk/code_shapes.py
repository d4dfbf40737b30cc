"""What a scanned code is or would be, by what the centre has and by the shapes of its labels. Nothing is done with it."""

from dataclasses import dataclass
from typing import Literal

from centre_app.centre import code_shapes, settings
from centre_app.i18n import _
from centre_app.lending import catalogue, numbers, shelf_codes
from centre_app.people import cards, people
from centre_app.people.masking import masked_name

Kind = Literal["card", "barcode", "shelf", "isbn", ""]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a code is taken for; `known` says whether somebody or something has it."""

    kind: Kind
    known: bool
    words: str


def shape_of(code: str) -> Literal["card", "barcode", ""]:
    """Whether an unknown code looks like a card's or a thing's, by the shapes of the settings."""
    return _shape(code)[0]


def read(code: str) -> Reading:
    """What a scan of this code would be taken for, in words."""
    if (person_id := cards.by_card(code)) is not None:
        name = masked_name(people.person(person_id).name)
        return Reading("card", True, _("The card of {name}.").format(name=name))
    if (copy := catalogue.copy_by_barcode(code)) is not None:
        return Reading("barcode", True, _("The barcode of “{title}”.").format(title=copy.title))
    if (shelf := shelf_codes.shelf(code)) is not None:
        words = _("The shelf barcode of “{title}”, {count} pieces.")
        return Reading("shelf", True, words.format(title=shelf.title, count=len(shelf.stock)))
    if isbn := numbers.isbn13(code):
        titles = catalogue.titles_by_isbn(isbn)
        if titles:
            return Reading("isbn", True, _("The ISBN of “{title}”.").format(title=titles[0].name))
        return Reading("isbn", False, _("An ISBN that no title has yet."))
    return _unknown(code)


def _unknown(code: str) -> Reading:
    kind, shape = _shape(code)
    if kind == "card":
        return Reading(kind, False, _("A card that nobody has yet (shape {shape}).").format(shape=shape))
    if kind == "barcode":
        return Reading(kind, False, _("A barcode that nothing has yet (shape {shape}).").format(shape=shape))
    return Reading("", False, _("No shape fits it: it would be looked for as a name, title or phone number."))


def _shape(code: str) -> tuple[Literal["card", "barcode", ""], str]:
    known = settings.all_settings()
    return code_shapes.kind_of(
        code, cards=str(known["card_shapes"]), barcodes=str(known["barcode_shapes"]),
        card_prefix=str(known["card_prefix"]), barcode_prefix=str(known["barcode_prefix"]),
    )  # fmt: skip
