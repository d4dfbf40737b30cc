"""What all tests of widgets share."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent


@pytest.fixture(autouse=True)
def widgets_really_deleted() -> Iterator[None]:
    """Outside an event loop Qt keeps deleted widgets, and every further style sheet would polish them all."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
