"""What the page of a title says above its copies: imprint, numbers, class, what it is about, loans and donors."""

from collections.abc import Iterable

from centre_app.i18n import _, _n
from centre_app.lending import call_numbers, class_groups, classes, isbn_words, languages, title_reads
from centre_app.lending.catalogue import TitleCard
from centre_app.lending.numbers import isbn13
from ui.lending.words import colon, day_text, yuan

_DONORS_AT_MOST = 4
_SUMMARY_AT_MOST = 160


def facts(title: TitleCard) -> list[str]:
    """The lines of a title's page, those that say something."""
    lines = (
        _joined((title.authors, _imprint(title), title.published, title.edition)),
        _joined((_number(title), _class(title), yuan(title.price_fen), _stock(title))),
        _joined(_physical(title)),
        _joined((ages(title), colon(_("Subjects"), title.subjects) if title.subjects else "")),
        _shortened(title.summary),
        title.note,
        _joined(_history(title)),
    )
    return [line for line in lines if line]


def _stock(title: TitleCard) -> str:
    """How many are in stock: 套 and 册 of what is printed, pieces of anything else."""
    sets, volumes = title.stock
    if not volumes:
        return ""
    if not title.is_print:
        return _n("{sets} piece", "{sets} pieces", sets).format(sets=sets)
    parts = (
        _n("{sets} set", "{sets} sets", sets).format(sets=sets),
        _n("{volumes} volume", "{volumes} volumes", volumes).format(volumes=volumes),
    )
    return " ".join(parts)


def odd_number(title: TitleCard) -> str:
    """That the number on the book is no ISBN and why, "" where there is nothing odd."""
    mark = isbn_words.mark(title.isbn_given)
    if not mark:
        return ""
    return _("Number on the book: {number} ({mark}). Please compare it with the book.").format(
        number=title.isbn_given, mark=mark
    )


def ages(title: TitleCard) -> str:
    """For whom it is, by age."""
    first, last = title.age_from, title.age_to
    if first is not None and last is not None:
        return _("For readers of {first} to {last}").format(first=first, last=last)
    if first is not None:
        return _("For readers from {first}").format(first=first)
    return _("For readers up to {last}").format(last=last) if last is not None else ""


def _imprint(title: TitleCard) -> str:
    return colon(title.place, title.publisher) if title.place else title.publisher


def _number(title: TitleCard) -> str:
    if not title.isbn:
        return ""
    as_given = isbn13(title.isbn_given) == title.isbn
    return _("ISBN {number}").format(number=title.isbn_given if as_given else title.isbn)


def _class(title: TitleCard) -> str:
    number = call_numbers.joined(title.clc_class, title.call_mark) or title.clc_class
    scheme = class_groups.current_scheme()
    key = class_groups.group_of(title.clc_class, scheme)
    group = "" if scheme == "clc" or key == class_groups.NONE else class_groups.group_name(key, scheme)
    return " ".join(part for part in (number, classes.class_name(title.clc_class), group) if part)


def _physical(title: TitleCard) -> Iterable[str]:
    yield colon(_("Book series"), title.series_title) if title.series_title else ""
    pages = title.pages
    yield _("{count} pages").format(count=pages) if pages.isdecimal() else pages
    yield languages.shown(title.language)
    if count := title.set_volumes:
        yield _n("whole set: {count} volume", "whole set: {count} volumes", count).format(count=count)


def _history(title: TitleCard) -> Iterable[str]:
    found = title_reads.figures(title.id)
    if found.loans and found.last_lent:
        words = _n("Lent {count} time, last on {day}", "Lent {count} times, last on {day}", found.loans)
        yield words.format(count=found.loans, day=day_text(found.last_lent.date()))
    if found.renewals:
        yield _n("{count} renewal", "{count} renewals", found.renewals).format(count=found.renewals)
    if found.out:
        words = _n("{count} is out", "{count} are out", found.out)
        if not title.is_print:
            words = _n("{count} piece is out", "{count} pieces are out", found.out)
        yield words.format(count=found.out)
    shown = [f"{donor} ({count})" if count > 1 else donor for donor, count in found.donors[:_DONORS_AT_MOST]]
    if len(found.donors) > _DONORS_AT_MOST:
        shown.append("…")
    yield _("Given by {donors}").format(donors=_(", ").join(shown)) if shown else ""


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _shortened(text: str) -> str:
    return text if len(text) <= _SUMMARY_AT_MOST else f"{text[:_SUMMARY_AT_MOST]}…"
