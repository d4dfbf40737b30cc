"""Writing a plan: one action, all or nothing, on what is there at that moment."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app.importing import apply
from centre_app.people.people import register
from centre_app.progress import Cancelled
from centre_app.storage import database, journal, opening
from tests.builders import a_copy, a_title
from tests.importing.takeover import Rows, brief, everything, imported, planned, stored

BOOKS = ("图书ID", "条码号", "书名", "作者", "出版社", "ISBN", "套数", "册数", "捐赠人", "定价")
PEOPLE = ("读者证号", "姓名", "联系电话", "出生日期", "年龄", "楼栋房号", "监护人", "备注")


class StopsAt:
    """Progress whose user cancels at the n-th report."""

    def __init__(self, count: int) -> None:
        self.left = count

    def report(self, done: int, total: int, what: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def rows_of(*columns: list[str]) -> st.SearchStrategy[list[tuple[str, ...]]]:
    return st.lists(st.tuples(*(st.sampled_from(["", *values]) for values in columns)), max_size=9)


book_rows = rows_of(
    ["1", "2"], ["C1", "c1", "C2", "B000001"], ["西游记", "西游记（全4册）", "红楼梦"], ["吴承恩", "曹雪芹"],
    ["人民文学出版社", "岳麓书社"], ["9787020008735", "9787553801698", "20923655"], ["2"], ["1", "3", "8"],
    ["市新华书店"], ["20", "30元"],
)  # fmt: skip
person_rows = rows_of(
    ["K1", "k1", "R000001"], ["张伟", "李娜"], ["13800138000", "13900139000", "138"], ["1990-01-02", "1991-01-02"],
    ["36"], ["3号楼502", "3号楼503"], ["张伟", "李娜", "刘三"], ["党员"],
)  # fmt: skip


@pytest.mark.usefixtures("centre")
def test_an_import_is_one_action_that_undo_takes_back(tmp_path: Path) -> None:
    before = everything()
    made = planned(
        tmp_path, "books", [("书名", "捐赠人"), ("西游记", "市新华书店"), ("红楼梦", "市新华书店")]
    )

    done = apply.carry_out(made)

    assert journal.undo().action_id == done.action_id
    assert everything() == before


def _a_small_centre(folder: Path) -> Path:
    """A centre in a file with one book and one person that the lists may mean."""
    path = folder / database.FILE_NAME
    if not path.exists():
        opening.open_database(path)
        a_copy(title=a_title(name="西游记", authors="吴承恩"), barcode="C2")
        register(name="张伟", phone="13800138000", building="9号楼", door="101")
        database.close_database()
    return path


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(books=book_rows, copies=book_rows, people=person_rows)
def test_importing_twice_adds_nothing_and_undo_restores_every_table(
    tmp_path: Path, books: Rows, copies: Rows, people: Rows
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(_a_small_centre(tmp_path), folder / database.FILE_NAME)
        opening.open_database(folder / database.FILE_NAME)
        kinds = (("people", [PEOPLE, *people]), ("books", [BOOKS, *books]), ("copies", [BOOKS, *copies]))
        for kind, rows in kinds:
            before = everything()
            first = apply.carry_out(planned(folder, kind, rows))  # type: ignore[arg-type]
            assert brief(imported(folder, kind, rows)).startswith("+0 ")  # type: ignore[arg-type]
            again = everything()
            imported(folder, kind, rows)  # type: ignore[arg-type]
            assert everything() == again
            while first.action_id and journal.next_undo() and everything() != before:
                journal.undo()
            assert everything() == before
            imported(folder, kind, rows)  # type: ignore[arg-type]
        database.close_database()


@pytest.mark.usefixtures("centre")
def test_cancelling_at_any_moment_leaves_nothing(tmp_path: Path) -> None:
    rows = [("书名",), *((f"书{number}",) for number in range(1200))]
    before = everything()
    made = planned(tmp_path, "books", rows)

    stopped = 0
    for count in range(20):
        try:
            apply.apply(made, progress=StopsAt(count))
        except Cancelled:
            stopped += 1
            assert everything() == before
    assert stopped > 6
    assert len(stored("SELECT id FROM copy")) == 1200


@pytest.mark.usefixtures("centre")
def test_what_changed_since_the_preview_is_looked_at_again(tmp_path: Path) -> None:
    rows = [("条码号", "书名"), ("C1", "西游记"), ("C2", "红楼梦")]
    made = planned(tmp_path, "books", rows)
    a_copy(title=a_title(name="西游记"), barcode="C1")

    assert brief(apply.apply(made)) == "+1 =1 ~0 -0"
    assert stored("SELECT barcode FROM copy") == [("C1",), ("C2",)]


@pytest.mark.usefixtures("centre")
def test_a_plan_that_adds_nothing_writes_nothing(tmp_path: Path) -> None:
    rows = [("姓名", "联系电话"), ("李娜", "13800138000")]
    imported(tmp_path, "people", rows)
    last = journal.last_change_id()

    assert apply.carry_out(planned(tmp_path, "people", rows)).action_id is None
    assert journal.last_change_id() == last


@pytest.mark.usefixtures("centre")
def test_ids_are_never_used_twice(tmp_path: Path) -> None:
    rows = [("书名",), ("西游记",)]
    imported(tmp_path, "books", rows)
    journal.undo()

    imported(tmp_path, "books", rows)

    assert stored("SELECT id, title_id FROM copy") == [(2, 2)]
