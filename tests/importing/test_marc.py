"""Catalogue records come in and go out: both dialects, both encodings, damaged files."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymarc import Field, Indicators, Record, Subfield

from centre_app import errors
from centre_app.access import audit
from centre_app.importing import apply, plan
from centre_app.importing.title_facts import FACTS
from centre_app.lending import marc
from centre_app.lending.models import Copy, Title
from centre_app.storage import database, journal, opening
from tests.builders import a_title
from tests.importing.lists import table_in

ASKED = ("name", "authors", "publisher", "published", "isbn", "clc_class", "price_fen", "source_id", "note")
ALL = (*ASKED, *FACTS)
BOOK: list[tuple[str, str, dict[str, str]]] = [
    ("010", "  ", {"a": "978-7-302-35456-7", "d": "CNY48.00"}),
    ("200", "1 ", {"a": "雕虫故事", "e": "清华课堂闲谈", "h": "九", "f": "刘畅著"}),
    ("210", "  ", {"a": "北京", "c": "清华大学出版社", "d": "2014.06"}),
    ("690", "  ", {"a": "TU-092.2"}),
]


def a_record(
    fields: list[tuple[str, str, dict[str, str]]] = BOOK, *, encoding: str = "utf-8", number: str = "as das"
) -> bytes:
    """A record in ISO 2709, its lengths counted in bytes."""
    parts = [("001", number.encode(encoding) + b"\x1e")]
    for tag, indicators, texts in fields:
        body = "".join(f"\x1f{code}{text}" for code, text in texts.items())
        parts.append((tag, (indicators + body).encode(encoding) + b"\x1e"))
    directory, at = "", 0
    for tag, body in parts:
        directory += f"{tag}{len(body):04d}{at:05d}"
        at += len(body)
    base = 24 + len(directory) + 1
    leader = f"{base + at + 1:05d}nam0 22{base:05d}   450 "
    return (leader + directory).encode() + b"\x1e" + b"".join(body for _tag, body in parts) + b"\x1d"


def a_file(folder: Path, data: bytes, name: str = "书目.iso") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def imported(path: Path) -> list[dict[str, Any]]:
    apply.apply(plan.make_plan(kind="books", file=path))
    return titles()


def titles(names: tuple[str, ...] = ASKED) -> list[dict[str, Any]]:
    return sorted(
        Title.select(*[getattr(Title, name) for name in names]).dicts(), key=lambda row: row["name"]
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_cnmarc_record_becomes_a_title_without_copies(centre, tmp_path, encoding):
    (title,) = imported(a_file(tmp_path, a_record(encoding=encoding)))
    assert title == {
        "name": "雕虫故事：清华课堂闲谈 九", "authors": "刘畅著", "publisher": "清华大学出版社", "published": "2014-06",
        "isbn": "9787302354567", "clc_class": "TU-092.2", "price_fen": 4800, "source_id": "as das", "note": "",
    }  # fmt: skip
    assert not Copy.select().exists()


def test_an_isbn_by_mistake_in_011_is_found_and_a_price_without_amount_says_nothing(centre, tmp_path):
    fields = [
        ("011", "  ", {"a": "978-7-115-33066-6", "d": "CNY"}),
        ("100", "  ", {"a": "yyyymmddd2003    km y0chiy0120    ea"}),
        ("200", "1 ", {"a": "爸爸给我讲故事"}),
        ("210", "  ", {"a": "北京"}),
        ("711", " 2", {"a": "本刊编辑部"}),
    ]
    (title,) = imported(a_file(tmp_path, a_record(fields, encoding="gbk")))
    assert (title["isbn"], title["price_fen"], title["published"]) == ("9787115330666", None, "2003")
    assert (title["authors"], title["note"]) == ("本刊编辑部", "")


def test_of_a_marc21_record_the_chinese_script_counts_and_the_marks_between_parts_go(centre, tmp_path):
    record = Record()
    record.add_field(Field("001", data="2009373513"))
    for tag, texts in (
        ("020", {"a": "9789573908678 (pbk.)"}),
        ("245", {"6": "880-01", "a": "Ci an zou bian /", "c": "Lin Xingzhi zhu."}),
        ("260", {"a": "Taibei :", "b": "远景出版公司,", "c": "[2008]."}),
        ("880", {"6": "245-01/$1", "a": "次按骤变 /", "c": "林行止著."}),
    ):
        parts = [Subfield(code, text) for code, text in texts.items()]
        record.add_field(Field(tag, Indicators(" ", " "), parts))
    (title,) = imported(a_file(tmp_path, record.as_marc(), "books.mrc"))
    assert (title["name"], title["authors"], title["publisher"]) == ("次按骤变", "林行止著", "远景出版公司")
    assert (title["published"], title["isbn"]) == ("2008", "9789573908678")


def test_a_damaged_record_is_rejected_by_its_number_and_the_others_come_in(centre, tmp_path):
    broken = b"00999" + a_record(number="2")[5:]
    cut_short = a_record(number="4")[:-20]
    path = a_file(tmp_path, a_record(number="1") + broken + b"\r\n" + a_record(number="3") + cut_short)
    made = plan.make_plan(kind="books", file=path)
    assert [(row.number, row.fate) for row in made.rows if row.fate == "reject"] == [
        (2, "reject"),
        (4, "reject"),
    ]
    assert (
        made.rows[1].reason == f"第 2 条记录标明长度为 00999，实际为 {len(broken)} 字节。请重新导出该文件。"
    )
    assert made.rows[3].reason == "第 4 条记录不完整，缺少结尾。请重新导出该文件。"
    assert made.counts.rejected == 2
    apply.apply(made)
    assert {row["source_id"] for row in titles()} == {"1", "3"}


def test_a_record_whose_directory_counts_letters_instead_of_bytes_is_rejected(centre, tmp_path):
    record = a_record(encoding="gbk")
    moved = record.replace(b"2000", b"2001", 1)
    (row,) = plan.make_plan(kind="books", file=a_file(tmp_path, moved)).rows
    assert (row.fate, row.number) == ("reject", 1)
    assert "目次" in row.reason


def test_importing_records_is_undone_in_one_step(centre, tmp_path):
    imported(a_file(tmp_path, a_record()))
    journal.undo()
    assert titles() == []


def test_records_are_refused_where_people_are_imported(centre, tmp_path):
    with pytest.raises(errors.MarcOnlyBooks):
        table_in(a_file(tmp_path, a_record()), kind="people")


def test_broken_xml_brings_the_records_before_it(centre, tmp_path):
    a_title(name="西游记")
    whole = tmp_path / "书目.xml"
    marc.write(to=whole, dialect="cnmarc", form="xml")
    text = whole.read_bytes().replace(b"</collection>", b"<record><leader>")
    table = table_in(a_file(tmp_path, text, "坏.xml"), kind="books")
    assert table.rows[0][1][1] == "西游记"
    assert list(table.problems) == [2]


def test_the_call_number_of_another_library_is_not_ours_and_one_of_ours_that_is_taken_becomes_a_note(
    centre, tmp_path
):
    a_title(name="西游记", clc_class="TU-092.2", call_mark="7")
    theirs = [*BOOK, ("905", "  ", {"d": "TU-092.2", "e": "2341"})]
    ours = [*BOOK[1:], ("905", "  ", {"d": "TU-092.2", "e": "7", "2": "desk"})]
    records = a_record(theirs, number="1") + a_record(ours, number="2")
    imported(a_file(tmp_path, records))
    found = {row["source_id"]: row for row in titles(ALL)}
    assert (found["1"]["call_mark"], found["1"]["note"]) == ("", "")
    assert (found["2"]["call_mark"], found["2"]["note"]) == ("", "清单中的索书号：TU-092.2/7")


@pytest.mark.parametrize("dialect", ["cnmarc", "marc21"])
@pytest.mark.parametrize("form", ["utf-8", "gbk", "xml"])
def test_titles_exported_and_imported_are_the_same(centre, tmp_path, dialect, form):
    a_title(
        name="夏洛的网 / 修订版.", authors="[美] E·B·怀特著；任溶溶译", publisher="上海译文出版社", published="2004-05",
        isbn="9787532733415", clc_class="I712.84", price_fen=1705, source_id="图 0001", note="捐赠图书，封面破损。",
        call_mark="12", isbn_given="978-7-5327-3341-5", edition="第2版.", series_title="译文童书；", place="上海", pages="184页",
        language="chi", summary="一只小猪和一只蜘蛛的友谊。", subjects="童话；美国", age_from=7, age_to=12, set_volumes=3,
    )  # fmt: skip
    a_title(
        name="旧书",
        isbn_given="978-7-02-000220-8",
        language="纳西语",
        age_to=6,
        clc_class="I712.84",
        call_mark="YH01",
    )
    a_title(name="大字书", age_from=60)
    a_title(name="C. 语言，", published="1998", price_fen=0)
    a_title(name="合计", authors="A&B <编>")
    before = titles(ALL)
    path = tmp_path / f"书目{marc.ENDINGS[form]}"
    assert marc.write(to=path, dialect=dialect, form=form) == 5
    database.close_database()
    opening.open_database(tmp_path / "另一处.db")
    imported(path)
    assert titles(ALL) == before
    imported(path)
    assert titles(ALL) == before


def test_what_gbk_cannot_hold_is_said_before_anything_is_written(centre, tmp_path):
    a_title(name="𠮷野家的故事")
    path = a_file(tmp_path, b"old")
    with pytest.raises(errors.NotInGbk) as refused:
        marc.write(to=path, dialect="cnmarc", form="gbk")
    assert "𠮷" in refused.value.sentence()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob(".*.part")) == []


def test_a_field_too_long_for_iso_2709_is_refused_and_fits_into_xml(centre, tmp_path):
    a_title(name="长注", note="注" * 4_000)
    with pytest.raises(errors.MarcTooLong):
        marc.write(to=tmp_path / "书目.mrc", dialect="cnmarc", form="utf-8")
    assert marc.write(to=tmp_path / "书目.xml", dialect="cnmarc", form="xml") == 1


def test_only_the_titles_asked_for_go_out_and_it_is_recorded(centre, tmp_path):
    a_title(name="西游记")
    wanted = a_title(name="水浒传")
    path = tmp_path / "书目.mrc"
    assert marc.write(to=path, dialect="marc21", form="utf-8", title_ids=[wanted.id]) == 1
    assert [row[1] for _number, row in table_in(path, kind="books").rows] == ["水浒传"]
    entry = audit.entries(limit=1)[0]
    assert (entry.label, entry.subject) == ("export titles as MARC", f"title:{wanted.id}")


@settings(max_examples=150, deadline=2_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=3)), min_size=1, max_size=6),
    form=st.sampled_from(["utf-8", "gbk", "xml"]),
)
def test_mutated_bytes_are_read_or_refused_with_a_sentence(tmp_path_factory, changes, form):
    record = (
        b'<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam0 2200000   450 </leader>'
        b'<controlfield tag="001">1</controlfield><datafield tag="200" ind1="1" ind2=" "><subfield code="a">'
        b"x</subfield></datafield></record></collection>"
        if form == "xml"
        else a_record(encoding=form) * 3
    )
    data = bytearray(record)
    for at, put in changes:
        place = at % len(data)
        data[place : place + len(put)] = put
    path = a_file(tmp_path_factory.getbasetemp(), bytes(data), "fuzz.iso")
    sentence, table = "", None
    try:
        table = table_in(path, kind="books")
    except errors.UnusableFile as error:
        sentence = error.sentence()
    if table is None:
        assert sentence
        return
    width = len(table.layout.headings)
    assert all(len(row) == width or number in table.problems for number, row in table.rows)
