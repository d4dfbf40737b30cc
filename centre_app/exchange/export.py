"""Everything out: all tables as they are, with a sheet that says what this is and the data dictionary."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.exchange import dictionary, meanings
from centre_app.exchange.cells import Cell, Kept, written
from centre_app.exchange.tables import LEFT_OUT, Extent, Table, extent, release, tables
from centre_app.exchange.targets import Target, target
from centre_app.i18n import N_, _
from centre_app.progress import SILENT, Progress
from centre_app.storage import action
from centre_app.storage.database import by_many, db, snapshot
from centre_app.storage.placing import ENDING

FORMAT = 1
ABOUT, DICTIONARY = "about", "dictionary"
ABOUT_HEADINGS = ("what", "name", "value", "highest_id", "meaning")
_ABOUT_WIDTHS = (12, 22, 24, 12, 84)
_TELL_EVERY = 500
_CELLS = (
    N_("An empty cell is no value; a backslash alone is an empty text."),
    N_("A backslash before = + - @ keeps a text from being a formula; \\> names a file kept beside."),
    N_("Numbers of entries (id) are those of the centre."),
)


def file_name(*, ending: str = ENDING) -> str:
    """A name that says what is inside: `全部数据（含个人信息）-幸福里-20261022.xlsx`."""
    centre = "".join(sign for sign in settings.get("centre_name") if sign not in '\\/:*?"<>|').strip()
    parts = (_("Everything (with personal data)"), centre, f"{clock.today():%Y%m%d}")
    return "-".join(filter(None, parts)) + ending


def export(*, to: Path, reason: str, progress: Progress = SILENT) -> Path:
    """Write every table into a workbook (a name in .xlsx) or a folder of .csv, and note in the records that and why.

    Read from one state of the data; what stood there before stays until all is written. Raises NotAllowed, ListReasonMissing for no
    reason, and what `target` raises.
    """
    words = reason.strip()
    if not words:
        raise errors.ListReasonMissing
    action.require("export_names", label=N_("export everything"))
    with target(to) as out:
        with snapshot():
            _write(out, progress)
        people = (row[0] for row in db.execute_sql("SELECT id FROM person ORDER BY id"))
        action.note(N_("export everything"), subject="person", reason=words, about=people)
    return to


def _write(out: Target, progress: Progress) -> None:
    listed = tables()
    extents = {table.name: extent(table.name) for table in listed}
    out.table(ABOUT, _kept(_about(extents), out), _ABOUT_WIDTHS)
    out.table(DICTIONARY, [dictionary.headings(), *dictionary.lines()], dictionary.WIDTHS)
    total, done = sum(each.rows for each in extents.values()), 0
    for table in listed:
        out.table(table.name, _lines(table, out, progress, done=done, total=total))
        done += extents[table.name].rows


def _kept(lines: Iterator[Sequence[Kept]], out: Target) -> Iterator[Sequence[Cell]]:
    """Lines of the sheet about all: a centre may have a name that a spreadsheet would take for a formula."""
    for number, line in enumerate(lines):
        yield [
            written(value, name=f"{ABOUT}/{number}.{column}", keep=out.file)
            for column, value in zip(ABOUT_HEADINGS, line, strict=True)
        ]


def _about(extents: dict[str, Extent]) -> Iterator[Sequence[Kept]]:
    yield ABOUT_HEADINGS
    yield ["format", "centre-desk", FORMAT, None, _("All data of a centre. It holds names, phones and photos: keep it locked away.")]  # fmt: skip
    yield ["made_at", None, f"{clock.now():%Y-%m-%d %H:%M:%S}", None, None]
    yield ["centre", None, settings.get("centre_name"), None, None]
    yield ["release", None, release(), None, _("The last change of the tables that this program knows")]
    for words in _CELLS:
        yield ["cells", None, None, None, _(words)]
    for name, held in extents.items():
        yield ["table", name, held.rows, held.highest_id, meanings.of_table(name)]
    for name, why in LEFT_OUT.items():
        yield ["left_out", name, None, None, _(why)]


def _lines(
    table: Table, out: Target, progress: Progress, *, done: int, total: int
) -> Iterator[Sequence[Cell]]:
    yield list(table.columns)
    names = ", ".join(f'"{name}"' for name in table.columns)
    place = list(table.columns).index("id")
    what = _("Writing {what}").format(what=meanings.of_table(table.name))
    rows = db.execute_sql(f'SELECT {names} FROM "{table.name}" ORDER BY id')  # noqa: S608 - the file's own names
    for number, row in enumerate(by_many(rows)):
        if number % _TELL_EVERY == 0:
            progress.report(done + number, total, what)
        yield [
            written(value, name=f"{table.name}/{row[place]}.{column}", keep=out.file)
            for column, value in zip(table.columns, row, strict=True)
        ]
