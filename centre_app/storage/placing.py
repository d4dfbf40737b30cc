"""Putting a written file in its place: written beside it and then renamed, and what the system says as sentences."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centre_app import errors
from centre_app.storage import scratch

ENDING = ".xlsx"
# Bytes to a write: a thread that writes a little every few rows hardly lets the window's thread run.
AT_ONCE = 512 * 1024
_NEARLY_FULL = 2_000_000  # bytes
# What lxml raises while openpyxl writes a sheet: that it cannot be written, not why. (What it cannot read is another error.)
_OF_LXML = ("SerialisationError", "LxmlSyntaxError")


def as_file_name(words: str, *, ending: str = ENDING) -> str:
    """Words as the name of a file, a workbook unless said otherwise, without the signs that names of files cannot have."""
    return "".join("_" if sign in '\\/:*?"<>|' else sign for sign in words).strip() + ending


@contextmanager
def placed(to: Path, *, ending: str | None = ENDING) -> Iterator[Path]:
    """Give the path to write to; at the end of the block the file takes its place. A failure leaves an earlier one as it was.

    The name must have the ending, unless that is None. Raises ReportTargetUnfit, ReportFolderMissing, ReportNotWritten and ReportDiskFull.
    """
    _check_target(to, ending)
    beside = to.with_name(f".{to.stem}.{os.getpid()}.part{to.suffix}")
    with _sentences(to):
        scratch.announce(beside)
        try:
            yield beside
            beside.replace(to)
        finally:
            beside.unlink(missing_ok=True)
            scratch.settled(beside)


@contextmanager
def placed_folder(to: Path, *, only: str) -> Iterator[Path]:
    """Give a folder to write into; at the end of the block it takes its place. A failure leaves an earlier one as it was.

    An earlier one is replaced if it holds files of the ending `only` and nothing else. Raises ReportFolderInUse,
    ReportFolderMissing, ReportNotWritten and ReportDiskFull.
    """
    if not to.parent.is_dir():
        raise errors.ReportFolderMissing(folder=to.parent)
    if to.exists() and not (to.is_dir() and all(_is_file(found, only) for found in to.iterdir())):
        raise errors.ReportFolderInUse(folder=to)
    beside, old = (to.with_name(f".{to.name}.{os.getpid()}.{what}") for what in ("part", "old"))
    with _sentences(to):
        try:
            beside.mkdir()
            yield beside
            if to.exists():
                to.replace(old)
            beside.replace(to)
        finally:
            if old.exists() and not to.exists():
                old.replace(to)
            for left in (beside, old):
                shutil.rmtree(left, ignore_errors=True)


def _is_file(path: Path, ending: str) -> bool:
    return path.is_file() and path.suffix == ending


def _check_target(to: Path, ending: str | None) -> None:
    if ending is not None and (to.suffix.lower() != ending or to.is_dir()):
        raise errors.ReportTargetUnfit(path=to)
    if not to.parent.is_dir():
        raise errors.ReportFolderMissing(folder=to.parent)
    if to.exists() and not os.access(to, os.W_OK):
        raise errors.ReportNotWritten(path=to, detail=os.strerror(errno.EACCES))


@contextmanager
def _sentences(to: Path) -> Iterator[None]:
    """Turn what the system says into what the clerk can do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise errors.ReportDiskFull(path=to) from error
        raise errors.ReportNotWritten(path=to, detail=error.strerror or str(error)) from error
    except Exception as error:
        if type(error).__name__ not in _OF_LXML:
            raise
        if min(shutil.disk_usage(place).free for place in (to.parent, tempfile.gettempdir())) < _NEARLY_FULL:
            raise errors.ReportDiskFull(path=to) from error
        raise errors.ReportNotWritten(path=to, detail=os.strerror(errno.EIO)) from error
