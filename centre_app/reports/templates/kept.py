"""The forms that are kept under a name: taking one in, binding its cells, taking over a newer file, filling it every month."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.progress import SILENT, Progress
from centre_app.reports.periods import Period
from centre_app.reports.templates import filling
from centre_app.reports.templates.form import Binding, Form
from centre_app.reports.templates.models import ReportTemplate
from centre_app.reports.templates.package import LIMIT_MEGABYTES
from centre_app.storage.action import action
from centre_app.storage.database import db


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A form as lists show it: how many cells the clerk bound, and whence it came."""

    id: int
    name: str
    file_name: str
    bound: int
    source: str


def templates() -> list[TemplateRow]:
    """The forms by name."""
    rows = db.execute_sql(
        "SELECT id, name, file_name, json_array_length(bindings), source FROM report_template ORDER BY name COLLATE NOCASE"
    )
    return [TemplateRow(*row) for row in rows.fetchall()]


def read_file(path: Path) -> bytes:
    """The bytes of a form on disk. Raises TemplateMissing, TemplateTooLarge."""
    try:
        if path.stat().st_size > LIMIT_MEGABYTES * 1_000_000:
            raise errors.TemplateTooLarge(file=path.name, megabytes=LIMIT_MEGABYTES)
        return path.read_bytes()
    except OSError as error:
        raise errors.TemplateMissing(path=path, detail=error.strerror or str(error)) from error


def form_of(template_id: int) -> Form:
    """The form with its bindings. Raises NotFound."""
    row = _get(template_id)
    return Form(bytes(row.content), file=row.file_name, bindings=_bindings(row))


def find(name: str) -> int:
    """The id of the form of that name. Raises TemplateUnknown."""
    row = db.execute_sql("SELECT id FROM report_template WHERE name = ? COLLATE NOCASE", (name,)).fetchone()
    if row is None:
        raise errors.TemplateUnknown(name=name)
    return int(row[0])


@action(N_("take in a form"))
def keep(
    *, name: str, data: bytes, file_name: str, source: str = "", bindings: Sequence[Binding] = ()
) -> int:
    """Keep a form under a name. Raises NameMissing, NameTaken and what reading and checking it raises."""
    Form(data, file=file_name, bindings=tuple(bindings)).check()
    row: Any = ReportTemplate.create(
        name=_checked(name), file_name=file_name, source=source, content=data, bindings=_json(bindings)
    )
    return int(row.id)


@action(N_("bind the cells of a form"))
def change(*, template_id: int, name: str, bindings: Sequence[Binding], data: bytes | None = None) -> None:
    """Change name and bindings, and with `data` the file itself. Raises as `keep`, and NotFound."""
    row = _get(template_id)
    content = bytes(row.content) if data is None else data
    Form(content, file=row.file_name, bindings=tuple(bindings)).check()
    row.name, row.bindings = _checked(name, except_id=template_id), _json(bindings)
    if data is not None:
        row.content = data
    row.save()


@action(N_("remove a form"))
def remove(*, template_id: int) -> None:
    """Take a form away; files that were filled stay. Raises NotFound."""
    _get(template_id).delete_instance()


def newer_file(template_id: int) -> bytes | None:
    """The file at the place the form came from, where it is another one now; None where it is the same or gone."""
    row = _get(template_id)
    path = Path(row.source)
    if not row.source or not path.is_file():
        return None
    data = read_file(path)
    same = hashlib.sha256(data).digest() == hashlib.sha256(bytes(row.content)).digest()
    return None if same else data


def last_answers(template_id: int) -> dict[str, str]:
    """What was given by hand the last time, by label."""
    return dict(json.loads(_get(template_id).answers))


def fill(
    *, template_id: int, period: Period, to: Path, language: str,
    by_hand: Mapping[str, str] | None = None, progress: Progress = SILENT,
) -> Path:  # fmt: skip
    """Fill a kept form and remember what was given by hand. Raises as `filling.fill`, and NotFound."""
    form = form_of(template_id)
    filling.fill(form, period=period, to=to, language=language, by_hand=by_hand, progress=progress)
    if by_hand and dict(by_hand) != last_answers(template_id):
        _remember(template_id=template_id, answers=dict(by_hand))
    return to


@action(N_("fill in a form"))
def _remember(*, template_id: int, answers: dict[str, str]) -> None:
    row = _get(template_id)
    row.answers = json.dumps(answers, ensure_ascii=False)
    row.save(only=[ReportTemplate.answers])


def _get(template_id: int) -> Any:
    row = ReportTemplate.get_or_none(ReportTemplate.id == template_id)
    if row is None:
        raise errors.NotFound
    return row


def _bindings(row: Any) -> tuple[Binding, ...]:
    return tuple(Binding(**each) for each in json.loads(row.bindings))


def _json(bindings: Sequence[Binding]) -> str:
    return json.dumps([asdict(binding) for binding in bindings], ensure_ascii=False)


def _checked(name: str, *, except_id: int | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise errors.NameMissing
    if any(row.name.casefold() == name.casefold() and row.id != except_id for row in templates()):
        raise errors.NameTaken(name=name)
    return name
