"""A text document as a form: the words in double braces in its paragraphs, also where the program that wrote it split them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from centre_app.reports.templates.package import Package
from centre_app.reports.templates.splicing import Element, Splice, spliced, walk, written

BRACES = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_TEXTS = ("document", "header", "footer", "footnotes", "endnotes")


@dataclass(slots=True)
class _Paragraph:
    texts: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.texts)


class DocumentForm:
    """The parts of a document with paragraphs: its body, headers, footers and notes, with tables and text boxes in them."""

    def __init__(self, package: Package) -> None:
        self.package = package
        related = package.related(package.main)
        names = [package.main, *(part for kind, part in related.values() if kind in _TEXTS)]
        self._paragraphs = {name: self._read(name) for name in names if name in package.parts}

    def expressions(self) -> Iterator[str]:
        """What stands in double braces, in the order of the document."""
        for paragraphs in self._paragraphs.values():
            for paragraph in paragraphs:
                yield from BRACES.findall(paragraph.text)

    def filled(self, answer: Callable[[str], str]) -> dict[str, bytes]:
        """The parts in which something in braces was replaced by `answer(expression)`; the look is that of its first letter."""
        changed = {}
        for name, paragraphs in self._paragraphs.items():
            splices = [splice for paragraph in paragraphs for splice in _replaced(paragraph, answer)]
            if splices:
                changed[name] = spliced(self.package.parts[name], splices)
        return changed

    def _read(self, name: str) -> list[_Paragraph]:
        found: list[_Paragraph] = []
        mine: dict[int, _Paragraph] = {}

        def take(element: Element) -> None:
            paragraph = next((each for each in reversed(element.parents) if each.local == "p"), None)
            if element.local == "t" and paragraph is not None and element.name.startswith(paragraph.prefix):
                if paragraph.start not in mine:
                    mine[paragraph.start] = _Paragraph()
                    found.append(mine[paragraph.start])
                mine[paragraph.start].texts.append(element)

        walk(
            self.package.parts[name],
            file=self.package.file,
            wanted=lambda each: each.local == "t",
            ended=take,
        )
        return found


def _replaced(paragraph: _Paragraph, answer: Callable[[str], str]) -> Iterator[Splice]:
    """Each replacement goes into the text its braces begin in; what else of them lies in further texts goes away."""
    whole = paragraph.text
    if not (places := list(BRACES.finditer(whole))):
        return
    begins = 0
    for element in paragraph.texts:
        ends = begins + len(element.text)
        text, at = "", begins
        for found in places:
            if found.start() >= ends or found.end() <= begins:
                continue
            text += whole[at : max(at, found.start())]
            if found.start() >= begins:
                text += answer(found[1])
            at = min(found.end(), ends)
        text += whole[at:ends]
        if text != element.text:
            tag = f'<{element.name} xml:space="preserve">'.encode()
            yield Splice(element.start, element.end, tag + written(text) + f"</{element.name}>".encode())
        begins = ends
