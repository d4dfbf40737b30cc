"""What stands against lending a copy to somebody: hard blocks, and those that a clerk may pass with a reason.

A block is an error that is not raised yet; its `overridable` says which sort it is. The hard ones come first.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app import clock, errors
from centre_app.i18n import _
from centre_app.lending import flags
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.labels import KIND_LABELS, unit_of
from centre_app.lending.loan_reads import LoanRow
from centre_app.lending.models import PRINT_KINDS
from centre_app.lending.policies import Policies, Terms, row_words
from centre_app.people import bands
from centre_app.storage.database import db

_ROWS_IN_WORDS = {"b": (True, True), "c": (True, False), "k": (False, True), "d": (False, False)}


@dataclass(frozen=True, slots=True)
class Borrower:
    """What lending must know of a person."""

    id: int
    name: str
    category: str
    card_expires_on: date | None
    barred_reason: str | None
    suspended_until: date | None
    age: int | None


def borrower(person_id: int) -> Borrower:
    """Whom something is to be lent to, in one query. Raises NotFound."""
    row = db.execute_sql(
        "SELECT id, name, category, card_expires_on, barred_on, barred_until, barred_reason, suspended_until, birth_date, "
        "birth_year FROM person WHERE id = ?",
        (person_id,),
    ).fetchone()
    if row is None:
        raise errors.NotFound
    today = clock.today().isoformat()
    barred = row[4] is not None and (row[5] is None or row[5] >= today)
    expires, suspended = bands.day_of(row[3]), bands.day_of(row[7])
    age = bands.age_on(clock.today(), birth_date=bands.day_of(row[8]), birth_year=row[9])
    return Borrower(row[0], row[1], row[2], expires, row[6] if barred else None, suspended, age)


def of_person(whom: Borrower, *, loans: Sequence[LoanRow], policies: Policies) -> list[errors.CentreError]:
    """What keeps somebody from borrowing anything: card, bar, suspension, something overdue, the common limit."""
    today = clock.today()
    blocks: list[errors.CentreError] = []
    if whom.card_expires_on is not None and whom.card_expires_on < today:
        blocks.append(errors.CardExpired(name=whom.name, expired=whom.card_expires_on))
    if whom.barred_reason is not None:
        blocks.append(errors.Barred(name=whom.name, reason=whom.barred_reason))
    if whom.suspended_until is not None and whom.suspended_until >= today:
        blocks.append(errors.Suspended(name=whom.name, until=whom.suspended_until))
    late = [loan for loan in loans if loan.is_late and (loan.days_late or 1) > loan.grace_days]
    if late:
        first = late[0]
        blocks.append(errors.BorrowerOverdue(title=first.title, barcode=first.barcode, due=first.due_on))
    count, limit = common(whom.category, loans=loans, policies=policies)
    if count >= limit:
        counted = {loan.kind for loan in loans} - policies.kinds_apart(whom.category)
        blocks.append(errors.LoanLimitReached(count=count, limit=limit, unit=unit_of(counted)))
    return blocks


def common(category: str, *, loans: Sequence[LoanRow], policies: Policies) -> tuple[int, int]:
    """How many somebody has that count towards the common limit, and that limit."""
    apart = policies.kinds_apart(category)
    count = sum(loan.kind not in apart for loan in loans)
    return count, policies.terms(category=category, kind="").loan_limit


def of_copy(found: CopyRow) -> list[errors.CentreError]:
    """What keeps a copy from being lent to anybody: a flag, or that it is out."""
    blocks = of_condition(found)
    if found.loan is not None:
        blocks.append(
            errors.CopyAlreadyLent(
                title=found.title,
                barcode=found.barcode,
                borrower=found.loan.borrower,
                since=found.loan.lent_at,
            )
        )
    return blocks


def of_condition(found: CopyRow) -> list[errors.CentreError]:
    """The flag that keeps a copy from being lent, if there is one."""
    flag = found.kept_by
    return [flags.KEPT[flag](title=found.title, barcode=found.barcode)] if flag else []


def of_both(
    found: CopyRow, whom: Borrower, *, terms: Terms, loans: Sequence[LoanRow], policies: Policies
) -> list[errors.CentreError]:
    """What stands against lending this copy to this person, beyond what stands against either."""
    blocks: list[errors.CentreError] = []
    if terms.in_house_only:
        row = words_of(terms.given_by["in_house_only"], category=whom.category, kind=found.kind)
        blocks.append(errors.InHouseOnly(title=found.title, barcode=found.barcode, row=row))
    if found.kind in policies.kinds_apart(whom.category):
        count = sum(loan.kind == found.kind for loan in loans)
        if count >= terms.loan_limit:
            kind = _(KIND_LABELS[found.kind])
            blocks.append(
                errors.KindLimitReached(
                    count=count, limit=terms.loan_limit, kind=kind, unit=unit_of([found.kind])
                )
            )
    same = [loan for loan in loans if (loan.title_id, loan.volume) == (found.title_id, found.volume)]
    if same and found.kind in PRINT_KINDS and whom.category != "organisation":
        blocks.append(errors.SameTitleOut(name=whom.name, title=found.title, barcode=same[0].barcode))
    if whom.age is not None and found.age_from is not None and whom.age < found.age_from:
        blocks.append(errors.TooYoung(title=found.title, age=found.age_from, name=whom.name, years=whom.age))
    return blocks


def in_order(blocks: Collection[errors.CentreError], *, kind_apart: bool = False) -> list[errors.CentreError]:
    """The hard blocks first. `kind_apart`: the common limit says nothing about a kind with a limit of its own."""
    counted = [block for block in blocks if not (kind_apart and isinstance(block, errors.LoanLimitReached))]
    return sorted(counted, key=lambda block: block.overridable)


def refuse(
    blocks: Sequence[errors.CentreError], *, reasons: Mapping[str, str], found: CopyRow
) -> dict[str, str]:
    """Raise what stands against something and has no reason to pass it; return what was passed and why, by block.

    A single block is raised itself, several as LendingRefused; either knows which copy it was about.
    """
    left = [block for block in blocks if not (block.overridable and reasons.get(block.key, "").strip())]
    if left:
        error = left[0] if len(left) == 1 else errors.LendingRefused(blocks=left)
        error.about = _("“{title}” ({code})").format(title=found.title, code=found.barcode)
        raise error
    return {type(block).__name__: reasons[block.key].strip() for block in blocks}


def words_of(code: str, *, category: str, kind: str) -> str:
    """What the row is called that gave a parameter."""
    by_category, by_kind = _ROWS_IN_WORDS[code]
    return row_words(category if by_category else "", kind if by_kind else "")
