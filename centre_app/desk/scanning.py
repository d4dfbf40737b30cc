"""What the one scan field understands and what a scan does (the rules are those of the desk, without a mode switch).

A card opens the person and checks them in, for their booking where one is about to begin; a copy that is out is returned, whoever is open; a copy on the shelf goes to
the open person; with nobody open it is shown. What was only typed (a name, a phone) is opened, not acted on.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from centre_app import clock, errors
from centre_app.access import roles
from centre_app.centre import settings
from centre_app.desk import code_shapes
from centre_app.i18n import _
from centre_app.lending import catalogue, hold_words, holds, in_house, instead, loans, numbers
from centre_app.lending.catalogue_reads import CopyRow, TitleRow
from centre_app.people import card_history, card_terms, cards, identity, people, presence, visits
from centre_app.people.masking import masked_phone
from centre_app.people.people import PersonHit
from centre_app.rooms import arrival
from centre_app.storage.action import WORK

_PEOPLE, _TITLES, _COPIES = 6, 4, 4
_SHORTEST_NUMBER = 6

Kind = Literal[
    "checked_in", "arrived", "already_here", "new_visit", "checked_out", "lent", "returned", "not_on_loan", "in_house",
    "person_shown", "copy_shown", "title_shown", "choices", "unknown", "asked", "told",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """Something a typed text may mean: a person, a title, or a copy."""

    kind: Literal["person", "title", "copy"]
    id: int
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done next with one press: `renew` a loan instead of its return, `register` or `add_title` for a text.

    `hold_slip` prints the slip of the hold whose id is the text, `in_house` counts a use of a copy here.
    The verbs of `things.DEEDS` are done by `things.take`; `kit_missing` opens a form.
    """

    verb: Literal[
        "renew", "hold_slip", "in_house", "register", "add_title", "lend_another", "lend_set", "return_set", "set_missing",
        "kit_complete", "kit_missing",
    ]  # fmt: skip
    words: str
    loan_id: int | None = None
    copy_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scan did. `words` is the sentence for the clerk; `wrote` says whether there is something to undo.

    `asked` is said beside it: the contents of a kit, or whether what came back is complete.
    """

    kind: Kind
    words: str
    wrote: bool = False
    person_id: int | None = None
    title_id: int | None = None
    copy_id: int | None = None
    loan_id: int | None = None
    title: str = ""
    barcode: str = ""
    donor: str = ""
    hits: tuple[Hit, ...] = ()
    offers: tuple[Offer, ...] = ()
    more_loan_ids: tuple[int, ...] = ()
    asked: "Outcome | None" = None


def normalised(text: str) -> str:
    """The text as meant: full-width letters and digits made plain, no blanks around; half a sign, which no file takes, is no sign."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFKC", whole).strip()


def suggest(text: str) -> list[Hit]:
    """What a text being typed may mean, best first: people, then copies by the beginning of a barcode, then titles."""
    typed = normalised(text)
    if not typed:
        return []
    found = [_person_hit(hit) for hit in people.find(typed, limit=_PEOPLE)]
    found += [_copy_hit(copy) for copy in catalogue.copies_beginning(typed, limit=_COPIES)]
    return found + [_title_hit(title) for title in catalogue.find(typed, limit=_TITLES)]


def scan(
    text: str, *, open_person_id: int | None = None, reasons: Mapping[str, str] | None = None
) -> Outcome:
    """Do what a scanned or typed text means; `open_person_id` is whose card was scanned last.

    `reasons`: why blocks are passed for the open person, by their `key`. Enter on an empty field checks in the open
    person. Raises what the verbs raise (a limit reached, a copy lost), and CardEnded.
    """
    typed = normalised(text)
    if not typed:
        return (
            _card(open_person_id)
            if open_person_id is not None
            else Outcome("unknown", _("Nothing was scanned."))
        )
    person_id = cards.by_card(typed)
    if person_id is not None:
        return _card(person_id)
    copy = catalogue.copy_by_barcode(typed)
    if copy is not None:
        return _copy(copy, open_person_id, reasons)
    card_history.refuse_former(typed)
    if identity.looks_like(typed):
        return _by_id(typed)
    isbn = numbers.isbn13(typed)
    found = _shelf(typed, open_person_id, reasons)
    if found is None and isbn:
        found = _isbn(isbn, typed, open_person_id, reasons)
    return found or _by_words(typed)


