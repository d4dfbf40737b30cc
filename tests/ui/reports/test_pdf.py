"""The report as PDF: what stands on its pages, what is left for the workbook, and that it needs no display."""

import os
import subprocess
import sys
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.progress import Cancelled
from centre_app.reports import periodic
from centre_app.reports.periods import Period
from centre_app.storage import database
from tests.builders import a_booking, a_room, a_visit, open_daily
from ui.reports import pdf

ROOT = Path(__file__).parents[3]
OCTOBER = Period.parse("2026-10")


@pytest.fixture(autouse=True)
def october(centre: Path, monkeypatch):
    """October is over: 23 visits, three more than paper shows here, and a room in use."""
    monkeypatch.setattr(pdf, "MOST_ROWS", 20)
    settings.put(name="centre_name", value="星耀蓝天邻里中心")
    open_daily()
    room = a_room(name="悦享读书区", kind="reading")
    for number in range(23):
        at = datetime(2026, 10, 1, 9) + timedelta(hours=25 * number)
        a_visit(room=room, arrived_at=at, left_at=at)
    start = datetime(2026, 10, 5, 9)
    a_booking(
        room=room,
        title="=读书会",
        starts_at=start,
        ends_at=start.replace(hour=11),
        status="completed",
        came_count=3,
    )
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


def pages_of(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return unicodedata.normalize("NFKC", done.stdout).split("\f")[:-1]  # fonts share glyphs with radicals


def test_the_pages_are_numbered_signed_and_hold_the_figures(qapp, tmp_path):
    path = periodic.write(period=OCTOBER, to=tmp_path / "月报.pdf", language="zh_CN", paint=pdf.paint)

    pages = pages_of(path)
    assert "星耀蓝天邻里中心" in pages[0]
    assert "填表人" in pages[0]
    assert f"共 {len(pages)} " in pages[0]
    visits = next(line for line in pages[1].splitlines() if "接待人次" in line)
    assert visits.split()[:4] == ["到访", "接待人次", "人次", "23"]
    assert any("每日到访人次(按功能区)" in page for page in pages)
    assert any("=读书会" in page for page in pages)
    assert any("共 23 行,此处只印前 20 行" in page for page in pages)


def test_cancelling_between_pages_leaves_nothing(qapp, tmp_path):
    class Impatient:
        def report(self, done, total, what):
            if what == "核对":
                raise Cancelled

    (tmp_path / "月报.pdf").write_bytes(b"last month")
    with pytest.raises(Cancelled):
        periodic.write(
            period=OCTOBER, to=tmp_path / "月报.pdf", language="zh_CN", paint=pdf.paint, progress=Impatient()
        )
    assert (tmp_path / "月报.pdf").read_bytes() == b"last month"
    assert [file.name for file in tmp_path.iterdir() if "part" in file.name] == []


def test_a_full_disk_is_a_sentence_and_leaves_the_earlier_file(qapp, tmp_path, monkeypatch):
    def full(self, data):
        raise OSError(28, "No space left on device")

    (tmp_path / "月报.pdf").touch()
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(errors.ReportDiskFull):
        periodic.write(period=OCTOBER, to=tmp_path / "月报.pdf", language="zh_CN", paint=pdf.paint)
    assert (tmp_path / "月报.pdf").read_bytes() == b""


def test_the_command_line_writes_it_without_a_display(centre, tmp_path):
    database.close_database()
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    nowhere = {key: value for key, value in os.environ.items() if key not in displays} | {"LC_ALL": "C.UTF-8"}
    to, data = tmp_path / "x.pdf", centre.parent
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", "--data", data, "report", "span", "2026-10-01..2026-10-07", "--to", to],
        capture_output=True, text=True, env=nowhere, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, str(to), "")
    assert "报表:2026-10-01 至 2026-10-07" in pages_of(to)[0]
