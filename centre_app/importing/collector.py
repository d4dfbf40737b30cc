"""Keeping Python's garbage collector from looking through a long list while the window waits for it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 2_000


@contextmanager
def undisturbed(rows: int) -> Iterator[None]:
    """Collect nothing meanwhile, and never look at what a long list leaves: a round through its objects takes 100 ms.

    They form no rings, so that they go when nobody needs them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if rows > _MANY:
            gc.freeze()
        if was_on:
            gc.enable()
