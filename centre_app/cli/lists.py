"""Commands about lists: taking one in, and the whole centre out and in again."""

import sys
from pathlib import Path
from typing import Any

from centre_app.cli.shared import REJECTED_ROWS, Bar, Command, number, open_centre
from centre_app.i18n import _
from centre_app.storage import database


def add_commands(command: Command) -> None:
    """Add the commands to the command line."""
    importing = command("import", _import, _("take over a list from a file"))
    importing.add_argument(
        "kind", choices=("books", "copies", "people", "visits", "bookings", "loans", "everything")
    )
    importing.add_argument("file", metavar=_("FILE"), type=Path, help=_("for “everything” also a folder"))
    importing.add_argument("--sheet", metavar=_("SHEET"), default="", help=_("the sheet that holds the list"))
    importing.add_argument(
        "--table",
        type=number(1, 1000),
        default=1,
        metavar="N",
        help=_("the n-th list where a file holds several (1)"),
    )
    importing.add_argument("--check", action="store_true", help=_("only say what would happen"))
    importing.add_argument(
        "--errors", metavar="OUT.xlsx", type=Path, help=_("write rejected rows with their reasons here")
    )
    exporting = command("export", _export, _("export everything: a workbook, or a folder of .csv files"))
    exporting.add_argument("--to", metavar=_("OUT.xlsx|FOLDER"), type=Path, required=True)
    exporting.add_argument("--reason", metavar=_("WHY"), required=True, help=_("kept in the records"))


def _import(options: Any, folder: Path, bar: Bar) -> int:
    if options.kind == "everything":
        return _take_over(options, folder, bar)
    from centre_app.centre import calendar
    from centre_app.importing import apply, arranging, plan, reading, rejects

    source = reading.read_source(options.file, progress=bar)  # an unusable file makes no centre
    if (folder / database.FILE_NAME).exists():
        open_centre(folder)  # what clerks said of such files is known there
    table = arranging.table_of(source, kind=options.kind, sheet=options.sheet, number=options.table)
    if database.db.is_closed():
        open_centre(folder, make=True)
    planned = plan.plan_table(table, file=options.file.name, progress=bar)
    if options.errors:
        rejects.write(planned, options.errors)
    counts = planned.counts
    if not options.check:
        doubt = calendar.clock_doubt()
        if doubt is not None:
            raise doubt
        counts = apply.apply(planned, progress=bar)
    bar.close()
    for remark in source.remarks:
        print(remark, file=sys.stderr)
    for problem in planned.problems[:10]:
        print(problem, file=sys.stderr)
    print(
        f"rows={counts.rows} added={counts.added} merged={counts.merged} skipped={counts.skipped} rejected={counts.rejected}"
    )
    return REJECTED_ROWS if counts.rejected else 0


def _export(options: Any, folder: Path, bar: Bar) -> int:
    from centre_app.exchange import export

    open_centre(folder)
    written = export.export(to=options.to, reason=options.reason, progress=bar)
    bar.close()
    print(written)
    return 0


def _take_over(options: Any, folder: Path, bar: Bar) -> int:
    from centre_app.exchange import sources, take_over

    with sources.source(options.file):  # an unusable file makes no centre
        open_centre(folder, make=True)
    rows = take_over.take_over(options.file, only_check=options.check, progress=bar)
    bar.close()
    print(f"rows={rows} added={rows} merged=0 skipped=0 rejected=0")
    return 0
