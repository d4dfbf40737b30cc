"""The month in one paragraph, for the text of a letter or a message: only what was counted is told."""

from dataclasses import dataclass

from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.reports.compare import Comparison, Line
from centre_app.reports.indicators import by_code

_MONTH_BEFORE, _YEAR_BEFORE = N_("than last month"), N_("than a year before")


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words with figures by code, dots written as __; it is told when its first figure is there and, if `only_some`, not 0."""

    words: str
    figures: tuple[str, ...]
    compared: bool = False
    only_some: bool = True


# A sentence each; the first clause of a sentence opens it, those with nothing to tell are left out.
_SENTENCES: tuple[tuple[_Clause, ...], ...] = (
    (
        _Clause(N_("the centre was open on {centre__open_days} days ({centre__open_hours} hours)"),
                ("centre.open_days", "centre.open_hours"), only_some=False),
        _Clause(N_("{visits__total} visits were made"), ("visits.total",), compared=True, only_some=False),
        _Clause(N_("{visits__people} known visitors came"), ("visits.people",)),
    ),
    (
        _Clause(N_("the reading room had {reading__visits} visits"), ("reading.visits",)),
        _Clause(N_("{loans__issued} volumes were lent"), ("loans.issued",), compared=True),
        _Clause(N_("{loans__renewed} renewed"), ("loans.renewed",)),
        _Clause(N_("{loans__inhouse} read in the house"), ("loans.inhouse",)),
        _Clause(N_("{cards__new} readers' cards were issued"), ("cards.new",)),
        _Clause(N_("the stock is {stock__titles} titles in {stock__volumes} volumes"), ("stock.titles", "stock.volumes")),
        _Clause(N_("everyday things were lent {loans__things} times"), ("loans.things",)),
    ),
    (
        _Clause(N_("the rooms were used {rooms__bookings} times"), ("rooms.bookings",), compared=True),
        _Clause(N_("{rooms__people} people came to that"), ("rooms.people",)),
        _Clause(N_("their utilisation was {rooms__utilisation} %"), ("rooms.utilisation",)),
    ),
    (
        _Clause(N_("{donations__batches} donations brought {donations__items} pieces"), ("donations.batches", "donations.items")),
        _Clause(N_("worth {donations__value} yuan by list price"), ("donations.value",)),
    ),
    (_Clause(N_("{services__enquiries} enquiries were answered at the desk"), ("services.enquiries",)),),
)  # fmt: skip


def paragraph(figures: Comparison) -> str:
    """The month as one paragraph in the current language, as an office writes it."""
    lines = {line.indicator.code: line for line in figures.lines()}
    sentences = [_sentence(clauses, lines) for clauses in _SENTENCES]
    told = [sentence for sentence in sentences if sentence]
    centre = str(settings.get("centre_name"))
    opening = _("In {period}, at {centre}: ") if centre else _("In {period}: ")
    body = "".join(sentence[0].upper() + sentence[1:] for sentence in told).rstrip()
    return opening.format(period=figures.period.title, centre=centre) + (body or _("nothing was counted."))


def _sentence(clauses: tuple[_Clause, ...], lines: dict[str, Line]) -> str:
    told = [_clause(clause, lines) for clause in clauses if _has_news(clause, lines)]
    return _("{clauses}. ").format(clauses=_("; ").join(told)) if told else ""


def _has_news(clause: _Clause, lines: dict[str, Line]) -> bool:
    now = lines[clause.figures[0]].now
    return now is not None and (now != 0 or not clause.only_some)


def _clause(clause: _Clause, lines: dict[str, Line]) -> str:
    shown = {code.replace(".", "__"): by_code(code).shown(lines[code].now) for code in clause.figures}
    words = _(clause.words).format(**shown)
    changes = _changes(lines[clause.figures[0]]) if clause.compared else []
    return _("{words} ({changes})").format(words=words, changes=_("; ").join(changes)) if changes else words


def _changes(line: Line) -> list[str]:
    told = []
    for share, against in ((line.since_last, _MONTH_BEFORE), (line.change, _YEAR_BEFORE)):
        if share is None:
            continue
        size = f"{abs(share):.1%}"
        words = N_("{size} more {against}") if share > 0 else N_("{size} fewer {against}")
        told.append(
            _(words).format(size=size, against=_(against))
            if share
            else _("no more and no fewer {against}").format(against=_(against))
        )
    return told
