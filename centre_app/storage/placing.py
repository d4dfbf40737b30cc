"""Putting a written file in its place: written beside it and then renamed, and what the system says as sentences."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centre_app import errors
from centre_app.storage import scratch

ENDING = ".xlsx"


def as_file_name(words: str) -> str:
    """Words as the name of a workbook, without the signs that names of files cannot have."""
    return "".join("_" if sign in '\\/:*?"<>|' else sign for sign in words).strip() + ENDING


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
