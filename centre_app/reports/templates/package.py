"""An office file as a zip of parts: read within limits, and written again with some parts changed and all others as they were."""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Literal

from lxml import etree

from centre_app import errors

Kind = Literal["xlsx", "docx"]
LIMIT_MEGABYTES = 10  # of the file itself; unpacked it may have twenty times as much
_UNPACKED = LIMIT_MEGABYTES * 20 * 1_000_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_ENDINGS = (".xls", ".et", ".doc", ".wps", ".ett", ".wpt", ".ods", ".odt", ".xlsb", ".rtf")
_MAIN: dict[str, Kind] = {
    "spreadsheetml.sheet.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "docx",
}

# What Python says of a file that is no whole package.
_UNREADABLE = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an .xlsx or .docx file in their order, and which part is the main one."""

    file: str
    kind: Kind
    main: str
    parts: dict[str, bytes]
    entries: tuple[zipfile.ZipInfo, ...]

    @classmethod
    def read(cls, data: bytes, *, file: str) -> "Package":
        """Unpack a file; `file` is its name in sentences.

        Raises TemplateTooLarge, TemplateLocked, TemplateOldFormat, TemplateHasMacros or TemplateDamaged.
        """
        if len(data) > LIMIT_MEGABYTES * 1_000_000:
            raise errors.TemplateTooLarge(file=file, megabytes=LIMIT_MEGABYTES)
        if data.startswith(_OLD) and _ENCRYPTED in data:
            raise errors.TemplateLocked(file=file)
        if data.startswith(_OLD) or file.lower().endswith(_OLD_ENDINGS):
            raise errors.TemplateOldFormat(file=file)
        try:
            entries, parts = _unpacked(data, file)
        except _UNREADABLE as error:
            raise errors.TemplateDamaged(file=file) from error
        kind, main = _kind(parts, file)
        return cls(file, kind, main, parts, entries)

    def is_in(self, path: Path) -> bool:
        """Whether a file holds the same parts."""
        try:
            return (
                path.stat().st_size <= LIMIT_MEGABYTES * 1_000_000
                and self.parts == _unpacked(path.read_bytes(), path.name)[1]
            )
        except (errors.CentreError, *_UNREADABLE):
            return False

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points to: id -> (last word of the relation's type, name of the other part)."""
        path = PurePosixPath(part)
        data = self.parts.get(str(path.parent / "_rels" / f"{path.name}.rels"))
        if data is None:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rsplit("/", 1)[-1],
                _resolved(path, each.get("Target", "")),
            )
            for each in xml(data, file=self.file)
            if each.get("TargetMode") != "External"
        }

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with these parts in place of its own; every other part has the bytes, place and date it had."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            for entry in self.entries:
                copy = zipfile.ZipInfo(entry.filename, entry.date_time)
                copy.compress_type = entry.compress_type
                copy.external_attr, copy.create_system = entry.external_attr, entry.create_system
                package.writestr(copy, changed.get(entry.filename, self.parts[entry.filename]))
        return made.getvalue()


def xml(data: bytes, *, file: str) -> etree._Element:
    """The root of a part. Entities are not resolved and nothing is fetched. Raises TemplateDamaged."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise errors.TemplateDamaged(file=file) from error


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which differs between the two dialects of the standard."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _unpacked(data: bytes, file: str) -> tuple[tuple[zipfile.ZipInfo, ...], dict[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        entries = tuple(package.infolist())
        if any(entry.flag_bits & 1 for entry in entries):
            raise errors.TemplateLocked(file=file)
        if sum(entry.file_size for entry in entries) > _UNPACKED:
            raise errors.TemplateTooLarge(file=file, megabytes=LIMIT_MEGABYTES)
        parts = {entry.filename: package.read(entry) for entry in entries}
    if len(parts) < len(entries):
        raise errors.TemplateDamaged(file=file)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part:
            raise errors.TemplateDamaged(file=file)
    return entries, parts


def _kind(parts: Mapping[str, bytes], file: str) -> tuple[Kind, str]:
    if "[Content_Types].xml" not in parts:
        raise errors.TemplateOldFormat(file=file)
    for each in xml(parts["[Content_Types].xml"], file=file):
        content_type, name = each.get("ContentType", ""), each.get("PartName", "").lstrip("/")
        if "macroEnabled.main+xml" in content_type:
            raise errors.TemplateHasMacros(file=file)
        for ending, kind in _MAIN.items():
            if content_type.endswith(ending) and name in parts:
                return kind, name
    raise errors.TemplateOldFormat(file=file)


def _resolved(part: PurePosixPath, target: str) -> str:
    """The name of the part that a relation of this part points to."""
    if target.startswith("/"):
        return target.lstrip("/")
    names: list[str] = []
    for step in (part.parent / target).parts:
        if step == "..":
            names = names[:-1]
        elif step != ".":
            names.append(step)
    return "/".join(names)