def _by_words(typed: str) -> Outcome:
    """What a text that is no number of ours opens, or offers to choose from."""
    hits = suggest(typed)
    if hits and _is_number(typed) and hits[0].kind != "person":
        # a code with a digit lost must never be taken for another: nothing is lent or returned on a guess
        words = _("“{text}” is not known, but begins like these. Please choose, or scan again.")
        return Outcome("choices", words.format(text=typed), hits=tuple(hits))
    if hits and (len(hits) == 1 or not _is_number(typed)):
        return _shown(hits[0])
    if hits:
        return Outcome(
            "choices", _("Several fit “{text}”. Please choose.").format(text=typed), hits=tuple(hits)
        )
    return _unknown(typed)


def choose(
    hit: Hit, *, open_person_id: int | None = None, reasons: Mapping[str, str] | None = None
) -> Outcome:
    """Take the hit that was chosen: a copy is lent, returned or shown like a scanned one, anything else is opened."""
    return _copy(_copy_of(hit), open_person_id, reasons) if hit.kind == "copy" else _shown(hit)


def _shown(hit: Hit) -> Outcome:
    """What was typed opens somebody, which is noted, or something, and does nothing else."""
    if hit.kind == "person":
        return Outcome("person_shown", hit.title, person_id=people.open_at_desk(hit.id))
    if hit.kind == "title":
        return Outcome("title_shown", hit.title, title_id=hit.id, title=hit.title)
    copy = _copy_of(hit)
    return _about("copy_shown", _("“{title}” ({code})").format(title=copy.title, code=copy.barcode), copy)


def _copy_of(hit: Hit) -> CopyRow:
    copy = catalogue.copy(hit.id)
    if copy is None:
        raise errors.NotFound
    return copy


def _card(person_id: int) -> Outcome:
    # The card of an organisation borrows; whoever brings it is no visit of it. Read-only looks, and checks nobody in.
    if people.is_organisation(person_id) or not roles.may(WORK):
        return Outcome("person_shown", people.person(person_id).name, person_id=person_id)
    arrived = arrival.scan_arrival(person_id=person_id)
    if arrived is not None:
        words = _("Arrived: {name} · {title} · {room} {time:%H:%M}").format(
            name=visits.visit(arrived.visit_id).name, title=arrived.title, room=arrived.room_name,
            time=arrived.starts_at,
        )  # fmt: skip
        return Outcome("arrived", words, wrote=True, person_id=person_id)
    here = presence.open_visit_of(person_id) if settings.get("scan_checks_out") else None
    if here is not None and here.arrived_at.date() == clock.today():
        visits.check_out(visit_id=here.id)
        words = _("Checked out: {name} · {room}").format(name=here.name, room=here.room_name)
        return Outcome("checked_out", words, wrote=True, person_id=person_id)
    done = visits.scan_in(person_id=person_id)
    words = {
        "checked_in": _("Checked in: {name} · {room} {time:%H:%M}"),
        "new_visit": _(
            "Checked in anew: {name} · {room} {time:%H:%M}. The visit before was closed as assumed."
        ),
        "already_here": _("{name} is here already · {room}, since {time:%H:%M}"),
    }[done.kind].format(name=done.name, room=done.room_name, time=done.arrived_at)
    words = " ".join(filter(None, (words, card_terms.warning(person_id))))
    return Outcome(done.kind, words, wrote=done.kind != "already_here", person_id=person_id)


