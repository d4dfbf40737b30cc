"""Temporary files are private, and go with the run that made them, at the latest when the next one begins."""

import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from centre_app import cli
from centre_app.storage import placing, scratch
from centre_app.storage.placing import placed

ROOT = Path(__file__).resolve().parents[2]
CRASHING = """
import os, sys
from pathlib import Path
from openpyxl import Workbook
from centre_app.storage import scratch
from centre_app.storage.placing import placed
data, target = Path(sys.argv[1]), Path(sys.argv[2])
scratch.begin(data)
sheet = Workbook(write_only=True).create_sheet()
sheet.append(["王小明"])
with placed(target) as beside:
    beside.write_text("王小明")
    os._exit(9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes of folders")
def test_the_folder_of_a_run_is_for_its_user_alone(tmp_path: Path) -> None:
    made = scratch.begin(tmp_path)
    assert {stat.S_IMODE(each.stat().st_mode) for each in (made, made.parent)} == {0o700}


def test_what_a_crash_left_is_gone_after_the_next_start(tmp_path: Path) -> None:
    target = tmp_path / "out" / "名单.xlsx"
    target.parent.mkdir()
    done = subprocess.run([sys.executable, "-c", CRASHING, str(tmp_path), str(target)], cwd=ROOT, check=False)
    left = [path for path in (tmp_path / scratch.FOLDER).rglob("*") if path.is_file()]
    assert done.returncode == 9
    assert any(path.name.startswith("openpyxl") for path in left)
    assert [path.name.count(".part") for path in target.parent.iterdir()] == [1]
    scratch.begin(tmp_path)
    assert not list(target.parent.iterdir())
    assert not any(path.name.startswith("openpyxl") for path in (tmp_path / scratch.FOLDER).rglob("*"))


def test_the_folder_of_a_run_that_goes_on_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", f"from centre_app.storage import scratch; from pathlib import Path; print(scratch.begin(Path({str(tmp_path)!r})), flush=True); input()"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().strip())
        scratch.begin(tmp_path)
        assert theirs.is_dir()
        other.communicate("\n")
    assert not theirs.exists()


def test_a_run_that_ends_leaves_nothing(tmp_path: Path) -> None:
    made = scratch.begin(tmp_path)
    (scratch.folder() / "疏散名单.pdf").write_text("王小明", encoding="utf-8")
    with placed(tmp_path / "a.xlsx") as beside:
        beside.touch()
        assert scratch._note(made, beside).is_file()
    assert not scratch._note(made, beside).exists()
    scratch.announce(tmp_path / "\udcff.part")  # a name that is no text
    scratch.end()
    assert not made.exists()
    assert Path(tempfile.gettempdir()) != made


def test_a_command_leaves_no_temporary_file(tmp_path: Path, centre: Path) -> None:
    target = tmp_path / "月报.xlsx"
    assert cli.run(["--data", str(centre.parent), "report", "monthly", "2026-09", "--to", str(target)]) == 0
    assert target.is_file()
    assert not list((centre.parent / scratch.FOLDER).glob("run-*"))
    assert target.suffix == placing.ENDING
