"""Reports as .csv and .json: text safe from formulas, whole or not at all, nothing foreign lost."""

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.reports import periodic, plain_files
from centre_app.reports.periods import Period
from tests.builders import a_booking, a_room, open_daily

OCTOBER = Period.parse("2026-10")
TRICKS = ["=1+1", "+86", "-1", "@SUM(A1)", "\t=2"]


@pytest.fixture(autouse=True)
def october(centre: Path):
    """October is over. Bookings have names that look like formulas."""
    open_daily()
    room = a_room(name="学习议事")
    for number, title in enumerate(TRICKS, start=1):
        start = datetime(2026, 10, number, 9)
        a_booking(
            room=room,
            title=title,
            starts_at=start,
            ends_at=start.replace(hour=10),
            status="completed",
            came_count=1,
        )
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


def write(to: Path) -> Path:
    return periodic.write(period=OCTOBER, to=to, language="zh_CN")


def test_each_sheet_is_a_csv_file_in_which_no_text_is_a_formula(tmp_path):
    folder = write(tmp_path / "2026-10")

    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "01 封面.csv"
    path = next(path for path in folder.iterdir() if path.name.endswith("场地使用.csv"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        _head, *rows = csv.reader(file)
    assert [row[4] for row in rows] == [f"'{title}" for title in TRICKS]
    assert rows[0][:3] == ["2026-10-01", "09:00", "2026-10-01 10:00"]
    assert audit.entries()[0].subject == "2026-10"


def test_a_name_with_points_is_a_folder_and_no_name_of_ours_has_any(tmp_path):
    assert write(tmp_path / "St. Mary 2026.10").is_dir()
    span = Period.parse("2026-10-03..2026-10-19")
    assert periodic.file_name(span, ending="") == "报表 2026-10-03_2026-10-19"


def test_an_earlier_export_is_replaced_and_anything_else_is_left_alone(tmp_path):
    folder = write(tmp_path / "2026-10")
    (folder / "99 旧表.csv").write_text("old")
    write(folder)
    assert not (folder / "99 旧表.csv").exists()

    (folder / "笔记.txt").write_text("mine")
    with pytest.raises(errors.ReportFolderInUse, match="2026-10"):
        write(folder)
    assert (folder / "笔记.txt").read_text() == "mine"


def test_a_full_disk_leaves_the_earlier_folder_as_it_was(tmp_path, monkeypatch):
    folder = write(tmp_path / "2026-10")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def fill_up(book, path):
        (path / "01.csv").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(plain_files, "write_csv", fill_up)
    with pytest.raises(errors.ReportDiskFull):
        write(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_json_has_what_it_is_about_its_columns_and_null_where_nothing_could_be_counted(tmp_path):
    found = json.loads(write(tmp_path / "r.json").read_text(encoding="utf-8"))

    assert (found["period"], found["first"], found["last"]) == ("2026-10", "2026-10-01", "2026-10-31")
    rooms = next(sheet for sheet in found["sheets"] if sheet["name"] == "场地使用")
    assert [row[4] for row in rooms["rows"]] == TRICKS
    assert rooms["columns"][5] == {"key": "status", "title": "状态", "kind": "text"}
    summary = next(sheet for sheet in found["sheets"] if sheet["name"] == "汇总")
    assert next(row for row in summary["rows"] if row[1] == "接待人次")[3:] == [0, None, None, None, None]
    assert "到访" not in {sheet["name"] for sheet in found["sheets"]}
