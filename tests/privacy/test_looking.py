"""Who looked at whom, and why: asked of one person, whatever list showed them; and their whole file."""

from openpyxl import load_workbook

from centre_app import clock
from centre_app.access import audit
from centre_app.people import people
from centre_app.people.models import Person
from centre_app.privacy import cutting, person_file, words
from centre_app.storage import journal, schema
from centre_app.storage.database import db
from tests.builders import a_clerk, a_person, a_room, a_visit
from tests.privacy.test_erasing import NAME, a_full_life


def looks(person_id: int, **window: int) -> list[audit.AuditRow]:
    return audit.entries(audit.Asked(person_id=person_id), **window)


def test_everything_about_one_person_is_listed_the_newest_first(centre) -> None:
    first, other = a_person(name="王小明"), a_person(name="李四")
    people.unmask(person_ids=[first.id, other.id], reason="电话联系")
    audit.record(label="print a phone list", table="loan", row_ids=[7], person_ids=[first.id])
    people.change_person(person_id=other.id, phone="13800001111")
    people.change_person(person_id=first.id, phone="13800002222")
    journal.undo()
    said = [(look.label, look.kind, look.reason) for look in looks(first.id)]
    assert said[:4] == [
        ("change a person", "undo", ""), ("change a person", "do", ""), ("print a phone list", "note", ""),
        ("show names and phones unmasked", "note", "电话联系"),
    ]  # fmt: skip
    assert len(looks(other.id)) == 3


def test_a_long_list_is_paged(centre) -> None:
    a_clerk()
    people_shown = [a_person(name=f"某{number}").id for number in range(130)]
    for _each in range(5):
        people.unmask(person_ids=people_shown, reason="核对")
    first = looks(people_shown[70], limit=3)
    rest = looks(people_shown[70], limit=3, before_id=first[-1].id)
    assert [len(first), len(rest)] == [3, 3]
    assert first[-1].id > rest[0].id
    assert len(db.execute_sql("SELECT * FROM action_about").fetchall()) <= 5 * 4


def test_the_question_is_answered_from_indexes_alone(centre) -> None:
    query = audit._ENTRIES.format(conditions=audit._about(1))
    values = {"low": 0, "high": 9, "limit": 9}
    plan = " / ".join(row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {query}", values).fetchall())
    assert "COVERING INDEX action_about_block_action_id_mask (block=?)" in plan
    assert "INDEX change_table_name_row_id (table_name=? AND row_id=?)" in plan
    assert "SEARCH action USING INTEGER PRIMARY KEY (rowid=?)" in plan
    assert "SCAN action" not in plan
    assert "SCAN change" not in plan


def test_the_file_has_every_row_about_somebody_under_chinese_headings(centre, tmp_path) -> None:
    person_id = a_full_life()
    person_file.write(person_id=person_id, to=tmp_path / "资料.xlsx", reason="本人来查询")
    book = load_workbook(tmp_path / "资料.xlsx")
    assert {"登记资料", "到访", "借阅", "场地预约", "旧证", "谁看过"} <= set(book.sheetnames)
    record = dict(zip(*([cell.value for cell in row] for row in book["登记资料"].iter_rows()), strict=True))
    assert (record["姓名"], record["住址"]) == (NAME, "翠竹苑9栋909")
    assert looks(person_id)[0].reason == "本人来查询"


def test_every_table_and_column_about_people_has_a_name_in_the_file(centre) -> None:
    known = cutting.links()
    tables = {link.table for link in known if link.parent == "person"}
    while (
        more := {
            link.table
            for link in known
            if link.parent in tables - {"person", *cutting.NOT_ABOUT} and link.needed
        }
        - tables
    ):
        tables |= more
    assert tables - words.TABLES.keys() == set()
    columns = {name for table in tables for name in schema.columns(table)} - set(person_file._HIDDEN)
    facts = {field.name for field in Person._meta.sorted_fields if field.help_text}
    assert columns - words.COLUMNS.keys() - facts == set()


def test_the_file_speaks_words_and_not_codes(centre) -> None:
    person = a_person(name="王秀英", sex="F", needs="hearing", is_volunteer=True)
    a_visit(person=person, room=a_room(), arrived_at=clock.now(), left_assumed=True)
    sheets = {
        title: dict(zip(headings, rows[0], strict=True))
        for title, headings, rows in person_file.tables_of(person.id)[:-1]
    }
    record = sheets["登记资料"]
    assert (record["性别"], record["人员类别"], record["特殊需要"], record["志愿者"]) == (
        "女", "居民", "听力不便", "是",
    )  # fmt: skip
    assert (sheets["到访"]["离开为推定"], sheets["到访"]["补录"]) == ("是", "否")
