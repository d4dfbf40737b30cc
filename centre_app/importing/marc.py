"""Files of MARC records, ISO 2709 (UTF-8 or GBK) or MARCXML, as a table: a damaged record is a row with its reason."""

import logging
import re
from collections.abc import Iterator
from io import BytesIO

from pymarc import MARCReader, Record

from centre_app.errors import ImportFileEmpty, ImportTooManyRows, MarcOnlyBooks
from centre_app.i18n import _
from centre_app.importing.headings import Layout, Table
from centre_app.importing.marc_fields import COLUMNS, row_of
from centre_app.importing.shapes import Row
from centre_app.importing.text_files import LIMIT_ROWS
from centre_app.importing.vocabulary import Kind, words_of

_END_OF_RECORD, _END_OF_FIELD, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_BETWEEN = b"\xef\xbb\xbf \t\r\n\0\x1a"
_LEADER = re.compile(rb"\d{5}[ -~]{5}22\d{5}")
_ENTRIES = re.compile(rb"(?:[0-9A-Za-z]{3}\d{9})+")
_LOOKED_AT = 100_000
_XML_START = re.compile(rb"<(?:\w+:)?(?:collection|record)\b")
_NAMESPACE = b"loc.gov/MARC21/slim"

logging.getLogger("pymarc").setLevel(logging.CRITICAL)  # it grumbles of what it can read all the same


def is_iso(data: bytes) -> bool:
    """Whether these bytes are ISO 2709: by a leader, or by the three signs that no text holds."""
    start = data[:_LOOKED_AT]
    if _LEADER.match(start.lstrip(_BETWEEN)) and _END_OF_FIELD in start:
        return True
    return all(sign in start for sign in (_END_OF_RECORD, _END_OF_FIELD, _SUBFIELD)) and b"\0" not in start


def is_xml(data: bytes) -> bool:
    """Whether this is MARCXML: by its namespace, or by records with a leader."""
    start = data[:4000]
    if not start.lstrip(_BETWEEN).startswith(b"<") or not _XML_START.search(start):
        return False
    return _NAMESPACE in start or (b"leader>" in start and b"field" in start)


def table_of(data: bytes, *, kind: Kind, file: str) -> Table:
    """The records as rows; a row's number is the record's. Raises MarcOnlyBooks, ImportTooManyRows, ImportFileEmpty."""
    if kind != "books":
        raise MarcOnlyBooks(file=file)
    rows: list[tuple[int, Row]] = []
    problems: dict[int, str] = {}
    for number, record in enumerate(_iso(data) if is_iso(data) else _xml(data), 1):
        if number > LIMIT_ROWS:
            raise ImportTooManyRows(file=file, row=number, column=1, limit=LIMIT_ROWS)
        if isinstance(record, str):
            problems[number] = record.format(number=number)
        rows.append((number, () if isinstance(record, str) else row_of(record)))
    if not rows:
        raise ImportFileEmpty(file=file)
    headings = tuple(words_of(name, kind=kind)[0].upper() for name in COLUMNS)
    columns: dict[str, tuple[int, ...]] = {name: (place,) for place, name in enumerate(COLUMNS)}
    layout = Layout(kind=kind, heading_row=0, headings=headings, columns=columns)
    return Table("MARC", layout, rows, problems=problems)


def _iso(data: bytes) -> Iterator[Record | str]:
    """Each record, or why it cannot be read; they are parted where one ends, whatever length it claims."""
    *parts, rest = data.split(_END_OF_RECORD)
    whole = [part.lstrip(_BETWEEN) + _END_OF_RECORD for part in parts if part.strip(_BETWEEN)]
    first = _usual_encoding(whole)
    for chunk in whole:
        yield _what_is_wrong(chunk) or _read(chunk, first)
    if rest.strip(_BETWEEN):
        yield _("Record {number} is cut short: its end is missing. Please have the file exported again.")


def _usual_encoding(chunks: list[bytes]) -> str:
    """What most records are written in: a short one in GBK now and then looks like UTF-8."""
    beyond = [chunk for chunk in chunks if not chunk.isascii()]
    utf8 = sum(1 for chunk in beyond if _decodes(chunk, "utf-8"))
    return "utf-8" if utf8 * 2 >= len(beyond) else "gbk"


def _decodes(chunk: bytes, encoding: str) -> bool:
    try:
        chunk.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _what_is_wrong(chunk: bytes) -> str:
    said = chunk[:5]
    if not said.isdigit() or int(said) != len(chunk):
        words = _(
            "Record {number}: its length is given as {said}, but it has {found} bytes. Please have it exported again."
        )
        shown = "".join(letter if letter.isalnum() else "?" for letter in said.decode("ascii", "replace"))
        return words.replace("{said}", shown).replace("{found}", str(len(chunk)))
    base = int(chunk[12:17]) if chunk[12:17].isdigit() else 0
    directory = chunk[24 : max(base - 1, 24)]
    ends = [
        base + int(directory[at + 7 : at + 12]) + int(directory[at + 3 : at + 7])
        for at in (range(0, len(directory), 12) if _ENTRIES.fullmatch(directory) else ())
    ]
    marks = [base, *ends]
    if not ends or any(chunk[end - 1 : end] != _END_OF_FIELD for end in marks):
        return _(
            "Record {number}: its fields do not lie where its directory says. Please have it exported again."
        )
    return ""


def _read(chunk: bytes, first: str) -> Record | str:
    """The record in the usual encoding of its file, else in another in which all of it can be read."""
    for encoding in dict.fromkeys((first, "utf-8", "gbk", "gb18030")):
        if not _decodes(chunk, encoding):
            continue
        marked = chunk[:9] + (b"a" if encoding == "utf-8" else b" ") + chunk[10:]
        record: Record | None = next(MARCReader(marked, file_encoding=encoding, hide_utf8_warnings=True))
        if record is not None and b"\x1b" not in chunk:
            return record
    return _(
        "Record {number} holds characters that cannot be read as UTF-8 or GBK. Please have it exported in UTF-8."
    )


def _xml(data: bytes) -> Iterator[Record | str]:
    """Each record; where the text stops being XML one more, which says so."""
    from lxml import etree

    try:
        for _event, element in etree.iterparse(
            BytesIO(data), tag="{*}record", resolve_entities=False, load_dtd=False, no_network=True
        ):
            yield _record_of(element)
            element.clear()
    except etree.XMLSyntaxError as error:
        words = _(
            "Record {number} and what follows cannot be read: line {line} is no XML. Please have the file exported again."
        )
        yield words.replace("{line}", str(error.position[0]))


def _record_of(element: object) -> Record | str:
    from lxml.sax import saxify
    from pymarc import XmlHandler

    handler = XmlHandler()
    try:
        saxify(element, handler)
        record: Record = handler.records[0]
        return record
    except Exception:  # noqa: BLE001 - the handler stumbles in many ways over fields that are none
        return _(
            "Record {number} has fields without the marks that MARCXML needs. Please have it exported again."
        )
