"""The shift sheet and the list of a leaving clerk say how things stand; names are masked on the one, none on the other."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from centre_app import errors
from centre_app.access import audit, clerks, handover, paper
from centre_app.access.paper import Paper, Part
from centre_app.desk import leaving, shift
from centre_app.desk.todo import todo
from centre_app.lending import holds, kits, loans
from centre_app.lending.kits import Item
from centre_app.lending.models import Loan, Title
from centre_app.people import visits
from centre_app.storage import backup, database
from centre_app.storage.action import run
from tests.builders import a_booking, a_clerk, a_copy, a_person, a_room, a_title, a_visit, open_daily

NOW = datetime(2026, 10, 22, 10)


@pytest.fixture
def busy(centre: Path) -> Path:
    """A morning with somebody here, a group, an overdue book, a request, a kept copy, umbrellas all lent and a kit that expires."""
    open_daily()
    li = a_clerk(name="李敏")
    clerks.put_on_duty(clerk_id=li.id)
    room, person = a_room(name="阅览区", sharing="shared"), a_person(name="王小明")
    visits.check_in(person_id=person.id, room_id=room.id)
    a_visit(room=room, arrived_at=NOW, head_count=13, group_name="小学参观班级")
    book = a_copy(title=a_title(name="昆虫记"))
    run(
        "lend",
        lambda: Loan.create(
            copy=book, person=person, lent_at=NOW - timedelta(days=40), due_at=NOW - timedelta(days=3)
        ),
    )
    a_booking(
        room=room,
        starts_at=NOW + timedelta(hours=2),
        ends_at=NOW + timedelta(hours=3),
        title="议事会",
        status="requested",
    )
    wanted = a_copy(title=a_title(name="三体"))
    holds.place(title_id=wanted.title_id, person_id=person.id)
    umbrella = a_copy(title=a_title(name="雨伞"), kind="tool")
    loans.lend(copy_id=umbrella.id, person_id=a_person(name="陈雨桐").id)
    kit = a_copy(title=a_title(name="急救箱"), kind="kit")
    kits.put_items(copy_id=kit.id, items=[Item("碘伏", expires_on=NOW.date() + timedelta(days=5))])
    handover.write(text="空调报修，师傅明早来")
    return centre


def part(sheet: Paper, title: str) -> Part:
    return next(each for each in sheet.parts if each.title == title)


def words(sheet: Paper) -> str:
    return "\n".join(text for each in sheet.parts for row in each.rows for text in row)


def test_the_shift_sheet_says_what_the_next_clerk_must_know(busy: Path) -> None:
    sheet = shift.shift_sheet()

    assert sheet.words.endswith("2026-10-22 10:00 · 交班人：李敏")
    assert part(sheet, "交接事项").rows == [("10-22 10:00", "李敏", "空调报修，师傅明早来")]
    here = part(sheet, "现在在馆")
    assert here.words == "15 人"
    assert {row[1] for row in here.rows} == {"王*明", "陈*桐", "小学参观班级 · 13 人"}
    assert part(sheet, "逾期").rows[0][:3] == ("昆虫记", part(sheet, "逾期").rows[0][1], "王*明")
    assert [row[3:] for row in part(sheet, "待确认的预约").rows] == [("议事会", "待审批")]
    assert part(sheet, "待办图书预约").rows[0][0] == "三体"
    short = {row[0]: row[1] for row in part(sheet, "短缺提醒").rows}
    assert short == {"雨伞": "1 件全部借出", "急救箱": "碘伏"}
    assert ("借出", "1", "10:00") in part(sheet, "今日办理").rows
    assert "王小明" not in words(sheet)


def test_an_umbrella_that_is_left_is_not_short_and_withdrawn_ones_do_not_count(busy: Path) -> None:
    title = Title.get(Title.name == "雨伞")
    a_copy(title=title, kind="tool", condition="withdrawn")
    assert "雨伞" in {row[0] for row in part(shift.shift_sheet(), "短缺提醒").rows}
    a_copy(title=title, kind="tool")
    assert "雨伞" not in {row[0] for row in part(shift.shift_sheet(), "短缺提醒").rows}


def test_an_open_note_is_to_be_done_until_it_is_ticked_off(busy: Path) -> None:
    found = [item for item in todo() if item.kind == "handover_note"]
    assert [(item.state, item.words) for item in found] == [("交接 10-22", "空调报修，师傅明早来 · 李敏")]

    handover.tick_off(note_id=found[0].id)

    assert "handover_note" not in {item.kind for item in todo()}


def test_the_sheet_asks_a_fixed_number_of_questions(busy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    plain = database.db.execute_sql

    def counted(sql: str, *rest: object) -> object:
        asked.append(sql)
        return plain(sql, *rest)

    monkeypatch.setattr(database.db, "execute_sql", counted)
    shift.shift_sheet()
    before = len(asked)
    monkeypatch.undo()
    for number in range(12):
        visits.check_in(person_id=a_person(name=f"某{number}").id, room_id=1)
        handover.write(text=f"第{number}件事")
    monkeypatch.setattr(database.db, "execute_sql", counted)
    asked.clear()

    shift.shift_sheet()

    assert len(asked) == before


def test_the_list_of_a_leaving_clerk_names_nobody_and_looks_at_the_newest_backup(busy: Path) -> None:
    folder = busy.parent / "backups"
    backup.back_up(folder / backup.file_name())
    audit.record(label="export a report")

    sheet = leaving.leaving_list(clerk_id=1)

    assert "离岗人员：李敏" in sheet.words
    assert part(sheet, "在借").words == "在借 2 册件，其中逾期 1"
    assert [row[0] for row in part(sheet, "在借").rows] == ["昆虫记", "雨伞"]
    assert part(sheet, "图书预约").words == "未完成 1 个，其中已留书 1 个"
    assert [row[3:] for row in part(sheet, "后续预约").rows] == [("议事会", "待审批")]
    assert {row[0]: row[1:] for row in part(sheet, "馆藏与物品").rows}["图书"] == ("2", "2", "2", "1", "1")
    assert part(sheet, "备份").rows[-1] == ("打开检查", "完好，2026-10-22 10:00")
    assert part(sheet, "月报").rows == [("最近导出的报表", "2026-10-22 10:00", "李敏")]
    assert len(sheet.closing) == 2
    assert not {"王小明", "王*明"} & set(words(sheet).split("\n"))
    (folder / backup.backups_in(folder)[0].name).write_bytes(b"broken")
    assert part(leaving.leaving_list(clerk_id=1), "备份").rows[-1][1] == "无法读取，请重新备份。"
    with pytest.raises(errors.NotFound):
        leaving.leaving_list(clerk_id=99)


def test_a_sheet_becomes_one_sheet_of_a_workbook_without_formulas(centre: Path, tmp_path: Path) -> None:
    made = Paper(
        "交接班",
        "今天",
        [Part("事项", "1 项", ["事项", "次数"], [("=1+1", "3")], [False, True])],
        ["签名：____"],
    )

    paper.save(made, to=tmp_path / "交接班.xlsx")

    rows = [
        [cell.value for cell in row] for row in load_workbook(tmp_path / "交接班.xlsx").active.iter_rows()
    ]
    assert [row[:2] for row in rows if any(row)] == [
        ["交接班", None], ["今天", None], ["事项", "1 项"], ["事项", "次数"], ["=1+1", 3], ["签名：____", None],
    ]  # fmt: skip
