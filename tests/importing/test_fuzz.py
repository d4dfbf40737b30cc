"""A few of the mutated files of `make fuzz`, and those that were once found to break something."""

from pathlib import Path

from tests.fuzz import imports

_SOME = range(60)


def test_mutated_files_are_refused_in_words_or_imported_and_undone_without_a_trace(tmp_path: Path) -> None:
    with imports.cases(tmp_path, 2) as wrong_with:
        wrong = [said for number in _SOME if (said := wrong_with(number))]

    assert not wrong
