"""The hold shelf: which copy is kept for whom, until when, and to whom it passes on. What a clerk asks for is in `holds.py`.

`review` is called by whatever changes a copy; it settles for whom the copy is kept.
"""

from datetime import datetime

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.lending import catalogue_reads, hold_days, hold_reads, hold_supply
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.hold_models import Hold
from centre_app.lending.hold_reads import HoldRow, captured
from centre_app.storage.action import action, current_clerk


def fulfil(*, copy_id: int, person_id: int) -> None:
    """A copy is about to be lent to this person: their hold that it serves is fulfilled.

    Another copy kept for that hold passes on, and whoever this one was kept for is kept another or waits at the old place.
    """
    if not hold_supply.touches(copy_id):
        return
    copy, kept = _copy(copy_id), captured(copy_id)
    _forget_errands(copy_id)
    own = [
        row
        for row in hold_reads.holds_of(person_id)
        if row.title_id == copy.title_id and row.volume in ("", copy.volume)
    ]
    if kept is not None and kept.person_id != person_id:
        _release(kept.id)
    if own:
        row = min(own, key=lambda each: (each.copy_id != copy_id, each.volume != copy.volume, each.id))
        kept_copy = row.copy_id or copy_id  # another copy kept for them may have to be put back
        Hold.update(status="fulfilled", copy=kept_copy, ended_at=clock.now(), errand="").where(
            Hold.id == row.id
        ).execute()
        if row.copy_id not in (None, copy_id):
            _pass_on(row)
    if kept is not None and kept.person_id != person_id:
        offer_title(copy.title_id, except_copy=copy_id)


def on_return(copy_id: int) -> HoldRow | None:
    """A copy came back: keep it for the first who waits for it. Returns that hold, whose copy is in the clerk's hand."""
    if not hold_supply.touches(copy_id):
        return None
    review(copy_id, errand="call")
    Hold.update(errand="call").where(
        (Hold.copy == copy_id) & (Hold.status == "captured") & (Hold.errand == "fetch")
    ).execute()
    return captured(copy_id)


def review(copy_id: int, *, errand: str = "fetch") -> None:
    """Settle for whom a copy is kept as it is now: one that became unfit for nobody, one that is free for the first waiting."""
    if not hold_supply.touches(copy_id):
        return
    copy, kept = _copy(copy_id), captured(copy_id)
    if kept is not None:
        if (
            not hold_supply.fit(copy)
            or kept.title_id != copy.title_id
            or kept.volume not in ("", copy.volume)
        ):
            _release(kept.id)
            offer_title(kept.title_id, except_copy=copy_id)
        return
    if copy.loan is not None or not hold_supply.fit(copy):
        _forget_errands(copy_id)
        return
    first = next(iter(hold_reads.waiting_ids(copy.title_id, volume=copy.volume)), None)
    if first is not None:
        _capture(first[0], copy_id=copy_id, person_id=first[1], errand=errand)


def offer() -> list[int]:
    """Keep copies that stand on the shelf for those who wait; the titles served. Writes nothing when there are none.

    For what came to the shelf otherwise: an import, an undo.
    """
    titles = hold_supply.titles_to_serve()
    return _offer_all(title_ids=titles) if titles else []


@action(N_("keep copies for those who wait"))
def _offer_all(*, title_ids: list[int]) -> list[int]:
    for title_id in title_ids:
        offer_title(title_id)
    return title_ids


def expire(now: datetime) -> list[int]:
    """End the holds not picked up in time and pass their copies on; the ids of those ended.

    One whose days grew, because the centre was closed meanwhile, is kept on instead.
    """
    over = [
        row for row in hold_reads.ending(now.date()) if row.pick_up_by is not None and row.pick_up_by < now
    ]
    return _expire_all(hold_ids=[row.id for row in over], now=now) if over else []


@action(N_("let holds pass on"))
def _expire_all(*, hold_ids: list[int], now: datetime) -> list[int]:
    ended = []
    for row in map(hold_reads.hold, hold_ids):
        if row.status != "captured":
            continue  # picked up at another desk meanwhile
        until = _until(row)
        if until > now:
            Hold.update(pick_up_by=until).where(Hold.id == row.id).execute()
        else:
            end(row, status="expired")
            ended.append(row.id)
    return ended


def follow_calendar() -> None:
    """Keep copies longer where the centre was given closed days within the days of a hold; never shorter."""
    for row in hold_reads.listed("ready", limit=-1):
        until = _until(row)
        if row.pick_up_by is not None and until > row.pick_up_by:
            Hold.update(pick_up_by=until).where(Hold.id == row.id).execute()


def tick(now: datetime | None = None) -> None:
    """Do what is due: let holds pass on, keep what came free. The program's doing, never on a clerk's Undo."""
    token = current_clerk.set(None)
    try:
        expire(now or clock.now())
        offer()
    finally:
        current_clerk.reset(token)


def offer_title(title_id: int, *, except_copy: int | None = None) -> None:
    """Keep the title's copies on the shelf for those who wait, in their order."""
    for hold_id, person_id, volume in hold_reads.waiting_ids(title_id):
        copy_id = hold_supply.free_copy(title_id=title_id, volume=volume, except_copy=except_copy)
        if copy_id is not None:
            _capture(hold_id, copy_id=copy_id, person_id=person_id, errand="fetch")


def _capture(hold_id: int, *, copy_id: int, person_id: int, errand: str) -> None:
    _forget_errands(copy_id)
    now = clock.now()
    days = hold_days.hold_days_for(person_id=person_id, copy_id=copy_id)
    Hold.update(
        status="captured", copy=copy_id, captured_at=now, errand=errand,
        pick_up_by=hold_days.pick_up_by(now.date(), days=days),
    ).where(Hold.id == hold_id).execute()  # fmt: skip


def _release(hold_id: int) -> None:
    """Let a hold wait again, at its old place."""
    Hold.update(status="waiting", copy=None, captured_at=None, pick_up_by=None, errand="").where(
        Hold.id == hold_id
    ).execute()


def end(row: HoldRow, *, status: str) -> HoldRow | None:
    """End a hold; a copy kept for it passes to the next, whose hold is returned, or is to be put back."""
    Hold.update(status=status, ended_at=clock.now(), errand="").where(Hold.id == row.id).execute()
    return _pass_on(row) if row.status == "captured" else None


def _pass_on(row: HoldRow) -> HoldRow | None:
    """Keep the copy of a hold that ended for the next, or have it put back; it may still stand on its shelf."""
    assert row.copy_id is not None
    stands = row.errand == "fetch"
    review(row.copy_id, errand="fetch" if stands else "call")
    following = captured(row.copy_id)
    if following is None and not stands:
        Hold.update(errand="put_back").where(Hold.id == row.id).execute()
    return following


def _forget_errands(copy_id: int) -> None:
    """Nothing is to be put back any more: the copy goes to the next, is lent, or is missing."""
    Hold.update(errand="").where((Hold.copy == copy_id) & (Hold.errand == "put_back")).execute()


def _until(row: HoldRow) -> datetime:
    assert row.captured_at is not None
    assert row.copy_id is not None
    days = hold_days.hold_days_for(person_id=row.person_id, copy_id=row.copy_id)
    return hold_days.pick_up_by(row.captured_at.date(), days=days)


def _copy(copy_id: int) -> CopyRow:
    found = catalogue_reads.copy(copy_id)
    if found is None:
        raise errors.NotFound
    return found
