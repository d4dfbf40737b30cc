"""The list with which a leaving clerk hands the desk over (离岗移交清单): what is out, waits, stands in the house and is saved. Nameless."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from centre_app import clock, errors
from centre_app.access import clerks
from centre_app.access.paper import Paper, Part
from centre_app.centre import preferences, settings
from centre_app.desk import shift
from centre_app.i18n import _, _n
from centre_app.lending import holds, loans, stock_totals
from centre_app.lending.labels import KIND_LABELS
from centre_app.progress import SILENT, Progress
from centre_app.rooms import bookings
from centre_app.rooms.bookings import STATUS_LABELS
from centre_app.storage import backup, database
from centre_app.storage.database import db, snapshot

MOST = 500
_AHEAD = timedelta(days=366)
_STEPS = 4
# Months are closed, and reports handed in, by the reports; their tables are only read here, and need not be there.
_CLOSED = """
SELECT period, at, coalesce(clerk.name, '') FROM kept_report LEFT JOIN clerk ON clerk.id = kept_report.clerk_id
WHERE kind = 'closing' ORDER BY kept_report.period DESC LIMIT 1"""
_EXPORTED = """
SELECT action.at, coalesce(clerk.name, '') FROM action LEFT JOIN clerk ON clerk.id = action.clerk_id
WHERE kind = 'note' AND label IN ('export a report', 'export a report with names') ORDER BY action.id DESC LIMIT 1"""


def leaving_list(*, clerk_id: int, progress: Progress = SILENT) -> Paper:
    """The list for a clerk who leaves, from one state of the data. The newest backup is opened to see that it is whole.

    Raises NotFound.
    """
    known = {row.id: row.name for row in clerks.clerks(include_inactive=True)}
    if clerk_id not in known:
        raise errors.NotFound
    progress.report(0, _STEPS, _("Lending"))
    with snapshot():
        parts = [_loans(), _holds(), _bookings(), _stock()]
        progress.report(1, _STEPS, _("Records"))
        parts += [_month(), shift.notes_part()]
    progress.report(2, _STEPS, _("Checking the newest backup"))
    parts.insert(4, _backups())
    progress.report(_STEPS, _STEPS, _("Records"))
    facts = [
        settings.get("centre_name"),
        _("leaving: {name}").format(name=known[clerk_id]),
        f"{clock.now():%Y-%m-%d %H:%M}",
    ]
    return Paper(
        _("Handover list of a leaving clerk"), " · ".join(filter(None, facts)), parts,
        [
            _("Handed over by: ________________    Taken over by: ________________"),
            _("Witnessed by: ________________    Date: ____________"),
        ],
    )  # fmt: skip


def _loans() -> Part:
    rows = [
        (row.title, row.barcode, f"{row.lent_at:%Y-%m-%d}", f"{row.due_on:%Y-%m-%d}", str(row.days_late) if row.days_late else "")
        for row in loans.out_now(limit=MOST)
    ]  # fmt: skip
    totals = stock_totals.by_kind()
    out, late = sum(row.out for row in totals), sum(row.overdue for row in totals)
    words = _("{count} out, {late} of them overdue").format(count=out, late=late)
    headings = [_("Title"), _("Barcode"), _("Lent"), _("Due"), _("Days late")]
    return Part(_("Open loans"), _cut(words, out), headings, rows, [False, False, False, False, True])


def _holds() -> Part:
    rows = [
        (row.title, row.barcode, row.location, f"{row.pick_up_by:%Y-%m-%d}" if row.pick_up_by else "")
        for row in holds.listed("ready", limit=MOST)
    ]
    count, kept = stock_totals.open_holds()
    words = _("{count} open, something is kept for {kept} of them").format(count=count, kept=kept)
    headings = [_("Title"), _("Barcode"), _("Shelf"), _("Kept until")]
    return Part(_("Open holds"), _cut(words, count), headings, rows)


def _bookings() -> Part:
    now = clock.now()
    coming = [
        row for row in bookings.board(first=now.date(), last=(now + _AHEAD).date(), include_cancelled=False)
        if row.ends_at > now and row.status in ("requested", "confirmed", "checked_in")
    ]  # fmt: skip
    rows = [
        (f"{row.starts_at:%Y-%m-%d}", f"{row.starts_at:%H:%M}–{row.ends_at:%H:%M}", row.room_name, row.label, _(STATUS_LABELS[row.status]))
        for row in coming[:MOST]
    ]  # fmt: skip
    words = _n("{count} booking", "{count} bookings", len(coming)).format(count=len(coming))
    headings = [_("Date"), _("Time"), _("Room"), _("Booked for"), _("State")]
    return Part(_("Bookings to come"), _cut(words, len(coming)), headings, rows)


def _stock() -> Part:
    totals = stock_totals.by_kind()
    rows = [
        (_(KIND_LABELS[row.kind]), str(row.titles), str(row.pieces), str(row.volumes), str(row.out), str(row.overdue))
        for row in totals
    ]  # fmt: skip
    words = _("{pieces} pieces, {volumes} volumes; lost and withdrawn ones left out").format(
        pieces=sum(row.pieces for row in totals), volumes=sum(row.volumes for row in totals)
    )
    headings = [_("Kind"), _("Titles"), _("Pieces"), _("Volumes"), _("Out"), _("Overdue")]
    return Part(_("Stock of books and things"), words, headings, rows, [False, True, True, True, True, True])


def _backups() -> Part:
    folder = preferences.backups_of(database.database_path())
    made = backup.backups_in(folder)
    rows = [(_("Folder"), str(folder)), (_("Backups in it"), str(len(made)))]
    if made:
        at = backup.made_at(made[0])
        rows += [
            (_("Newest"), f"{made[0].name}{f' · {at:%Y-%m-%d %H:%M}' if at else ''}"),
            (_("Opened and checked"), _verified(made[0])),
        ]
    return Part(
        _("Backups"),
        "" if made else _("There are no backups in this folder yet."),
        [_("What"), _("Details")],
        rows,
    )


def _verified(newest: Path) -> str:
    try:
        backup.verify(newest)
    except errors.CentreError:  # damaged, of a key that is not here, or gone since it was listed
        return _("It cannot be read. Please make a new one.")
    return _("whole, {moment}").format(moment=f"{clock.now():%Y-%m-%d %H:%M}")


def _month() -> Part:
    closed = db.execute_sql(_CLOSED).fetchone() if "kept_report" in db.get_tables() else None
    exported = db.execute_sql(_EXPORTED).fetchone()
    rows = []
    if closed is not None:
        rows.append((_("Last closed month"), closed[0], f"{closed[1][:16]} {closed[2]}".strip()))
    if exported is not None:
        at = datetime.fromisoformat(exported[0]).replace(tzinfo=UTC).astimezone()
        rows.append((_("Last exported report"), f"{at:%Y-%m-%d %H:%M}", exported[1]))
    return Part(
        _("Monthly reports"),
        "" if rows else _("none so far"),
        [_("What"), _("Month or moment"), _("Clerk")],
        rows,
    )


def _cut(words: str, count: int) -> str:
    """Say that there is nothing, or where the list below ends before all are named."""
    if not count:
        return _("nothing")
    return words if count <= MOST else f"{words} · {_('the first {count}').format(count=MOST)}"
