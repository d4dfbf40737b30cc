"""A program killed, or a computer without electricity, at any moment: what was acknowledged is there, nothing else, and the file is sound."""

from pathlib import Path

from centre_app.storage import database
from tests.torture import cutting, killing

KILLS, CUTS = 200, 100


def test_what_was_acknowledged_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / database.FILE_NAME
    killing.prepare(path)
    assert killing.killed(path, times=KILLS, seed=7) == []


def test_what_was_durable_survives_a_power_cut_at_any_byte(tmp_path: Path) -> None:
    path = tmp_path / database.FILE_NAME
    lengths = cutting.prepare(path, people_there=12)
    assert cutting.cut_copies(path, tmp_path, lengths=lengths, times=CUTS, seed=7) == []
