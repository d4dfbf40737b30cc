"""A list of people as a workbook. Every cell is text but the age, none a formula; names and phones masked unless released."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.people import further, saved_lists
from centre_app.people.bands import BAND_LABELS, CATEGORY_LABELS, SEX_LABELS
from centre_app.people.masking import masked_name, masked_phone
from centre_app.people.saved_lists import ListedPerson
from centre_app.progress import SILENT, Progress
from centre_app.storage.placing import placed

_WIDTHS = (14, 8, 8, 14, 16, 16, 26, 30, 28, 14, 14, 14, 14, 10, 24)
_LONGEST_CELL = 32_000
_TELL_EVERY = 500


def write(
    people: Sequence[ListedPerson], *, to: Path, reason: str | None = None, progress: Progress = SILENT
) -> Path:
    """Write the workbook and note that it was exported; with a reason names and phones are in full, and the reason is kept.

    It is written beside and then renamed, so that what stood there stays until it is whole.
    Raises ListReasonMissing for an empty reason, and what `placed` raises.
    """
    ids = [each.row.id for each in people]
    with placed(to) as beside:
        _workbook(people, beside, with_names=reason is not None, progress=progress)
        if reason is not None:
            saved_lists.release(kind="workbook", person_ids=ids, reason=reason)
        else:
            audit.record(label=N_("export a list of people"), table="person", row_ids=ids)
    return to


def _workbook(people: Sequence[ListedPerson], to: Path, *, with_names: bool, progress: Progress) -> None:
    from openpyxl import Workbook  # only when first needed: it takes a fifth of a second to load
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Residents"))
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"

    def cell(value: str | int, *, bold: bool = False) -> Any:
        if isinstance(value, int):
            return WriteOnlyCell(sheet, value=value)
        made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL])
        made.data_type, made.number_format, made.quotePrefix = "s", "@", True
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(words, bold=True) for words in _headings()])
    for number, each in enumerate(people):
        if number % _TELL_EVERY == 0:
            progress.report(number, len(people), _("Writing the workbook"))
        sheet.append([cell(value) for value in _values(each, with_names=with_names)])
    with to.open("wb") as beside:
        workbook.save(beside)


def _headings() -> list[str]:
    return [
        _("Name"), _("Sex"), _("Age"), _("Age band"), _("Category"), _("Phone"), _("Address"), _("Grid unit"), _("Tags"),
        _("Card number"), _("Card good until"), _("Consent given on"), _("Last visit"), _("Volunteer"), _("Needs"),
    ]  # fmt: skip


def _values(each: ListedPerson, *, with_names: bool) -> list[str | int]:
    row = each.row
    return [
        row.name if with_names else masked_name(row.name),
        _(SEX_LABELS[row.sex]) if row.sex else "", "" if row.age is None else row.age, _(BAND_LABELS[row.band]),
        _(CATEGORY_LABELS[row.category]), row.phone if with_names else masked_phone(row.phone), row.address, each.grid,
        _(", ").join(each.tags), row.card_number, str(row.card_expires_on or ""), str(row.consented_on or ""),
        f"{row.last_visit:%Y-%m-%d}" if row.last_visit else "", _("yes") if row.is_volunteer else "",
        further.needs_words(row.needs),
    ]  # fmt: skip
