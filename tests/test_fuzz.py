"""A few cases of each way in of `make fuzz`; what was once found stands as a test beside what it broke."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.fuzz import commands, imports, restores, runner, scans, settings


@pytest.mark.qt_log_ignore("OpenType support missing", extend=True)  # not every font has the signs typed
@pytest.mark.parametrize(
    ("cases", "count"),
    [
        (imports.cases, 60),
        (scans.cases, 150),
        (commands.cases, 60),
        (settings.cases, 25),
        (restores.cases, 16),
    ],
    ids=["imports", "scans", "commands", "settings", "restores"],
)
def test_mutated_input_is_refused_in_words_or_taken_whole(
    tmp_path: Path, qapp: QApplication, cases: runner.Cases, count: int
) -> None:
    with cases(tmp_path, 1) as wrong_with:
        assert not [said for number in range(1, count) if (said := wrong_with(number))]
