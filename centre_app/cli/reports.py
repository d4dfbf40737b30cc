"""Commands about reports: writing one, its figures, filling in a form of the office."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from centre_app import i18n
from centre_app.cli.shared import Bar, Command, open_centre, pair
from centre_app.i18n import N_, _
from centre_app.storage import database

if TYPE_CHECKING:
    from centre_app.reports.periods import Kind

REPORTS: dict[str, "Kind"] = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "annual": "year", "span": "span",
}  # fmt: skip
_PERIODS = N_("2026-10-22, 2026-W43, 2026-10, 2026-Q4, 2026 or 2026-10-03..2026-10-19")


def add_commands(command: Command) -> None:
    """Add the commands to the command line."""
    report = command("report", _report, _("write the report of a period"))
    report.add_argument("kind", choices=tuple(REPORTS))
    report.add_argument("period", metavar=_("PERIOD"), help=_(_PERIODS))
    report.add_argument(
        "--to", metavar=_("OUT"), type=Path, required=True,
        help=_("a name ending in .xlsx, .pdf or .json; without an ending, a folder for a .csv file a sheet"),
    )  # fmt: skip
    report.add_argument("--language", choices=tuple(i18n.LANGUAGES), default=None)
    figures = command("figures", _figures, _("print the figures of a period"))
    figures.add_argument("period", metavar=_("PERIOD"), help=_(_PERIODS))
    figures.add_argument("--json", action="store_true", help=_("as JSON"))
    filling = command("fill", _fill, _("fill in a form of the office"))
    filling.add_argument(
        "form", metavar=_("FORM"), help=_("its name in the program, or a file with {{visits.total}} in it")
    )
    filling.add_argument("period", metavar=_("PERIOD"), help=_(_PERIODS))
    filling.add_argument("--to", metavar=_("FILE"), type=Path, required=True)
    filling.add_argument("--language", choices=tuple(i18n.LANGUAGES), default=None)
    filling.add_argument(
        "--set",
        action="append",
        default=[],
        metavar=_("NAME=VALUE"),
        type=pair,
        help=_("what is filled in by hand"),
    )


def _report(options: Any, folder: Path, bar: Bar) -> int:
    from centre_app.reports import kept, periodic
    from centre_app.reports.periods import Period

    period = Period.parse(options.period, only=REPORTS[options.kind])
    open_centre(folder)
    periodic.write(
        period=period,
        to=options.to,
        language=options.language or i18n.language(),
        progress=bar,
        paint=options.paint,
    )
    bar.close()
    for problem in kept.reports(limit=1)[0].problems:
        print(problem.sentence(), file=sys.stderr)
    print(options.to)
    return 0


def _figures(options: Any, folder: Path, _bar: Bar) -> int:
    from centre_app.reports import compare, indicators
    from centre_app.reports.periods import Period

    period = Period.parse(options.period)
    open_centre(folder)
    with database.snapshot():
        found, by_hand = compare.known(period)
    if options.json:
        said = {"period": options.period, "figures": found}
        print(json.dumps(said | ({"by_hand": sorted(by_hand)} if by_hand else {}), ensure_ascii=False))
        return 0
    for line in indicators.as_lines(found, by_hand=by_hand):
        print(line)
    return 0


def _fill(options: Any, folder: Path, bar: Bar) -> int:
    from centre_app.reports.periods import Period
    from centre_app.reports.templates import filling, kept
    from centre_app.reports.templates.form import Form

    period = Period.parse(options.period)
    open_centre(folder)
    path = Path(options.form)
    if path.is_file():
        form = Form(kept.read_file(path), file=path.name)
    else:
        form = kept.form_of(kept.find(options.form))
    filling.fill(
        form, period=period, to=options.to, language=options.language or i18n.language(),
        by_hand=dict(options.set), progress=bar,
    )  # fmt: skip
    print(options.to)
    return 0
