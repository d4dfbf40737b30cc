"""Putting the known values beside the formulas of a sheet: previews that do not calculate show them.

openpyxl writes formulas without values; so the sheet's own XML is changed before it goes into the workbook.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from centre_app.reports.listing import Cell

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def write_cached_values(sheet: Path, values: Mapping[str, Cell]) -> None:
    """Write each value beside the formula in its cell, such as C5, of a sheet's XML file."""
    from lxml import etree

    tree: Any = etree.parse(sheet)
    for cell in tree.getroot().iter(f"{_MAIN}c"):
        value = values.get(cell.get("r"))
        if value is None or cell.find(f"{_MAIN}f") is None:
            continue
        shown = cell.find(f"{_MAIN}v")
        if shown is None:
            shown = etree.SubElement(cell, f"{_MAIN}v")
        shown.text = str(value)
        if isinstance(value, str):
            cell.set("t", "str")
    tree.write(sheet, xml_declaration=True, encoding="UTF-8", standalone=True)
