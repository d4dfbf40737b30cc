"""Small lists of every kind as files, and what is done to them: bytes, parts of packages, letters, cells. Same seed, same file."""

import csv
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO, StringIO
from random import Random
from typing import Any

from openpyxl import Workbook

KINDS = ("books", "copies", "people", "visits", "bookings", "loans")
_LISTS: dict[str, list[list[Any]]] = {
    "books": [["序号", "书　名", "作者", "出版社", "出版日期", "定价", "ISBN", "册数"],
              [1, "西游记（全2册）", "吴承恩", "人民文学出版社", "1980.5", "47.20元", "9787020008735", 2],
              [2, "活着", "余华", "作家出版社", date(2012, 8, 1), 20, "7506365437", "三本"], ["合计", "", "", "", "", 67.2, "", 4]],
    "copies": [["条码号", "题名", "索书号", "馆藏地"], ["C1", "活着", "I247.5/1", "三楼"], ["C2", "活着", "I247.5/1", "三楼"]],
    "people": [["姓名", "性别", "出生日期", "身份证号", "手机号", "楼栋房号", "监护人", "有效期至"],
               ["王建国", "男", "1958-03-02", "330106195803020011", "13800138000", "3栋502", "", "2027-5-1"],
               ["王小明", "男", 43_221, "", "", "3栋502", "王建国", ""]],
    "visits": [["姓名", "来访时间", "离开时间", "人数", "区域"], ["李娜", "2026-10-01 9:00", "下午2点", 1, "阅览室"],
               ["幼儿园", datetime(2026, 10, 2, 9, 30), "", "25人", ""]],
    "bookings": [["申请场地名称", "申请使用时间", "活动人数", "负责人", "活动内容", "状态"],
                 ["阅览室", "2026-09-05 14:00—16:00", 12, "李娜", "读书会", "已完成"],
                 ["阅览室", "2026-11-05 14:00 至 2026-11-05 15:00", 8, "", "座谈", ""]],
    "loans": [["借阅人姓名", "图书条码", "书名", "借阅日期", "应还日期", "归还日期"],
              ["李娜", "B1", "红楼梦", "2026-09-01", "2026-10-01", "2026-09-20"], ["李娜", "", "红楼梦", 46_290, "", "未还"]],
}  # fmt: skip
_WORDS = (
    "", "无", "——", "=1+1", "9" * 400, "\0", "\ufeff", "\u202e", "2月30日", "1e309", "NaN", "-1", "1048577", "全9999999册", "0000-00-00",
    "24:60", "99999999999999999999", "９７８７０２０００８７３５", "￥-5", "合计", "书名", "姓名", "借阅日期", "申请场地名称", "\n\n", '"', ";", "\t",
    "2026-10-01 9:00", "9999-12-31 23:59", "1900-02-29", "㊙", "\U0001f4da", "A" * 33_000, "TRUE", "#REF!", "ＩＳＢＮ", "12345678-9-0",
)  # fmt: skip


def a_file(number: int, *, seed: int) -> tuple[str, str, bytes]:
    """The file of that number: its kind, its name, its bytes."""
    random = Random(f"{seed}/{number}")
    kind = random.choice(KINDS)
    rows = [list(row) for row in _LISTS[kind]]
    for _time in range(random.randrange(9)):
        random.choice(_CELLS)(random, rows)
    shape = random.choices(("xlsx", "csv", "ods"), weights=(60, 39, 1))[0]
    data = {"xlsx": _workbook, "csv": _text, "ods": _open_document}[shape](random, rows)
    for _time in range(random.choice((0, 0, 1, 1, 2, 5))):
        data = random.choice(_BYTES if shape == "csv" else (*_BYTES[:2], *[_part] * 8))(random, data)
    return kind, f"{number}.{random.choice((shape, shape, shape, 'xls', 'csv', 'xlsx', 'txt'))}", data


def _word(random: Random, rows: list[list[Any]]) -> None:
    row = random.choice(rows)
    row[random.randrange(len(row))] = random.choice(_WORDS)


def _double_row(random: Random, rows: list[list[Any]]) -> None:
    rows.insert(random.randrange(len(rows)), random.choice(rows) * random.choice((1, 1, 1, 3)))


def _blank_row(random: Random, rows: list[list[Any]]) -> None:
    rows.insert(random.randrange(len(rows)), [""])


def _no_headings(random: Random, rows: list[list[Any]]) -> None:
    del rows[0 if random.random() < 0.7 else -1]
    rows[:] = rows or [[""]]


