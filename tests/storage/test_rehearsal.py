"""Behaviour of trying a backup: what it proves is told, and nothing of it stays."""

from pathlib import Path

import pytest

from centre_app import errors
from centre_app.storage import backup, rehearsal
from tests.builders import a_person


def test_a_trial_counts_what_is_in_the_backup_beside_what_is_there_now(centre: Path, tmp_path: Path) -> None:
    a_person(name="王芳")
    made = backup.back_up(tmp_path / backup.file_name())
    a_person(name="李敏")
    proof = rehearsal.rehearse(made)
    people = next(each for each in proof.counted if each.table == "person")
    assert (people.then, people.now) == (1, 2)
    assert str(proof.made_at) == "2026-10-22 10:00:00"
    assert proof.rows >= 1


def test_a_trial_leaves_no_scratch_folder(
    centre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made = backup.back_up(tmp_path / "kept" / backup.file_name())
    before = sorted(tmp_path.iterdir())
    rehearsal.rehearse(made)
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_with_a_damaged_page_fails_its_trial(centre: Path, tmp_path: Path) -> None:
    made = backup.back_up(tmp_path / backup.file_name())
    with made.open("r+b") as file:
        file.seek(4096 * 20)
        file.write(b"\xff" * 4096)
    with pytest.raises(errors.BackupUnreadable):
        rehearsal.rehearse(made)