def _copy(copy: CopyRow, open_person_id: int | None, reasons: Mapping[str, str] | None) -> Outcome:
    if not roles.may(WORK):
        return _about("copy_shown", _("“{title}” ({code})").format(title=copy.title, code=copy.barcode), copy)
    if copy.loan is not None or copy.has("lost"):
        return _with_more(_return(copy, open_person_id), copy)
    if open_person_id is not None:
        return _with_more(_lend(copy, open_person_id, reasons), copy)
    kept = holds.captured(copy.id)
    words = _("“{title}” is on the shelf. Scan a card first to lend it.").format(title=copy.title)
    if kept is not None:
        words = _("“{title}”: {keep}").format(title=copy.title, keep=hold_words.keep(kept))
    offers = () if copy.has("withdrawn") else (Offer("in_house", _("In-house use"), copy_id=copy.id),)
    return _about("copy_shown", words, copy, offers=offers)


def _return(copy: CopyRow, open_person_id: int | None) -> Outcome:
    done = loans.return_copy(copy.id)
    offers: tuple[Offer, ...] = ()
    if done.kept is not None:
        offers = (Offer("hold_slip", _("Print slip"), text=str(done.kept.id)),)
    elif done.loan_id is not None and done.borrower_id == open_person_id:
        offers = (Offer("renew", _("Renew instead"), loan_id=done.loan_id),)
    if done.loan_id is None:
        words = _("“{title}” had been lost and is found again.").format(title=done.title)
    elif done.days_late:
        words = _("Returned: “{title}”, {days} days late, from {name}")
    else:
        words = _("Returned: “{title}” from {name}")
    said = words.format(title=done.title, days=done.days_late, name=done.borrower)
    if done.suspended_until is not None:
        said += " " + _("Borrows again after {day:%Y-%m-%d}.").format(day=done.suspended_until)
    if done.kept is not None:
        said = _("{returned}. {keep}").format(returned=said.rstrip("。."), keep=hold_words.keep(done.kept))
    return _about(
        "returned", said, copy, wrote=True, loan_id=done.loan_id, person_id=done.borrower_id, offers=offers
    )


def _lend(copy: CopyRow, person_id: int, reasons: Mapping[str, str] | None) -> Outcome:
    done = loans.lend(copy_id=copy.id, person_id=person_id, reasons=reasons)
    words = _("Lent: “{title}” to {name}, due {day:%m-%d}")
    if done.by_hours:
        words = _("Lent: “{title}” to {name}, due {day:%m-%d %H:%M}")
    elif done.moved:
        words = _("Lent: “{title}” to {name}, due {day:%m-%d} (moved from a closed day)")
    said = words.format(title=done.title, name=done.borrower, day=done.due_at)
    said = " ".join((said, *done.notices))
    return _about("lent", said, copy, wrote=True, loan_id=done.loan_id, person_id=person_id)


def renew_instead(loan_id: int) -> Outcome:
    """The copy just returned stays with its borrower after all. Raises what `renew_returned` raises."""
    renewed = instead.renew_returned(loan_id)
    words = _("Renewed: “{title}”, due {day:%m-%d}").format(title=renewed.title, day=renewed.due_on)
    return Outcome(
        "lent", words, wrote=True, person_id=renewed.person_id, loan_id=loan_id, title=renewed.title
    )


def count_in_house(copy_id: int) -> Outcome:
    """A copy nobody had on loan was read here. Raises what `note_use` raises."""
    done = in_house.note_use(copy_id=copy_id)
    if done.returned is not None:  # lent at another desk meanwhile
        said = _("Returned: “{title}” from {name}").format(title=done.copy.title, name=done.returned.borrower)
        return _about("returned", said, done.copy, wrote=True, loan_id=done.returned.loan_id)
    said = _("In-house use: “{title}”").format(title=done.copy.title)
    return _about("in_house", said, done.copy, wrote=True)


