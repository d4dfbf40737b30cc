"""The command line: one short verb each for what a scheduler or a helper at a terminal needs. No window here.

Results go to stdout, messages to stderr; a failure is one sentence and a status that is not 0:
2 for a file or command that cannot be used, 3 when an import left rows out, 1 for anything else.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from platformdirs import user_data_path
from tqdm import tqdm

from centre_app import errors, i18n
from centre_app.centre import preferences
from centre_app.i18n import N_, _
from centre_app.progress import Cancelled
from centre_app.storage import backup, database, opening

REJECTED_ROWS = 3
UNUSABLE = 2
FAILED = 1

# argparse looks these up through gettext when it speaks; marked here so that they are translated with the rest.
_ARGPARSE_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)


@dataclass(frozen=True, slots=True)
class Window:
    """No command was given: the window is wanted, on this data folder (None: the one chosen in the window)."""

    data: Path | None


tqdm.monitor_interval = (
    0  # its watching thread is for loops that report rarely; ours report when there is news
)


class _Bar:
    """Progress on a terminal, by tqdm."""

    def __init__(self) -> None:
        self._bar: Any = None

    def report(self, done: int, total: int, what: str) -> None:
        """Move the bar; start another when the work changes."""
        if self._bar is None or self._bar.desc != what or self._bar.total != total:
            self.close()
            self._bar = tqdm(total=total, desc=what, leave=False, file=sys.stderr, disable=None)
            self._bar.desc = what
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def run(argv: list[str]) -> int | Window:
    """Do what the arguments say and return the exit status, or the Window that is wanted when they name no command."""
    _speak()
    options = _parser().parse_args(argv)
    folder = (
        Path(options.data) if getattr(options, "data", None) else None
    )  # SUPPRESS: it may stand on either side
    if options.command is None:
        return Window(folder)
    bar = _Bar()
    try:
        status: int = options.work(options, folder or user_data_path("centre-desk", appauthor=False), bar)
    except errors.UnusableFile as error:
        return _say(error.sentence(), UNUSABLE)
    except errors.CentreError as error:
        return _say(error.sentence(), FAILED)
    except (Cancelled, KeyboardInterrupt):
        return _say(_("Stopped. Nothing was written."), FAILED)
    except OSError as error:
        words = _("“{path}” could not be read or written: {detail}.")
        return _say(words.format(path=error.filename or "", detail=error.strerror or error), FAILED)
    finally:
        bar.close()
        database.close_database()
    return status


def _speak() -> None:
    """Let argparse, and both streams, speak the program's language on every system."""
    i18n.use(i18n.system_language())
    argparse._ = _  # type: ignore[attr-defined]  # argparse has no other way to be told
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One clear sentence and the way to the help, without the whole usage."""
        hint = _("See “{program} --help”.").format(program=self.prog)
        line = "".join(
            sign if sign.isprintable() else "\ufffd" for sign in message
        )  # an argument may hold any sign
        self.exit(UNUSABLE, f"{line}\n{hint}\n")


def _parser() -> argparse.ArgumentParser:
    everywhere = _Parser(add_help=False)
    everywhere.add_argument(
        "--data",
        metavar=_("DIR"),
        default=argparse.SUPPRESS,
        help=_("the data folder; its database is DIR/centre.db"),
    )
    parser = _Parser(
        prog="main.py", description=_("The front desk of a neighbourhood centre."), parents=[everywhere]
    )
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(dest="command", metavar=_("command"), parser_class=_Parser)

    def command(name: str, work: Callable[[Any, Path, _Bar], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, parents=[everywhere])
        added.set_defaults(work=work)
        return added

    sample = command("sample", _sample, _("fill an empty folder with the sample centre"))
    sample.add_argument("--months", type=_number(1, 60), default=3, metavar="N", help=_("months of use (3)"))
    sample.add_argument(
        "--seed", type=_number(0, 10**9), default=1, metavar="N", help=_("same seed and day, same data (1)")
    )
    importing = command("import", _import, _("take over a list from a file"))
    importing.add_argument("kind", choices=("books", "copies", "people", "visits", "bookings", "loans"))
    importing.add_argument("file", metavar=_("FILE"), type=Path)
    importing.add_argument("--sheet", metavar=_("NAME"), default="", help=_("the sheet that holds the list"))
    importing.add_argument(
        "--table",
        type=_number(1, 1000),
        default=1,
        metavar="N",
        help=_("the n-th list where a file holds several (1)"),
    )
    importing.add_argument("--check", action="store_true", help=_("only say what would happen"))
    importing.add_argument(
        "--errors", metavar="OUT.xlsx", type=Path, help=_("write rejected rows with their reasons here")
    )
    report = command("report", _report, _("write a report as an Excel workbook"))
    report.add_argument("kind", choices=("monthly",))
    report.add_argument("period", metavar=_("PERIOD"), help=_("a month: 2026-10"))
    report.add_argument("--to", metavar="OUT.xlsx", type=Path, required=True)
    report.add_argument("--language", choices=tuple(i18n.LANGUAGES), default=None)
    figures = command("figures", _figures, _("print the figures of a period"))
    figures.add_argument(
        "period", metavar=_("PERIOD"), help=_("2026-10-22, 2026-W43, 2026-10, 2026-Q4 or 2026")
    )
    figures.add_argument("--json", action="store_true", help=_("as JSON"))
    saving = command("backup", _back_up, _("write a verified backup"))
    saving.add_argument("--to", metavar=_("FILE"), type=Path, default=None, help=_("a file, or a folder"))
    restoring = command("restore", _restore, _("go back to a backup; what it replaces is saved first"))
    restoring.add_argument("file", metavar=_("FILE"), type=Path)
    command("check", _check, _("check the whole database"))
    return parser


def _number(lowest: int, highest: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= highest:
            words = _("“{text}” is not a whole number from {lowest} to {highest}")
            raise argparse.ArgumentTypeError(words.format(text=text, lowest=lowest, highest=highest))
        return int(text)

    return number


def _open(folder: Path, *, make: bool = False) -> None:
    """Open the centre in the folder. Commands that only read do not make one."""
    path = folder / database.FILE_NAME
    if not make and not path.exists():
        raise errors.NoCentreHere(folder=folder)
    opening.open_database(path)


def _sample(options: Any, folder: Path, bar: _Bar) -> int:
    from centre_app import sample

    _open(folder, make=True)
    sample.fill(months=options.months, seed=options.seed, progress=bar)
    print(_("The sample centre is ready in {folder}.").format(folder=folder))
    return 0


def _import(options: Any, folder: Path, bar: _Bar) -> int:
    from centre_app.centre import calendar
    from centre_app.importing import apply, arranging, plan, reading, rejects

    source = reading.read_source(options.file, progress=bar)  # an unusable file makes no centre
    if (folder / database.FILE_NAME).exists():
        _open(folder)  # what clerks said of such files is known there
    table = arranging.table_of(source, kind=options.kind, sheet=options.sheet, number=options.table)
    if database.db.is_closed():
        _open(folder, make=True)
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


def _report(options: Any, folder: Path, bar: _Bar) -> int:
    from centre_app.reports import monthly
    from centre_app.reports.periods import Period

    period = Period.parse(options.period, only="month")
    _open(folder)
    monthly.write(period=period, to=options.to, language=options.language or i18n.language(), progress=bar)
    print(options.to)
    return 0


def _figures(options: Any, folder: Path, _bar: _Bar) -> int:
    from centre_app.reports import indicators
    from centre_app.reports.periods import Period

    period = Period.parse(options.period)
    _open(folder)
    found = indicators.figures(period)
    if options.json:
        print(json.dumps({"period": options.period, "figures": found}, ensure_ascii=False))
        return 0
    for line in indicators.as_lines(found):
        print(line)
    return 0


def _back_up(options: Any, folder: Path, bar: _Bar) -> int:
    _open(folder)
    target = options.to or preferences.backups_of(database.database_path())
    if target.is_dir() or target.suffix == "":
        target = target / backup.file_name()
    print(backup.back_up(target, bar))
    return 0


def _restore(options: Any, folder: Path, bar: _Bar) -> int:
    path = folder / database.FILE_NAME
    backup.see_that_it_serves(options.file, path)  # an unusable file makes no centre
    try:
        _open(folder, make=True)
    except errors.DatabaseUnreadable:
        saved = backup.replace_damaged(path, options.file)
    else:
        saved = backup.restore(options.file, bar)
    opening.open_database(path)
    bar.close()
    print(
        _("{file} was restored. What it replaced was saved as {saved}.").format(
            file=options.file, saved=saved
        )
    )
    return 0


def _check(_options: Any, folder: Path, bar: _Bar) -> int:
    from centre_app import schema

    _open(folder)
    problems = schema.check(bar)
    bar.close()
    for problem in problems:
        print(problem)
    if not problems:
        print(_("All is well: pages, references, guards, triggers, tables and search."))
    return FAILED if problems else 0
