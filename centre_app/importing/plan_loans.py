"""What becomes of the rows of a list of loans, past ones and those still out.

- What: the copy of that barcode; without one a copy of that ISBN or title, the first that was not out at that time.
- Who: the card, else name and telephone, else a name that only one person has. Both must be here already.
- When: lent on a day (09:00 where no time is given), due by the list or by the loan policies of today, returned or still out.
- A loan of the same copy that begins the same day with the same person is there already; nothing of it is changed, also where
  the list knows of a return: what came back is returned at the desk, which looks after holds and suspensions.
- Rejected: what would be out twice at one time, a copy still out that is lost, withdrawn, kept for somebody or not lent at all.
  How many somebody may borrow is no matter: the list tells what has happened.
"""

from datetime import date, datetime

from centre_app import clock, errors
from centre_app.i18n import _
from centre_app.importing.fates import Fate, RowFate, joined
from centre_app.importing.headings import Table
from centre_app.importing.known_loans import Lendable, Lendables, Out
from centre_app.importing.lines import reported
from centre_app.importing.loan_lines import LoanLine, loan_lines
from centre_app.importing.values import folded
from centre_app.importing.who import Known
from centre_app.importing.writes import Values, Writes
from centre_app.lending import flags, loans
from centre_app.lending.due import end_of
from centre_app.lending.policies import Policies, Terms
from centre_app.people.masking import masked_name
from centre_app.progress import Progress

TABLES = frozenset(
    {"person", "title", "copy", "loan", "hold", "loan_policy", "setting", "opening_hours", "closure"}
)
_EARLIEST_YEAR = 1990


class LoanPlan:
    """Decides row by row; `writes` and `fates` are the outcome."""

    def __init__(self) -> None:
        self.writes = Writes()
        self.fates: dict[int, RowFate] = {}
        self._now = clock.now().replace(microsecond=0)
        self._policies = Policies()
        self._terms: dict[tuple[str, str], Terms] = {}
        self._due: dict[tuple[object, ...], datetime] = {}
        self._known = Known(names=())
        self._copies = Lendables(())

    def decide(self, table: Table, *, progress: Progress) -> list[RowFate]:
        """The fate of every row in the order of the list; those lent first are decided first."""
        count = len(table.rows)
        lines = list(reported(loan_lines(table), total=count, what=_("Reading rows"), progress=progress))
        self._known = Known(names=[line.name for line in lines], cards=[line.card_number for line in lines])
        self._copies = Lendables(lines)
        by_day = sorted(lines, key=lambda one: one.lent or datetime.max)
        for line in reported(
            by_day, total=count, what=_("Comparing with the loans known"), progress=progress
        ):
            self._decide(line)
        return [self.fates[line.row] for line in lines]

    def _decide(self, line: LoanLine) -> None:
        problem = joined(line.problems) or self._problem_of_times(line)
        copies = self._copies.of(line)
        person_id = self._known.find(line.name, phone=line.phone, card=line.card_number)
        if not problem and not copies:
            problem = _("The catalogue has no such copy. Please import the list of copies first.")
        if not problem and person_id is None:
            problem = self._known.why_not(line.name, phone=line.phone, card=line.card_number)
        if problem or person_id is None or line.lent is None:
            self._settle(line, "reject", problem)
            return
        wanted = Out(
            person_id, min(line.lent, self._now), line.returned and min(line.returned, self._now), line.row
        )
        known = next((found for copy in copies if (found := copy.same(wanted))), None)
        if known is not None:
            self._settle_known(line, known)
            return
        free = next((copy for copy in copies if not self._against(copy, wanted)), None)
        if free is None:
            self._settle(line, "reject", self._against(copies[0], wanted))
            return
        self._add(line, wanted, free, person_id=person_id)

    def _settle_known(self, line: LoanLine, known: Out) -> None:
        if known.row:
            self._settle(line, "skip", _("The same loan as row {row}.").format(row=known.row))
        elif known.ended is None and line.returned is not None:
            self._settle(line, "merge", _("Here it is still out: please return it at the desk."))
        else:
            self._settle(line, "merge", joined(line.notes))

    def _problem_of_times(self, line: LoanLine) -> str:
        if line.lent is None:
            return ""
        if line.lent.year < _EARLIEST_YEAR:
            return _("The loan is before {year}.").format(year=_EARLIEST_YEAR)
        if line.lent.date() > self._now.date() or (line.returned and line.returned.date() > self._now.date()):
            return errors.LoanStillToCome(moment=max(line.lent, line.returned or line.lent)).sentence()
        if line.returned is not None and line.returned.date() < line.lent.date():
            return _("It came back before it was lent.")
        if line.due is not None and line.due < line.lent.date():
            return _("It is due before it was lent.")
        return ""

    def _against(self, copy: Lendable, wanted: Out) -> str:
        """Why this copy cannot have been out then, "" where it can."""
        clash = copy.clash(wanted)
        if clash is not None:
            return _clash_words(copy, clash)
        if wanted.ended is None and copy.condition in flags.KEPT:
            return flags.KEPT[copy.condition](title=copy.title, barcode=copy.barcode).sentence()
        if wanted.ended is None and copy.id in self._copies.held:
            return errors.HeldForAnother().sentence()
        return ""

    def _add(self, line: LoanLine, wanted: Out, copy: Lendable, *, person_id: int) -> None:
        copy.times.append(wanted)
        category = self._known.category[person_id]
        terms = self._terms_of(category, copy.kind)
        values: Values = {
            "copy_id": copy.id, "person_id": person_id, "lent_at": wanted.begun.isoformat(" "),
            "due_at": self._due_at(wanted.begun, line.due, terms).isoformat(" "),
            "returned_at": max(wanted.ended, wanted.begun).isoformat(" ") if wanted.ended else None,
            "category": category, **terms.kept(), "due_by_hand": int(line.due is not None),
        }  # fmt: skip
        self.writes.insert("loan", values)
        other = line.title and folded(line.title) != folded(copy.title)
        info = _("By its number this is “{title}”.").format(title=copy.title) if other else ""
        self._settle(line, "add", joined(line.notes), info=info)

    def _terms_of(self, category: str, kind: str) -> Terms:
        if (category, kind) not in self._terms:
            self._terms[category, kind] = self._policies.terms(category=category, kind=kind)
        return self._terms[category, kind]

    def _due_at(self, begun: datetime, given: date | None, terms: Terms) -> datetime:
        """The end of the day that the list gives, else by the policies; asked of the calendar once for a day."""
        if given is not None:
            return max(end_of(given), begun)
        if terms.loan_hours is not None:
            return loans.due_moment(begun, terms=terms)
        key = begun.date(), terms.loan_days
        if key not in self._due:
            self._due[key] = loans.due_moment(begun, terms=terms)
        return self._due[key]

    def _settle(self, line: LoanLine, fate: Fate, reason: str, *, info: str = "") -> None:
        who = masked_name(line.name) or line.card_number
        detail = f"{who} {line.lent:%Y-%m-%d}" if line.lent else who
        self.fates[line.row] = RowFate(
            line.row, fate, reason, line.title or line.barcode or line.isbn, detail, info
        )


def _clash_words(copy: Lendable, clash: Out) -> str:
    until = f"{clash.ended:%Y-%m-%d}" if clash.ended else _("today")
    if clash.row:
        words = _("{barcode} was out from {begun:%Y-%m-%d} to {until} by row {row}.")
    else:
        words = _("{barcode} was out from {begun:%Y-%m-%d} to {until}, as is known here.")
    return words.format(barcode=copy.barcode, begun=clash.begun, until=until, row=clash.row)