def _isbn(isbn: str, typed: str, open_person_id: int | None, reasons: Mapping[str, str] | None) -> Outcome:
    copies = catalogue.copies_by_isbn(isbn)
    if len(copies) == 1:
        return _copy(copies[0], open_person_id, reasons)
    if copies:
        words = _n_copies(len(copies))
        return Outcome("choices", words, hits=tuple(_copy_hit(copy) for copy in copies))
    titles = catalogue.titles_by_isbn(isbn)
    if titles:
        words = _("“{title}” has no copy yet.").format(title=titles[0].name)
        return Outcome("title_shown", words, title_id=titles[0].id, title=titles[0].name)
    words = _("No title has the ISBN {isbn}.").format(isbn=isbn)
    return Outcome("unknown", words, offers=(Offer("add_title", _("Add this title"), text=typed),))


def _n_copies(count: int) -> str:
    return _("{count} copies have this ISBN. Please choose the one in your hand.").format(count=count)


def _by_id(typed: str) -> Outcome:
    """An ID number opens the person; it is never repeated on the screen."""
    hits = people.find(typed, limit=1) if identity.by_number(typed) is not None else []
    if hits:
        return _shown(_person_hit(hits[0]))
    words = _("Nobody is known here with the ID number ending in {tail}.").format(
        tail=identity.plain(typed)[-4:]
    )
    return Outcome("unknown", words, offers=(Offer("register", _("Register a person"), text=typed),))


def _unknown(typed: str) -> Outcome:
    register = Offer("register", _("Register a person"), text=typed)
    add = Offer("add_title", _("Add a title"), text=typed)
    words, offers = {
        "card": (_("The card {text} is not known here."), (register,)),
        "barcode": (_("The barcode {text} is not known here."), (add,)),
        "": (_("“{text}” is not known here."), (register, add)),
    }[code_shapes.shape_of(typed)]
    return Outcome("unknown", words.format(text=typed), offers=offers)


def _shelf(typed: str, open_person_id: int | None, reasons: Mapping[str, str] | None) -> Outcome | None:
    from centre_app.desk import things  # it answers with the outcomes of this module

    return things.scan(typed, open_person_id, reasons)


def _with_more(outcome: Outcome, copy: CopyRow) -> Outcome:
    from centre_app.desk import things

    return things.more(outcome, copy)


def _is_number(text: str) -> bool:
    """Whether a text looks like a scanned or read-off number: then a near miss must not be taken for it."""
    return len(text) >= _SHORTEST_NUMBER and sum(char.isdigit() for char in text) * 2 >= len(text)


def _about(kind: Kind, words: str, copy: CopyRow, *, wrote: bool = False, **more: object) -> Outcome:
    facts = {"title_id": copy.title_id, "copy_id": copy.id, "title": copy.title, "barcode": copy.barcode}
    return Outcome(kind, words, wrote=wrote, donor=copy.donor, **facts, **more)  # type: ignore[arg-type]


def _person_hit(hit: PersonHit) -> Hit:
    age = _("{age} years").format(age=hit.age) if hit.age is not None else ""
    facts = (hit.card_number, age, hit.address, masked_phone(hit.phone))
    return Hit("person", hit.id, hit.name, " · ".join(fact for fact in facts if fact))


def _copy_hit(copy: CopyRow) -> Hit:
    where = _("out until {day:%m-%d}").format(day=copy.loan.due_on) if copy.loan else _("on the shelf")
    facts = (copy.barcode, copy.volume, where, copy.location)
    return Hit("copy", copy.id, copy.title, " · ".join(fact for fact in facts if fact))


def _title_hit(title: TitleRow) -> Hit:
    shelf = _("{available} of {copies} on the shelf").format(available=title.available, copies=title.copies)
    facts = (title.authors, title.publisher, shelf)
    return Hit("title", title.id, title.name, " · ".join(fact for fact in facts if fact))
