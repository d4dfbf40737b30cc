"""What a MARC record says of a book, as a row of a list: CNMARC has its title in 200, MARC21 in 245."""

import re
from collections.abc import Iterable

from pymarc import Field, Record

from centre_app.importing import book_values
from centre_app.importing.shapes import Row
from centre_app.importing.values import text
from centre_app.lending.marc_records import OWN_MARK, OWN_NUMBER

COLUMNS = (
    "source_id",
    "title",
    "authors",
    "publisher",
    "published",
    "isbn",
    "clc_class",
    "price",
    "remark",
    "isbn_given",
    "edition",
    "series_title",
    "place",
    "pages",
    "set_volumes",
    "language",
    "summary",
    "subjects",
    "reader_age",
    "call_mark",
)
_ISBD = re.compile(r"\s*[/:;,=／：；，،]\s*$")
_AROUND_YEAR = re.compile(r"[\[\]©.]+$|^[\[\]©]+|^c(?=\d)")
_WHOLE_SET = re.compile(r"全(\d{1,4})册")
_NO_YEARS = ("0000", "9999")


def row_of(record: Record) -> Row:
    """The cells of a record in the order of `COLUMNS`; a record of neither dialect has no title."""
    said = _marc21(record) if record.get_fields("245") else _cnmarc(record)
    number = (_control(record, "001")).strip()
    said["source_id"] = "" if number.startswith(OWN_NUMBER) else number
    return tuple(said.get(name, "") for name in COLUMNS)


def _cnmarc(record: Record) -> dict[str, str]:
    year = _values(record.get_fields("100"), "a")[:1]
    return {
        "title": _cnmarc_title(record.get_fields("200")[:1]),
        "authors": _joined(
            _values(record.get_fields("200")[:1], "f", "g")
            or _values(record.get_fields("701", "711", "702", "712"), "a")
        ),
        "publisher": _joined(_values(record.get_fields("210", "214"), "c")),
        "published": _first(_values(record.get_fields("210", "214"), "d")) or _year(_first(year)[9:13]),
        "isbn": _isbn(_values(record.get_fields("010"), "a"), _values(record.get_fields("011"), "a")),
        "clc_class": _first(_values(record.get_fields("690"), "a")),
        "price": _price(_values(record.get_fields("010", "011"), "d")),
        "remark": "; ".join(_values(record.get_fields("300"), "a")),
        "isbn_given": _first(_values(record.get_fields("010"), "z")),
        "edition": _first(_values(record.get_fields("205"), "a")),
        "series_title": _first(_values(record.get_fields("225"), "a")),
        "place": _joined(_values(record.get_fields("210", "214"), "a")),
        **_extent(_values(record.get_fields("215"), "a")),
        "language": _first(_values(record.get_fields("101"), "a")),
        "summary": _first(_values(record.get_fields("330"), "a")),
        "subjects": _joined([*_headings(record.get_fields("606")), *_values(record.get_fields("610"), "a")]),
        "reader_age": _first(_values(record.get_fields("333"), "a")),
        "call_mark": _own_mark(record.get_fields("905"), "e"),
    }


def _cnmarc_title(fields: list[Field]) -> str:
    """The title proper with what tells its volumes apart: 题名：副题名 第二卷 分册名."""
    before = {"a": "；", "e": "：", "h": " ", "i": " "}
    words = ""
    for field in fields:
        for code, value in field.subfields:
            if code in before and value.strip():
                words += (before[code] if words else "") + value.strip()
    return words


