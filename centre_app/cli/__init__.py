"""The command line: one short verb each for what a scheduler or a helper at a terminal needs. No window here.

Results go to stdout, messages to stderr; a failure is one sentence and a status that is not 0:
2 for a file or command that cannot be used, 3 when an import left rows out, 1 for anything else.
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from platformdirs import user_data_path

from centre_app import errors, faults, i18n
from centre_app.cli import files, keys, lists, reports
from centre_app.cli.shared import FAILED, UNUSABLE, Bar
from centre_app.i18n import N_, _
from centre_app.progress import Cancelled
from centre_app.storage import database, scratch

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


def run(argv: list[str], *, paint: Callable[..., object] | None = None) -> int | Window:
    """Do what the arguments say and return the exit status, or the Window that is wanted when they name no command.

    `paint` writes a recorded report as PDF: there is no Qt here.
    """
    _speak()
    options = _parser().parse_args(argv, argparse.Namespace(paint=paint))
    folder = (
        Path(options.data) if getattr(options, "data", None) else None
    )  # SUPPRESS: it may stand on either side
    if options.command is None:
        return Window(folder)
    bar = Bar()
    try:
        status: int = options.work(options, folder or user_data_path("centre-desk", appauthor=False), bar)
        sys.stdout.flush()
    except errors.UnusableFile as error:
        return _say(error.sentence(), UNUSABLE)
    except errors.KeyMissing as error:
        return _say(f"{error.sentence()}\n{_(keys.HOW_TO_UNLOCK)}", FAILED)
    except errors.CentreError as error:
        return _say(error.sentence(), FAILED)
    except (Cancelled, KeyboardInterrupt):
        return _say(_("Stopped. Nothing was written."), FAILED)
    except OSError as error:
        return _failed(error)
    except Exception as error:  # noqa: BLE001 - a fault of the program; a scheduler's log is no place for what people are called
        known = database.meant(error)  # a damaged file or the disk may do something also to what only reads
        words = _("This is a fault of the program.")
        return _say(known.sentence() if known else f"{words}\n{faults.trace(error)}", FAILED)
    finally:
        bar.close()
        database.close_database()
        scratch.end()
    return status


def _failed(error: OSError) -> int:
    if isinstance(error, BrokenPipeError):  # whoever reads this has seen enough: `figures 2026 | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    words = _("“{path}” could not be read or written: {detail}.")
    return _say(words.format(path=error.filename or "", detail=error.strerror or error), FAILED)


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

    def command(name: str, work: Callable[[Any, Path, Bar], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, parents=[everywhere])
        added.set_defaults(work=work)
        return added

    for part in (files, lists, reports, keys):
        part.add_commands(command)
    return parser
