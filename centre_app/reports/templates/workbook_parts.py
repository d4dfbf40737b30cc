"""A workbook as a form: its sheets by name, which cells show percent, and that a program counts its formulas anew when opening it."""

import re
from dataclasses import dataclass
from functools import cached_property

from centre_app import errors
from centre_app.reports.templates.package import Package, local, xml
from centre_app.reports.templates.sheet_part import Place, SheetPart, cells_of, corners, placed, shared_texts
from centre_app.reports.templates.splicing import Element, Splice, spliced, walk

_PERCENT_FORMATS = {9, 10}  # the two that every program knows by number
_BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")
_FULL = re.compile(rb'\sfullCalcOnLoad\s*=\s*"[^"]*"')


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    name: str
    part: str


class WorkbookForm:
    """The sheets of a template in their order. Raises TemplateDamaged where a part is not what it must be."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._related = package.related(package.main)
        self._sheets = self._named_sheets()
        self._read: dict[str, SheetPart] = {}

    @property
    def names(self) -> list[str]:
        """The names of the sheets with cells."""
        return [sheet.name for sheet in self._sheets]

    def sheet(self, name: str) -> SheetPart:
        """The cells of a sheet. Raises KeyError where there is none of that name."""
        if name not in self._read:
            part = next((sheet.part for sheet in self._sheets if sheet.name == name), None)
            if part is None:
                raise KeyError(name)
            self._read[name] = SheetPart.read(self.package, part, self._shared)
        return self._read[name]

    def shows_percent(self, sheet: str, place: Place) -> bool:
        """Whether a cell writes 0.25 as 25 %."""
        style = self.sheet(sheet).style_of(place)
        return style < len(self._percent) and self._percent[style]

    def check_free(self, sheet: str, reference: str) -> None:
        """Raise TemplateCellFormula or TemplateCellHeading where a value in these cells would damage the workbook."""
        part = self.sheet(sheet)
        for place in cells_of(reference):
            if place in part.formulas:
                raise errors.TemplateCellFormula(sheet=sheet, cell=reference)
            if place in self._table_headings(sheet):
                raise errors.TemplateCellHeading(sheet=sheet, cell=reference)

    def recalculated(self) -> tuple[str, bytes]:
        """The main part, with the wish that all formulas are counted anew when the workbook is opened."""
        data, found = self.package.parts[self.package.main], {}

        def take(element: Element) -> None:
            found[element.local] = element

        walk(
            data, file=self.package.file, ended=take,
            wanted=lambda each: len(each.parents) == 1 and each.local in (*_BEFORE_CALCULATION, "calcPr"),
        )  # fmt: skip
        old = found.get("calcPr")
        if old is None:
            before = [found[name] for name in _BEFORE_CALCULATION if name in found]
            if not before:
                raise errors.TemplateDamaged(file=self.package.file)
            place = max(element.end for element in before)
            tag = f'<{before[0].prefix}calcPr calcId="0" fullCalcOnLoad="1"/>'.encode()
            return self.package.main, spliced(data, [Splice(place, place, tag)])
        begun = old.start + 1 + len(old.name.encode())
        tail = _FULL.sub(b"", data[begun : old.end])
        return self.package.main, spliced(data, [Splice(begun, old.end, b' fullCalcOnLoad="1"' + tail)])

    def _named_sheets(self) -> list[_Named]:
        root = xml(self.package.parts[self.package.main], file=self.package.file)
        found = []
        for each in root.iter():
            if local(each) == "sheet":
                key = next((value for name, value in each.attrib.items() if str(name).endswith("}id")), "")
                kind, part = self._related.get(str(key), ("", ""))
                if kind == "worksheet" and part in self.package.parts:
                    found.append(_Named(each.get("name", ""), part))
        return found

    @cached_property
    def _shared(self) -> list[str]:
        return shared_texts(self.package, self._part_of("sharedStrings"))

    @cached_property
    def _percent(self) -> list[bool]:
        """For each cell format of the workbook whether it shows percent."""
        part = self._part_of("styles")
        if part is None:
            return []
        root = xml(self.package.parts[part], file=self.package.file)
        own = {
            int(each.get("numFmtId", -1)) for each in root.iter()
            if local(each) == "numFmt" and "%" in each.get("formatCode", "")
        }  # fmt: skip
        formats = [
            each for group in root if local(group) == "cellXfs" for each in group if local(each) == "xf"
        ]
        return [int(each.get("numFmtId", 0)) in own | _PERCENT_FORMATS for each in formats]

    def _part_of(self, kind: str) -> str | None:
        return next(
            (part for found, part in self._related.values() if found == kind and part in self.package.parts),
            None,
        )

    def _table_headings(self, sheet: str) -> set[Place]:
        """The heading cells of native tables, whose words must stay those of the table's columns."""
        found: set[Place] = set()
        for kind, part in self.package.related(self.sheet(sheet).part).values():
            if kind == "table" and part in self.package.parts:
                table = xml(self.package.parts[part], file=self.package.file)
                if table.get("headerRowCount", "1") != "0":
                    (top, left), (_bottom, right) = corners(table.get("ref", "A1"))
                    found |= {(top, column) for column in range(left, right + 1)}
        return found


def is_reference(text: str) -> bool:
    """Whether a text names a cell or a range of one row or one column."""
    try:
        (top, left), (bottom, right) = corners(text)
        placed(text.split(":", maxsplit=1)[0])
    except ValueError:
        return False
    return (top == bottom or left == right) and top <= bottom and left <= right
