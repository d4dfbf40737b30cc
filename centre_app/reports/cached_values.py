"""Putting the known values beside the formulas of a written workbook: previews that do not calculate show them.

openpyxl writes formulas without values; so the sheets' parts are changed inside the zip afterwards.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from centre_app.reports.listing import Cell

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def write_cached_values(path: Path, values: Mapping[str, Mapping[str, Cell]]) -> None:
    """Write each value (sheet title, then cell such as C5) beside the formula in that cell; the file is written anew."""
    if not values:
        return
    beside = path.with_name(f"{path.name}.values")
    try:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as new:
            parts = _parts_of(old)
            wanted = {parts[title]: cells for title, cells in values.items()}
            for item in old.infolist():
                content = old.read(item)
                new.writestr(
                    item, _with_values(content, wanted[item.filename]) if item.filename in wanted else content
                )
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _parts_of(book: zipfile.ZipFile) -> dict[str, str]:
    """The file inside the zip for each sheet title."""
    from lxml import etree

    targets = {
        each.get("Id"): each.get("Target", "")
        for each in etree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = etree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    return {str(each.get("name")): _inside(targets[each.get(_RELATED)]) for each in sheets}


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _with_values(content: bytes, cells: Mapping[str, Cell]) -> bytes:
    from lxml import etree

    root: Any = etree.fromstring(content)
    for cell in root.iter(f"{_MAIN}c"):
        value = cells.get(cell.get("r"))
        if value is None or cell.find(f"{_MAIN}f") is None:
            continue
        shown = cell.find(f"{_MAIN}v")
        if shown is None:
            shown = etree.SubElement(cell, f"{_MAIN}v")
        shown.text = str(value)
        if isinstance(value, str):
            cell.set("t", "str")
    result: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return result
