"""Scans of things that are more than one copy: pieces with one shelf barcode, volumes of a set, kits with contents.

`3*CODE` means three pieces. What is asked beside a scan never stands in the way of the next one: it is said with buttons.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from centre_app import clock, errors
from centre_app.desk.scanning import Hit, Offer, Outcome
from centre_app.i18n import _, _n
from centre_app.lending import catalogue, kits, sets, shelf_codes
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.loans import Lent, Returned
from centre_app.lending.shelf_codes import Shelf
from centre_app.people.masking import masked_name

Reasons = Mapping[str, str] | None  # why blocks are passed for the open person, by their key
JUST_LENT_MINUTES = 10  # a piece lent within them is not what the same scan brings back
_SEVERAL = re.compile(r"(\d{1,6})\s*[*×xX]\s*(\S.*)")
_SHOWN = 8


def scan(typed: str, open_person_id: int | None, reasons: Reasons = None) -> Outcome | None:
    """Do what the scan of a shelf barcode means, with a number before it or without; None for anything else."""
    several = _SEVERAL.fullmatch(typed)
    found = shelf_codes.shelf(several[2] if several else typed)
    if found is None:
        return None
    count = int(several[1]) if several else 1
    if not 1 <= count <= shelf_codes.MOST_PIECES:
        raise errors.PiecesImpossible(count=count, most=shelf_codes.MOST_PIECES)
    return (
        _served(found, open_person_id, count, reasons)
        if open_person_id is not None
        else _unserved(found, count)
    )


def is_shelf_scan(typed: str) -> bool:
    """Whether a text stands for pieces with one shelf barcode: then the same again within seconds is meant."""
    several = _SEVERAL.fullmatch(typed)
    return shelf_codes.is_shelf_code(several[2] if several else typed)


def more(outcome: Outcome, copy: CopyRow) -> Outcome:
    """What was done with a copy, and with it what to say or ask about its set or its contents."""
    if copy.set_number is None and copy.kind != "kit" and copy.volumes < 2:
        return outcome  # a single thing: nothing to look up
    if outcome.kind == "lent" and outcome.person_id is not None:
        rest = [row for row in sets.volumes_of(copy.id) if row.lendable]
        if rest:
            offer = Offer("lend_set", _("Lend the whole set"), text=str(copy.id))
            outcome = replace(outcome, offers=(*outcome.offers, offer))
        return replace(outcome, asked=_contents(copy))
    if outcome.kind == "returned":
        return replace(outcome, asked=question(copy.id, borrower_id=outcome.person_id))
    return outcome


def question(copy_id: int, *, borrower_id: int | None) -> Outcome | None:
    """What to ask once a copy came back: whether the set is complete, or the kit; None where there is nothing to ask."""
    copy = catalogue.copy(copy_id)
    if copy is None:
        return None
    return _set_question(copy, borrower_id) or _kit_question(copy) or _volumes_question(copy)


def _served(found: Shelf, person_id: int, count: int, reasons: Reasons) -> Outcome:
    before = clock.now() - timedelta(minutes=JUST_LENT_MINUTES)
    held = [row for row in found.out_with(person_id) if row.loan is not None and row.loan.lent_at <= before]
    if not held:
        done_now = shelf_codes.lend_pieces(
            shelf_code=found.code, person_id=person_id, count=count, reasons=reasons
        )
        return _lent(done_now, found.code)
    done = shelf_codes.return_pieces(shelf_code=found.code, person_id=person_id, count=min(count, len(held)))
    words = _("Lend {count} more").format(count=count) if count > 1 else _("Lend another")
    ids = ",".join(str(each.loan_id) for each in done)
    return _returned(
        done, found.code, offers=(Offer("lend_another", words, text=f"{found.code} {count} {ids}"),)
    )


def _unserved(found: Shelf, count: int) -> Outcome:
    holders = dict.fromkeys(row.loan.person_id for row in found.out if row.loan is not None)
    if len(holders) == 1:
        return _returned(
            shelf_codes.return_pieces(shelf_code=found.code, person_id=next(iter(holders)), count=count),
            found.code,
        )
    if not holders:
        words = _("“{title}”: {free} of {count} on the shelf. Scan a card first to lend one.")
        said = words.format(title=found.title, free=len(found.free), count=len(found.stock))
        return Outcome("copy_shown", said, title_id=found.title_id, title=found.title)
    words = _("{count} people have “{title}”. Please choose who brings it back.")
    hits = [_hit(next(iter(found.out_with(person_id)))) for person_id in holders]
    return Outcome("choices", words.format(count=len(holders), title=found.title), hits=tuple(hits))


def _lent(done: list[Lent], code: str = "") -> Outcome:
    first = done[0]
    words = _("Lent: “{title}” to {name}, due {day:%m-%d}")
    if len(done) > 1:
        words = _("Lent: {count} of “{title}” to {name}, due {day:%m-%d}")
    if len(done) > 1 and not code:  # the volumes of a set
        words = _("Lent: {count} volumes of “{title}” to {name}, due {day:%m-%d}")
    if first.by_hours:
        words = _("Lent: “{title}” to {name}, due {day:%m-%d %H:%M}")
    said = words.format(count=len(done), title=first.title, name=first.borrower, day=first.due_at)
    shelf = shelf_codes.shelf(code) if code else None
    offers: tuple[Offer, ...] = ()
    if shelf is not None:
        said += _(" · {free} of {count} left").format(free=len(shelf.free), count=len(shelf.stock))
        if shelf.free:
            offers = (Offer("lend_another", _("One more"), text=f"{shelf.code} 1 "),)
    return Outcome(
        "lent", said, wrote=True, person_id=first.person_id, title_id=first.title_id, copy_id=first.copy_id,
        loan_id=first.loan_id, title=first.title, barcode=first.barcode, donor=first.donor, offers=offers,
        more_loan_ids=tuple(each.loan_id for each in done[1:]),
    )  # fmt: skip


def _returned(done: list[Returned], code: str = "", *, offers: tuple[Offer, ...] = ()) -> Outcome:
    first = done[0]
    late = max(each.days_late for each in done)
    words = (
        _("Returned: {count} of “{title}” from {name}")
        if len(done) > 1
        else _("Returned: “{title}” from {name}")
    )
    said = words.format(count=len(done), title=first.title, name=first.borrower)
    if late:
        said += _n(" · {days} day late", " · {days} days late", late).format(days=late)
    shelf = shelf_codes.shelf(code) if code else None
    if (
        shelf is not None
        and first.borrower_id is not None
        and (left := len(shelf.out_with(first.borrower_id)))
    ):
        said += _n(" · {count} still out", " · {count} still out", left).format(count=left)
    return Outcome(
        "returned", said, wrote=True, person_id=first.borrower_id, title_id=first.title_id, copy_id=first.copy_id,
        loan_id=first.loan_id, title=first.title, barcode=first.barcode, donor=first.donor, offers=offers,
        more_loan_ids=tuple(each.loan_id for each in done[1:] if each.loan_id is not None),
    )  # fmt: skip


def _set_question(copy: CopyRow, borrower_id: int | None) -> Outcome | None:
    volumes = sets.volumes_of(copy.id)
    missing = sets.still_with(volumes, borrower_id) if borrower_id is not None else []
    if not missing:
        return None
    words = _("“{title}”: {here} of {count} volumes are here, vol. {missing} is still with {name}.")
    said = words.format(
        title=copy.title, here=sum(row.loan is None for row in volumes), count=len(volumes),
        missing=_(", ").join(row.volume or row.barcode for row in missing[:_SHOWN]),
        name=masked_name(missing[0].loan.borrower) if missing[0].loan else "",
    )  # fmt: skip
    given = f"{copy.id} {borrower_id}"
    all_back = Offer("return_set", _("All are back"), text=given)
    return Outcome("asked", said, offers=(all_back, Offer("set_missing", _("Mark as missing"), text=given)))


def _kit_question(copy: CopyRow) -> Outcome | None:
    items = kits.items_of(copy.id)
    if not items:
        return None
    said = _("Is everything in “{title}”? {contents}").format(title=copy.title, contents=_list(items))
    return _asked(copy, said, missing=_("Something is missing…"))


def _volumes_question(copy: CopyRow) -> Outcome | None:
    """Volumes that go out and come back under one barcode."""
    if copy.volumes < 2:
        return None
    said = _("“{title}”: are all {count} volumes here?").format(title=copy.title, count=copy.volumes)
    return _asked(copy, said, missing=_("A volume is missing…"))


def _asked(copy: CopyRow, said: str, *, missing: str) -> Outcome:
    """Whether all of it is there; what was missing before is said."""
    before = [row.reason for row in copy.open_flags if row.flag == "missing_part"]
    if before:
        said += _(" Missing so far: {what}.").format(what=before[0])
    given = str(copy.id)
    offers = (Offer("kit_complete", _("All there"), text=given), Offer("kit_missing", missing, text=given))
    return Outcome("asked", said, offers=offers)


def _contents(copy: CopyRow) -> Outcome | None:
    """What is in a kit that is being lent, and what of it has expired."""
    items = kits.items_of(copy.id)
    if not items:
        return None
    said = _("In “{title}”: {contents}").format(title=copy.title, contents=_list(items))
    expired = [row.words for row in items if row.is_expired(clock.today())]
    if expired:
        said += _(" Expired: {what}!").format(what=_(", ").join(expired))
    return Outcome("asked" if expired else "told", said)


def _list(items: list[kits.ItemRow]) -> str:
    told = [row.words for row in items[:_SHOWN]]
    left = len(items) - _SHOWN
    return _(", ").join([*told, _("{count} more").format(count=left)] if left > 0 else told)


def _hit(row: CopyRow) -> Hit:
    assert row.loan is not None
    return Hit(
        "copy", row.id, masked_name(row.loan.borrower), _("out until {day:%m-%d}").format(day=row.loan.due_on)
    )


def _lend_another(offer: Offer, person_id: int | None, reasons: Reasons) -> Outcome:
    code, count, ids = offer.text.split(" ")
    if person_id is None:
        raise errors.NobodyOpen
    if not ids:
        more_now = shelf_codes.lend_pieces(
            shelf_code=code, person_id=person_id, count=int(count), reasons=reasons
        )
        return _lent(more_now, code)
    kept = [int(each) for each in ids.split(",")]
    done = shelf_codes.lend_instead(
        loan_ids=kept, shelf_code=code, person_id=person_id, count=int(count), reasons=reasons
    )
    return _lent(done, code)


def _lend_set(offer: Offer, person_id: int | None, reasons: Reasons) -> Outcome:
    if person_id is None:
        raise errors.NobodyOpen
    return _lent(sets.lend_rest(copy_id=int(offer.text), person_id=person_id, reasons=reasons))


def _return_set(offer: Offer, _person_id: int | None, _reasons: Reasons) -> Outcome:
    copy_id, borrower_id = map(int, offer.text.split(" "))
    done = sets.return_rest(copy_id=copy_id, person_id=borrower_id)
    return _returned(done) if done else Outcome("told", _("They are all back already."))


def _set_missing(offer: Offer, _person_id: int | None, _reasons: Reasons) -> Outcome:
    copy_id, borrower_id = map(int, offer.text.split(" "))
    found = sets.mark_missing(
        copy_id=copy_id, person_id=borrower_id, reason=_("missing when the set came back")
    )
    names = _(", ").join(row.volume or row.barcode for row in found)
    return Outcome("told", _("Marked as lost: vol. {volumes}").format(volumes=names), wrote=bool(found))


def _kit_complete(offer: Offer, _person_id: int | None, _reasons: Reasons) -> Outcome:
    changed = kits.note_complete(copy_id=int(offer.text))
    return Outcome("told", _("Noted: all of it is there."), wrote=changed)


DEEDS: dict[str, Callable[[Offer, int | None, Reasons], Outcome]] = {
    "lend_another": _lend_another,
    "lend_set": _lend_set,
    "return_set": _return_set,
    "set_missing": _set_missing,
    "kit_complete": _kit_complete,
}


def take(offer: Offer, *, open_person_id: int | None, reasons: Reasons = None) -> Outcome:
    """Do what was offered, for the open person where it needs one. Raises NobodyOpen, and what the verbs raise."""
    return DEEDS[offer.verb](offer, open_person_id, reasons)
