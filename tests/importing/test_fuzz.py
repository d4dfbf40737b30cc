"""A few of the mutated files of `make fuzz`, and those that were once found to break something."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz import imports

_SOME = range(60)


@pytest.fixture
def fuzzed(tmp_path: Path) -> Iterator[Path]:
    """The folder of the small centre that `make fuzz` imports into."""
    with imports.a_centre(tmp_path):
        yield tmp_path


def test_mutated_files_are_refused_in_words_or_imported_and_undone_without_a_trace(fuzzed: Path) -> None:
    before = imports.state()

    wrong = [
        said for number in _SOME if (said := imports.wrong_with(number, seed=2, folder=fuzzed, before=before))
    ]

    assert not wrong
