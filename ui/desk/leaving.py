"""The handover list of a leaving clerk (离岗移交清单): for whom, then the list to sign."""

from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.access import audit, clerks
from centre_app.access.paper import Paper
from centre_app.desk import leaving
from centre_app.i18n import N_, _
from centre_app.progress import Progress
from ui.kit import card, job, messages, paper_out
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField, FormDialog
from ui.kit.printing import PreviewDialog


def ask_leaving(parent: QWidget) -> FormDialog:
    """Ask who leaves, the clerk on duty first, then show the list."""
    dialog = FormDialog(_("Handover list of a leaving clerk"), _("Show the list"), parent, width=480)
    dialog.submit_button.needs = ""  # it only looks
    said = _(
        "Open loans, holds and bookings, the stock, the backups, the last closed month and the open notes, with lines to sign. "
        "No resident is named on it. The newest backup is opened to see that it is whole."
    )
    dialog.form.add_widget(card.label(said, kind="quiet", wrap=True))
    known = [(row.id, row.name) for row in clerks.clerks(include_inactive=True)]
    dialog.add("clerk_id", _("Who leaves"), ChoiceField(known), required=True)
    on_duty = clerks.on_duty()
    dialog.form.set_values(clerk_id=on_duty.id if on_duty else None)

    def submitted(values: dict[str, Any]) -> None:
        dialog.accept()
        show_leaving(parent, clerk_id=values["clerk_id"])

    dialog.submitted.connect(submitted)
    dialog.open()
    return dialog


def show_leaving(parent: QWidget, *, clerk_id: int) -> job.Job:
    """Put the list together in a job and show it."""

    def work(progress: Progress) -> Paper:
        return leaving.leaving_list(clerk_id=clerk_id, progress=progress)

    def record() -> None:
        label = N_("print the handover list of a leaving clerk")
        attempt(audit.record, label=label, table="clerk", row_ids=[clerk_id])

    def show(paper: Paper) -> PreviewDialog:
        return paper_out.preview(parent, paper, noted=record)

    return job.run(
        _("Handover list of a leaving clerk"), work, parent=parent, then=show,
        failed=lambda error: messages.warn(parent, error.sentence()),
    )  # fmt: skip
