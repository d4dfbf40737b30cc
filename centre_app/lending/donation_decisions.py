"""What becomes of the pieces that arrived: accepted as copies of titles, returned, or passed on.

How accepted pieces become copies is in `accepting.py`.
"""

from collections.abc import Sequence
from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.lending import accepting, donation_reads
from centre_app.lending.accepting import Accepted
from centre_app.lending.donation_models import DonationLine
from centre_app.lending.donation_reads import LineRow
from centre_app.lending.numbers import plain
from centre_app.progress import SILENT, Progress
from centre_app.storage.action import action

__all__ = ["Accepted", "accept", "decide"]


def accept(
    *,
    donation_id: int,
    line_ids: Sequence[int] | None = None,
    location: str = "",
    progress: Progress = SILENT,
) -> Accepted:
    """Make copies of all that arrived and is not decided on, of these lines or of all; `location` is their shelf.

    All of it is one action. Raises NothingToAccept, LineNeedsName naming the first line without a title, and NotFound.
    """

    def wanted() -> list[tuple[LineRow, int]]:
        donation_reads.batch(donation_id)
        if line_ids is None:
            rows = donation_reads.lines(donation_id, only="undecided", limit=-1)
        else:
            rows = [row for row in donation_reads.lines_of(line_ids) if row.donation_id == donation_id]
        found = [(row, row.undecided) for row in rows if row.undecided]
        if not found:
            raise errors.NothingToAccept
        return found

    return accepting.accept(wanted, location=location, progress=progress)


@action(N_("decide on a line of a donation"))
def decide(
    *,
    line_id: int,
    accepted: int = 0,
    returned: int = 0,
    returned_reason: str = "",
    passed_on: int = 0,
    passed_on_to: str = "",
    passed_on_reason: str = "",
    location: str = "",
) -> Accepted:
    """Accept, return and pass on so many pieces of a line, beside what was decided before.

    Raises NothingDecided, MoreThanArrived, DecisionNeedsReason, PassedOnToNobody, LineNeedsName and NotFound.
    """
    row = donation_reads.line(line_id)
    wanted = accepted + returned + passed_on
    if wanted <= 0 or min(accepted, returned, passed_on) < 0:
        raise errors.NothingDecided
    if wanted > row.undecided:
        raise errors.MoreThanArrived(title=row.title, left=row.undecided, wanted=wanted)
    if (returned and not returned_reason.strip()) or (passed_on and not passed_on_reason.strip()):
        raise errors.DecisionNeedsReason
    if passed_on and not passed_on_to.strip():
        raise errors.PassedOnToNobody
    changes: dict[str, Any] = {}
    if returned:
        changes |= {
            "returned": row.returned + returned,
            "returned_reason": _beside(row.returned_reason, returned_reason),
        }
    if passed_on:
        changes |= {
            "passed_on": row.passed_on + passed_on,
            "passed_on_to": _beside(row.passed_on_to, passed_on_to),
            "passed_on_reason": _beside(row.passed_on_reason, passed_on_reason),
        }
    if changes:
        DonationLine.update(**changes).where(DonationLine.id == line_id).execute()
    return accepting.accept_inside([(row, accepted)], location=location) if accepted else Accepted([], 0)


def _beside(before: str, now: str) -> str:
    """Reasons given one after the other, each once."""
    return "; ".join(dict.fromkeys(part for part in (*before.split("; "), plain(now)) if part))
