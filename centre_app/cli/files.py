"""Commands about the data file: a sample, backups, the way back, the check, and a way in for a clerk without a PIN."""

import sys
from pathlib import Path
from typing import Any

from centre_app import errors
from centre_app.centre import preferences
from centre_app.cli.shared import FAILED, Bar, Command, number, open_centre
from centre_app.i18n import _
from centre_app.storage import backup, database, opening


def add_commands(command: Command) -> None:
    """Add the commands to the command line."""
    sample = command("sample", _sample, _("fill an empty folder with the sample centre"))
    sample.add_argument("--months", type=number(1, 60), default=3, metavar="N", help=_("months of use (3)"))
    sample.add_argument(
        "--seed", type=number(0, 10**9), default=1, metavar="N", help=_("same seed and day, same data (1)")
    )
    saving = command("backup", _back_up, _("write a verified backup"))
    saving.add_argument("--to", metavar=_("FILE"), type=Path, default=None, help=_("a file, or a folder"))
    restoring = command("restore", _restore, _("go back to a backup; what it replaces is saved first"))
    restoring.add_argument("file", metavar=_("FILE"), type=Path)
    command("check", _check, _("check the whole database"))
    clerk = command("clerks", _clerks, _("give a clerk a new PIN in place of a forgotten one"))
    clerk.add_argument("work_on", choices=("reset-pin",))
    clerk.add_argument("name", metavar=_("NAME"))


def _sample(options: Any, folder: Path, bar: Bar) -> int:
    from centre_app import sample

    opening.open_database(folder / database.FILE_NAME)  # made-up people need no key
    sample.fill(months=options.months, seed=options.seed, progress=bar)
    print(_("The sample centre is ready in {folder}.").format(folder=folder))
    return 0


def _back_up(options: Any, folder: Path, bar: Bar) -> int:
    open_centre(folder)
    target = options.to or preferences.backups_of(database.database_path())
    if target.is_dir() or target.suffix == "":
        target = target / backup.file_name()
    print(backup.back_up(target, bar))
    return 0


def _restore(options: Any, folder: Path, bar: Bar) -> int:
    path = folder / database.FILE_NAME
    backup.see_that_it_serves(options.file, path)  # an unusable file makes no centre
    if opening.is_new(path):
        backup.adopt(path, options.file)
        opening.open_database(path)
        print(_("{file} was restored.").format(file=options.file))
        return 0
    try:
        open_centre(folder)
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


def _check(_options: Any, folder: Path, bar: Bar) -> int:
    from centre_app import schema

    open_centre(folder)
    problems = schema.check(bar)
    bar.close()
    for problem in problems:
        print(problem)
    if not problems:
        print(_("All is well: pages, references, guards, triggers, tables and search."))
    return FAILED if problems else 0


def _clerks(options: Any, folder: Path, _bar: Bar) -> int:
    from centre_app.access import pins

    open_centre(folder)
    print(pins.reset_from_outside(name=options.name))
    print(
        _(
            "This PIN is good once: {name} chooses another with it. The records say that it was given here."
        ).format(name=options.name),
        file=sys.stderr,
    )
    return 0
