"""The verbs of a copy's flags: put, ended, and several copies withdrawn at once. Flags are never deleted: they end.

Whether a copy is out is no flag: that is its open loan.
"""

from collections.abc import Sequence

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.lending import catalogue_reads, holds
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.labels import CONDITION_LABELS
from centre_app.lending.models import FLAGS, Copy, CopyFlag
from centre_app.storage.action import action

FLAG_LABELS = {flag: CONDITION_LABELS[flag] for flag in FLAGS}
FOUND = N_("found again")
# What keeps a copy from being lent, and a loan of it from being extended.
KEPT: dict[str, type[errors.CentreError]] = {
    "withdrawn": errors.CopyWithdrawn,
    "lost": errors.CopyLost,
    "in_repair": errors.CopyInRepair,
    "not_for_loan": errors.CopyNotForLoan,
}


@action(N_("change the condition of a copy"))
def put_flag(*, copy_id: int, flag: str, reason: str = "") -> int:
    """Say what is the matter with a copy from now on, beside whatever else is; returns the flag's id.

    A copy that is out can be lost, but not withdrawn. Raises NotFound, FlagAlreadyPut and WithdrawWhileOut.
    """
    found = _copy(copy_id)
    if flag not in FLAGS:
        raise errors.NotFound
    since = next((row.from_at for row in found.open_flags if row.flag == flag), None)
    if since is not None:
        raise errors.FlagAlreadyPut(
            title=found.title, barcode=found.barcode, flag=_(FLAG_LABELS[flag]), since=since
        )
    if flag == "withdrawn" and found.loan is not None:
        raise errors.WithdrawWhileOut(title=found.title, barcode=found.barcode, borrower=found.loan.borrower)
    made = CopyFlag.create(copy=copy_id, flag=flag, from_at=clock.now(), reason=reason.strip())
    _settle(copy_id)
    return int(made.id)


@action(N_("end a flag of a copy"))
def end_flag(*, copy_id: int, flag: str, ended_by: str = "") -> None:
    """Say that something is no longer the matter with a copy, and how that came. Raises NotFound and FlagNotPut."""
    found = _copy(copy_id)
    row = next((row for row in found.open_flags if row.flag == flag), None)
    if row is None:
        label = _(FLAG_LABELS.get(flag, flag))
        raise errors.FlagNotPut(title=found.title, barcode=found.barcode, flag=label)
    # A clock set back by a few minutes must not keep a flag from ending.
    changes = {"until_at": max(clock.now(), row.from_at), "ended_by": ended_by.strip()}
    CopyFlag.update(**changes).where(CopyFlag.id == row.id).execute()
    _settle(copy_id)


@action(N_("withdraw copies"))
def withdraw(*, copy_ids: Sequence[int], reason: str) -> list[CopyRow]:
    """Take copies out of the stock together, all or none; returns them as they are then, those already withdrawn left out.

    Raises WithdrawalNeedsReason, WithdrawWhileOut naming the first that is out, NothingToWithdraw and NotFound.
    """
    if not reason.strip():
        raise errors.WithdrawalNeedsReason
    found = [_copy(copy_id) for copy_id in dict.fromkeys(copy_ids)]
    leaving = [row.id for row in found if not row.has("withdrawn")]
    if not leaving:
        raise errors.NothingToWithdraw
    for copy_id in leaving:
        put_flag(copy_id=copy_id, flag="withdrawn", reason=reason)
    return [_copy(copy_id) for copy_id in leaving]


def _settle(copy_id: int) -> None:
    """Let the copy's condition be its gravest open flag, since the day that was put; or good, since today.

    A copy kept for somebody that is unfit now is kept for nobody, one that is good again for the first who waits.
    """
    found = _copy(copy_id)
    gravest = next(iter(found.open_flags), None)
    condition, since = (gravest.flag, gravest.from_at.date()) if gravest else ("good", clock.today())
    if condition != found.condition:
        Copy.update(condition=condition, condition_on=since).where(Copy.id == copy_id).execute()
    holds.review(copy_id)


def _copy(copy_id: int) -> CopyRow:
    found = catalogue_reads.copy(copy_id)
    if found is None:
        raise errors.NotFound
    return found
