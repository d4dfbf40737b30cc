"""A title as a MARC record: MARC21 or CNMARC, as ISO 2709 in an encoding or as MARCXML. Nothing is read or written here."""

import re
from typing import Literal
from xml.etree.ElementTree import tostring

from pymarc import Field, Indicators, Leader, RawField, Record, Subfield, record_to_xml_node

from centre_app import clock
from centre_app.errors import MarcTooLong
from centre_app.lending.catalogue_reads import TitleCard
from centre_app.lending.marc import Dialect, Form

OWN_NUMBER = "desk-"
"""What the numbers (001) begin with of titles that came with none; such a number is forgotten when it comes back."""

_LONGEST_FIELD, _LONGEST_RECORD = 9_999, 99_999
_UNFIT = re.compile("[\\x00-\\x1f\\x7f\ud800-\udfff\ufffe\uffff]+")


def record_of(title: TitleCard, *, dialect: Dialect, form: Form) -> Record:
    """The record of a title; texts are words of one line, without the signs that part fields."""
    number = title.source_id or f"{OWN_NUMBER}{title.id}"
    record = Record(leader="".ljust(24))
    record.leader = Leader("00000nam0 2200000   450 " if dialect == "cnmarc" else "00000nam a2200000 c 4500")
    record.add_field(Field("001", data=_clean(number)))
    year = title.published[:4] if title.published[:4].isdecimal() and len(title.published) >= 4 else ""
    fields = _cnmarc(title, year, form) if dialect == "cnmarc" else _marc21(title, year)
    record.add_field(*fields)
    return record


def iso_of(record: Record, *, encoding: Literal["utf-8", "gbk"], dialect: Dialect, name: str) -> bytes:
    """The record as ISO 2709. Raises MarcTooLong, and UnicodeEncodeError where the encoding lacks a letter."""
    raw = Record(to_unicode=False)
    raw.leader = record.leader
    raw.leader.coding_scheme = "a" if (dialect, encoding) == ("marc21", "utf-8") else " "
    fields = [_raw(field, encoding) for field in record.fields]
    raw.add_field(*fields)
    if any(len(field.as_marc()) > _LONGEST_FIELD for field in fields):
        raise MarcTooLong(title=name)
    written = raw.as_marc()
    if len(written) > _LONGEST_RECORD:
        raise MarcTooLong(title=name)
    return written


def xml_of(record: Record) -> bytes:
    """The record as an element of MARCXML."""
    written: bytes = tostring(record_to_xml_node(record), encoding="utf-8", xml_declaration=False)
    return written


def _raw(field: Field, encoding: str) -> RawField:
    if field.control_field:
        return RawField(field.tag, data=(field.data or "").encode(encoding))  # type: ignore[arg-type]
    subfields = [Subfield(code, value.encode(encoding)) for code, value in field.subfields]  # type: ignore[arg-type]
    return RawField(field.tag, indicators=field.indicators, subfields=subfields)


def _cnmarc(title: TitleCard, year: str, form: Form) -> list[Field]:
    letters = "01  " if form == "gbk" else "50  "
    coded = f"{clock.today():%Y%m%d}d{year:4}    em y0chiy{letters}    ea"
    return _filled(
        _field("010", "  ", a=title.isbn, d=_price(title)),
        _field("100", "  ", a=coded),
        _field("101", "0 ", a="chi"),
        _field("200", "1 ", a=title.name, f=title.authors),
        _field("210", "  ", c=title.publisher, d=title.published.replace("-", ".")),
        *[_field("300", "  ", a=line) for line in title.note.split("\n")],
        _field("690", "  ", a=title.clc_class),
    )


def _marc21(title: TitleCard, year: str) -> list[Field]:
    dated = f"s{year}    " if year else "n        "
    coded = f"{clock.today():%y%m%d}{dated}cc {'':14}  chi d"
    return _filled(
        Field("008", data=f"{coded[:35]:35}chi d"),
        _field("020", "  ", a=title.isbn, c=_price(title)),
        _field("084", "  ", a=title.clc_class, two="clc" if title.clc_class else ""),
        _field("245", "00", a=title.name, c=title.authors),
        _field("264", " 1", b=title.publisher, c=title.published.replace("-", ".")),
        *[_field("500", "  ", a=line) for line in title.note.split("\n")],
    )


def _price(title: TitleCard) -> str:
    return "" if title.price_fen is None else f"CNY{title.price_fen // 100}.{title.price_fen % 100:02d}"


def _field(tag: str, indicators: str, **texts: str) -> Field:
    subfields = [
        Subfield("2" if code == "two" else code, words)
        for code, text in texts.items()
        if (words := text if tag == "100" else _clean(text))
    ]
    return Field(tag, indicators=Indicators(*indicators), subfields=subfields)


def _filled(*fields: Field) -> list[Field]:
    return [field for field in fields if field.data or field.subfields]


def _clean(text: str) -> str:
    return _UNFIT.sub(" ", text).strip()
