"""A list of people as a workbook. Every cell is text but the age, none a formula; names and phones masked unless released."""

from collections.abc import Sequence
from pathlib import Path

from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.people import further, saved_lists
from centre_app.people.bands import BAND_LABELS, CATEGORY_LABELS, SEX_LABELS
from centre_app.people.masking import masked_name, masked_phone
from centre_app.people.saved_lists import ListedPerson
from centre_app.progress import SILENT, Progress
from centre_app.storage import action, plain_book
from centre_app.storage.placing import placed

_WIDTHS = (14, 8, 8, 14, 16, 16, 26, 30, 28, 14, 14, 14, 14, 10, 24)


def write(
    people: Sequence[ListedPerson], *, to: Path, reason: str | None = None, progress: Progress = SILENT
) -> Path:
    """Write the workbook and note that it was exported; with a reason names and phones are in full, and the reason is kept.

    It is written beside and then renamed, so that what stood there stays until it is whole.
    Raises NotAllowed with names, ListReasonMissing for an empty reason, and what `placed` raises.
    """
    if reason is not None:
        action.require("export_names", label=saved_lists.RELEASES["workbook"])
    ids = [each.row.id for each in people]
    with placed(to) as beside:
        plain_book.write(
            beside, name=_("Residents"), headings=_headings(), widths=_WIDTHS,
            rows=(_values(each, with_names=reason is not None) for each in people),
            tell=lambda done: progress.report(done, len(people), _("Writing the workbook")),
        )  # fmt: skip
        if reason is not None:
            saved_lists.release(kind="workbook", person_ids=ids, reason=reason)
        else:
            audit.record(label=N_("export a list of people"), table="person", row_ids=ids)
    return to


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