def _marc21(record: Record) -> dict[str, str]:
    """Parallel fields in the original script (880) go before transliterated ones; ISBD marks between parts go."""
    plain = str(record.leader)[18:19] in ("c", "n")

    def values(tags: Iterable[str], *codes: str) -> list[str]:
        found = _values([field for tag in tags for field in _in_own_script(record, tag)], *codes)
        return found if plain else [_ISBD.sub("", value) for value in found]

    parts = _values(_in_own_script(record, "245")[:1], "a", "n", "p", "b")
    title, dated = " ".join(parts), _first(values(("264", "260"), "c"))
    classes = [field for field in record.get_fields("084") if _first(_values([field], "2")) in ("", "clc")]
    return {
        "title": title if plain else _ISBD.sub("", title),
        "authors": _joined(
            _statement(values(("245",), "c"), plain) or values(("100", "110", "700", "710"), "a")
        ),
        "publisher": _joined(values(("264", "260"), "b")),
        "published": (dated if plain else _AROUND_YEAR.sub("", dated))
        or _year(_control(record, "008")[7:11]),
        "isbn": _isbn(_values(record.get_fields("020"), "a"), _values(record.get_fields("011"), "a")),
        "clc_class": _first(_values(classes, "a") + _values(record.get_fields("093"), "a")),
        "price": _price(_values(record.get_fields("020"), "c")),
        "remark": "; ".join(_values(record.get_fields("500"), "a")),
        "isbn_given": _first(_values(record.get_fields("020"), "z")),
        "edition": _first(values(("250",), "a")),
        "series_title": _first(values(("490",), "a")),
        "place": _joined(values(("264", "260"), "a")),
        **_extent(values(("300",), "a")),
        "language": _first(_values(record.get_fields("041"), "a")) or _language(_control(record, "008")),
        "summary": _first(values(("520",), "a")),
        "subjects": _joined([*_headings(record.get_fields("650")), *_values(record.get_fields("653"), "a")]),
        "reader_age": _first(_values(record.get_fields("521"), "a")),
        "call_mark": _own_mark(record.get_fields("852"), "i"),
    }


def _statement(values: list[str], plain: bool) -> list[str]:
    return values if plain else [value.rstrip(".．") for value in values]


def _in_own_script(record: Record, tag: str) -> list[Field]:
    linked = [field for field in record.get_fields("880") if _first(field.get_subfields("6")).startswith(tag)]
    return linked or record.get_fields(tag)


def _isbn(own: list[str], by_mistake: list[str]) -> str:
    """The first number that is one; else what stands in the field for it, to be kept as a note."""
    valid = [value for value in (*own, *by_mistake) if book_values.isbn(value).value]
    return _first(valid or own)


def _extent(values: list[str]) -> dict[str, str]:
    """Pages, and how many volumes the set has (全4册)."""
    sets = [found.group(1) for value in values if (found := _WHOLE_SET.fullmatch(value))]
    return {
        "pages": _first([value for value in values if not _WHOLE_SET.fullmatch(value)]),
        "set_volumes": _first(sets),
    }


def _headings(fields: Iterable[Field]) -> list[str]:
    """Subject headings with their parts: 中国文学--儿童文学."""
    return ["--".join(parts) for field in fields if (parts := _values([field], "a", "x", "y", "z"))]


def _language(coded: str) -> str:
    """The language of MARC21's coded field, where it names one."""
    code = coded[35:38]
    return code if len(code) == 3 and code.isalpha() and code not in ("und", "zxx", "mul") else ""


def _own_mark(fields: Iterable[Field], code: str) -> str:
    """The number in its class, of a record this program wrote: those of other libraries say nothing of our shelves."""
    return _first(_values([field for field in fields if OWN_MARK in field.get_subfields("2")], code))


def _price(values: list[str]) -> str:
    """The first that names an amount: "CNY" alone says nothing."""
    return _first([value for value in values if any(map(str.isdecimal, value))])


def _year(digits: str) -> str:
    return digits if len(digits) == 4 and digits.isdecimal() and digits not in _NO_YEARS else ""


def _control(record: Record, tag: str) -> str:
    return _first([field.data or "" for field in record.get_fields(tag)])


def _values(fields: Iterable[Field], *codes: str) -> list[str]:
    """What these subfields say, in the order of the record."""
    return [
        words
        for field in fields
        for code, value in field.subfields
        if code in codes and (words := text(value))
    ]


def _first(values: list[str]) -> str:
    return values[0] if values else ""


def _joined(values: list[str]) -> str:
    return "；".join(dict.fromkeys(values))
