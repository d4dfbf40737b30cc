"""A guard against a fault of PySide6 6.12 on Python before 3.12, where it would end the program within minutes.

It gives None, True and False to Python without counting the reference, as is right from 3.12 on, where they are immortal.
Before that every call of a Qt method without a result brings None's counter nearer to 0, at which Python stops with
"none_dealloc". 6.11 counts rightly; the guard does no harm there.
"""

import ctypes
import sys

_ENOUGH = 1 << 40  # a thousand calls a millisecond for twelve days


def keep_none() -> None:
    """Make the constants as good as immortal on a Python that counts references to them."""
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12) and sys.maxsize > _ENOUGH:
        for constant in (None, True, False, NotImplemented, Ellipsis):
            counter = ctypes.c_ssize_t.from_address(id(constant))
            if counter.value < _ENOUGH // 2:
                counter.value += _ENOUGH
