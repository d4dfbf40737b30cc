"""Giving memory that is no longer needed back to the system."""

import ctypes
import sys
from functools import cache
from typing import Any

from PySide6.QtCore import QThreadPool

_AT_ONCE = 500


def empty_later(*lists: list[Any]) -> None:
    """Empty long lists, which nobody else may use by then, in the background.

    Given up at once, 30,000 rows would make the window stand still for 70 ms.
    """
    QThreadPool.globalInstance().start(lambda: _empty(lists))


def _empty(lists: tuple[list[Any], ...]) -> None:
    for each in lists:
        while each:
            del each[-_AT_ONCE:]


def give_back() -> None:
    """Return to the system what was needed for a moment, in a few milliseconds: glibc else keeps up to 40 MB of it."""
    if (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
