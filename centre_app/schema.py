"""Every table of the program in one place: what `check` compares a file with and new migrations are generated from.

`python -m centre_app.schema NAME` writes the next migration from the difference between the models and the migrations so far.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from peewee import DatabaseError, Model
from playhouse.migrations import Runner
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from centre_app.access.handover_models import HandoverNote, ShiftHandover
from centre_app.access.models import Clerk, ClerkPin
from centre_app.centre.models import CalendarDay, Closure, ExtraOpening, OpeningHours, Room, Setting
from centre_app.i18n import _
from centre_app.importing.list_shape_models import ListShape
from centre_app.lending.donation_models import DonationLine
from centre_app.lending.hold_models import Hold
from centre_app.lending.kit_models import KitItem
from centre_app.lending.models import (
    Copy,
    CopyFlag,
    Donation,
    Loan,
    LoanContact,
    Renewal,
    Stocktake,
    StocktakeScan,
    Title,
)
from centre_app.lending.policy_models import LoanOverride, LoanPolicy
from centre_app.lending.scan_run_models import ScannedCopy, ScanRun
from centre_app.lending.use_models import InHouseUse, Replacement, StocktakeOutcome
from centre_app.people.enquiry_models import Enquiry, EnquiryKind
from centre_app.people.grid_models import BuildingUnit, GridLevel, GridUnit
from centre_app.people.identity_models import Consent, ConsentWording, PersonPhoto
from centre_app.people.list_models import ListRelease, SavedList
from centre_app.people.merge_models import NotSame, PersonMerge
from centre_app.people.models import CardRecord, ErasedPerson, Household, Person, SpentCard, Visit
from centre_app.people.note_models import PersonNote
from centre_app.people.tag_models import PersonTag, Tag
from centre_app.people.visit_models import Party, PickUp, VisitStay
from centre_app.progress import SILENT, Progress
from centre_app.reports.report_models import (
    HistoryFigure,
    KeptCorrection,
    KeptFigure,
    KeptReport,
    KeptRows,
    OpeningStock,
)
from centre_app.reports.templates.models import ReportTemplate
from centre_app.rooms.models import (
    Booking,
    BookingEquipment,
    Displacement,
    Equipment,
    EquipmentFault,
    Series,
    SkippedOccurrence,
    WaitingEntry,
)
from centre_app.storage import database, definitions, opening, schema, search
from centre_app.storage.journal_models import Action, ActionAbout, Change, CurrentAction

MODELS: list[type[Model]] = [
    *(Action, ActionAbout, Change, CurrentAction),
    *(Clerk, ClerkPin, Setting, Room, OpeningHours, Closure, ExtraOpening, CalendarDay),
    *(HandoverNote, ShiftHandover),
    *(Household, Person, CardRecord, ErasedPerson, SpentCard, Visit, PersonNote),
    *(Party, VisitStay, PickUp),
    *(ConsentWording, Consent, PersonPhoto),
    *(NotSame, PersonMerge),
    *(Tag, PersonTag, GridLevel, GridUnit, BuildingUnit, SavedList, ListRelease),
    *(EnquiryKind, Enquiry),
    *(Series, SkippedOccurrence, Booking, Displacement, WaitingEntry),
    *(Equipment, EquipmentFault, BookingEquipment),
    *(Donation, DonationLine, Title, Copy, CopyFlag, Loan, Renewal, LoanContact, Stocktake, StocktakeScan),
    *(LoanPolicy, LoanOverride, Hold),
    *(ScanRun, ScannedCopy),
    *(InHouseUse, Replacement, StocktakeOutcome),
    *(KitItem, ListShape, ReportTemplate),
    *(KeptRows, KeptReport, KeptFigure, KeptCorrection, HistoryFigure, OpeningStock),
]
_TABLES = [model._meta.table_name for model in MODELS]


def check(progress: Progress = SILENT) -> list[str]:
    """What is wrong with the open file, one translated line each; empty when all is well.

    Looks at every page and reference, at guards and triggers, at drift from the models, and whether search is in step.
    """
    steps: list[tuple[str, Callable[[], list[str]]]] = [
        (_("Checking the pages"), _damaged_pages),
        (_("Checking the references"), _broken_references),
        (_("Checking guards and triggers"), _missing_triggers),
        (
            _("Checking the tables"),
            lambda: [_("Table definition: {line}").format(line=line) for line in drift()],
        ),
        (_("Checking the search"), _search_out_of_step),
    ]
    problems: list[str] = []
    for done, (what, step) in enumerate(steps):
        progress.report(done, len(steps), what)
        try:
            problems += step()
        except (
            DatabaseError,
            dbapi2.Error,
        ) as error:  # a page that cannot even be read: the other steps may still say more
            problems.append(_("Damaged page: {detail}").format(detail=error))
    progress.report(len(steps), len(steps), _("Checked"))
    return problems


def _damaged_pages() -> list[str]:
    rows = database.db.execute_sql("PRAGMA integrity_check").fetchall()
    return [_("Damaged page: {detail}").format(detail=row[0]) for row in rows if row[0] != "ok"]


def _broken_references() -> list[str]:
    rows = database.db.execute_sql("PRAGMA foreign_key_check").fetchall()
    words = _("Row {row} of “{table}” points at a missing row of “{parent}”.")
    return [words.format(table=table, row=row, parent=parent) for table, row, parent, _key in rows]


def _missing_triggers() -> list[str]:
    rows = database.db.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    found, wanted = dict(rows), schema.trigger_sql()
    different = [name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)]
    return [_("Trigger missing or different: {name}").format(name=name) for name in sorted(different)]


def _search_out_of_step() -> list[str]:
    words = _("The search table “{name}” does not agree with its rows.")
    with database.sentences():
        return [words.format(name=index.name) for index in search.INDEXES if not index.in_step()]


def drift() -> list[str]:
    """Differences between the open file and the models, one line each; empty when there are none.

    Compares the definitions themselves: peewee's own diff misses foreign keys, types, checks and partial indexes.
    """
    wanted = SqlCipherDatabase(":memory:")
    with wanted.bind_ctx(MODELS), wanted.connection_context():
        wanted.create_tables(MODELS)
        expected = definitions.of(wanted, _TABLES)
    found = definitions.of(database.db, _TABLES)
    return sorted(f"- {line}" for line in expected - found) + sorted(f"+ {line}" for line in found - expected)


def _is_column(line: str) -> bool:
    """Whether a line of `definitions.of` is a column that can be added to a table as it stands."""
    return not line.split(": ", 1)[1].startswith(("FOREIGN KEY", "CHECK", "UNIQUE", "PRIMARY KEY"))


def new_migration(name: str) -> Path | None:
    """Write the next numbered migration with the tables, columns and indexes that only the models have; None for nothing.

    Raises ValueError for a change that must be written by hand.
    """
    with tempfile.TemporaryDirectory() as folder:
        opening.open_database(Path(folder) / database.FILE_NAME)
        try:
            statements = _missing_statements(database.db)
            if not statements:
                return None
            runner = Runner(database.db, str(schema.MIGRATIONS))
            body = _MIGRATION.format(
                title=name.replace("_", " ").capitalize(),
                statements="".join(f'    """\n    {text}\n    """,\n' for text in statements),
            )
            return Path(runner.create(name, body=body))
        finally:
            database.close_database()


_MIGRATION = '''"""{title}."""

STATEMENTS = (
{statements})


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
'''


def _missing_statements(db: SqlCipherDatabase) -> list[str]:
    """What makes the file like the models: new tables, then columns, then indexes, in the words of the models."""
    wanted = SqlCipherDatabase(":memory:")
    with wanted.bind_ctx(MODELS), wanted.connection_context():
        wanted.create_tables(MODELS)
        expected = definitions.of(wanted, _TABLES)
        entries = wanted.execute_sql(
            "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ).fetchall()
    found, tables = definitions.of(db, _TABLES), set(db.get_tables())
    changed = sorted(found - expected)
    changed += [line for line in expected - found if line.split(": ")[0] in tables and not _is_column(line)]
    if changed:
        raise ValueError(f"Changed or dropped; please write this migration by hand: {changed}")
    made = [
        sql
        for kind, table, sql in entries
        if kind == "table" and table not in tables and table != "sqlite_sequence"
    ]
    columns = [line.split(": ", 1) for line in expected - found if line.split(": ")[0] in tables]
    made += [f"ALTER TABLE {table} ADD COLUMN {definition}" for table, definition in sorted(columns)]
    news = expected - found
    return made + [sql for kind, _table, sql in entries if kind == "index" and definitions.plain(sql) in news]


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1]:
        sys.exit("A name is missing, such as: make migration NAME=person_nickname")
    try:
        sys.stdout.write(f"{new_migration(sys.argv[1]) or 'nothing to do'}\n")
    except ValueError as by_hand:
        sys.exit(f"{by_hand}\n0006_loan_policies.py shows how a table is rebuilt.")
