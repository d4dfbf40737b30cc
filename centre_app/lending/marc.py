"""The catalogue's titles as a file of MARC records, written beside its place and then renamed."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from centre_app import errors
from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.lending import title_fields
from centre_app.lending.catalogue_reads import TitleCard
from centre_app.lending.models import Title
from centre_app.lending.tuples import tuples_of
from centre_app.progress import SILENT, Progress
from centre_app.storage.database import snapshot
from centre_app.storage.placing import placed

__all__ = ["DIALECT_LABELS", "ENDINGS", "FORM_LABELS", "Dialect", "Form", "write"]

Dialect = Literal["cnmarc", "marc21"]
Form = Literal["utf-8", "gbk", "xml"]
DIALECT_LABELS: dict[Dialect, str] = {"cnmarc": N_("CNMARC"), "marc21": N_("MARC21")}
FORM_LABELS: dict[Form, str] = {
    "utf-8": N_("UTF-8"),
    "gbk": N_("GBK"),
    "xml": N_("MARCXML"),
}
ENDINGS: dict[Form, str] = {"utf-8": ".mrc", "gbk": ".iso", "xml": ".xml"}
_EVERY = 200
_LETTERS_SHOWN = 10
_XML_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
_XML_FOOT = b"</collection>\n"


def write(
    *,
    to: Path,
    dialect: Dialect,
    form: Form,
    title_ids: Sequence[int] | None = None,
    progress: Progress = SILENT,
) -> int:
    """Write these titles (None: all) and return how many; it is recorded that they were exported.

    Whatever fails, a file that was there stays as it was. Raises NothingToExport, NotInGbk, MarcTooLong, Cancelled,
    and what `placed` raises.
    """
    with placed(to, ending=None) as beside:
        with snapshot():
            titles = _titles(title_ids)
            if not titles:
                raise errors.NothingToExport
            if form == "gbk":
                _check_letters(titles)
            with beside.open("wb") as file:
                for part in _parts(titles, dialect=dialect, form=form, progress=progress):
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
        ids = [title.id for title in titles]
        audit.record(label=N_("export titles as MARC"), table="title", row_ids=ids)
    return len(titles)


def _titles(title_ids: Sequence[int] | None) -> list[TitleCard]:
    query: Any = Title.select(*title_fields.columns()).order_by(Title.name_sort, Title.id)
    if title_ids is not None:
        query = query.where(Title.id.in_(list(title_ids)))
    return [TitleCard(*[*row, []]) for row in tuples_of(query)]


def _parts(titles: list[TitleCard], *, dialect: Dialect, form: Form, progress: Progress) -> Iterator[bytes]:
    from centre_app.lending.marc_records import iso_of, record_of, xml_of  # pymarc, only when first needed

    if form == "xml":
        yield _XML_HEAD
    for done, title in enumerate(titles):
        if done % _EVERY == 0:
            progress.report(done, len(titles), _("Writing the records"))
        record = record_of(title, dialect=dialect, form=form)
        if form == "xml":
            yield xml_of(record) + b"\n"
        else:
            yield iso_of(record, encoding=form, dialect=dialect, name=title.name)
    if form == "xml":
        yield _XML_FOOT


def _check_letters(titles: list[TitleCard]) -> None:
    """Raises NotInGbk, which names the first letters of all that GBK lacks."""
    lacking: dict[str, None] = {}
    unfit = []
    for title in titles:
        texts = (getattr(title, name) for name in title_fields.COLUMNS)
        missing = [letter for letter in "".join(map(str, texts)) if not _in_gbk(letter)]
        if missing:
            unfit.append(title.name)
            lacking.update(dict.fromkeys(missing))
    if unfit:
        letters = " ".join(list(lacking)[:_LETTERS_SHOWN]) + (" …" if len(lacking) > _LETTERS_SHOWN else "")
        raise errors.NotInGbk(letters=letters, count=len(unfit), title=unfit[0])


def _in_gbk(letter: str) -> bool:
    try:
        letter.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