def _other_list(random: Random, rows: list[list[Any]]) -> None:
    rows += [[""], *([*row] for row in _LISTS[random.choice(KINDS)])]


_CELLS: tuple[Callable[[Random, list[list[Any]]], None], ...] = (
    _word,
    _word,
    _word,
    _double_row,
    _blank_row,
    _no_headings,
    _other_list,
)


def _workbook(random: Random, rows: list[list[Any]]) -> bytes:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    workbook = Workbook()
    for row in rows:
        workbook.active.append(
            [ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_767] if isinstance(cell, str) else cell for cell in row]
        )
    if random.random() < 0.2:
        workbook.active.merge_cells(start_row=2, end_row=3, start_column=1, end_column=random.choice((1, 2)))
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _text(random: Random, rows: list[list[Any]]) -> bytes:
    file = StringIO()
    csv.writer(file, delimiter=random.choice(",,;\t")).writerows(rows)
    encoding = random.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    return file.getvalue().encode(encoding, errors="replace")


def _open_document(_random: Random, rows: list[list[Any]]) -> bytes:
    def cell(value: Any) -> str:
        words = str(value).replace("&", "&amp;").replace("<", "&lt;").replace("\0", "")
        return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    whole = f'<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="t">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return _packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": whole.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _flip(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _time in range(random.choice((1, 1, 3, 20))):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _double(random: Random, data: bytes) -> bytes:
    first, last = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
    return data[:last] + data[first:last] + data[last:]


def _drop(random: Random, data: bytes) -> bytes:
    first = random.randrange(len(data) + 1)
    return data[:first] + data[first + random.choice((1, 2, 50)) :]


def _put(random: Random, data: bytes) -> bytes:
    place = random.randrange(len(data) + 1)
    return (
        data[:place]
        + random.choice(
            (b'"', b"\0", b"\r", b",", b"\xff\xfe", b"<!DOCTYPE x>", b"PK\x03\x04", "，".encode("gbk"))
        )
        + data[place:]
    )


_BYTES: tuple[Callable[[Random, bytes], bytes], ...] = (_flip, _cut, _double, _drop, _put)
_IN_PARTS = (
    (b'r="A1"', b'r="XFD1048576"'), (b'r="', b'r="ZZZZ'), (b'r="A', b'q="A'), (b't="s"', b't="e"'), (b't="s"', b't="d"'), (b"<v>0</v>", b"<v>99999999</v>"),
    (b"<v>", b"<v>-"), (b"<v>", b"<f>A1</f><v>"), (b"</v>", b""), (b"<row", b"<roww"), (b"<si>", b"<si><si>"), (b'count="', b'count="9999999999'),
    (b"<sheetData>", b"<sheetData>" + b"<row>" * 50), (b'ref="', b'ref="A1:XFD1048576" x="'), (b'numFmtId="', b'numFmtId="14" y="'), (b"utf-8", b"utf-16"),
    (b"sheet1.xml", b"sheet9.xml"), (b'sheetId="1"', b'sheetId="99999999999"'), (b"date1904", b"x"), (b"<workbookPr", b'<workbookPr date1904="1"'),
    (b"<t>", b"<t>&#0;"), (b"<t>", b"<t>&lol;"), (b"</t>", b"</t><rPh><t>x</t></rPh>"), (b"<c ", b"<c s='99999' "), (b"table-row>", b"table-row number-rows-repeated='9'>"),
    (b"<mergeCell ref=\"", b"<mergeCell ref=\"A3:A2"), (b"<xf ", b"<xf numFmtId='-1' "), (b"?>", b"?><!DOCTYPE l [<!ENTITY a 'a'>]>"),
)  # fmt: skip


def _part(random: Random, data: bytes) -> bytes:
    """Something done to one part of a package: taken out, doubled, damaged, or words in it replaced."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        zipfile.zlib.error,
        ValueError,
        RuntimeError,
    ):
        return data
    if not parts:
        return data
    name = random.choice(sorted(parts))
    if random.random() < 0.1:
        del parts[name]
    elif random.random() < 0.3:
        parts[name] = random.choice(_BYTES)(random, parts[name])
    else:
        before, after = random.choice(
            [pair for pair in _IN_PARTS if any(pair[0] in part for part in parts.values())] or [(b"", b"")]
        )
        fitting = [one for one in sorted(parts) if before in parts[one]]
        name = random.choice(fitting or [name])
        parts[name] = parts[name].replace(before, after, random.choice((1, 1, -1)) if before else 0)
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()
