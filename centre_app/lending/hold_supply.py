"""Which copies can be kept for those who wait, and which of those that wait a copy would serve. Reads only."""

from collections import Counter
from typing import Any

from peewee import fn

from centre_app.lending import hold_reads
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.hold_models import Hold
from centre_app.lending.models import Copy, CopyFlag, Loan
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.storage.database import db

_TOUCHES = """
SELECT EXISTS (SELECT 1 FROM hold WHERE ended_at IS NULL AND title_id = (SELECT title_id FROM copy WHERE id = :copy))
OR EXISTS (SELECT 1 FROM hold WHERE copy_id = :copy AND (ended_at IS NULL OR errand <> ''))"""


def touches(copy_id: int) -> bool:
    """Whether any hold has to do with a copy, by a single look: of most copies none does, and the desk must not wait for it."""
    return bool(db.execute_sql(_TOUCHES, {"copy": copy_id}).fetchone()[0])


def fit(copy: CopyRow) -> bool:
    """Whether a copy can be kept for anybody: nothing is the matter with it. Damaged ones are lent, but not promised."""
    return copy.condition == "good" and not copy.open_flags


def free_copy(*, title_id: int, volume: str, except_copy: int | None = None) -> int | None:
    """A copy on the shelf that can be kept for a hold on that title or volume, first one nobody else waits for by volume."""
    wanted = Hold.select(Hold.id).where(
        (Hold.title == title_id)
        & (Hold.status == "waiting")
        & (Hold.volume == Copy.volume)
        & (Hold.volume != "")
    )
    query = _free().where((Copy.title == title_id) & (Copy.id != (except_copy or 0)))
    query = query.order_by(fn.EXISTS(wanted), Copy.barcode)
    found = first_of(query.where(Copy.volume == volume) if volume else query)
    return int(found[0]) if found else None


def titles_to_serve() -> list[int]:
    """Titles that somebody waits for while a copy that would serve them is on the shelf."""
    query = (
        Hold.select(Hold.title).distinct()
        .where((Hold.status == "waiting") & fn.EXISTS(_free().where(_serves())))
    )  # fmt: skip
    return [title_id for (title_id,) in tuples_of(query)]


def first_ahead(copy: CopyRow, *, person_id: int) -> int:
    """How many come before this person for a copy that is kept for nobody, 0 when all of them are served without it.

    Those who wait for a volume count for its copies, those who wait for any copy for what these leave over.
    """
    ahead: list[str] = []
    for _id, other, volume in hold_reads.waiting_ids(copy.title_id):
        if other == person_id and volume in ("", copy.volume):
            break
        ahead.append(volume)
    if not ahead or not fit(copy):
        return 0
    free = Counter(dict(_free_by_volume(copy.title_id, except_copy=copy.id)))
    wanted = Counter(volume for volume in ahead if volume)
    left = sum((free - wanted).values())
    short = wanted[copy.volume] > free[copy.volume] or ahead.count("") > left
    return sum(volume in ("", copy.volume) for volume in ahead) if short else 0


def others_waiting() -> Any:
    """A column of a query on loans with their copies: how many others wait that the copy would serve."""
    return Hold.select(fn.COUNT(Hold.id)).where(
        (Hold.status == "waiting") & (Hold.title == Copy.title) & (Hold.person != Loan.person)
        & Hold.volume.in_(("", Copy.volume))
    )  # fmt: skip


def _free_by_volume(title_id: int, *, except_copy: int) -> list[tuple[Any, ...]]:
    query = _free().select(Copy.volume, fn.COUNT(Copy.id)).group_by(Copy.volume)
    return tuples_of(query.where((Copy.title == title_id) & (Copy.id != except_copy)))


def _serves() -> Any:
    return (Copy.title == Hold.title) & ((Hold.volume == "") | (Copy.volume == Hold.volume))


def _free() -> Any:
    """Copies on the shelf with which nothing is the matter, and that are kept for nobody."""
    kept = Hold.alias()
    return Copy.select(Copy.id).where(
        (Copy.condition == "good")
        & ~fn.EXISTS(
            CopyFlag.select(CopyFlag.id).where((CopyFlag.copy == Copy.id) & CopyFlag.until_at.is_null())
        )
        & ~fn.EXISTS(Loan.select(Loan.id).where((Loan.copy == Copy.id) & Loan.returned_at.is_null()))
        & ~fn.EXISTS(kept.select(kept.id).where((kept.copy_id == Copy.id) & (kept.status == "captured")))
    )
