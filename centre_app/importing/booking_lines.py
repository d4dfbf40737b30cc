"""A row of a list of room bookings as the import understands it. Whether the room is free is not asked here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from centre_app.i18n import _
from centre_app.importing import person_values as people
from centre_app.importing.dates import exact_date
from centre_app.importing.headings import Table
from centre_app.importing.lines import LineReader
from centre_app.importing.moments import moment, span
from centre_app.importing.shapes import Cell, Parsed
from centre_app.importing.values import count, folded, plain, shortened

_STATES = {
    "cancelled": "已取消 取消 作废 撤销 已撤销 拒绝 已拒绝 驳回 已驳回 未通过 不通过 不同意 cancelled canceled declined",
    "no_show": "爽约 未到 未到场 缺席 未使用 noshow",
    "requested": "待审批 待审核 审核中 申请中 未审批 未审核 待确认 requested pending",
    "completed": "已完成 完成 已结束 结束 已使用 已归档 completed done",
    "checked_in": "已到场 使用中 进行中 checkedin",
    "confirmed": "已确认 确认 通过 已通过 已批准 批准 同意 预约成功 成功 已预约 confirmed approved",
}
_BY_WORD = {word: state for state, words in _STATES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class BookingLine:
    """A row of a list of bookings; texts are "" and numbers None where nothing is said. `status` is a state of bookings.

    With any of `problems` the row cannot come in.
    """

    row: int
    room_name: str
    starts: datetime | None
    ends: datetime | None
    title: str
    name: str
    phone: str
    organisation: str
    head_count: int
    came_count: int | None
    status: str
    remark: str
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def booking_lines(table: Table) -> Iterator[BookingLine]:
    """Every data row of a table of kind bookings, read. Never raises on what people typed."""
    for number, row in table.rows:
        yield _line(LineReader(table.layout, row), number=number)


def _line(reader: LineReader, *, number: int) -> BookingLine:
    starts, ends = _times(reader)
    problems = []
    if not reader.words("room_name"):
        problems.append(_("The room is missing."))
    if starts is None or ends is None:
        problems.append(_("From when to when is missing or cannot be read."))
    heads, came = _count(reader, "head_count", problems), _count(reader, "came_count", problems)
    return BookingLine(
        row=number,
        room_name=reader.words("room_name"),
        starts=starts,
        ends=ends,
        title=reader.words("title") or reader.words("purpose"),
        name=reader.words("person", people.name),
        phone=reader.value("phone", people.phone) or "",
        organisation=reader.words("organisation"),
        head_count=heads or came or 1,
        came_count=came,
        status=reader.value("status", status) or "",
        remark=reader.remarks(),
        notes=tuple(reader.notes),
        kept=tuple(reader.kept),
        problems=tuple(dict.fromkeys(problems)),
    )


def status(cell: Cell) -> Parsed[str]:
    """The state of a booking in words: 已完成, 已取消, 爽约, 待审批 …"""
    words = folded(plain(cell))
    if not words:
        return Parsed(None)
    if words in _BY_WORD:
        return Parsed(_BY_WORD[words])
    return Parsed(None, _("“{text}” is no known state of a booking.").format(text=shortened(plain(cell))))


def _times(reader: LineReader) -> tuple[datetime | None, datetime | None]:
    """Start and end: from one column with both, or from one each, the day in a column of its own or beside them."""
    day = reader.value("day", exact_date)
    both = reader.value("span", lambda cell: span(cell, day=day))
    if both is not None:
        return both.start, both.end
    starts = reader.value("starts", lambda cell: moment(cell, day=day))
    last = starts.date() if starts is not None else day
    return starts, reader.value("ends", lambda cell: moment(cell, day=last))


def _count(reader: LineReader, name: str, problems: list[str]) -> int | None:
    """A number of people; None where nothing is said."""
    for cell in reader.cells(name):
        parsed = count(cell)
        if parsed.value:
            return parsed.value
        if plain(cell):
            problems.append(parsed.note or _("The number of persons is 0."))
    return None
