"""A title as a MARC record: MARC21 or CNMARC, as ISO 2709 in an encoding or as MARCXML. Nothing is read or written here."""

import re
from typing import Literal
from xml.etree.ElementTree import tostring

from pymarc import Field, Indicators, Leader, RawField, Record, Subfield, record_to_xml_node

from centre_app import clock
from centre_app.errors import MarcTooLong
from centre_app.lending.catalogue_reads import TitleCard
from centre_app.lending.languages import LABELS, NOT_SAID
from centre_app.lending.marc import Dialect, Form
from centre_app.lending.numbers import isbn13

OWN_NUMBER = "desk-"
"""What the numbers (001) begin with of titles that came with none; such a number is forgotten when it comes back."""

OWN_MARK = "desk"
"""Says in the field of the call number that the number in its class is ours."""

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
    valid, odd = _isbn(title)
    return _filled(
        _field("010", "  ", a=valid, d=_price(title), z=odd),
        _field("100", "  ", a=coded),
        _field("101", "0 ", a=title.language or NOT_SAID),
        _field("200", "1 ", a=title.name, f=title.authors),
        _field("205", "  ", a=title.edition),
        _field("210", "  ", a=title.place, c=title.publisher, d=title.published.replace("-", ".")),
        _field("215", "  ", a=title.pages),
        _field("215", "  ", a=_whole_set(title)),
        _field("225", "2 ", a=title.series_title),
        *[_field("300", "  ", a=line) for line in title.note.split("\n")],
        _field("330", "  ", a=title.summary),
        _field("333", "  ", a=_ages(title)),
        *[_field("610", "0 ", a=subject) for subject in title.subjects.split("；")],
        _field("690", "  ", a=title.clc_class),
        _mark(title, "905", "  ", "de"),
    )


def _marc21(title: TitleCard, year: str) -> list[Field]:
    dated = f"s{year}    " if year else "n        "
    coded = f"{clock.today():%y%m%d}{dated}cc {'':14}  chi d"
    valid, odd = _isbn(title)
    language = title.language if title.language in LABELS else NOT_SAID
    return _filled(
        Field("008", data=f"{coded[:35]:35}{language} d"),
        _field("020", "  ", a=valid, c=_price(title), z=odd),
        _field("041", "0 ", a="" if title.language in LABELS else title.language),
        _field("084", "  ", a=title.clc_class, two="clc" if title.clc_class else ""),
        _field("245", "00", a=title.name, c=title.authors),
        _field("250", "  ", a=title.edition),
        _field("264", " 1", a=title.place, b=title.publisher, c=title.published.replace("-", ".")),
        _field("300", "  ", a=title.pages),
        _field("300", "  ", a=_whole_set(title)),
        _field("490", "0 ", a=title.series_title),
        *[_field("500", "  ", a=line) for line in title.note.split("\n")],
        _field("520", "  ", a=title.summary),
        _field("521", "  ", a=_ages(title)),
        *[_field("653", "  ", a=subject) for subject in title.subjects.split("；")],
        _mark(title, "852", "7 ", "hi"),
    )


def _isbn(title: TitleCard) -> tuple[str, str]:
    """The ISBN, hyphenated where the book has it so, and the number on the book that is none."""
    given = title.isbn_given
    as_given = bool(given) and isbn13(given) == title.isbn
    return (given if as_given else title.isbn), ("" if as_given else given)


def _whole_set(title: TitleCard) -> str:
    return f"全{title.set_volumes}册" if title.set_volumes else ""


def _ages(title: TitleCard) -> str:
    """Ages as they are read again by `importing.title_facts`."""
    first, last = title.age_from, title.age_to
    if first is not None and last is not None:
        return f"{first}-{last}岁"
    return f"{first}岁以上" if first is not None else f"{last}岁以下" if last is not None else ""


def _mark(title: TitleCard, tag: str, indicators: str, codes: str) -> Field:
    """The call number as class and mark in the subfields of these two codes, marked as ours."""
    if not title.call_mark:
        return _field(tag, indicators)
    return _field(tag, indicators, **{codes[0]: title.clc_class, codes[1]: title.call_mark, "two": OWN_MARK})


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
