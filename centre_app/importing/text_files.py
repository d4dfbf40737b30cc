"""Text with separators, as spreadsheets save it: finds out encoding and separator, and returns the rows."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice

from centre_app.errors import CellTooLong, ImportTooManyRows, NotAList, QuoteNeverClosed, TextDamaged
from centre_app.importing.shapes import Row

LIMIT_ROWS = 100_000  # of so many a plan takes some 400 MB
LIMIT_CELLS = 2_000_000
MOST_LINES = 1_048_576  # blank ones among them
_LONGEST_LINE = 200_000
_WIDEST = 16_384
_SEPARATORS = ",\t;"
_LOOKED_AT = 60
_END = "\x1e"
# The commonest characters of running text, and those of headings and addresses, simplified and traditional.
_COMMON = frozenset(
    "的一是不了在人有我他这這个個上们們来來到时時大地为為子中你说說生国國年着著就那和要她出也得里裡后後自以会會家可下而过過天去能对對小多然于於心学學"
    "么麼之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開美书書名姓电電话話号號编編码碼备備注註日期性别別男女楼樓栋棟室室价價册冊数數量社版类類"
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def rows_of_text(data: bytes, *, file: str) -> list[Row]:
    """Every record as a tuple of texts, blank ones too, so that the index is the row that a spreadsheet shows.

    Raises NotAList, TextDamaged, QuoteNeverClosed, CellTooLong or ImportTooManyRows.
    """
    encoding = _encoding_of(data, file=file)
    separator = _separator_of(data, encoding)
    rows: list[Row] = []
    filled = cells = 0
    closed = False
    try:
        for record in _records(data, encoding, separator):
            closed = record == [_END]
            if any(record) and not closed:
                filled = len(rows) + 1
                cells += len(record)
                if filled > LIMIT_ROWS or cells > LIMIT_CELLS:
                    raise ImportTooManyRows(file=file, row=filled, column=len(record), limit=LIMIT_ROWS)
            elif len(rows) > MOST_LINES:
                raise ImportTooManyRows(file=file, row=len(rows), column=1, limit=LIMIT_ROWS)
            rows.append(tuple(record) if any(record) else ())
    except csv.Error:
        if data.count(b'"') % 2:
            raise QuoteNeverClosed(file=file, row=len(rows) + 1) from None
        raise CellTooLong(file=file, row=len(rows) + 1) from None
    if not closed:
        raise QuoteNeverClosed(file=file, row=len(rows))
    if rows[0] == ("sep=", ""):
        rows[0] = ()
    return rows[:filled]


def _records(data: bytes, encoding: str, separator: str) -> Iterator[list[str]]:
    """Records as the csv module reads them (leniently: people type quotation marks inside cells), then one of `_END`."""
    return csv.reader(_lines(data, encoding), delimiter=separator)


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    """The lines, and one that only stands by itself where no quotation mark is left open before it."""
    for line in TextIOWrapper(BytesIO(data), encoding=encoding, newline=""):
        if len(line) > _LONGEST_LINE and any(line.count(one) > _WIDEST for one in _SEPARATORS):
            raise csv.Error
        yield line if line.endswith(("\n", "\r")) else line + "\n"
    yield _END


def _encoding_of(data: bytes, *, file: str) -> str:
    """The encoding by its mark, else UTF-8 where all of it is, else GB18030 or Big5, of which one makes sense of it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            _decoded_or_raise(data, encoding, file=file)
            return encoding
    if b"\0" in data:
        raise NotAList(file=file)
    try:
        _check_letters(data.decode("utf-8"), file=file)
        return "utf-8"
    except UnicodeDecodeError as error:
        if _is_utf8_with_a_flaw(data):
            raise TextDamaged(file=file, row=data.count(b"\n", 0, error.start) + 1) from None
    try:
        _check_letters(data.decode("gb18030"), file=file)
    except UnicodeDecodeError:
        raise NotAList(file=file) from None
    return "big5hkscs" if _is_traditional(data) else "gb18030"


def _is_traditional(data: bytes) -> bool:
    """Whether it says more of the commonest words in Big5: what is Big5 reads as rare characters in GB18030, if at all."""
    try:
        other = data.decode("big5hkscs")
    except UnicodeDecodeError:
        return False
    return _common(other) > _common(data.decode("gb18030"))


def _common(text: str) -> int:
    return sum(1 for letter in text[:200_000] if letter in _COMMON)


def _decoded_or_raise(data: bytes, encoding: str, *, file: str) -> None:
    try:
        _check_letters(data.decode(encoding), file=file)
    except UnicodeDecodeError as error:
        raise TextDamaged(file=file, row=data.count(b"\n", 0, error.start) + 1) from None


def _is_utf8_with_a_flaw(data: bytes) -> bool:
    """Nearly all letters beyond ASCII are good UTF-8: a file cut short or patched, not one in another encoding."""
    text = data.decode("utf-8", errors="replace")
    beyond, bad = sum(1 for letter in text if letter > "\x7f"), text.count("\ufffd")
    cut_short = text.endswith("\ufffd") and bad == 1 and beyond > 1
    return cut_short or bad * 20 < beyond


def _check_letters(text: str, *, file: str) -> None:
    """Refuse binary data that happens to decode: it is full of control characters."""
    sample = text[:200_000]
    odd = sum(1 for letter in sample if letter < " " and letter not in "\t\r\n\f\v\x1a")
    if odd * 50 > len(sample) or "\0" in sample:
        raise NotAList(file=file)


def _separator_of(data: bytes, encoding: str) -> str:
    """The separator under which most of the first rows have the same number of cells, more than one."""
    first = data[:40].decode(encoding, errors="ignore").lstrip("\ufeff").lower()
    if first.startswith("sep=") and first[4:5] in tuple(_SEPARATORS):
        return first[4]
    best, winner = (0, 0), ","
    for separator in _SEPARATORS:
        try:
            widths = Counter(
                len(record) for record in islice(_records(data, encoding, separator), _LOOKED_AT) if record
            )
        except csv.Error:
            continue
        widths.pop(1, None)
        if widths:
            width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
            if (times, width) > best:
                best, winner = (times, width), separator
    return winner
