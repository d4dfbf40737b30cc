"""Everything out and in again: what comes back is exactly what was there, and nothing comes into a centre in use."""

import csv
import re
import sys
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from centre_app import cli, errors, schema
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.exchange import cells, dictionary, export, meanings, sources, tables, take_over, targets
from centre_app.people import visits
from centre_app.progress import Cancelled
from centre_app.storage import action, database, opening
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_booking, a_clerk, a_person, a_room, a_visit
from tests.exchange import one_of_each

NUMBER = re.compile(r"-[0-9.]+(e-?[0-9]+)?")
WAYS = pytest.mark.parametrize("ending", ["", ".xlsx"], ids=["csv", "xlsx"])


def held() -> dict[str, list[Any]]:
    """Every row of every table that goes out, each value with its type."""
    return {
        table.name: [
            [(type(value), value) for value in row]
            for row in db.execute_sql(f'SELECT * FROM "{table.name}" ORDER BY id')
        ]
        for table in tables.tables()
    }


def highest_ids() -> dict[str, int]:
    names = {table.name for table in tables.tables()}
    return {
        name: seq for name, seq in db.execute_sql("SELECT name, seq FROM sqlite_sequence") if name in names
    }


def open_another(folder: Path) -> None:
    """Open a fresh centre beside the first."""
    database.close_database()
    opening.open_database(folder / "另一个" / database.FILE_NAME)


def exported(folder: Path, *, ending: str = "") -> Path:
    return export.export(to=folder / f"全部{ending}", reason="换电脑")


@WAYS
def test_every_table_comes_back_as_it_was(centre: Path, tmp_path: Path, ending: str) -> None:
    one_of_each.fill()
    run(
        "prepare a test", lambda: db.execute_sql("DELETE FROM kit_item WHERE id = 43")
    )  # its number stays taken
    before, ids = held(), highest_ids()
    file = exported(tmp_path, ending=ending)
    open_another(tmp_path)

    rows = take_over.take_over(file)

    assert all(before.values()), "a table without a row proves nothing"
    after = held()
    assert {name for name in before if before[name] != after[name]} == set()
    assert rows == sum(map(len, before.values()))
    assert highest_ids() == ids
    assert schema.check() == []


def test_texts_stay_texts_for_whoever_opens_the_files(centre: Path, tmp_path: Path) -> None:
    one_of_each.fill()
    settings.put(name="centre_name", value="=邻里中心")
    book = load_workbook(exported(tmp_path, ending=".xlsx"))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    folder = exported(tmp_path)
    risky = [
        cell
        for path in folder.glob("*.csv")
        for row in csv.reader(path.read_bytes().decode("utf-8-sig").splitlines(keepends=True))
        for cell in row
        if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not NUMBER.fullmatch(cell)
    ]

    assert kinds <= {"s", "n", "inlineStr"}
    assert risky == []
    assert (folder / "files/person_photo/41.image.jpg").read_bytes() == one_of_each.JPEG


@pytest.mark.parametrize("value", [0.1 + 0.2, -1e-9, 1823.5, 2**62, -(2**60), 0])
def test_numbers_come_back_exactly_from_a_workbook(tmp_path: Path, value: float) -> None:
    book = targets.WorkbookTarget(tmp_path)
    book.table("history", [("value",), (cells.written(value, name="", keep=lambda *_file: None),)])
    book.save(tmp_path / "数.xlsx")

    with sources.source(tmp_path / "数.xlsx") as found:
        cell = list(found.table("history"))[1][0]
    kind = "INTEGER" if isinstance(value, int) else "REAL"
    assert cells.read(cell, kind=kind, kept=lambda _name: b"") == value


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    book = targets.WorkbookTarget(tmp_path, most_rows=3)
    book.table("visit", [("id", "purpose"), *((number, f"第{number}次") for number in range(7))])
    book.save(tmp_path / "长.xlsx")

    assert load_workbook(tmp_path / "长.xlsx").sheetnames == ["visit", "visit 2", "visit 3", "visit 4"]
    with sources.source(tmp_path / "长.xlsx") as found:
        assert [row[0] for row in found.table("visit")] == ["id", *range(7)]


