"""Filling a form: the values into the bound cells, everything else as the office made it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from centre_app import errors
from centre_app.access import audit
from centre_app.i18n import N_, in_language
from centre_app.progress import SILENT, Progress
from centre_app.reports import exports
from centre_app.reports.compare import compare
from centre_app.reports.gathering import gather
from centre_app.reports.kept import prepare
from centre_app.reports.periods import Period
from centre_app.reports.report_models import FORM
from centre_app.reports.templates.answers import Answers
from centre_app.reports.templates.document_part import BRACES
from centre_app.reports.templates.expressions import TableColumn, parse
from centre_app.reports.templates.form import Form
from centre_app.reports.templates.sheet_part import Place, Value, cells_of, placed
from centre_app.storage.database import snapshot
from centre_app.storage.placing import placed as put_in_place


def fill(
    form: Form, *, period: Period, to: Path, language: str,
    by_hand: Mapping[str, str] | None = None, progress: Progress = SILENT,
) -> Path:  # fmt: skip
    """Write the filled form and record that it was exported; it takes its place only when it is whole.

    `by_hand` gives a text for each label of `form.asked()`; one that is a number is written as such.
    Raises as `Form.check`, AnswersMissing, FormWouldBeLost, TableTooLong, and what writing a report raises.
    """
    given = by_hand or {}
    if missing := [label for label in form.asked() if not given.get(label, "").strip()]:
        raise errors.AnswersMissing(labels="、".join(missing))
    if form.package.is_in(to):
        raise errors.FormWouldBeLost(path=to)
    with put_in_place(to, ending=f".{form.package.kind}") as beside:
        with in_language(language), snapshot():
            figures = compare(period, progress=progress)
            beside.write_bytes(_with_values(form, Answers(period, figures, _read(given))))
            kept = gather(figures, progress=progress)
        prepare(kept)
        file = exports.File(beside, name=to.name, language=language, names=False)
        audit.record(
            label=N_("export a form of the office"), table=f"{period.text} {form.package.file}",
            also=lambda: exports.keep(kept, kind=FORM, file=file),
        )  # fmt: skip
    return to


def filled(
    form: Form, *, period: Period, by_hand: Mapping[str, str] | None = None, progress: Progress = SILENT
) -> bytes:
    """The bytes of the filled form, which nothing is recorded of. Raises as `fill`, but for writing."""
    form.check()
    with snapshot():
        return _with_values(form, Answers(period, compare(period, progress=progress), _read(by_hand or {})))


def _read(by_hand: Mapping[str, str]) -> dict[str, Value]:
    return {label: _number_or_text(text) for label, text in by_hand.items()}


def _with_values(form: Form, answers: Answers) -> bytes:
    if not form.is_workbook:
        return form.package.written(
            form.document.filled(lambda text: _in_text(answers, text, form.package.file))
        )
    values: dict[str, dict[Place, Value]] = {}
    _bound(form, answers, values)
    _typed(form, answers, values)
    changed = {
        form.workbook.sheet(sheet).part: form.workbook.sheet(sheet).filled(cells)
        for sheet, cells in values.items()
    }
    changed.update([form.workbook.recalculated()])
    return form.package.written(changed)


def _bound(form: Form, answers: Answers, values: dict[str, dict[Place, Value]]) -> None:
    for binding in form.bindings:
        expression, places = form.expression_of(binding), cells_of(binding.cells)
        cells = values.setdefault(binding.sheet, {})
        if isinstance(expression, TableColumn):
            column = answers.column(expression, where=binding.where)
            if len(column) > len(places):
                raise errors.TableTooLong(where=binding.where, needed=len(column), cells=len(places))
            cells.update(zip(places, [*column, *[None] * (len(places) - len(column))], strict=True))
        else:
            place = form.workbook.sheet(binding.sheet).top_left(places[0])
            percent = form.workbook.shows_percent(binding.sheet, place)
            cells[place] = answers.value(expression, where=binding.where, percent=percent)


def _typed(form: Form, answers: Answers, values: dict[str, dict[Place, Value]]) -> None:
    """Braces that are all of a cell give it their value; among other words they become words."""
    for sheet, reference, text in form.typed():
        where, place = f"{sheet}!{reference}", placed(reference)
        if (whole := BRACES.fullmatch(text.strip())) is not None:
            percent = form.workbook.shows_percent(sheet, place)
            value = answers.value(parse(whole[1], where=where), where=where, percent=percent)
        else:
            value = BRACES.sub(lambda found, at=where: _in_text(answers, found[1], at), text)  # type: ignore[misc]
        values.setdefault(sheet, {})[place] = value


def _in_text(answers: Answers, text: str, where: str) -> str:
    return answers.words(parse(text, where=where), where=where)


def _number_or_text(text: str) -> Value:
    plain = text.strip().replace(",", "")
    with suppress(ValueError):
        return int(plain)
    with suppress(ValueError):
        number = float(plain)
        return number if json.dumps(number) not in ("NaN", "Infinity", "-Infinity") else text.strip()
    return text.strip()
