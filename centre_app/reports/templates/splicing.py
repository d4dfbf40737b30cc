"""XML changed in place: where its elements begin and end in the bytes, and putting other bytes there.

All bytes outside the places stay as they are, which no parser that writes its tree again can promise.
"""

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from centre_app import errors


class Splice(NamedTuple):
    """These bytes instead of those from `start` to `end`."""

    start: int
    end: int
    data: bytes


@dataclass(slots=True)
class Element:
    """One element: its name as written, attributes, text directly in it, and its place in the bytes.

    `inner` is where its content ends: the start of its end tag, or its end where it has none (`empty`).
    """

    name: str
    attributes: dict[str, str]
    start: int
    text: str = ""
    inner: int = 0
    end: int = 0
    empty: bool = False
    children: int = 0
    parents: tuple["Element", ...] = field(default=(), repr=False)

    @property
    def local(self) -> str:
        """The name without the prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or nothing."""
        return self.name[: -len(self.local)]


def walk(
    data: bytes, *, file: str, wanted: Callable[[Element], bool], ended: Callable[[Element], None]
) -> None:
    """Call `ended` for each wanted element of a UTF-8 part when it ends. Raises TemplateDamaged."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise errors.TemplateDamaged(file=file)  # places are counted in bytes of UTF-8
    parser = expat.ParserCreate()
    parser.buffer_text = False
    open_ones: list[Element] = []

    def on_start(name: str, attributes: dict[str, str]) -> None:
        if open_ones:
            open_ones[-1].children += 1
        open_ones.append(Element(name, attributes, parser.CurrentByteIndex, parents=tuple(open_ones)))

    def on_text(text: str) -> None:
        if open_ones:
            open_ones[-1].text += text

    def on_end(_name: str) -> None:
        element = open_ones.pop()
        if not wanted(element):
            return
        place = parser.CurrentByteIndex
        element.empty = not element.children and not element.text and data[place - 2 : place] == b"/>"
        element.inner = place
        element.end = place if element.empty else data.index(b">", place) + 1
        ended(element)

    parser.StartElementHandler = on_start
    parser.CharacterDataHandler = on_text
    parser.EndElementHandler = on_end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise errors.TemplateDamaged(file=file) from error


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with all splices done; those at one place in their order."""
    parts, at = [], 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        parts += [data[at : splice.start], splice.data]
        at = splice.end
    return b"".join([*parts, data[at:]])


def written(text: str) -> bytes:
    """Text as the content of an element; what XML cannot hold is left out."""
    allowed = "".join(
        sign
        for sign in text
        if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff")
    )
    return html.escape(allowed, quote=False).encode()
