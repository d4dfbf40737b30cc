"""Columns that hold several things together: author / publisher / date / price, 题名与责任者, labelled details."""

import re
from dataclasses import dataclass, replace

from centre_app.importing.book_values import authors, isbn, price, publisher, title, volumes
from centre_app.importing.dates import published
from centre_app.importing.shapes import Cell
from centre_app.importing.values import plain, text

_SLASH = re.compile(r"\s+/\s+|\s*//+\s*|\s+/|/\s+")
_HOUSE = re.compile(
    r"出版|书店|書店|书局|书社|印书馆|文化|图书|集团|公司|工作室|杂志社|报社|画报社|音像|美术社|press|books?\b|publish|"
    r"(?:大学|三联|少儿|教育|美术|工业|轻工|师大)$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^\s*([^:：\s]{1,8})\s*[:：]\s*(.+)$")
_LOOKS_LIKE_PRICE = re.compile(
    r"元|圆|￥|¥|\$|^\s*(?:CNY|RMB|USD|GBP|EUR|JPY|NTD?|TWD|HKD?|us)\s*[\d.]|RMB$|[币幣镑]|^\d{1,5}(?:\.\d{1,2})?$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[\s、;；,，\d年月日])((?:[IS]{1,2}BN(?:编号|号)?)|出版时间|出版日期|作者|编者|译者|出版社|定价)\s*[:：]\s*"
)
_LABELS_END = re.compile(r"(?:\s+|(?<=[月年日]))[\u4e00-\u9fffA-Z]{2,8}\s*[:：]|[\r\n]{2,}")
_MAKERS = {
    "作者": "authors",
    "出版社": "publisher",
    "出版时间": "published",
    "出版日期": "published",
    "定价": "price",
}


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a combined column says of a book; each part may be empty. `price` is in fen; `kept` is text to keep."""

    title: str = ""
    authors: str = ""
    publisher: str = ""
    published: str | None = None
    price: int | None = None
    isbn: str | None = None
    volumes: int | None = None
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def imprint(cell: Cell) -> Imprint:
    """Split 作者 / 译者 / 出版社 / 日期 / 价格 from its end, and 地点: 出版社, 日期 of a catalogue card.

    What is left in front of the publisher are the authors and translators, joined by " / ".
    """
    words = plain(cell)
    parts = [part for part in _SLASH.split(words) if part.strip()]
    if len(parts) < 2:
        return _statement(words)
    found = Imprint(volumes=volumes(words).value)
    if _LOOKS_LIKE_PRICE.search(parts[-1]) and (
        len(parts) < 2 or published(parts[-1]).value is None or _dated(parts[-2])
    ):
        said = parts.pop()
        amount = price(said)
        if amount.note:
            found = replace(found, notes=(amount.note,), kept=(said.strip(),))
        found = replace(found, price=amount.value)
    if parts and _dated(parts[-1]):
        found = replace(found, published=published(parts.pop()).value)
    if len(parts) > 1 or (parts and _HOUSE.search(parts[0])):
        found = replace(found, publisher=publisher(parts.pop()))
    return replace(found, authors=authors(" / ".join(part.strip() for part in parts)))


def _dated(words: str) -> bool:
    """Says when, and nothing but that."""
    day = published(words)
    return day.value is not None and not day.note


def _statement(words: str) -> Imprint:
    """北京：人民文学出版社，2003.8 or only a publisher."""
    if place := _PLACE.fullmatch(words):
        words = place.group(2)
    house, comma, rest = words.partition(",") if "," in words else words.partition("，")
    day = published(rest.strip())
    if comma and day.value:
        return Imprint(publisher=publisher(house), published=day.value)
    return Imprint(publisher=publisher(words))


def title_and_authors(cell: Cell) -> Imprint:
    """题名与责任者 as on a catalogue card: the title before the first slash, all responsible persons behind it."""
    name, slash, makers = text(cell).partition("/")
    if not slash:
        name, slash, makers = text(cell).partition("／")
    return Imprint(title=title(name), authors=authors(makers))


def details(cell: Cell) -> Imprint:
    """What a text of labelled details (出版时间: 2016年9月 开本: 24开 ISBN编号: …) adds to the other columns."""
    words = "\n".join(text(line) for line in cell.splitlines()) if isinstance(cell, str) else text(cell)
    said: dict[str, str] = {}
    for label in _LABEL.finditer(words):
        end = _LABELS_END.search(words, label.end())
        name = "isbn" if "BN" in label.group(1) else _MAKERS.get(label.group(1), "")
        said.setdefault(name, words[label.end() : end.start() if end else len(words)].strip())
    day = published(said.get("published", ""))
    return Imprint(
        authors=authors(said.get("authors", "")),
        publisher=publisher(said.get("publisher", "")),
        published=day.value,
        price=price(said.get("price", "")).value,
        isbn=isbn(said.get("isbn", "")).value,
    )