def test_many_rows_are_never_held_whole(centre: Path, tmp_path: Path) -> None:
    a_room()
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) "
    arrived = "INSERT INTO visit (room_id, arrived_at, purpose) "
    db.execute_sql(f"{arrived} {many} SELECT 1, '2026-10-01 09:00:00', '看书' || i FROM n")
    book = targets.WorkbookTarget(
        tmp_path
    )  # what is loaded once does not count, nor do the words of the language
    book.table("visit", [("id", "purpose")])
    before = tmp_path / "before"
    before.mkdir()
    exported(before)
    tracemalloc.start()

    exported(tmp_path)
    book.table("title", ((str(number), "书名" * 50) for number in range(6000)))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    book.discard()
    assert peak < 1_500_000  # the cells alone would be ten times as much


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot be limited in size there")
@pytest.mark.parametrize("most", [1_000, 20_000, 60_000])
def test_a_workbook_that_cannot_be_written_is_a_sentence_and_leaves_the_earlier_one(
    centre: Path, tmp_path: Path, most: int
) -> None:
    import resource

    one_of_each.fill()
    file = exported(tmp_path, ending=".xlsx")
    earlier = file.read_bytes()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        with pytest.raises((errors.ReportNotWritten, errors.ReportDiskFull)):
            exported(tmp_path, ending=".xlsx")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert file.read_bytes() == earlier
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


@WAYS
def test_what_set_up_wrote_gives_way(centre: Path, tmp_path: Path, ending: str) -> None:
    clerk, room = a_clerk(name="李敏"), a_room(name="阅览区")
    file = exported(tmp_path, ending=ending)
    open_another(tmp_path)
    a_clerk(name="赵强")
    a_room(name="会议室")
    action.current_clerk.set(1)

    take_over.take_over(file)

    assert db.execute_sql("SELECT id, name FROM clerk").fetchall() == [(clerk.id, "李敏")]
    assert db.execute_sql("SELECT id, name FROM room").fetchall() == [(room.id, "阅览区")]
    newest = audit.entries(limit=1)[0]
    assert (newest.label, newest.clerk) == ("take over everything from another centre", "")


def test_a_centre_in_use_takes_nothing(centre: Path, tmp_path: Path) -> None:
    a_person(name="王小明")
    file = exported(tmp_path)
    before = held()

    with pytest.raises(errors.CentreNotEmpty, match="人员"):
        take_over.take_over(file)
    assert held() == before


def test_past_use_of_a_room_that_is_smaller_now_comes_in(centre: Path, tmp_path: Path) -> None:
    room = a_room(capacity=30, sharing="shared")
    old = datetime(2026, 9, 1, 9)
    a_booking(room=room, starts_at=old, ends_at=old.replace(hour=10), head_count=25, status="completed")
    run("prepare a test", lambda: db.execute_sql("UPDATE room SET capacity = 10, sharing = 'exclusive'"))
    file = exported(tmp_path)
    open_another(tmp_path)

    take_over.take_over(file)

    assert db.execute_sql("SELECT capacity, sharing FROM room").fetchone() == (10, "exclusive")


def lines_changed(table: str, change: Callable[[list[list[str]]], object]) -> Callable[[Path], object]:
    """A change of the rows of a table in an exported folder; the first row are the headings."""

    def spoil(folder: Path) -> None:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        change(rows)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)

    return spoil


def in_booking(row: int, **values: str) -> Callable[[Path], object]:
    def change(rows: list[list[str]]) -> None:
        for name, value in values.items():
            rows[row][rows[0].index(name)] = value

    return lines_changed("booking", change)


SPOILT: list[tuple[Callable[[Path], object], type[errors.CentreError], str]] = [
    (lines_changed("visit", lambda rows: rows.pop()), errors.ExchangeIncomplete, "visit"),
    (in_booking(1, head_count="十二"), errors.ExchangeCellUnfit, "十二"),
    (in_booking(1, room_id="77"), errors.ExchangeReferenceBroken, "room"),
    (in_booking(1, starts_at="明天"), errors.ExchangeRowRefused, "第 2 行"),
    (in_booking(2, starts_at="2026-10-23 09:00:00"), errors.ExchangeRowRefused, "room 的第 2 行"),
    (lines_changed("visit", lambda rows: rows[0].append("mood")), errors.ExchangeNewer, "visit.mood"),
    (lambda folder: (folder / "about.csv").write_text("随便"), errors.NotAnExport, "全部"),
    (lambda folder: (folder / "visit.csv").write_bytes(b"\xff\xfe"), errors.WorkbookDamaged, "visit.csv"),
]


@pytest.mark.parametrize(("spoil", "error", "said"), SPOILT, ids=[case[1].__name__ for case in SPOILT])
def test_what_was_changed_by_hand_is_told_and_nothing_comes_in(
    centre: Path, tmp_path: Path, spoil: Any, error: Any, said: str
) -> None:
    room = a_room(sharing="exclusive")
    a_visit(room=room, arrived_at=datetime(2026, 10, 22, 9))
    for hour in (9, 11):
        start = datetime(2026, 10, 23, hour)
        a_booking(room=room, starts_at=start, ends_at=start.replace(hour=hour + 1))
    folder = exported(tmp_path)
    spoil(folder)
    open_another(tmp_path)
    before = held()

    with pytest.raises(error) as refused:
        take_over.take_over(folder)

    assert said in refused.value.sentence()
    assert held() == before
    assert not db.in_transaction()


def test_a_workbook_that_is_none_of_ours_is_told(centre: Path, tmp_path: Path) -> None:
    (tmp_path / "名单.xlsx").write_bytes(b"PK\x03\x04 cut short")

    with pytest.raises(errors.NotAnExport, match="名单"):
        take_over.take_over(tmp_path / "名单.xlsx")
    with pytest.raises(errors.ImportFileMissing):
        take_over.take_over(tmp_path / "没有.xlsx")


class Stopping:
    """Stops at the first report of a table's rows."""

    def report(self, done: int, total: int, what: str) -> None:
        raise Cancelled


@WAYS
def test_stopping_leaves_nothing_behind(centre: Path, tmp_path: Path, ending: str) -> None:
    a_person()
    whole = exported(tmp_path, ending=ending)
    (tmp_path / "半").mkdir()

    with pytest.raises(Cancelled):
        export.export(to=tmp_path / f"半/全部{ending}", reason="换电脑", progress=Stopping())
    open_another(tmp_path)
    before = held()
    with pytest.raises(Cancelled):
        take_over.take_over(whole, progress=Stopping())

    assert list((tmp_path / "半").iterdir()) == []
    assert held() == before


def test_an_export_is_noted_with_its_reason_and_whom_it_shows(centre: Path, tmp_path: Path) -> None:
    a_person(name="王小明")

    with pytest.raises(errors.ListReasonMissing):
        export.export(to=tmp_path / "全部.xlsx", reason="  ")
    exported(tmp_path)

    newest = audit.entries(limit=1)[0]
    assert (newest.label, newest.reason, newest.kind) == ("export everything", "换电脑", "note")
    about = "SELECT block, mask FROM action_about WHERE action_id = ?"
    assert db.execute_sql(about, (newest.id,)).fetchall() == [(0, 1 << 1)]
    assert "含个人信息" in export.file_name()


def test_a_folder_with_something_in_it_is_left_alone(centre: Path, tmp_path: Path) -> None:
    (tmp_path / "全部").mkdir()
    (tmp_path / "全部/信.txt").write_text("留着")

    with pytest.raises(errors.ExchangeFolderTaken):
        exported(tmp_path)
    assert [path.name for path in (tmp_path / "全部").iterdir()] == ["信.txt"]


def test_the_dictionary_has_a_meaning_for_every_column(centre: Path) -> None:
    lines = list(dictionary.lines())
    known = {(table.name, column) for table in tables.tables() for column in ("", *table.columns)}

    assert {(line[0], line[1]) for line in lines} == known
    missing = [(line[0], line[1]) for line in lines if not line[2] or line[2] == line[0]]
    assert not missing, "give these a meaning in centre_app/exchange/meanings"
    stale = {(table, column) for table, (_words, own) in meanings._TABLES.items() for column in own} - known
    assert not stale
    by_column = {(line[0], line[1]): line[3:] for line in lines}
    assert by_column["loan", "copy_id"] == ["", "", "copy", ""]
    assert by_column["room", "sharing"][1] == "exclusive, shared"
    assert by_column["copy", "price_fen"][0] == "分（百分之一元）"


def test_the_command_line_takes_a_centre_to_another_folder(
    centre: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = a_room()
    visits.check_in(person_id=a_person(name="王小明").id, room_id=room.id)
    database.close_database()
    book, new = str(tmp_path / "全部.xlsx"), str(tmp_path / "新")

    assert cli.run(["--data", str(tmp_path), "export", "--to", book, "--reason", "换电脑"]) == 0
    assert cli.run(["--data", new, "import", "everything", book, "--check"]) == 0
    assert cli.run(["--data", new, "import", "everything", book]) == 0
    assert cli.run(["--data", new, "import", "everything", book]) == cli.FAILED

    out = capsys.readouterr()
    assert out.out.splitlines()[0] == book
    assert out.out.splitlines()[1] == out.out.splitlines()[2]
    assert "已经在使用" in out.err
    opening.open_database(tmp_path / "新" / database.FILE_NAME)
    assert db.execute_sql("SELECT count(*) FROM visit WHERE left_at IS NULL").fetchone() == (1,)
